package io.greenroom.local.postgres;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.home.Versions;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.PortCheck;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.ProcessIdentity;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.process.Stopper;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL server with a database and a role of its own for each service. What it answered to
 * a commit survives a kill -9 and a power cut: nothing about durability is switched off.
 */
public final class PostgresPart implements Part {

    public static final String NAME = "postgres";

    /** Databases, each owned by a role of the same name. */
    public static final List<String> DATABASES =
            List.of("catalog", "session", "grading", "keycloak");

    private static final String SUPERUSER = "postgres";
    private static final String UNKNOWN_PASSWORD = "28P01";

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Path binaries;
    private final Path data;
    private final Map<String, String> moreSettings;
    private final Duration patience;

    public PostgresPart(Home home, Ports ports, Secrets secrets) {
        this(home, ports, secrets, Map.of());
    }

    /**
     * A server that is not set like those of the suite.
     *
     * @param moreSettings of {@code postgresql.conf}; they win over ours
     */
    public PostgresPart(Home home, Ports ports, Secrets secrets, Map<String, String> moreSettings) {
        this(home, ports, secrets, moreSettings, Duration.ofSeconds(90));
    }

    private PostgresPart(
            Home home,
            Ports ports,
            Secrets secrets,
            Map<String, String> moreSettings,
            Duration patience) {
        this.patience = patience;
        this.moreSettings = Map.copyOf(moreSettings);
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.binaries = home.cache().resolve("postgres-" + Versions.postgres());
        this.data = home.data(NAME);
    }

    /**
     * The same server, which may take that long to start. A start that recovers from a backup reads
     * all of the log since; a server that gives up ends, and is not waited for.
     */
    public PostgresPart startingWithin(Duration limit) {
        return new PostgresPart(home, ports, secrets, moreSettings, limit);
    }

