package io.greenroom.catalog;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The packaged service twice, as two processes that begin at the same moment on a database in which
 * there is nothing.
 */
class InstancesIT {
    private static final String CURATION = "/api/catalog/curation/questions";
    private static final Duration START = Duration.ofMinutes(3);

    /** Far less than an instance needs, with nothing under way; a restart waits longer. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final int KEYS = 6;
    private static final Duration PACE = Duration.ofMillis(20);

    private record Instance(Process process, int port) {
        RequestSpecification as(String name, String role) {
            return given().baseUri("http://localhost:" + port)
                    .auth()
                    .oauth2(TestTokens.of(name, role))
                    .contentType(ContentType.JSON);
        }

        boolean isReady() {
            assertThat(process.isAlive()).as("it runs").isTrue();
            try {
                return given().get("http://localhost:" + port + "/q/health/ready").statusCode()
                        == 200;
            } catch (Exception e) {
                // Nobody listens yet.
                return false;
            }
        }

        double sent() {
            return given().get("http://localhost:" + port + "/q/metrics")
                    .asString()
                    .lines()
                    .filter(line -> line.startsWith("greenroom_outbox_sent_total"))
                    .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                    .sum();
        }
    }

    private static final List<Instance> INSTANCES = new ArrayList<>();
    private static String server = "";
    private static String name = "";
    private static String database = "";

    @BeforeAll
    static void startBothAtOnce() throws Exception {
        var settings = new HashMap<>(new RealInfrastructure().start());
        server = settings.get("quarkus.datasource.jdbc.url");
        name = "instances_" + UUID.randomUUID().toString().substring(0, 8);
        try (var connection = DriverManager.getConnection(server, "postgres", "postgres")) {
            connection.createStatement().execute("create database " + name);
        }
        database = server.replaceFirst("/postgres$", "/" + name);
        settings.put("quarkus.datasource.jdbc.url", database);
        settings.computeIfPresent(
                "quarkus.datasource.reactive.url",
                (key, url) -> url.replaceFirst("/postgres$", "/" + name));
        settings.put("greenroom.content.directory", "src/test/content");
        INSTANCES.add(start("1", settings));
        INSTANCES.add(start("2", settings));
        await().atMost(START).until(() -> INSTANCES.stream().allMatch(Instance::isReady));
    }

    @AfterAll
    static void stop() throws InterruptedException, SQLException {
        var deadline = System.nanoTime() + STOP.toNanos();
        INSTANCES.forEach(instance -> instance.process().destroy());
        var late = new ArrayList<Instance>();
        for (var instance : INSTANCES) {
            var process = instance.process();
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                late.add(instance);
                process.destroyForcibly().waitFor();
            }
        }
        try (var connection = DriverManager.getConnection(server, "postgres", "postgres")) {
            connection.createStatement().execute("drop database " + name + " with (force)");
        }
        assertThat(late).as("did not end within %s of being asked to", STOP).isEmpty();
    }

    private static Instance start(String name, Map<String, String> settings) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Dquarkus.http.host=localhost",
                        "-Dquarkus.http.port=" + port));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        var log = Path.of("target", "instance-" + name + ".log").toFile();
        return new Instance(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start(),
                port);
    }

    @Test
    void theDatabaseIsMadeOnceAndFilledOnce() throws SQLException {
        assertThat(one("select count(*) from flyway_schema_history where not success")).isZero();
        assertThat(one("select count(*) - count(distinct script) from flyway_schema_history"))
                .isZero();
        assertThat(one("select count(*) from flyway_schema_history")).isPositive();
        assertThat(one("select count(*) from question")).isPositive();
        assertThat(one("select count(*) from question_version where version > 1")).isZero();
    }

    @Test
    void whatOnePublishesTheOtherFindsCountsAndShows() {
        var here = INSTANCES.get(0);
        var there = INSTANCES.get(1);
        var word = "xylograph" + UUID.randomUUID().toString().replaceAll("[^a-z]", "");
        int before = total(there);

        // Each step at another instance than the one before.
        String id =
                here.as("ada", Roles.ADMIN)
                        .body(Map.of("slug", word, "content", content("About the " + word)))
                        .post(CURATION)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        review(there, "ada", id, "request");
        review(here, "adam", id, "approve");
        withTag(here, "ada", id)
                .body(Map.of("note", "By a test."))
                .post(CURATION + "/" + id + "/publication")
                .then()
                .statusCode(200);

        await().untilAsserted(
                        () -> {
                            search(there, word).body("items.id", hasItem(id));
                            assertThat(total(there)).isEqualTo(before + 1);
                        });
        there.as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/" + word)
                .then()
                .statusCode(200)
                .body("id", equalTo(id));

        there.as("ada", Roles.ADMIN)
                .body(Map.of("reason", "Written by a test."))
                .post(CURATION + "/" + id + "/retirement")
                .then()
                .statusCode(200);
        await().untilAsserted(
                        () -> {
                            search(here, word).body("items.id", not(hasItem(id)));
                            assertThat(total(here)).isEqualTo(before);
                        });
        here.as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/" + word)
                .then()
                .statusCode(404);
    }

    @Test
    void twoRelaysSendEachEventOnceAndThoseOfAKeyInTheOrderOfTheirCommits() throws Exception {
        var topic = "test.relays-" + UUID.randomUUID();
        var before = INSTANCES.stream().map(Instance::sent).toList();
        var over = new AtomicBoolean();
        List<Integer> written;
        try (var writers = Executors.newFixedThreadPool(KEYS)) {
            var counts =
                    IntStream.range(0, KEYS)
                            .mapToObj(key -> writers.submit(writer(topic, "key-" + key, over)))
                            .toList();
            try {
                // Until both have had the outbox in hand several times.
                await().until(
                                () ->
                                        IntStream.range(0, INSTANCES.size())
                                                .allMatch(
                                                        i ->
                                                                INSTANCES.get(i).sent()
                                                                        > before.get(i) + 20));
            } finally {
                over.set(true);
            }
            var all = new ArrayList<Integer>();
            for (var count : counts) {
                all.add(count.get());
            }
            written = all;
        }

        int sum = written.stream().mapToInt(Integer::intValue).sum();
        var received = TestTopics.await(topic, sum, message -> true);
        await().untilAsserted(
                        () ->
                                assertThat(
                                                one(
                                                        "select count(*) from outbox where topic ="
                                                                + " '"
                                                                + topic
                                                                + "'"))
                                        .isZero());
        for (int key = 0; key < KEYS; key++) {
            var name = "key-" + key;
            assertThat(
                            received.stream()
                                    .filter(message -> name.equals(message.key()))
                                    .map(
                                            message ->
                                                    JsonPath.from(message.value())
                                                            .getInt("data.number")))
                    .containsExactlyElementsOf(
                            IntStream.range(0, written.get(key)).boxed().toList());
        }
    }

    /** Appends events of one key, a transaction each, as a service does; says how many. */
    private static Callable<Integer> writer(String topic, String key, AtomicBoolean over) {
        return () -> {
            int number = 0;
            try (var connection = connected();
                    var append =
                            connection.prepareStatement(
                                    "select outbox_append(?::uuid, ?, ?, ?, '{}'::jsonb)")) {
                for (; !over.get(); number++) {
                    append.setString(1, UUID.randomUUID().toString());
                    append.setString(2, topic);
                    append.setString(3, key);
                    append.setString(4, "{\"data\":{\"number\":%d}}".formatted(number));
                    append.execute();
                    // Slow enough for the outbox to be empty now and then, and to be taken by
                    // either.
                    LockSupport.parkNanos(PACE.toNanos());
                }
            }
            return number;
        };
    }

