package io.greenroom.catalog.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of questions, from the events of the other services alone. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class QuestionHealthIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String QUESTION = "design-vector-database";
    private static final List<String> OTHERS = List.of("coding-top-k", "design-rate-limiter");

    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<String> candidates = new ArrayList<>();

    @Inject DataSource database;

    @AfterEach
    void forgetThemAll() throws Exception {
        for (String candidate : candidates) {
            takenIn(
                    send(
                            "identity.deletions",
                            candidate,
                            "identity/examples/person-deleted.v1.json",
                            data -> data.put("personId", candidate)));
        }
        assertThat(new Tables(database).holding(candidates)).isEmpty();
    }

    @Test
    void figuresFollowTheAnswers() throws Exception {
        // Who is better here is better elsewhere, but for one pair that is the other way round.
        for (int i = 0; i < 12; i++) {
            String candidate = candidate();
            int elsewhere = i == 5 ? 65 : i == 6 ? 55 : 10 + 8 * i;
            for (String other : OTHERS) {
                graded(attempt(candidate, other, 20 * 60), candidate, other, elsewhere, 2);
            }
            graded(attempt(candidate, QUESTION, 60 * (70 + i)), candidate, QUESTION, 5 * i, 1);
        }

        var health =
                await().atMost(SOON).until(this::health, h -> h.getLong("health.graded") == 12);

        assertThat(health.getLong("health.attempts")).isEqualTo(12);
        assertThat(health.getDouble("health.meanScore")).isEqualTo(27.5);
        assertThat(health.getDouble("health.spread")).isCloseTo(18.03, within(.01));
        assertThat(health.getDouble("health.discrimination")).isBetween(.9, .99);
        assertThat(health.getDouble("health.medianMinutes")).isEqualTo(75.5);
        // 0, 5 | 10, 15 | … | 50, 55
        assertThat(health.getList("scores", Integer.class))
                .containsExactly(2, 2, 2, 2, 2, 2, 0, 0, 0, 0);
        assertThat(health.getList("health.criteria.neverMet", Boolean.class))
                .containsExactly(true, true, true);
        assertThat(health.getString("health.criteria[0].title")).isEqualTo("Stability");
        assertThat(health.getList("health.care.code"))
                .containsExactly(
                        "criterion-never-met",
                        "criterion-never-met",
                        "criterion-never-met",
                        "takes-longer");
        // The others' figures are nothing to worry about.
        assertThat(list("?care=true").getList("items.questionId")).containsExactly(QUESTION);
        assertThat(list("?sort=attempts").getList("items.questionId"))
                .startsWith("coding-top-k", "design-rate-limiter", QUESTION);
        assertThat(list("?sort=score").getString("items[0].questionId")).isEqualTo(QUESTION);
    }

    @Test
    void peopleAndMachineAreSetBesideEachOther() throws Exception {
        for (int i = 0; i < 4; i++) {
            String candidate = candidate();
            String attempt = attempt(candidate, QUESTION, 600);
            boolean early = i % 2 == 0;
            if (early) {
                decided(attempt, candidate, 80);
            }
            graded(attempt, candidate, QUESTION, 50, 2);
            if (!early) {
                decided(attempt, candidate, 80);
            }
            appeal(attempt, candidate, i < 3);
        }

        var health =
                await().atMost(SOON)
                        .until(
                                this::health,
                                h ->
                                        h.getLong("health.compared") == 4
                                                && h.getLong("health.appealsGranted") == 3);

        assertThat(health.getDouble("health.humanDisagreement")).isEqualTo(30);
        assertThat(health.getLong("health.appeals")).isEqualTo(4);
        // The person's word counts, whichever came first.
        assertThat(health.getDouble("health.meanScore")).isEqualTo(80);
        assertThat(health.getString("health.discrimination")).isNull();
        assertThat(health.getList("health.care.code"))
                .containsExactly("graders-disagree", "appeals");
    }

    @Test
    void unknownQuestionsAndOrdersAreSaid() {
        admin().get("/api/catalog/curation/questions/nowhere/health").then().statusCode(404);
        admin().get("/api/catalog/curation/health?sort=luck")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("sort"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.CANDIDATE, Roles.INTERVIEWER})
    void onlyAdminsSeeIt(String role) {
        for (String path : List.of("health", "questions/" + QUESTION + "/health")) {
            given().auth()
                    .oauth2(TestTokens.of("somebody", role))
                    .get("/api/catalog/curation/" + path)
                    .then()
                    .statusCode(403);
        }
    }

    private JsonPath health() {
        return admin().get("/api/catalog/curation/questions/" + QUESTION + "/health").jsonPath();
    }

    private JsonPath list(String query) {
        return admin().get("/api/catalog/curation/health" + query).jsonPath();
    }

    private static io.restassured.specification.RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("ada", Roles.ADMIN));
    }

    private String candidate() {
        String candidate = UUID.randomUUID().toString();
        candidates.add(candidate);
        return candidate;
    }

    private String attempt(String candidate, String question, int seconds) throws Exception {
        String attempt = UUID.randomUUID().toString();
        send(
                "practice.submissions",
                attempt,
                "session/examples/answer-submitted.v1.json",
                about(attempt, candidate, question)
                        .andThen(data -> data.put("activeSeconds", seconds)));
        return attempt;
    }

    private void graded(String attempt, String candidate, String question, int score, int level)
            throws Exception {
        send(
                "grading.grades",
                attempt,
                "grading/examples/answer-graded.v1.json",
                about(attempt, candidate, question).andThen(data -> grade(data, score, level)));
    }

    private void decided(String attempt, String candidate, int score) throws Exception {
        send(
                "grading.reviews",
                attempt,
                "grading/examples/grade-decided.v1.json",
                about(attempt, candidate, QUESTION).andThen(data -> grade(data, score, 3)));
    }

    private void appeal(String attempt, String candidate, boolean granted) throws Exception {
        send(
                "grading.reviews",
                attempt,
                "grading/examples/appeal-changed.v1.json",
                data -> {
                    data.put("attemptId", attempt)
                            .put("candidateId", candidate)
                            .put("appealId", UUID.randomUUID().toString())
                            .put("state", "DECIDED")
                            // Before the deletion that ends each test.
                            .put("openedAt", "2026-01-01T08:00:00Z")
                            .put("endedAt", "2026-11-24T09:00:00Z");
                    data.putObject("outcome")
                            .put("changed", granted)
                            .put("gradeSequence", 2)
                            .put("comment", "Looked at.");
                });
    }

    private static Consumer<ObjectNode> about(String attempt, String candidate, String question) {
        return data ->
                data.put("attemptId", attempt)
                        .put("candidateId", candidate)
                        .put("questionId", question)
                        .put("questionVersion", 1);
    }

    private static void grade(ObjectNode data, int score, int level) {
        var grade = (ObjectNode) data.get("grade");
        grade.put("score", score);
        grade.get("criteria").forEach(c -> ((ObjectNode) c).put("level", level));
    }

    private UUID send(String topic, String key, String example, Consumer<ObjectNode> change)
            throws Exception {
        var id = UUID.randomUUID();
        var event = (ObjectNode) JSON.readTree(Contracts.example(example));
        event.put("id", id.toString());
        change.accept((ObjectNode) event.get("data"));
        TestTopics.send(topic, key, event.toString());
        return id;
    }

    private void takenIn(UUID event) {
        await().until(
                        () ->
                                new Tables(database)
                                                .number(
                                                        "select count(*) from inbox where event_id"
                                                                + " = ?",
                                                        event)
                                        == 1);
    }
}
