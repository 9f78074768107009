package io.greenroom.platform.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL and a real Kafka broker for {@code @QuarkusTest}, and an issuer whose key the
 * tests hold. Started once a JVM, so that test profiles share them; they end with the JVM.
 */
public final class RealInfrastructure implements QuarkusTestResourceLifecycleManager {
    private static final class Running {
        static final EmbeddedPostgres POSTGRES = startPostgres();
        static final EmbeddedKafka KAFKA = EmbeddedKafka.start();

        private static EmbeddedPostgres startPostgres() {
            try {
                var postgres =
                        EmbeddedPostgres.builder()
                                .setPort(0)
                                .setServerConfig("fsync", "off")
                                .start();
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(
                                        () -> {
                                            try {
                                                postgres.close();
                                            } catch (IOException e) {
                                                throw new UncheckedIOException(e);
                                            }
                                        }));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Map<String, String> start() {
        int port = Running.POSTGRES.getPort();
        System.setProperty("kafka.bootstrap.servers", Running.KAFKA.bootstrapServers());
        var settings = new HashMap<String, String>();
        settings.put(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:" + port + "/postgres");
        settings.put(
                "quarkus.datasource.reactive.url", "postgresql://localhost:" + port + "/postgres");
        settings.put("quarkus.datasource.username", "postgres");
        settings.put("quarkus.datasource.password", "postgres");
        settings.put("kafka.bootstrap.servers", Running.KAFKA.bootstrapServers());
        settings.putAll(TestTokens.settings());
        return settings;
    }

    @Override
    public void stop() {
        // Shared by all test profiles of the JVM; a shutdown hook ends them.
    }
}