    /**
     * Settings with which the server hands each piece of its log over to that directory as soon as
     * it is full, or a minute old: what a backup needs to be restored to any later moment.
     */
    public static Map<String, String> archivingTo(Path directory) {
        String target = "\"" + directory.toAbsolutePath() + "/%f\"";
        return Map.of(
                "archive_mode",
                "on",
                "archive_timeout",
                "60",
                // Never over another one; and never half.
                "archive_command",
                "cmp -s \"%%p\" %1$s || { test ! -e %1$s && cp \"%%p\" %1$s.part && mv %1$s.part %1$s; }"
                        .formatted(target));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Port port() {
        return Port.POSTGRES;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public String marker() {
        return data.toString();
    }

    /** The password of a database's role. */
    public static String password(Secrets secrets, String database) {
        return secrets.of("database." + database);
    }

    @Override
    public void prepare(Progress progress) throws StartFailure {
        try {
            Archive.unpackOnce(PostgresPart::archive, binaries, 0);
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                progress.line(NAME, "creating the database directory");
                initialise();
            }
            removeMisleadingPidFile();
        } catch (IOException e) {
            throw new StartFailure(NAME, "cannot be prepared: " + e.getMessage(), "", List.of(), e);
        }
    }

    @Override
    public Launch launch() {
        List<String> program = new ArrayList<>(unprivileged());
        program.add(binaries.resolve("bin/postgres").toString());
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        settings()
                .forEach(
                        (name, value) -> {
                            arguments.add("-c");
                            arguments.add(name + "=" + value);
                        });
        return new Launch(program, List.of(), arguments, Map.of("LC_ALL", locale()), data);
    }

    @Override
    public boolean answers() {
        // A refused connection is the usual answer during a start, and cheap to find out.
        if (!PortCheck.answers("127.0.0.1", ports.of(Port.POSTGRES))) {
            return false;
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            // It speaks PostgreSQL and refuses us: complete() says so in full.
            return UNKNOWN_PASSWORD.equals(e.getSQLState());
        }
    }

    @Override
    public void complete(Progress progress) throws StartFailure {
        try (Connection connection = connect()) {
            for (String database : DATABASES) {
                makeRole(connection, database);
                makeDatabase(connection, database);
            }
        } catch (SQLException e) {
            throw new StartFailure(
                    NAME,
                    "its roles and databases cannot be made: " + e.getMessage(),
                    UNKNOWN_PASSWORD.equals(e.getSQLState())
                            ? "The passwords in "
                                    + home.state().resolve("secrets")
                                    + " do not fit the data in "
                                    + data
                                    + ". Put the right file back, or start afresh with ./greenroom"
                                    + " reset"
                            : "",
                    List.of(),
                    e);
        }
    }

    @Override
    public Duration patience() {
        return patience;
    }

    /** After a kill -9 the old server's children may need a moment to notice and leave. */
    @Override
    public Duration retryFor() {
        return Duration.ofSeconds(15);
    }

    @Override
    public Stopper.Signal stopSignal() {
        return Stopper.Signal.INT;
    }

    private static Map<String, String> settings(int port) {
        Map<String, String> settings = new java.util.LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", String.valueOf(port));
        // No socket file: nothing outside the state directory is written.
        settings.put("unix_socket_directories", "");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // Four services with small pools; each connection costs memory.
        settings.put("max_connections", "100");
        settings.put("shared_buffers", "64MB");
        settings.put("max_wal_size", "512MB");
        // Compiling short queries costs more than it saves.
        settings.put("jit", "off");
        settings.put("log_line_prefix", "%m [%p] %d ");
        settings.put("log_min_duration_statement", "1000");
        // Statements may hold answers, and answers never appear in logs.
        settings.put("log_parameter_max_length", "0");
        settings.put("timezone", "UTC");
        return settings;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = settings(ports.of(Port.POSTGRES));
        settings.putAll(moreSettings);
        return settings;
    }

    private void initialise() throws IOException, StartFailure {
        Path fresh = data.resolveSibling("postgres.new");
        Archive.delete(fresh);
        Path password = home.run().resolve("initdb-password");
        Files.deleteIfExists(password);
        Files.createFile(
                password,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, secrets.of("database." + SUPERUSER));
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(
                List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "-D",
                        fresh.toString(),
                        "-U",
                        SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=" + locale(),
                        // Sorting and case rules that are the same on every machine.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        Path log = home.log("initdb");
        Process initdb =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!initdb.waitFor(120, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new StartFailure(
                        NAME,
                        "initdb failed",
                        isRoot()
                                ? "PostgreSQL refuses to run as root, and this machine does not"
                                      + " allow `unshare -U`. Run ./greenroom as an ordinary user."
                                : "",
                        io.greenroom.local.process.LogTail.of(log, 20),
                        null);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(password);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * After a reboot the pid in postmaster.pid may belong to some other process of this user, and
     * PostgreSQL would refuse to start. Only then, when nothing of the old server can be left, the
     * file is removed.
     */
    private void removeMisleadingPidFile() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file) || RunningProcesses.withArgument(marker()).isPresent()) {
            return;
        }
        Optional<ProcessIdentity> holder = Optional.empty();
        try {
            holder = ProcessIdentity.of(Long.parseLong(Files.readAllLines(file).getFirst()));
        } catch (NumberFormatException | java.util.NoSuchElementException e) {
            // Damaged: PostgreSQL itself knows what to do with it.
            return;
        }
        boolean namedProcessIsAStranger =
                holder.flatMap(found -> ProcessHandle.of(found.pid()))
                        .flatMap(found -> found.info().command())
                        .map(command -> !command.endsWith("/postgres"))
                        .orElse(false);
        if (namedProcessIsAStranger
                && Files.getLastModifiedTime(file).toInstant().isBefore(boot())) {
            Files.delete(file);
        }
    }

    private static java.time.Instant boot() {
        return ProcessHandle.of(1)
                .flatMap(init -> init.info().startInstant())
                .orElse(java.time.Instant.MIN);
    }

    /** A connection of the superuser. */
    public Connection connect() throws SQLException {
        return connect("postgres");
    }

    /** The same, to that database. */
    public Connection connect(String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", secrets.of("database." + SUPERUSER));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("loginTimeout", "2");
        properties.setProperty("ApplicationName", "greenroom-launcher");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + ports.of(Port.POSTGRES) + "/" + database,
                properties);
    }

    /** The password is set again each time, so that roles and secrets cannot drift apart. */
    private void makeRole(Connection connection, String role) throws SQLException {
        boolean exists = exists(connection, "select 1 from pg_roles where rolname = ?", role);
        try (Statement statement = connection.createStatement()) {
            // Names are constants and passwords hexadecimal: nothing here can need escaping.
            statement.execute(
                    (exists ? "alter" : "create")
                            + " role "
                            + role
                            + " login password '"
                            + password(secrets, role)
                            + "'");
        }
    }

    private static void makeDatabase(Connection connection, String name) throws SQLException {
        if (exists(connection, "select 1 from pg_database where datname = ?", name)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + name);
            // No service can read another's database, not even by accident.
            statement.execute("revoke all on database " + name + " from public");
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** PostgreSQL refuses root; in a user namespace of its own it sees a nameless user instead. */
    private static List<String> unprivileged() {
        return isRoot() ? List.of("unshare", "-U") : List.of();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String locale() {
        return isMac() ? "C" : "C.UTF-8";
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
    }

    private static InputStream archive() throws IOException {
        boolean arm = System.getProperty("os.arch").contains("aarch64");
        String name =
                "/postgres-"
                        + (isMac() ? "darwin" : "linux")
                        + "-"
                        + (arm ? "arm_64" : "x86_64")
                        + ".txz";
        InputStream archive = PostgresPart.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IOException(
                    "there are no PostgreSQL binaries for this machine on the class path ("
                            + name
                            + ")");
        }
        return archive;
    }
}
