package io.greenroom.local.keycloak;

import io.greenroom.local.home.Archive;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.home.Versions;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.LogTail;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackStatus;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak on PostgreSQL. The distribution is unpacked and built once for all installations; what
 * belongs to one installation (its realm file) lies in the state directory.
 */
public final class KeycloakPart implements Part {

    public static final String NAME = "keycloak";

    private static final long BUILD_PATIENCE_SECONDS = 300;

    /** What the one-time build bakes in. Another text leads to another build. */
    private static final String BUILD_OPTIONS =
            """
            db=postgres
            cache=local
            health-enabled=false
            metrics-enabled=false
            """;

    /**
     * Keycloak has no option of its own for this: a connection that died with PostgreSQL is found
     * out when it is taken from the pool, and not by the person who signs in.
     */
    private static final String RECOVERY = "quarkus.datasource.jdbc.validate-on-borrow=true\n";

    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Realm realm;

    public KeycloakPart(Home home, Ports ports, Secrets secrets) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.realm = Realm.of(home, ports, secrets);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Port port() {
        return Port.KEYCLOAK;
    }

    @Override
    public Set<String> needs() {
        return Set.of(PostgresPart.NAME);
    }

    @Override
    public String marker() {
        return "-Dgreenroom.part=" + NAME + "@" + home.state();
    }

    @Override
    public void prepare(Progress progress) throws StartFailure {
        try {
            build(progress);
            Path own = ownHome();
            Files.createDirectories(own.resolve("providers"));
            Files.createDirectories(own.resolve("conf"));
            Files.createDirectories(own.resolve("data/import"));
            // Keycloak looks for what its build baked in below its home.
            Files.deleteIfExists(own.resolve("lib"));
            Files.createSymbolicLink(own.resolve("lib"), distribution().resolve("lib"));
            Files.writeString(own.resolve("conf/keycloak.conf"), BUILD_OPTIONS);
            Files.writeString(own.resolve("conf/quarkus.properties"), RECOVERY);
            Files.writeString(own.resolve("data/import/greenroom-realm.json"), realm.json());
        } catch (IOException e) {
            throw new StartFailure(NAME, "cannot be prepared: " + e.getMessage(), "", List.of(), e);
        }
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                List.of(),
                List.of(
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:MaxMetaspaceSize=256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dfile.encoding=UTF-8",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                            + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                        "-Dkc.home.dir=" + ownHome(),
                        "-Djboss.server.config.dir=" + ownHome().resolve("conf"),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus-log-max-startup-records=10000",
                        "-Dpicocli.disable.closures=true",
                        marker(),
                        "-cp",
                        distribution().resolve("lib/quarkus-run.jar").toString(),
                        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                        "start",
                        "--optimized",
                        "--import-realm"),
                Map.ofEntries(
                        Map.entry("KC_HTTP_ENABLED", "true"),
                        Map.entry("KC_HTTP_HOST", "127.0.0.1"),
                        Map.entry("KC_HTTP_PORT", String.valueOf(ports.of(Port.KEYCLOAK))),
                        Map.entry("KC_HOSTNAME", "http://localhost:" + ports.of(Port.KEYCLOAK)),
                        Map.entry(
                                "KC_DB_URL",
                                "jdbc:postgresql://127.0.0.1:"
                                        + ports.of(Port.POSTGRES)
                                        + "/keycloak"),
                        Map.entry("KC_DB_USERNAME", "keycloak"),
                        Map.entry("KC_DB_PASSWORD", PostgresPart.password(secrets, "keycloak")),
                        Map.entry("KC_DB_POOL_INITIAL_SIZE", "1"),
                        Map.entry("KC_DB_POOL_MIN_SIZE", "1"),
                        Map.entry("KC_DB_POOL_MAX_SIZE", "10"),
                        Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", AdminApi.USER),
                        Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", secrets.of("keycloak.admin")),
                        Map.entry("KC_LOG_LEVEL", "warn,org.keycloak:info")),
                ownHome());
    }

    /** The port opens, and "started" is logged, well before the realm can be used. */
    @Override
    public boolean answers() {
        return HttpProbe.isOk(
                "http://127.0.0.1:"
                        + ports.of(Port.KEYCLOAK)
                        + "/realms/"
                        + Realm.NAME
                        + "/.well-known/openid-configuration");
    }

    /** The realm is imported only once, so what depends on ports and secrets is set again. */
    @Override
    public void complete(Progress progress) throws StartFailure {
        try {
            new AdminApi("http://127.0.0.1:" + ports.of(Port.KEYCLOAK), secrets)
                    .alignWebClient(
                            realm.redirectUris(), realm.postLogoutUris(), realm.webClientSecret());
        } catch (IOException e) {
            throw new StartFailure(
                    NAME,
                    "the addresses of the web client cannot be set: " + e.getMessage(),
                    "If the secrets or the Keycloak database were exchanged by hand,"
                            + " ./greenroom reset starts afresh.",
                    List.of(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(NAME, "interrupted", "", List.of(), e);
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(240);
    }

    private Path ownHome() {
        return home.state().resolve("keycloak");
    }

    private Path distribution() {
        return home.cache()
                .resolve(
                        "keycloak-"
                                + Versions.keycloak()
                                + "-"
                                + Integer.toHexString(BUILD_OPTIONS.hashCode()));
    }

    private void build(Progress progress) throws IOException, StartFailure {
        Path target = distribution();
        Path done = target.resolve("greenroom-build-done");
        if (Files.exists(done)) {
            return;
        }
        // Half a build of an earlier run may have left anything: begin again.
        Archive.delete(target);
        progress.line(NAME, "unpacking and building it for PostgreSQL, once (about 30 s)");
        Path archive = home.keycloakDistribution();
        Archive.unpackOnce(() -> Files.newInputStream(archive), target, 1);
        Files.writeString(target.resolve("conf/keycloak.conf"), BUILD_OPTIONS);
        List<String> command = new ArrayList<>();
        command.add("bash");
        command.add(target.resolve("bin/kc.sh").toString());
        command.add("build");
        Path log = home.log("keycloak-build");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(target.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        Process process = builder.start();
        try {
            if (!process.waitFor(BUILD_PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new StartFailure(
                        NAME,
                        "its one-time build failed",
                        "The whole log is " + log,
                        LogTail.of(log, 30),
                        null);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        Path fresh = done.resolveSibling("greenroom-build-done.new");
        Files.writeString(fresh, "built for " + StackStatus.issuer(ports) + "\n");
        Files.move(fresh, done, StandardCopyOption.ATOMIC_MOVE);
    }
}
