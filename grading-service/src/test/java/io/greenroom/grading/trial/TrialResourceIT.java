package io.greenroom.grading.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.bucket.SharedBuckets;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.testsupport.Api;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class TrialResourceIT {
    private static final String TRIALS = "/api/grading/trials";
    private static final Question SOFTMAX = Fixtures.softmax();

    @Inject DataSource database;
    @Inject GradeAnswer gradeAnswer;
    @Inject PublishGrade publishing;

    @Test
    void theStrongAnswerIsGradedAsInAnAttemptAndNothingIsKept() throws SQLException {
        var trace = UUID.randomUUID().toString();
        var content = new HashMap<>(Fixtures.softmaxAsWritten());
        content.put("title", "Softmax " + trace);
        var ada = "ada-" + trace;

        as(
                        TestTokens.of(ada, Roles.ADMIN),
                        Map.of(
                                "content",
                                content,
                                "answer",
                                "What %s says. %s".formatted(trace, SOFTMAX.strongAnswer())))
                .statusCode(200)
                .body("state", equalTo("GRADED"))
                .body("reviewReasons", equalTo(List.of()))
                .body("grade.score", greaterThan(60))
                .body("grade.criteria.criterionId", contains("stability", "axis"))
                .body("grade.criteria[0].evidence.quote", not(equalTo(List.of())))
                .body("grade.redFlags", equalTo(List.of()))
                .body("grade.provenance.grader", equalTo("embedded"))
                .body("grade.provenance.rubricVersion", equalTo(0));

        // Others are at work beside this test, so what is looked for is what bears its marks.
        assertThat(new Tables(database).holding(List.of(trace, TestTokens.idOf(ada)))).isEmpty();
    }

    @Test
    void aWeakAnswerIsSeenAsWeakAndItsRedFlagIsHit() {
        trying(
                        Fixtures.softmaxAsWritten(),
                        "I exponentiate the raw scores directly; overflow is no problem in"
                                + " practice, floats are large enough for that.")
                .statusCode(200)
                .body("grade.score", lessThan(41))
                .body("grade.redFlags.id", hasItem("no-shift"));
    }

    @Test
    void theGuardLooksToo() {
        trying(Fixtures.softmaxAsWritten(), Api.DOUBTFUL)
                .statusCode(200)
                .body("state", equalTo("IN_REVIEW"))
                .body("reviewReasons.code", not(equalTo(List.of())));
        trying(Fixtures.softmaxAsWritten(), "  \n")
                .statusCode(200)
                .body("grade.score", equalTo(0))
                .body("grade.notices.code", hasItem("blank"));
    }

    @Test
    void anotherRubricGradesAnew() {
        var other = Fixtures.softmaxAsWritten();
        other.put(
                "rubric",
                Map.of(
                        "criteria",
                        List.of(
                                Map.of(
                                        "id",
                                        "whales",
                                        "title",
                                        "Whales",
                                        "weight",
                                        100,
                                        "indicators",
                                        List.of("Names the blue whale as the largest animal.")))));

        trying(Fixtures.softmaxAsWritten(), SOFTMAX.strongAnswer())
                .body("grade.score", greaterThan(60));
        // Not the strong answer: that one counts as an example of what the rubric wants.
        trying(other, "A table of squares is printed row by row, each on a line of its own.")
                .statusCode(200)
                .body("grade.criteria.criterionId", contains("whales"))
                .body(
                        "grade.criteria[0].missing",
                        contains("Names the blue whale as the largest animal."));
    }

    @Test
    void whatCannotBeGradedOnIsNamedAtItsPlace() {
        var broken = new HashMap<String, Object>();
        broken.put("prompt", " ");
        broken.put("unknown", "is not looked at");
        broken.put(
                "rubric",
                Map.of(
                        "criteria",
                        List.of(
                                Map.of(
                                        "id",
                                        "one",
                                        "title",
                                        "One",
                                        "weight",
                                        40,
                                        "indicators",
                                        List.of("Says something.", "x".repeat(401))),
                                Map.of("id", "one", "title", "Again"))));
        broken.put("redFlags", List.of(Map.of("id", "f", "title", "F", "severity", "grave")));

        trying(broken, "An answer.")
                .statusCode(400)
                .body("type", equalTo("https://greenroom.dev/problems/validation-failed"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/content/prompt",
                                "/content/rubric/criteria/0/indicators/1",
                                "/content/rubric/criteria/1/id",
                                "/content/rubric/criteria/1/indicators",
                                "/content/rubric/criteria/1/weight",
                                "/content/rubric/criteria",
                                "/content/redFlags/0/severity",
                                "/content/redFlags/0/kind",
                                "/content/redFlags/0/cap",
                                "/content/redFlags/0/signals"));
        trying(Map.of(), "An answer.").statusCode(400);
        trying(Fixtures.softmaxAsWritten(), "x".repeat(40_001)).statusCode(400);
        as(TestTokens.of("ada", Roles.ADMIN), Map.of("answer", "No question.")).statusCode(400);
        as(
                        TestTokens.of("ada", Roles.ADMIN),
                        Map.of(
                                "content",
                                Fixtures.softmaxAsWritten(),
                                "answer",
                                "A.",
                                "language",
                                "cobol"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/language"));
    }

    @Test
    void onlyAdminsMayTry() {
        var body = Map.of("content", Fixtures.softmaxAsWritten(), "answer", "An answer.");

        as(TestTokens.of("casey", Roles.CANDIDATE), body).statusCode(403);
        as(TestTokens.of("iris", Roles.INTERVIEWER), body).statusCode(403);
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .post(TRIALS)
                .then()
                .statusCode(401);
    }

    @Test
    void whoTriesTooOftenIsAskedToWait() {
        var token = TestTokens.of("adam-" + UUID.randomUUID(), Roles.ADMIN);
        var body = Map.of("content", Fixtures.softmaxAsWritten(), "answer", "");
        ValidatableResponse last = as(token, body);
        for (int i = 0; i < 60 && last.extract().statusCode() == 200; i++) {
            last = as(token, body);
        }

        last.statusCode(429)
                .header("Retry-After", not(equalTo(null)))
                .body("type", equalTo("https://greenroom.dev/problems/too-many-trials"));
    }

    @Test
    void allInstancesTogetherLetATriedRubricBeTriedNoOftener() {
        var instances = List.of(instance(), instance());
        var admin = "adam-" + UUID.randomUUID();
        var answer = new Answer("", AnswerLanguage.MARKDOWN, admin);

        instances.forEach(instance -> instance.grade(SOFTMAX, answer));

        for (var instance : instances) {
            assertThatThrownBy(() -> instance.grade(SOFTMAX, answer))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("2 times a minute");
        }
    }

    /** One that knows nothing of the others, and lets an admin try twice a minute. */
    private TryRubric instance() {
        var settings =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(TrialSettings.class)
                        .withDefaultValue("greenroom.grading.trials.per-minute", "2")
                        .build()
                        .getConfigMapping(TrialSettings.class);
        return new TryRubric(gradeAnswer, publishing, settings, new SharedBuckets(database));
    }

    private static ValidatableResponse trying(Map<String, Object> content, String answer) {
        return as(
                TestTokens.of("ada-" + UUID.randomUUID(), Roles.ADMIN),
                Map.of("content", content, "answer", answer));
    }

    private static ValidatableResponse as(String token, Map<String, ?> body) {
        return Api.as(token).body(body).post(TRIALS).then();
    }
}
