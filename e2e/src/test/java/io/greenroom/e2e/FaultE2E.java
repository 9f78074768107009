package io.greenroom.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing that was accepted is lost, each submission gets one first grade, and a room goes on where
 * it was, whatever is killed.
 */
class FaultE2E {
    private static final int SUBMISSIONS = 60;
    private static final List<String> VICTIMS =
            List.of("gateway", "grading-service", "session-service", "kafka", "postgres");
    private static final Duration PACE = Duration.ofMillis(400);

    private final Suite suite = Suite.running();

    @Test
    @Timeout(600)
    void whatWasAcceptedSurvivesTheDeathOfEveryPart() throws Exception {
        var casey = new Practising(suite, "casey");
        var attempts = new ArrayList<String>();
        for (int i = 0; i < SUBMISSIONS; i++) {
            var attempt = casey.start();
            casey.write(attempt, Practising.ANSWER + "# take " + i + "\n");
            attempts.add(attempt);
        }

        var accepted = new AtomicInteger();
        var allowed = new Semaphore(0);
        // Not in the common pool: on two cores that has one thread, which the room's clients need.
        var flow =
                new FutureTask<>(
                        () ->
                                attempts.forEach(
                                        attempt -> {
                                            allowed.acquireUninterruptibly();
                                            submitUntilAccepted(attempt, accepted);
                                        }),
                        true);
        Thread.startVirtualThread(flow);
        try (var room = new Room()) {
            for (String victim : VICTIMS) {
                // Each victim dies while its share of the submissions is on the way.
                int before = accepted.get();
                allowed.release(SUBMISSIONS / VICTIMS.size());
                await().atMost(Duration.ofMinutes(1)).until(() -> accepted.get() >= before + 2);
                suite.kill(victim);
                assertThat(accepted.get())
                        .as("accepted when %s died", victim)
                        .isLessThan(before + SUBMISSIONS / VICTIMS.size());
                if (victim.equals("kafka")) {
                    servicesAreDegradedAndServe();
                }
                suite.up();
                assertThat(suite.canSignIn("iris"))
                        .as("a person signs in after %s", victim)
                        .isTrue();
                room.goesOn();
            }
            allowed.release(SUBMISSIONS);
            flow.get();
            assertThat(accepted).hasValue(SUBMISSIONS);
            room.end();
        }

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () ->
                                assertThat(states())
                                        .containsKeys(attempts.toArray(String[]::new))
                                        .extractingByKeys(attempts.toArray(String[]::new))
                                        .isSubsetOf("GRADED", "IN_REVIEW"));
        var grades = gradeEvents(new HashSet<>(attempts));
        assertThat(grades).hasSize(SUBMISSIONS);
        assertThat(grades.values())
                .as("one first grade each")
                .allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    /** A room in which two people type all the time. */
    private final class Room implements AutoCloseable {
        private final HttpClient http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
        private final String session;
        private final RoomClient casey;
        private final RoomClient iris;
        private final Future<Integer> ofCasey;
        private final Future<Integer> ofIris;
        private volatile boolean over;

        Room() {
            var interviewer = new Interviewing(suite, "iris");
            session =
                    interviewer.plan(
                            "While all is killed",
                            Instant.now().plusSeconds(60),
                            List.of(Interviewing.invited("CANDIDATE", "casey")));
            interviewer.open(session);
            var patience = Duration.ofMinutes(2);
            casey = new RoomClient(suite, http, session, "casey", patience);
            iris = new RoomClient(suite, http, session, "iris", patience);
            ofCasey = hands.submit(() -> casey.typeUntil(() -> over, "c"));
            ofIris = hands.submit(() -> iris.typeUntil(() -> over, "i"));
        }

        /** Both type on without anybody's doing, once what was killed is there again. */
        void goesOn() {
            int typed = casey.words("c").size();
            int answered = casey.words("i").size();
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> {
                                assertThat(casey.words("c")).hasSizeGreaterThan(typed + 2);
                                assertThat(casey.words("i")).hasSizeGreaterThan(answered + 2);
                            });
        }

        /** Each word that came back is there once, in its order, for both. */
        void end() throws Exception {
            over = true;
            var own = RoomClient.numbered("c", ofCasey.get());
            var others = RoomClient.numbered("i", ofIris.get());
            System.out.printf(
                    "In the room: %d and %d words, the longest took %d and %d ms, %s and %s%n",
                    own.size(),
                    others.size(),
                    casey.longest().toMillis(),
                    iris.longest().toMillis(),
                    casey.closings(),
                    iris.closings());
            for (var client : List.of(casey, iris)) {
                await().untilAsserted(
                                () -> {
                                    assertThat(client.words("c")).isEqualTo(own);
                                    assertThat(client.words("i")).isEqualTo(others);
                                });
            }
            try (var late = new RoomClient(suite, http, session, "casey")) {
                await().untilAsserted(() -> assertThat(late.text()).isEqualTo(casey.text()));
            }
            suite.as("iris").post("/api/sessions/" + session + "/end").then().statusCode(200);
        }

        @Override
        public void close() {
            over = true;
            casey.close();
            iris.close();
            hands.shutdownNow();
            http.shutdownNow();
        }
    }

    /** Without the broker. */
    private void servicesAreDegradedAndServe() {
        for (String service : List.of("catalog-service", "session-service", "grading-service")) {
            String own = "http://127.0.0.1:" + suite.port(service);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    given().get(own + "/q/health/well")
                                            .then()
                                            .statusCode(200)
                                            .body("checks.data.state", hasItem("degraded"))
                                            .body(
                                                    "checks.data.without",
                                                    hasItem(containsString("kafka"))));
            given().get(own + "/q/health/live").then().statusCode(200);
            given().get(own + "/q/health/ready").then().statusCode(200);
        }
        assertThat(
                        Suite.status()
                                .getList(
                                        "figures.find { it.name == 'session-service' }.without",
                                        String.class))
                .contains("kafka");
        suite.as("casey").get(Practising.ATTEMPTS).then().statusCode(200);
    }

    /** As a client should: the same key again until there is an answer. */
    private void submitUntilAccepted(String attempt, AtomicInteger accepted) {
        var key = UUID.randomUUID().toString();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(PACE)
                .ignoreExceptions()
                .until(
                        () ->
                                suite.as("casey")
                                                .header("Idempotency-Key", key)
                                                .post(
                                                        Practising.ATTEMPTS
                                                                + "/"
                                                                + attempt
                                                                + "/submission")
                                                .statusCode()
                                        == 202);
        accepted.incrementAndGet();
    }

    private Map<String, String> states() {
        var states = new HashMap<String, String>();
        for (int page = 0; page < 2; page++) {
            JsonPath list =
                    suite.as("casey")
                            .queryParam("size", 100)
                            .queryParam("page", page)
                            .get(Practising.ATTEMPTS)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            List<Map<String, Object>> items = list.getList("items");
            items.forEach(item -> states.put((String) item.get("id"), (String) item.get("state")));
        }
        return states;
    }

    /** Ids of the grade events of each attempt. */
    private Map<String, Set<String>> gradeEvents(Set<String> attempts) {
        var ids = new HashMap<String, Set<String>>();
        for (var event : suite.events("grading.grades")) {
            if (attempts.contains(event.key())) {
                ids.computeIfAbsent(event.key(), key -> new HashSet<>())
                        .add(event.value().getString("id"));
            }
        }
        return ids;
    }
}
