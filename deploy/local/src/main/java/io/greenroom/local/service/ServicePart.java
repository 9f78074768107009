package io.greenroom.local.service;

import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.kafka.KafkaPart;
import io.greenroom.local.keycloak.KeycloakPart;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.postgres.PostgresPart;
import io.greenroom.local.process.ClassCache;
import io.greenroom.local.process.Launch;
import io.greenroom.local.stack.HttpProbe;
import io.greenroom.local.stack.Part;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.StackStatus;
import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One of the suite's services. All that it is told, it is told by its environment. */
public final class ServicePart implements Part {

    private final SuiteService service;
    private final int instance;
    private final Replicas replicas;
    private final Home home;
    private final Ports ports;
    private final Secrets secrets;
    private final Map<String, String> userEnvironment;
    private final BuiltApplication application;
    private final ClassCache.Mode mode;

    /**
     * @param instance which of the service's instances, counted from 1
     * @param replicas how many of every service there are, which the gateway must know
     * @param userEnvironment where {@code GREENROOM_LLM_*}, {@code GREENROOM_GRADING_EMBEDDED_*},
     *     {@code GREENROOM_MAIL_*}, {@code GREENROOM_SESSIONS_*}, {@code GREENROOM_SMTP_*}, {@code
     *     GREENROOM_TRACES}, {@code GREENROOM_LOG_JSON} and {@code QUARKUS_OTEL_*} are looked up,
     *     so that a change of them restarts who reads them
     */
    public ServicePart(
            SuiteService service,
            int instance,
            Replicas replicas,
            Home home,
            Ports ports,
            Secrets secrets,
            Map<String, String> userEnvironment,
            ClassCache.Mode mode) {
        this.service = service;
        this.instance = instance;
        this.replicas = replicas;
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
        this.userEnvironment = Map.copyOf(userEnvironment);
        this.mode = mode;
        this.application = new BuiltApplication(home, service.module());
    }

    @Override
    public String name() {
        return instance == 1 ? service.module() : service.module() + "-" + instance;
    }

    public SuiteService service() {
        return service;
    }

    @Override
    public int instance() {
        return instance;
    }

    @Override
    public Port port() {
        return service.port();
    }

    @Override
    public Set<String> needs() {
        return service == SuiteService.GATEWAY
                ? Set.of(KeycloakPart.NAME)
                : Set.of(PostgresPart.NAME, KafkaPart.NAME, KeycloakPart.NAME);
    }

    public ClassCache classCache() {
        return new ClassCache(
                home.cache().resolve("aot"),
                service.module(),
                application.runner() + " " + service.heapMegabytes());
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

    @Override
    public String marker() {
        return "-Dgreenroom.part=" + name() + "@" + home.state();
    }

    @Override
    public void prepare(Progress progress) throws StartFailure {
        if (!application.exists()) {
            throw new StartFailure(
                    name(),
                    "is not built: there is no " + application.builtRunner(),
                    "Leave out --no-build, or run ./greenroom test",
                    List.of(),
                    null);
        }
        try {
            application.copyOnce();
        } catch (IOException e) {
            throw new StartFailure(name(), "cannot be copied: " + e.getMessage(), "", List.of(), e);
        }
    }

    @Override
    public Launch launch() {
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xms32m");
        arguments.add("-Xmx" + service.heapMegabytes() + "m");
        arguments.add("-XX:+UseSerialGC");
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        arguments.add("-XX:-UsePerfData");
        arguments.add("-XX:ErrorFile=" + home.log("crash-" + name()));
        arguments.add("--enable-native-access=ALL-UNNAMED");
        arguments.add("--sun-misc-unsafe-memory-access=allow");
        arguments.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        arguments.add(marker());
        arguments.add("-jar");
        arguments.add(application.runner().toString());
        return new Launch(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                classCache().options(mode),
                arguments,
                environment(),
                home.state());
    }

    @Override
    public boolean answers() {
        return HttpProbe.isOk(
                "http://127.0.0.1:" + ports.of(service.port(), instance) + "/q/health/ready");
    }

    @Override
    public void complete(Progress progress) {
        if (mode == ClassCache.Mode.USE) {
            classCache().dropIfRefused(home.log(name()));
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(120);
    }

    /** The addresses under which the gateway reaches the instances of a service. */
    private String addresses(SuiteService other) {
        return IntStream.rangeClosed(1, replicas.of(other))
                .mapToObj(number -> "http://127.0.0.1:" + ports.of(other.port(), number))
                .collect(Collectors.joining(","));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(service.port(), instance)));
        environment.put("GREENROOM_ISSUER", StackStatus.issuer(ports));
        environment.put("GREENROOM_BUILD", application.build());
        if (!service.database().isEmpty()) {
            environment.put("GREENROOM_DB_HOST", "127.0.0.1");
            environment.put("GREENROOM_DB_PORT", String.valueOf(ports.of(Port.POSTGRES)));
            environment.put("GREENROOM_DB_NAME", service.database());
            environment.put("GREENROOM_DB_USER", service.database());
            environment.put(
                    "GREENROOM_DB_PASSWORD", PostgresPart.password(secrets, service.database()));
            environment.put("KAFKA_BOOTSTRAP_SERVERS", KafkaPart.bootstrapServers(ports));
        }
        userEnvironment.forEach(
                (name, value) -> {
                    if (name.equals("GREENROOM_TRACES")
                            || name.equals("GREENROOM_LOG_JSON")
                            || name.startsWith("QUARKUS_OTEL_")) {
                        environment.put(name, value);
                    }
                });
        switch (service) {
            case CATALOG ->
                    environment.put(
                            "GREENROOM_CONTENT_DIR",
                            userEnvironment.getOrDefault(
                                    "GREENROOM_CONTENT_DIR",
                                    home.repository().resolve("content").toString()));
            case SESSION -> {
                environment.put("GREENROOM_PUBLIC_ORIGIN", StackStatus.publicOrigin(ports));
                environment.put("GREENROOM_MAIL_ON", "true");
                environment.put("GREENROOM_MAIL_ACCOUNT_DOMAIN", "greenroom.example");
                environment.put("GREENROOM_SMTP_HOST", "127.0.0.1");
                environment.put("GREENROOM_SMTP_PORT", String.valueOf(ports.of(Port.MAILBOX_SMTP)));
                environment.put("GREENROOM_SMTP_STARTTLS", "DISABLED");
                userEnvironment.forEach(
                        (name, value) -> {
                            if (name.startsWith("GREENROOM_MAIL_")
                                    || name.startsWith("GREENROOM_SMTP_")
                                    || name.startsWith("GREENROOM_SESSIONS_")) {
                                environment.put(name, value);
                            }
                        });
            }
            case GRADING ->
                    userEnvironment.forEach(
                            (name, value) -> {
                                if (name.startsWith("GREENROOM_LLM_")
                                        || name.startsWith("GREENROOM_GRADING_EMBEDDED_")) {
                                    environment.put(name, value);
                                }
                            });
            case GATEWAY -> {
                environment.put("GREENROOM_CATALOG_URL", addresses(SuiteService.CATALOG));
                environment.put("GREENROOM_SESSION_URL", addresses(SuiteService.SESSION));
                environment.put("GREENROOM_GRADING_URL", addresses(SuiteService.GRADING));
                environment.put("GREENROOM_PUBLIC_ORIGIN", StackStatus.publicOrigin(ports));
                environment.put("GREENROOM_WEB_CLIENT_SECRET", secrets.of("web-client"));
                environment.put("GREENROOM_COOKIE_SECRET", secrets.of("cookie"));
            }
        }
        return environment;
    }
}
