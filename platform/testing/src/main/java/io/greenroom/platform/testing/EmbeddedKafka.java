package io.greenroom.platform.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A real one-node KRaft broker inside the test's JVM, on a free port of the loopback. */
final class EmbeddedKafka {
    private final KafkaRaftServer server;
    private final Path directory;
    private final String bootstrapServers;

    private EmbeddedKafka(KafkaRaftServer server, Path directory, String bootstrapServers) {
        this.server = server;
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
    }

    static EmbeddedKafka start() {
        try {
            Path directory = Files.createTempDirectory("greenroom-kafka");
            int brokerPort = freePort();
            int controllerPort = freePort();
            var settings = new Properties();
            settings.put("process.roles", "broker,controller");
            settings.put("node.id", "1");
            settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
            settings.put(
                    "listeners",
                    "PLAINTEXT://localhost:%d,CONTROLLER://localhost:%d"
                            .formatted(brokerPort, controllerPort));
            settings.put("advertised.listeners", "PLAINTEXT://localhost:" + brokerPort);
            settings.put("controller.listener.names", "CONTROLLER");
            settings.put(
                    "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
            settings.put("log.dirs", directory.toString());
            settings.put("num.partitions", "3");
            settings.put("offsets.topic.replication.factor", "1");
            settings.put("offsets.topic.num.partitions", "1");
            settings.put("transaction.state.log.replication.factor", "1");
            settings.put("transaction.state.log.min.isr", "1");
            settings.put("transaction.state.log.num.partitions", "1");
            settings.put("group.initial.rebalance.delay.ms", "0");
            settings.put("log.cleaner.dedupe.buffer.size", "8388608");
            var formatter = new Formatter();
            formatter
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setPrintStream(
                            new PrintStream(
                                    OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .run();
            var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            var kafka = new EmbeddedKafka(server, directory, "localhost:" + brokerPort);
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
            return kafka;
        } catch (Exception e) {
            throw new IllegalStateException("Kafka did not start", e);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    private void stop() {
        server.shutdown();
        server.awaitShutdown();
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
