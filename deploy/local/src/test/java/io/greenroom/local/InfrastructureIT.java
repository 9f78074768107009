package io.greenroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.greenroom.local.backup.BaseBackup;
import io.greenroom.local.backup.Fingerprint;
import io.greenroom.local.backup.Restore;
import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.mailbox.MailboxPart;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.RunRecord;
import io.greenroom.local.stack.Health;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.stack.StartFailure;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real PostgreSQL and the real broker, killed with -9 and started again. */
@Tag("integration")
class InfrastructureIT {
    /** As PostgreSQL has it, of all of class 42 the one for rights. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @TempDir private Path directory = Path.of("unset");

    private Ports ports = Ports.standard();
    private Secrets secrets = Secrets.in(new Home(directory, directory, directory));
    private Stack stack = new Stack(home(), ports, List.of(), Progress.silent());

    @BeforeEach
    void chooseFreePorts() throws IOException {
        ports = Ports.free();
        home().create();
        secrets = Secrets.in(home());
        stack = newStack();
    }

    @AfterEach
    void stop() {
        stack.stop();
    }

    @Test
    void whatWasAnsweredSurvivesAKill() throws Exception {
        stack.start();
        execute("create table kept (word text)", "insert into kept values ('row')");
        send("practice.submissions", "message");
        mail("casey@greenroom.example", "kept too");

        for (Part part : stack.parts()) {
            RunRecord running = stack.running(part).orElseThrow();
            kill(running.pid());
        }
        assertThat(stack.health().values()).containsOnly(Health.DOWN);
        stack = newStack();
        stack.start();

        assertThat(query("select word from kept")).isEqualTo("row");
        assertThat(query("show fsync")).isEqualTo("on");
        assertThat(query("show synchronous_commit")).isEqualTo("on");
        assertThat(query("show full_page_writes")).isEqualTo("on");
        assertThat(receive("practice.submissions")).containsExactly("message");
        assertThat(receive("practice.submissions.dlq")).isEmpty();
        assertThat(HttpProbe.text(MailboxPart.page(ports) + "/messages.json"))
                .hasValueSatisfying(
                        mails -> assertThat(mails).contains("casey@greenroom.example", "kept too"));
    }

    @Test
    void noServiceMayConnectToAnothersDatabase() throws Exception {
        stack.start();

        for (String database : PostgresPart.DATABASES) {
            for (String role : PostgresPart.DATABASES) {
                if (role.equals(database)) {
                    connect(database, role).close();
                } else {
                    assertThatThrownBy(() -> connect(database, role).close())
                            .as("%s at %s", role, database)
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    refused ->
                                            assertThat(refused.getSQLState())
                                                    .isEqualTo(INSUFFICIENT_PRIVILEGE));
                }
            }
        }
    }

    @Test
    void theDataMovesWithThePortsAndNothingListensBeyondThisMachine() throws Exception {
        stack.start();
        execute("create table kept (word text)", "insert into kept values ('row')");
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        stack.stop();

        chooseFreePorts();
        stack.start();

        assertThat(query("select word from kept")).isEqualTo("row");
    }

    @Test
    void aBackupLeadsBackToTheLastCommitAndToAMomentBefore() throws Exception {
        Path log = Files.createDirectories(directory.resolve("the log"));
        var archiving = new PostgresPart(home(), ports, secrets, PostgresPart.archivingTo(log));
        stack = new Stack(home(), ports, List.of(archiving, broker()), Progress.silent());
        stack.start();
        execute("create table kept (word text)", "insert into kept values ('before')");
        var backup = BaseBackup.take(home(), archiving, directory.resolve("a backup"));
        said("then");
        Instant moment = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        await().until(() -> Instant.now().isAfter(moment.plusMillis(1)));
        said("after");
        var last = Fingerprint.of(archiving);
        awaitArchived(log);
        kill(stack.running(archiving).orElseThrow().pid());
        stack.stop();
        Archive.delete(home().data(PostgresPart.NAME));
        Files.delete(home().state().resolve("secrets"));

        restored(backup, log, null);

        assertThat(Fingerprint.of(archiving(log)).differences(last)).isEmpty();
        assertThat(query("select string_agg(word, ' ') from kept")).isEqualTo("before then after");
        assertThat(receive("practice.submissions")).containsExactly("then", "after");
        stack.stop();

        assertThatThrownBy(() -> restored(backup, null, moment)).hasMessageContaining("--archive");
        assertThatThrownBy(() -> restored(backup, directory.resolve("none"), null))
                .hasMessageContaining("no directory");
        assertThat(setAside()).as("refused before anything was touched").isEmpty();
        restored(backup, log, moment);

        assertThat(query("select string_agg(word, ' ') from kept")).isEqualTo("before then");
        assertThat(receive("practice.submissions")).containsExactly("then");
        // Whoever was deleted since stays deleted.
        assertThat(receive("identity.deletions")).containsExactly("then", "after");

        assertThat(setAside())
                .anyMatch(name -> name.startsWith("postgres.before-"))
                .anyMatch(name -> name.startsWith("kafka.before-"));

        // What comes after a restore is in the archive as well, on a timeline of its own.
        execute("insert into kept values ('later')");
        awaitArchived(log);
        stack.stop();
        restored(backup, log, null);

        assertThat(query("select string_agg(word, ' ') from kept")).isEqualTo("before then later");

        Files.writeString(backup.directory().resolve("base/PG_VERSION"), "17");
        assertThatThrownBy(backup::verify).hasMessageContaining("damaged: base/PG_VERSION");
    }

    private void said(String word) throws Exception {
        execute("insert into kept values ('" + word + "')");
        send("practice.submissions", word);
        send("identity.deletions", word);
    }

    private void restored(BaseBackup backup, @Nullable Path log, @Nullable Instant until)
            throws Exception {
        new Restore(home(), ports, backup, log, until, Progress.silent())
                .run(archiving(log), broker());
        stack = new Stack(home(), ports, List.of(archiving(log), broker()), Progress.silent());
        stack.start();
    }

    private PostgresPart archiving(@Nullable Path log) {
        return new PostgresPart(
                home(),
                ports,
                Secrets.in(home()),
                log == null ? Map.of() : PostgresPart.archivingTo(log));
    }

    private void awaitArchived(Path log) throws SQLException {
        String segment;
        try (Connection connection = archiving(log).connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_walfile_name(pg_switch_wal())")) {
            row.next();
            segment = row.getString(1);
        }
        await().until(() -> Files.exists(log.resolve(segment)));
    }

    private List<String> setAside() throws IOException {
        try (var all = Files.list(home().data(PostgresPart.NAME).resolveSibling("."))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains(".before-"))
                    .toList();
        }
    }

    private KafkaPart broker() {
        return new KafkaPart(home(), ports, ClassCache.Mode.OFF);
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    private Stack newStack() {
        return new Stack(
                home(),
                ports,
                List.of(
                        new PostgresPart(home(), ports, secrets),
                        new KafkaPart(home(), ports, ClassCache.Mode.OFF),
                        new MailboxPart(home(), ports)),
                Progress.silent());
    }

    private Home home() {
        return new Home(Path.of("../.."), directory.resolve("state"), Path.of("target/it-cache"));
    }

    private void mail(String to, String subject) throws MessagingException {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", String.valueOf(ports.of(Port.MAILBOX_SMTP)));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("greenroom@localhost");
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(subject);
        message.setText("Nothing more.");
        Transport.send(message);
    }

    private Connection connect() throws SQLException {
        return connect("session", "session");
    }

    private Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/" + database,
                role,
                PostgresPart.password(secrets, role));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private String query(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void send(String topic, String message) throws Exception {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        KafkaPart.bootstrapServers(ports),
                        ProducerConfig.ACKS_CONFIG,
                        "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", message)).get();
        }
    }

    private List<String> receive(String topic) throws StartFailure {
        Map<String, Object> settings =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaPart.bootstrapServers(ports));
        List<String> messages = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(
                                    info ->
                                            new org.apache.kafka.common.TopicPartition(
                                                    topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected =
                    consumer.endOffsets(partitions).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
            while (messages.size() < expected) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(message -> messages.add(message.value()));
            }
        }
        return messages;
    }
}
