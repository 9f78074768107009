package io.greenroom.grading.opinion;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.grading.testsupport.Scorecards;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class OpinionIT {
    private final String question = "opinion-" + UUID.randomUUID();
    private final Scorecards.Answered answered = answered("iris");

    @Inject DataSource database;

    private Scorecards.Answered answered(String interviewer) {
        return new Scorecards.Answered(
                UUID.randomUUID(),
                UUID.randomUUID(),
                question,
                "id-of-casey",
                "id-of-" + interviewer,
                interviewer);
    }

    @Test
    void marksAndOpinionMeetInCalibrationWhicheverComesFirst() throws Exception {
        Published.question(question);
        var later = answered("ivan");
        var asks = answered.asks(ANSWER);

        answered.send(answered.card());
        answered.send(asks);
        // The same again, as a sender may.
        answered.send(asks);
        later.send(later.asks(ANSWER));
        var given = given(answered);
        given(later);
        later.send(later.card());

        assertThat(Contracts.violations("grading/opinion-given.v1.schema.json", given.toString()))
                .isEmpty();
        var data = given.get("data");
        assertThat(data.get("grade").get("criteria")).hasSize(3);
        for (var quote : data.findValues("quote")) {
            assertThat(ANSWER).contains(quote.asText());
        }
        await().untilAsserted(
                        () ->
                                admin().queryParam("questionId", question)
                                        .get("/api/grading/calibration")
                                        .then()
                                        .statusCode(200)
                                        .body("aiHuman.n", equalTo(4))
                                        .body("aiHuman.attempts", equalTo(2))
                                        .body("criteria", hasSize(2))
                                        .body(
                                                "reviewers.reviewer",
                                                equalTo(List.of("iris", "ivan"))));
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(1),
                                OpinionGiven.TOPIC,
                                message -> message.key().equals(answered.sessionId().toString())))
                .hasSize(1);
    }

    @Test
    void nothingOfItIsACandidatesGradeAndTheAnswerIsErased() throws Exception {
        Published.question(question);
        var words = "The " + UUID.randomUUID() + " says it. ";

        answered.send(answered.asks(words + ANSWER));
        given(answered);

        admin().get(GRADES + answered.itemId()).then().statusCode(404);
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(1),
                                "grading.grades",
                                message -> message.value().contains(question)))
                .isEmpty();
        await().untilAsserted(
                        () -> assertThat(new Tables(database).holding(List.of(words))).isEmpty());
    }

    @Test
    void anUnknownLanguageIsADeadLetterAndTheNextOneIsHeard() throws Exception {
        Published.question(question);
        var event = (ObjectNode) Published.JSON.readTree(answered.asks(ANSWER));
        ((ObjectNode) event.get("data")).put("language", "latin");

        answered.send(event.toString());
        answered.send(answered.asks(ANSWER));

        given(answered);
        TestTopics.await(
                Scorecards.TOPIC + ".dlq",
                1,
                message -> message.key().equals(answered.sessionId().toString()));
    }

    @Test
    void waitsForAQuestionThatHasNotComeYet() throws Exception {
        answered.send(answered.asks(ANSWER));
        await().until(
                        () ->
                                new Tables(database)
                                                .number(
                                                        "select count(*) from opinion where"
                                                                + " item_id = ?",
                                                        answered.itemId())
                                        == 1);

        Published.question(question);

        given(answered);
    }

    private static JsonNode given(Scorecards.Answered answered) throws Exception {
        return Published.JSON.readTree(
                TestTopics.await(
                                OpinionGiven.TOPIC,
                                1,
                                message -> message.key().equals(answered.sessionId().toString()))
                        .getFirst()
                        .value());
    }
}
