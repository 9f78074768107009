package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Each service is restarted instance by instance, and one instance of each is killed, while people
 * read, practise and write in a room: no request fails, no edit is lost, each answer is graded
 * once.
 */
@EnabledIfSystemProperty(
        named = "greenroom.rollout",
        matches = "true",
        disabledReason = "It takes up to ten minutes: -Dgreenroom.rollout=true runs it")
class RolloutE2E {
    private static final List<String> SERVICES =
            List.of("catalog-service", "session-service", "grading-service");
    private static final String ANSWER =
            "I scale the dot products by the square root of the key dimension, subtract the row"
                    + " maximum before exponentiating, and normalise each row.";
    private static final String CONNECTIONS = "greenroom_room_connections";
    private static final Duration PACE = Duration.ofMillis(100);

    private final Suite suite = Suite.running();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> submitted = new ConcurrentLinkedQueue<>();
    private volatile String phase = "before";
    private volatile boolean over;

    @BeforeEach
    void two() {
        suite.scale(2);
    }

    @AfterEach
    void oneAgain() {
        suite.scale(1);
    }

    @Test
    // Against hanging only: six restarts and three deaths take what the machine needs for them.
    @Timeout(1500)
    void nobodyNoticesThatInstancesComeAndGo() throws Exception {
        String session = openedSession();
        try (var casey = new RoomClient(suite, http, session, "casey");
                var iris = new RoomClient(suite, http, session, "iris");
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers =
                    List.of(
                            people.submit(() -> read("ivan", "/api/catalog/questions?q=attention")),
                            people.submit(() -> read("iris", "/api/sessions/" + session)),
                            people.submit(() -> read("iris", "/api/grading/reviews")),
                            people.submit(this::practise));
            Future<Integer> caseyTypes = people.submit(() -> casey.typeUntil(() -> over, "c"));
            Future<Integer> irisTypes = people.submit(() -> iris.typeUntil(() -> over, "i"));
            try {
                for (String service : SERVICES) {
                    phase = "restart of " + service;
                    suite.restart(service);
                }
                for (String service : SERVICES) {
                    phase = "death of a " + service;
                    int before = casey.closings().size() + iris.closings().size();
                    if (service.equals("session-service")) {
                        suite.killInstance(whereTheRoomIs());
                        await().atMost(Duration.ofMinutes(1))
                                .untilAsserted(
                                        () ->
                                                assertThat(
                                                                casey.closings().size()
                                                                        + iris.closings().size())
                                                        .as("the room lost its instance")
                                                        .isGreaterThan(before));
                    } else {
                        suite.killInstance(service + "-2");
                    }
                    goOn();
                    suite.up();
                }
                phase = "after";
                goOn();
            } finally {
                over = true;
            }
            for (var reader : readers) {
                reader.get();
            }
            int candidate = caseyTypes.get();
            int interviewer = irisTypes.get();
            await().untilAsserted(() -> assertThat(casey.text()).isEqualTo(iris.text()));
            System.out.printf(
                    "%d requests, %d submissions; casey %d words, longest %d ms, %s; iris %d words,"
                            + " longest %d ms, %s%n",
                    answered.get(),
                    submitted.size(),
                    candidate,
                    casey.longest().toMillis(),
                    casey.closings(),
                    interviewer,
                    iris.longest().toMillis(),
                    iris.closings());
            assertThat(casey.closings()).as("casey was sent elsewhere").contains("4503");
            assertThat(casey.words("c")).isEqualTo(RoomClient.numbered("c", candidate));
            assertThat(casey.words("i")).isEqualTo(RoomClient.numbered("i", interviewer));
        }

        assertThat(failures).as("requests that failed, of %s", answered).isEmpty();
        assertThat(submitted).isNotEmpty();

        suite.as("iris").post("/api/sessions/" + session + "/end").then().statusCode(200);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(ungraded()).isEmpty());
        eachAnswerHasOneFirstGrade();
        eventsOfTheSessionCameInTheirOrder(session);
    }

    /** The name of the instance that both are connected to, or most of them. */
    private String whereTheRoomIs() {
        return suite.instances("session-service").entrySet().stream()
                .max(
                        Comparator.comparingDouble(
                                instance -> Suite.metric(instance.getValue(), CONNECTIONS)))
                .orElseThrow()
                .getKey();
    }

    /** So that what is done in each phase is done by more than one request of each kind. */
    private void goOn() {
        int before = answered.get();
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() > before + 40);
    }

    private String openedSession() {
        var iris = new Interviewing(suite, "iris");
        String session =
                iris.plan(
                        "While all is restarted",
                        Instant.now().plusSeconds(60),
                        List.of(Interviewing.invited("CANDIDATE", "casey")));
        iris.open(session);
        return session;
    }

    private void read(String user, String path) {
        while (!over) {
            expect(200, request(user, path).GET());
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private void practise() {
        for (int take = 0; !over; take++) {
            String begun =
                    expect(
                            201,
                            keyed("cody", Practising.ATTEMPTS)
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"questionId\":\"%s\"}"
                                                            .formatted(Practising.QUESTION))));
            if (begun.isEmpty()) {
                LockSupport.parkNanos(PACE.toNanos());
                continue;
            }
            String attempt = JsonPath.from(begun).getString("id");
            String path = Practising.ATTEMPTS + "/" + attempt;
            for (int version = 0; version < 5; version++) {
                expect(
                        200,
                        request("cody", path + "/answer")
                                .PUT(
                                        BodyPublishers.ofString(
                                                "{\"language\":\"markdown\",\"text\":\"%s Take %d.%d.\"}"
                                                        .formatted(ANSWER, take, version))));
                LockSupport.parkNanos(PACE.toNanos());
            }
            if (!expect(
                            202,
                            keyed("cody", path + "/submission").POST(BodyPublishers.ofString("{}")))
                    .isEmpty()) {
                submitted.add(attempt);
            }
            expect(200, request("cody", path).GET());
        }
    }

    private HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(URI.create(suite.gateway() + path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + suite.token(user))
                .header("Content-Type", "application/json");
    }

    private HttpRequest.Builder keyed(String user, String path) {
        return request(user, path).header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /** The body; empty when the answer was another one, which is written down. */
    private String expect(int status, HttpRequest.Builder builder) {
        var request = builder.build();
        var begin = Instant.now();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == status) {
                answered.incrementAndGet();
                return response.body();
            }
            failed(request, begin, response.statusCode() + " " + response.body());
        } catch (IOException e) {
            failed(request, begin, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    private void failed(HttpRequest request, Instant begin, String how) {
        failures.add(
                "%s, %s %s at %s after %d ms: %s"
                        .formatted(
                                phase,
                                request.method(),
                                request.uri().getPath(),
                                begin,
                                Duration.between(begin, Instant.now()).toMillis(),
                                how));
    }

    private List<String> ungraded() {
        var waiting = new ArrayList<String>();
        for (String attempt : submitted) {
            String state =
                    suite.as("cody")
                            .get(Practising.ATTEMPTS + "/" + attempt)
                            .jsonPath()
                            .getString("state");
            if (!List.of("GRADED", "IN_REVIEW").contains(state)) {
                waiting.add(attempt + " " + state);
            }
        }
        return waiting;
    }

    private void eachAnswerHasOneFirstGrade() {
        var grades = suite.events("grading.grades");
        assertThat(submitted)
                .allSatisfy(
                        attempt ->
                                assertThat(grades)
                                        .filteredOn(event -> event.key().equals(attempt))
                                        .extracting(event -> event.value().getString("id"))
                                        .doesNotHaveDuplicates()
                                        .hasSize(1));
    }

    private void eventsOfTheSessionCameInTheirOrder(String session) {
        assertThat(suite.events("session.lifecycle"))
                .filteredOn(event -> event.key().equals(session))
                .extracting(event -> event.value().getString("type"))
                .containsSubsequence(
                        "session.session-scheduled.v1",
                        "session.session-opened.v1",
                        "session.session-ended.v1");
    }
}
