package io.greenroom.local.kafka;

import io.greenroom.local.home.Home;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.Launch;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** One broker that is its own controller, in a process of its own on the launcher's class path. */
public final class KafkaPart implements Part {

    public static final String NAME = "kafka";

    private static final int PROBE_MILLIS = 1500;
    private static final short API_VERSIONS = 18;

    private final Home home;
    private final Ports ports;
    private final ClassCache.Mode mode;

    public KafkaPart(Home home, Ports ports, ClassCache.Mode mode) {
        this.home = home;
        this.ports = ports;
        this.mode = mode;
    }

    public ClassCache classCache() {
        return new ClassCache(
                home.cache().resolve("aot"), NAME, System.getProperty("java.class.path"));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Port port() {
        return Port.KAFKA;
    }

    @Override
    public Set<Port> ports() {
        return Set.of(Port.KAFKA, Port.KAFKA_CONTROLLER);
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public String marker() {
        return "-Dgreenroom.part=" + NAME + "@" + home.state();
    }

    public static String bootstrapServers(Ports ports) {
        return "127.0.0.1:" + ports.of(Port.KAFKA);
    }

    @Override
    public void prepare(Progress progress) throws StartFailure {
        try (Writer writer = Files.newBufferedWriter(configuration())) {
            settings().store(writer, "Written by ./greenroom at every start.");
        } catch (IOException e) {
            throw new StartFailure(
                    NAME, "its configuration cannot be written: " + e, "", List.of(), e);
        }
    }

    @Override
    public Launch launch() {
        // Changed settings must count as a changed program, although they stand in a file.
        String settings = String.valueOf(new java.util.TreeMap<>(settings()).hashCode());
        return new Launch(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                classCache().options(mode),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:ErrorFile=" + home.log("crash-" + NAME),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                        "-Dgreenroom.settings=" + settings,
                        marker(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        configuration().toString()),
                Map.of(),
                home.state());
    }

    /**
     * Sends Kafka's own handshake: the port is open long before the broker handles requests, and
     * only an answer shows that it does.
     */
    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.of(Port.KAFKA)),
                    PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(1);
            out.writeShort(-1);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            return in.readInt() == 1 && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void complete(Progress progress) throws StartFailure {
        if (mode == ClassCache.Mode.USE) {
            classCache().dropIfRefused(home.log(NAME));
        }
        Topics.make(bootstrapServers(ports));
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    /** After a kill -9 the ports may be in use for a moment longer. */
    @Override
    public Duration retryFor() {
        return Duration.ofSeconds(10);
    }

    @Override
    public boolean simplify() {
        return mode == ClassCache.Mode.USE && classCache().drop();
    }

    /** At the end of a training run the JVM writes the cache, which takes a while. */
    @Override
    public Duration stopPatience() {
        return Duration.ofSeconds(mode == ClassCache.Mode.TRAIN ? 240 : 20);
    }

    private Path configuration() {
        return home.run().resolve("kafka.properties");
    }

    private Properties settings() {
        String broker = "PLAINTEXT://127.0.0.1:" + ports.of(Port.KAFKA);
        String controller = "127.0.0.1:" + ports.of(Port.KAFKA_CONTROLLER);
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        // A fixed voter, not a dynamic quorum: that would write the port into the data.
        settings.setProperty("controller.quorum.voters", "1@" + controller);
        settings.setProperty("listeners", broker + ",CONTROLLER://" + controller);
        settings.setProperty("advertised.listeners", broker);
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("log.dirs", home.data(NAME).toString());
        // A topic that nobody declared is a mistake and should show as one.
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("num.partitions", "3");
        settings.setProperty("default.replication.factor", "1");
        settings.setProperty("offsets.topic.replication.factor", "1");
        settings.setProperty("offsets.topic.num.partitions", "3");
        settings.setProperty("transaction.state.log.replication.factor", "1");
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("transaction.state.log.num.partitions", "3");
        settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.num.partitions", "1");
        // Waiting for more consumers only makes sense when they start together.
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("log.cleaner.threads", "1");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "8388608");
        // After a kill -9 the controller must notice soon that the old broker is gone.
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        return settings;
    }
}