    private static Connection connected() throws SQLException {
        return DriverManager.getConnection(database, "postgres", "postgres");
    }

    private static long one(String query) throws SQLException {
        try (var connection = connected();
                var result = connection.createStatement().executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static int total(Instance instance) {
        return instance.as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .extract()
                .path("page.total");
    }

    private static ValidatableResponse search(Instance instance, String words) {
        return instance.as("casey", Roles.CANDIDATE)
                .queryParam("q", words)
                .get("/api/catalog/questions")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification withTag(Instance instance, String who, String id) {
        long revision =
                instance.as(who, Roles.ADMIN)
                        .get(CURATION + "/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .getLong("draft.revision");
        return instance.as(who, Roles.ADMIN).header("If-Match", "\"" + revision + "\"");
    }

    private static void review(Instance instance, String who, String id, String action) {
        withTag(instance, who, id)
                .body(Map.of("action", action))
                .post(CURATION + "/" + id + "/review")
                .then()
                .statusCode(200);
    }

    /** What may be published under that title. */
    private static Map<?, ?> content(String title) {
        try {
            var file = Path.of("src/test/content/questions/coding.yaml").toFile();
            var content = (ObjectNode) new YAMLMapper().readTree(file).at("/questions/0");
            content.remove(Stream.of("id", "slug").toList());
            content.put("title", title).putArray("covers");
            return new ObjectMapper().convertValue(content, Map.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
