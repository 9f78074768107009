package io.greenroom.grading.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.deletion.ForgetPerson;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Usage;
import io.greenroom.grading.testsupport.Api;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.grading.testsupport.Wire;
import io.greenroom.grading.testsupport.WithModel;
import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model in the running service: with budgets, cache, usage and a stand-in. */
@QuarkusTest
@TestProfile(WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class LlmGradingIT {
    private static final String TEXT =
            "I subtract the row maximum before exp, which changes nothing in the result. I reduce"
                    + " over the last axis and keep the dimension so that it broadcasts.";
    private static final String VERDICTS =
            """
            {"criteria":[{"criterionId":"stability","indicators":[\
            {"number":1,"quote":"I subtract the row maximum before exp","shown":true},\
            {"number":2,"quote":"changes nothing in the result","shown":true}],\
            "level":3,"confidence":0.9,"rationale":"You shift each row."},\
            {"criterionId":"axis","indicators":[\
            {"number":1,"quote":"I reduce over the last axis","shown":true},\
            {"number":2,"quote":"","shown":false}],\
            "level":2,"confidence":0.8,"rationale":"You name the axis."}]}\
            """;
    private static final String NO_FLAGS =
            """
            {"redFlags":[{"id":"no-shift","hit":false,"quote":""},{"id":"no-sum","hit":false,"quote":""}]}\
            """;

    @Inject GradeAnswer grading;
    @Inject ForgetPerson forgetting;
    @Inject Transactions transactions;

    private final String candidate = "candidate-" + UUID.randomUUID();

    @BeforeEach
    void aProviderThatWorks() {
        WithModel.SERVER.resetAll();
        replies("Judge these criteria now", Wire.OPENAI.reply(VERDICTS));
        replies("Mistakes to look for", Wire.OPENAI.reply(NO_FLAGS));
    }

    @Test
    void aGradeSaysWhatItCost() {
        var grade = graded(TEXT + candidate);

        assertThat(grade.score()).isEqualTo(65);
        assertThat(grade.provisional()).isFalse();
        assertThat(grade.provenance().grader())
                .isEqualTo(
                        new GraderInfo(GraderInfo.Kind.LLM, "llm-2-g3-s1", "judge-1", "prompts-2"));
        assertThat(grade.provenance().usage()).isEqualTo(new Usage(22, 44, 110L));
    }

    @Test
    void theSameAnswerIsPaidForOnceAndItsDeletionIsPossible() throws Exception {
        graded(TEXT + candidate);
        assertThat(graded(TEXT + candidate).provenance().usage()).isEqualTo(new Usage(0, 0, 0L));
        assertThat(calls()).isEqualTo(2);

        transactions.run(
                () ->
                        forgetting.forget(
                                new PersonDeleted(candidate, null, Instant.now(), List.of())));
        graded(TEXT + candidate);
        assertThat(calls()).isEqualTo(4);
    }

    @Test
    void whoIsOverBudgetGetsAProvisionalGradeThatSaysSo() {
        replies(
                "Mistakes to look for",
                Wire.OPENAI
                        .reply(NO_FLAGS)
                        .replace("\"prompt_tokens\":11", "\"prompt_tokens\":90000"));
        assertThat(graded(TEXT + candidate).provisional()).isFalse();
        int calls = calls();

        var second = graded(TEXT + " More. " + candidate);

        assertThat(second.provisional()).isTrue();
        assertThat(second.provenance().grader().kind()).isEqualTo(GraderInfo.Kind.EMBEDDED);
        assertThat(second.notices()).extracting("code").contains("budget");
        assertThat(calls()).isEqualTo(calls);
    }

    @Test
    void aProviderThatFailsLeavesAProvisionalGrade() {
        WithModel.SERVER.stubFor(
                post(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(500)));

        var grade = graded(TEXT + candidate);

        assertThat(grade.provisional()).isTrue();
        assertThat(grade.provenance().grader().kind()).isEqualTo(GraderInfo.Kind.EMBEDDED);
        assertThat(grade.notices()).extracting("code").contains("provisional");
    }

    @Test
    void staffSeeHowTheModelIsAskedAndAdminsWhatItCost() {
        graded(TEXT + candidate);

        given().auth()
                .oauth2(TestTokens.of("iris", Roles.INTERVIEWER))
                .get("/api/grading/graders")
                .then()
                .statusCode(200)
                .body("items.find { it.kind == 'llm' }.active", equalTo(true))
                .body("items.find { it.kind == 'llm' }.provider", equalTo("openai"))
                .body("items.find { it.kind == 'llm' }.samples", equalTo(1))
                .body("items.find { it.kind == 'llm' }.breaker", equalTo("closed"))
                .body("items.find { it.kind == 'llm' }.promptVersion", equalTo("prompts-2"))
                .body("budgets.find { it.scope == 'user' }.limit", equalTo(50000))
                .body("budgets.find { it.scope == 'tenant' }.tokens", equalTo("output"))
                .body("budgets.find { it.scope == 'tenant' }.left", notNullValue());
        given().auth()
                .oauth2(TestTokens.of("ada", Roles.ADMIN))
                .get("/api/grading/usage")
                .then()
                .statusCode(200)
                .body("graders.model", everyItem(equalTo("judge-1")))
                .body(
                        "candidates.find { it.candidateId == '%s' }.figures.costMicros"
                                .formatted(candidate),
                        equalTo(110))
                .body("budgets.size()", equalTo(1));
    }

    @Test
    void aTrialCountsAsItsAdminsUntilTheBudgetIsUsedUp() {
        var admin = "ada-" + UUID.randomUUID();
        var trial = Map.of("content", Fixtures.softmaxAsWritten(), "answer", TEXT);
        replies(
                "Mistakes to look for",
                Wire.OPENAI
                        .reply(NO_FLAGS)
                        .replace("\"prompt_tokens\":11", "\"prompt_tokens\":90000"));

        Api.as(TestTokens.of(admin, Roles.ADMIN))
                .body(trial)
                .post("/api/grading/trials")
                .then()
                .statusCode(200)
                .body("grade.provenance.grader", equalTo("llm"));
        var figures =
                "candidates.find { it.candidateId == '%s' }.figures."
                        .formatted(TestTokens.idOf(admin));
        Api.admin()
                .get("/api/grading/usage")
                .then()
                .statusCode(200)
                .body(figures + "grades", equalTo(1))
                .body(figures + "calls", equalTo(2))
                .body(figures + "inputTokens", equalTo(90_011))
                .body(figures + "outputTokens", equalTo(44))
                .body(figures + "costMicros", equalTo(90_099));
        int calls = calls();

        Api.as(TestTokens.of(admin, Roles.ADMIN))
                .body(trial)
                .post("/api/grading/trials")
                .then()
                .statusCode(200)
                .body("grade.provenance.grader", equalTo("embedded"))
                .body("grade.notices.code", hasItem("budget"));
        assertThat(calls()).isEqualTo(calls);
    }

    private Grade graded(String text) {
        var outcome =
                grading.grade(
                        Fixtures.softmax(), new Answer(text, AnswerLanguage.MARKDOWN, candidate));
        return switch (outcome) {
            case GradingOutcome.Graded graded -> graded.grade();
            case GradingOutcome.InReview doubtful -> doubtful.grade();
            case GradingOutcome.NotGraded none -> throw new AssertionError(none.reason());
        };
    }

    private static int calls() {
        return WithModel.SERVER.findAll(postRequestedFor(anyUrl())).size();
    }

    private static void replies(String to, String reply) {
        WithModel.SERVER.stubFor(
                post(anyUrl()).withRequestBody(containing(to)).willReturn(okJson(reply)));
    }
}
