package io.greenroom.platform;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How the service's database is reached by connections that are not of Quarkus' pool. As the pool
 * reaches it: a database that takes encrypted connections alone takes these too.
 */
@ApplicationScoped
public class DatabaseAccess {
    /** What Quarkus' pool could be told of certificates, and these connections cannot. */
    private static final List<String> POOL_ALONE =
            List.of(
                    "quarkus.datasource.reactive.trust-certificate-jks",
                    "quarkus.datasource.reactive.trust-certificate-pfx",
                    "quarkus.datasource.reactive.key-certificate-pem",
                    "quarkus.datasource.reactive.key-certificate-jks",
                    "quarkus.datasource.reactive.key-certificate-pfx");

    private final String url;
    private final String user;
    private final String password;
    private final Optional<String> sslMode;
    private final boolean trustAll;
    private final Optional<List<String>> trusted;
    private final Optional<String> hostVerification;

    @Inject
    DatabaseAccess(
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "quarkus.datasource.reactive.postgresql.ssl-mode")
                    Optional<String> sslMode,
            @ConfigProperty(name = "quarkus.datasource.reactive.trust-all", defaultValue = "false")
                    boolean trustAll,
            @ConfigProperty(
                            name = "quarkus.datasource.reactive.trust-certificate-pem",
                            defaultValue = "false")
                    boolean trustsPem,
            @ConfigProperty(name = "quarkus.datasource.reactive.trust-certificate-pem.certs")
                    Optional<List<String>> trusted,
            @ConfigProperty(name = "quarkus.datasource.reactive.hostname-verification-algorithm")
                    Optional<String> hostVerification,
            Config config) {
        for (var name : POOL_ALONE) {
            if (config.getOptionalValue(name, Boolean.class).orElse(false)) {
                throw new IllegalStateException(
                        name
                                + " is not supported: some connections to the database are not of"
                                + " the pool that it configures. Use trust-certificate-pem.");
            }
        }
        this.url = url;
        this.user = user;
        this.password = password;
        this.sslMode = sslMode;
        this.trustAll = trustAll;
        this.trusted = trusted.filter(files -> trustsPem);
        this.hostVerification = hostVerification;
    }

    /** Each time anew, so that the caller may add to them. */
    public PgConnectOptions options() {
        var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        sslMode.ifPresent(
                mode ->
                        options.setSslMode(
                                SslMode.of(
                                        mode.strip().toLowerCase(Locale.ROOT).replace('_', '-'))));
        if (trustAll) {
            options.setTrustAll(true);
        }
        trusted.ifPresent(
                files -> {
                    var certificates = new PemTrustOptions();
                    files.forEach(certificates::addCertPath);
                    options.setPemTrustOptions(certificates);
                });
        hostVerification
                .filter(algorithm -> !algorithm.equalsIgnoreCase("NONE"))
                .ifPresent(options::setHostnameVerificationAlgorithm);
        return options;
    }
}
