package io.greenroom.e2e;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The suite that all tests of a run share: started by {@code ./greenroom up} from what was just
 * built, with data and ports of its own, so that a developer's running suite is left alone.
 */
final class Suite {
    static final Path REPOSITORY = Path.of(System.getProperty("greenroom.repository")).normalize();

    /** Where a run leaves what a person may want to look at. */
    static final Path OUTPUT = Path.of(System.getProperty("greenroom.output"));

    /** Where the services send their spans. */
    static final TraceCollector COLLECTOR = TraceCollector.listening();

    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "GREENROOM_TRACES",
                    "1",
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                    COLLECTOR.address(),
                    "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                    "http/protobuf",
                    "GREENROOM_LOG_JSON",
                    "true",
                    "GREENROOM_STATE_DIR",
                    OUTPUT.resolve("greenroom").toString(),
                    "GREENROOM_CACHE_DIR",
                    REPOSITORY.resolve(".greenroom/cache").toString(),
                    "GREENROOM_PORTS_OFFSET",
                    "11000",
                    // What nobody opens shall be over within a test; every other session starts
                    // at a time to come.
                    "GREENROOM_SESSIONS_NO_SHOW",
                    "10m",
                    "GREENROOM_SESSIONS_IDLE_SWEEP",
                    "1s",
                    // No training in the background: the tests have the machine to themselves.
                    "GREENROOM_AOT",
                    "off");
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final class Running {
        static final Suite SUITE = start();

        private static Suite start() {
            run("reset", "--yes");
            run("up", "--detach", "--no-build");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run("down")));
            return new Suite(status());
        }
    }

    private final String gateway;
    private final String issuer;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String value, Instant until) {}

    private Suite(JsonPath status) {
        this.gateway = status.getString("gateway");
        this.issuer = status.getString("issuer");
    }

    /** The running suite; started by the first test that asks. */
    static Suite running() {
        return Running.SUITE;
    }

    /** The address of the gateway, without a slash at its end. */
    String gateway() {
        return gateway;
    }

    String issuer() {
        return issuer;
    }

    /** Signs somebody in as a person does, by the form. */
    void signIn(Page page, String user) {
        page.navigate(gateway + "/login?returnTo=/questions");
        page.locator("#username").fill(user);
        page.locator("#password").fill("greenroom");
        page.locator("#password").press("Enter");
        page.waitForURL(gateway + "/questions");
        PlaywrightAssertions.assertThat(page.getByTestId("user-menu")).isVisible();
    }

    int port(String service) {
        return status().getInt("services.find { it.name == '" + service + "' }.port");
    }

    /** The ports of a service's instances by their names. */
    Map<String, Integer> instances(String service) {
        var all = status();
        var found = "services.findAll { it.name ==~ /" + service + "(-\\d+)?/ }";
        List<String> names = all.getList(found + ".name");
        List<Integer> ports = all.getList(found + ".port");
        return IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(names::get, ports::get));
    }

    /** A metric without labels of its own, summed up; 0 when there is none. */
    static double metric(int port, String name) {
        return given().get("http://localhost:" + port + "/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /** What that part has written. */
    Path log(String part) {
        return Path.of(ENVIRONMENT.get("GREENROOM_STATE_DIR")).resolve("logs/" + part + ".log");
    }

    /** Kills all processes of a part at once, as a crash would. */
    void kill(String part) {
        killAll(status().getList("services.findAll { it.name ==~ /" + part + "(-\\d+)?/ }.pid"));
    }

    /** Kills one instance by its exact name: the first has that of its service. */
    void killInstance(String name) {
        killAll(status().getList("services.findAll { it.name == '" + name + "' }.pid"));
    }

    private static void killAll(List<Integer> pids) {
        if (pids.isEmpty()) {
            throw new IllegalStateException("Nothing of that name runs");
        }
        pids.forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
        await().atMost(Duration.ofSeconds(20)).until(() -> pids.stream().allMatch(Suite::isGone));
    }

    /** Runs so many instances of each of the three services. */
    void scale(int instances) {
        run(
                "up",
                "--detach",
                "--no-build",
                "--replicas",
                "catalog-service=%d,session-service=%d,grading-service=%d"
                        .formatted(instances, instances, instances));
    }

    /** Restarts a service, one instance after the other. */
    void restart(String service) {
        run("restart", service);
    }

    /** A zombie, whose parent has not looked yet, has no program any more. */
    private static boolean isGone(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> !process.isAlive() || process.info().command().isEmpty())
                .orElse(true);
    }

    /** Starts again what is not running. */
    void up() {
        run("up", "--detach", "--no-build");
    }

    /** Whether every part serves, as {@code ./greenroom status} sees it. */
    static JsonPath status() {
        return JsonPath.from(run("status", "--json"));
    }

    /** A fresh access token of a demo account, from Keycloak itself. */
    String token(String user) {
        return tokens.compute(
                        user,
                        (name, known) ->
                                known != null && Instant.now().isBefore(known.until())
                                        ? known
                                        : login(name))
                .value();
    }

    /** Whether Keycloak knows a demo account by its password, asked once and now. */
    boolean canSignIn(String user) {
        return askForToken(user).statusCode() == 200;
    }

    private Token login(String user) {
        var answer = askForToken(user).then().statusCode(200).extract().jsonPath();
        return new Token(
                answer.getString("access_token"),
                Instant.now().plusSeconds(answer.getLong("expires_in") / 2));
    }

    private Response askForToken(String user) {
        return given().formParam("client_id", "greenroom-cli")
                .formParam("grant_type", "password")
                .formParam("scope", "openid")
                .formParam("username", user)
                .formParam("password", "greenroom")
                .post(issuer + "/protocol/openid-connect/token");
    }

    /** A request through the gateway, as an API client of that person would send it. */
    RequestSpecification as(String user) {
        return given().baseUri(gateway).auth().oauth2(token(user)).contentType("application/json");
    }

    /** A request through the gateway from nobody. */
    RequestSpecification anonymous() {
        return given().baseUri(gateway);
    }

    /** An event as the broker holds it. */
    record Event(String key, JsonPath value) {}

    /** All events of a topic so far, in their order. */
    List<Event> events(String topic) {
        var events = new ArrayList<Event>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                "localhost:" + port("kafka"),
                                "group.id",
                                "e2e-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long quietSince = System.nanoTime();
            while (System.nanoTime() - quietSince < Duration.ofSeconds(5).toNanos()) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    quietSince = System.nanoTime();
                    if (message.value() != null) {
                        events.add(new Event(message.key(), JsonPath.from(message.value())));
                    }
                }
            }
        }
        return events;
    }

    private static String run(String... arguments) {
        var command = new ArrayList<>(List.of(REPOSITORY.resolve("greenroom").toString()));
        command.addAll(List.of(arguments));
        try {
            Files.createDirectories(OUTPUT);
            Path log = OUTPUT.resolve("greenroom-" + arguments[0] + ".log");
            Path output = Files.createTempFile(OUTPUT, arguments[0], ".out");
            var builder =
                    new ProcessBuilder(command)
                            .directory(REPOSITORY.toFile())
                            .redirectOutput(output.toFile())
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(ENVIRONMENT);
            // What surefire sets for its own JVM is none of the suite's business.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            boolean asked = arguments[0].equals("status");
            if (process.exitValue() != 0 && !asked) {
                throw new AssertionError(
                        "%s ended with %d:%n%s%n%s"
                                .formatted(
                                        String.join(" ", command),
                                        process.exitValue(),
                                        text,
                                        Files.readString(log)));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
