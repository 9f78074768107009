package io.greenroom.session.practice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was told about grades, in the order of its sending and in every other. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class GradeHistoryIT {
    private static final String ATTEMPTS = "/api/practice/attempts/";
    private static final String QUESTION = "coding-stable-softmax";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpContract CONTRACT = new HttpContract("session");

    /** An event and the topic that it is sent on. */
    private record Sent(String topic, String event) {}

    @BeforeEach
    void theCatalogHasPublishedTheQuestion() {
        TestTopics.send(
                "catalog.questions",
                QUESTION,
                Contracts.example("catalog/examples/question-published.v1.json"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(
                                                as("warm-up")
                                                        .body(Map.of("questionId", QUESTION))
                                                        .post("/api/practice/attempts")
                                                        .statusCode())
                                        .isEqualTo(201));
    }

    @Test
    void inReviewSaysWhyAndTheDecisionStandsBesideTheFirstGrade() throws Exception {
        var id = submitted();
        send(id, inReview(id));
        awaited(id, "IN_REVIEW")
                .body("reviewReasons.code", equalTo(List.of("instructions-to-grader")))
                .body("reviewDueAt", equalTo("2026-11-25T09:00:00Z"))
                .body("grade.score", equalTo(58))
                .body("grades", hasSize(1));

        send(id, decided(id, 2, "review", 65));

        var seen =
                awaited(id, "GRADED")
                        .body("$", not(hasKey("reviewReasons")))
                        .body("grade.score", equalTo(65))
                        .body("grades.sequence", equalTo(List.of(1, 2)))
                        .body("grades.kind", equalTo(List.of("first", "review")))
                        .body("grades.by", equalTo(List.of("machine", "person")))
                        .body("grades.current", equalTo(List.of(false, true)))
                        .body("grades.grade.score", equalTo(List.of(58, 65)))
                        .extract();
        CONTRACT.assertFits("AttemptView", seen.body().asString());
        as("casey")
                .queryParam("state", "GRADED")
                .get("/api/practice/attempts")
                .then()
                .body("items[0].score", equalTo(65));
    }

    @Test
    void anAppealIsOpenedAndDecided() throws Exception {
        var id = submitted();
        send(id, first(id));
        awaited(id, "GRADED");
        var appeal = UUID.randomUUID();

        send(id, appealed(id, appeal, "OPEN"));
        awaited(id, "APPEALED")
                .body("appeal.id", equalTo(appeal.toString()))
                .body("appeal.state", equalTo("OPEN"))
                .body("grade.score", equalTo(58));

        send(id, decided(id, 2, "appeal", 65));
        send(id, appealed(id, appeal, "DECIDED"));

        awaited(id, "GRADED")
                .body("grade.score", equalTo(65))
                .body("appeal.state", equalTo("DECIDED"))
                .body("appeal.outcome.changed", equalTo(true))
                .body("appeal.outcome.gradeSequence", equalTo(2));
    }

    @Test
    void whatCouldNotBeGradedIsGradedLater() throws Exception {
        var id = submitted();
        send(id, new Sent("grading.grades", event(id, "answer-not-graded", data -> {})));
        awaited(id, "NOT_GRADED");

        send(id, decided(id, 2, "retry", 61));

        awaited(id, "GRADED")
                .body("grade.score", equalTo(61))
                .body("$", not(hasKey("notGradedReason")))
                .body("grades.state", equalTo(List.of("NOT_GRADED", "GRADED")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void anyOrderAndAnyRepetitionEndTheSame(long seed) throws Exception {
        var id = submitted();
        var appeal = UUID.randomUUID();
        var sent =
                new ArrayList<>(
                        List.of(
                                first(id),
                                decided(id, 2, "replacement", 40),
                                appealed(id, appeal, "OPEN"),
                                decided(id, 3, "appeal", 71),
                                appealed(id, appeal, "DECIDED")));
        sent.addAll(List.copyOf(sent));
        Collections.shuffle(sent, new Random(seed));

        for (var event : sent) {
            send(id, event);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                read(id).body("state", equalTo("GRADED"))
                                        .body("grade.score", equalTo(71))
                                        .body("grades.sequence", equalTo(List.of(1, 2, 3)))
                                        .body("appeal.state", equalTo("DECIDED")));
    }

    @Test
    void ignoresWhatItDoesNotKnow() throws Exception {
        var id = submitted();
        send(id, first(id));
        awaited(id, "GRADED");

        send(
                id,
                new Sent(
                        "grading.reviews",
                        event(id, "grade-decided", data -> data.put("addedLater", true))));

        awaited(id, "GRADED");
        await().untilAsserted(() -> read(id).body("grades", hasSize(2)));
    }

    @Test
    void aGradeWithoutWhatItsStatePromisesIsDeadLettered() throws Exception {
        var id = submitted();

        send(
                id,
                new Sent(
                        "grading.reviews",
                        event(id, "grade-decided", data -> data.remove("grade"))));

        TestTopics.await("grading.reviews.dlq", 1, message -> message.key().equals(id));
    }

    private static Sent first(String id) throws JsonProcessingException {
        return new Sent("grading.grades", event(id, "answer-graded", data -> {}));
    }

    private static Sent inReview(String id) throws JsonProcessingException {
        return new Sent("grading.grades", event(id, "answer-in-review", data -> {}));
    }

    private static Sent decided(String id, int sequence, String kind, int score)
            throws JsonProcessingException {
        return new Sent(
                "grading.reviews",
                event(
                        id,
                        "grade-decided",
                        data -> {
                            data.put("sequence", sequence).put("kind", kind);
                            ((ObjectNode) data.get("grade")).put("score", score);
                        }));
    }

    private static Sent appealed(String id, UUID appeal, String state)
            throws JsonProcessingException {
        return new Sent(
                "grading.reviews",
                event(
                        id,
                        "appeal-changed",
                        data -> {
                            data.put("appealId", appeal.toString()).put("state", state);
                            if (state.equals("DECIDED")) {
                                data.put("endedAt", "2026-11-25T08:00:00Z");
                                data.putObject("outcome")
                                        .put("changed", true)
                                        .put("gradeSequence", 2)
                                        .put("comment", "You are right.");
                            }
                        }));
    }

    /** The example under another event id, for this attempt. */
    private static String event(String id, String example, Consumer<ObjectNode> change)
            throws JsonProcessingException {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("grading/examples/" + example + ".v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", id);
        var data = (ObjectNode) event.get("data");
        data.put("attemptId", id);
        change.accept(data);
        return event.toString();
    }

    private static void send(String id, Sent sent) {
        TestTopics.send(sent.topic(), id, sent.event());
    }

    private static ValidatableResponse awaited(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> read(id).body("state", equalTo(state)));
        return read(id);
    }

    private static ValidatableResponse read(String id) {
        return as("casey").get(ATTEMPTS + id).then().statusCode(200);
    }

    private static String submitted() {
        var id =
                as("casey")
                        .body(Map.of("questionId", QUESTION))
                        .post("/api/practice/attempts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        as("casey")
                .body(Map.of("text", "an answer", "language", "python"))
                .put(ATTEMPTS + id + "/answer")
                .then()
                .statusCode(200);
        as("casey").post(ATTEMPTS + id + "/submission").then().statusCode(202);
        return id;
    }

    private static RequestSpecification as(String name) {
        return given().auth()
                .oauth2(TestTokens.of(name, Roles.CANDIDATE))
                .contentType(ContentType.JSON);
    }
}
