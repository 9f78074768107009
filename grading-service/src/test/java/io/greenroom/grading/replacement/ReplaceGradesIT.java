package io.greenroom.grading.replacement;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.grading.testsupport.Wire;
import io.greenroom.grading.testsupport.WithModel;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class ReplaceGradesIT {
    @Inject DataSource database;

    private final UUID attempt = UUID.randomUUID();
    private final String candidate = "candidate-" + attempt;
    private final String question = "softmax-" + attempt;

    @BeforeEach
    void nobodyAnswers() {
        WithModel.SERVER.resetAll();
        everyCall(aResponse().withStatus(503));
    }

    @Test
    void aProvisionalGradeIsReplacedOnceTheModelIsBackAndStaysInTheHistory() throws Exception {
        var first = handedIn();
        assertThat(first.at("/data/grade/provisional").asBoolean()).isTrue();
        assertThat(first.at("/data/grade/provenance/grader").asText()).isEqualTo("embedded");

        theModelIsBack();

        var decided = replacement();
        assertThat(decided.at("/data/kind").asText()).isEqualTo("replacement");
        assertThat(decided.at("/data/sequence").asInt()).isEqualTo(2);
        assertThat(decided.at("/data/grade/provisional").asBoolean()).isFalse();
        assertThat(decided.at("/data/grade/provenance/grader").asText()).isEqualTo("llm");
        assertThat(decided.at("/data/grade/provenance/costMicros").asLong()).isPositive();
        given().auth()
                .oauth2(TestTokens.of("ada", Roles.ADMIN))
                .get("/api/grading/grades/" + attempt)
                .then()
                .statusCode(200)
                .body("grade.provenance.grader", equalTo("llm"))
                .body("grades.size()", equalTo(2))
                .body("grades[0].kind", equalTo("first"))
                .body("grades[1].kind", equalTo("replacement"));
        waits(false);
    }

    @Test
    void whoWasOverBudgetIsGradedAgainWhenThereIsBudget() throws Exception {
        theModelIsBack();
        var text =
                Wire.OPENAI.reply("{}").replace("\"prompt_tokens\":11", "\"prompt_tokens\":99000");
        everyCall(okJson(text));
        // A judgement of no use that cost more than there is.
        assertThat(handedIn().at("/data/grade/provisional").asBoolean()).isTrue();
        theModelIsBack();
        int calls = calls();
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> calls() == calls);
        waits(true);

        sql("delete from llm_bucket where id like ?", "user-input:%");

        assertThat(replacement().at("/data/grade/provenance/grader").asText()).isEqualTo("llm");
    }

    @Test
    void whatTheModelCannotJudgeKeepsItsProvisionalGradeAfterAFewTries() throws Exception {
        everyCall(okJson(Wire.OPENAI.reply("I would rather not say.")));
        handedIn();

        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                number(
                                                        "select count(*) from provisional_grade"
                                                            + " where attempt_id = ? and given_up"))
                                        .isEqualTo(1));
        // Two calls for the first grade and for each of three tries: one, and one repair.
        assertThat(calls()).isEqualTo(8);
    }

    private JsonNode handedIn() throws Exception {
        Published.question(question);
        Published.send(attempt, Published.submission(attempt, question, candidate));
        return event("grading.grades", "grading/answer-graded.v1.schema.json");
    }

    private JsonNode replacement() throws Exception {
        return event("grading.reviews", "grading/grade-decided.v1.schema.json");
    }

    private JsonNode event(String topic, String schema) throws Exception {
        var event =
                TestTopics.await(topic, 1, message -> message.key().equals(attempt.toString()))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations(schema, event)).isEmpty();
        return Published.JSON.readTree(event);
    }

    private void theModelIsBack() throws Exception {
        WithModel.SERVER.resetAll();
        var rubric =
                Published.JSON
                        .readTree(Contracts.example("catalog/examples/question-published.v1.json"))
                        .at("/data/rubric");
        var replies = new ArrayList<String>();
        for (var criterion : rubric.get("criteria")) {
            var id = criterion.get("id").asText();
            replies.add(
                    """
                    {"criterionId":"%s","indicators":[],"level":1,"confidence":0.9,"rationale":"So."}\
                    """
                            .formatted(id));
        }
        // Criteria go in groups of three.
        for (int from = 0; from < replies.size(); from += 3) {
            var group = replies.subList(from, Math.min(replies.size(), from + 3));
            var first = Published.JSON.readTree(group.getFirst()).get("criterionId").asText();
            WithModel.SERVER.stubFor(
                    post(anyUrl())
                            .withRequestBody(
                                    containing("Judge these criteria now: \\\"" + first + "\\\""))
                            .willReturn(okJson(Wire.OPENAI.reply("{\"criteria\":" + group + "}"))));
        }
        WithModel.SERVER.stubFor(
                post(anyUrl())
                        .withRequestBody(containing("Mistakes to look for"))
                        .willReturn(okJson(Wire.OPENAI.reply("{\"redFlags\":[]}"))));
    }

    private static void everyCall(ResponseDefinitionBuilder reply) {
        WithModel.SERVER.stubFor(post(anyUrl()).atPriority(1).willReturn(reply));
    }

    private static int calls() {
        return WithModel.SERVER.findAll(postRequestedFor(anyUrl())).size();
    }

    private void waits(boolean waits) {
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(
                                                number(
                                                        "select count(*) from provisional_grade"
                                                                + " where attempt_id = ?"))
                                        .isEqualTo(waits ? 1 : 0));
    }

    private int number(String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(query)) {
            statement.setObject(1, attempt);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private void sql(String sql, Object parameter) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            statement.executeUpdate();
        }
    }
}
