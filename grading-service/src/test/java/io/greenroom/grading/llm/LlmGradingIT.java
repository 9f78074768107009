package io.greenroom.grading.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Usage;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The LLM grader against a server that speaks OpenAI's protocol. */
@QuarkusTest
@TestProfile(LlmGradingIT.WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class LlmGradingIT {
    /** Of one question to a provider that fails: two tries, two calls each. */
    private static final int MOST_CALLS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT =
            "I subtract the row maximum before exp, which changes nothing in the result. I reduce"
                    + " over the last axis and keep the dimension so that it broadcasts.";
    private static final String STABILITY =
            """
            {"criterionId":"stability","indicators":[\
            {"number":1,"shown":"yes","quote":"I subtract the row maximum before exp"},\
            {"number":2,"shown":"partly","quote":"which changes nothing in the result"}],\
            "level":3,"confidence":0.9,"rationale":"You shift each row."}\
            """;
    private static final String AXIS =
            """
            {"criterionId":"axis","indicators":[\
            {"number":1,"shown":"yes","quote":"I reduce over the last axis"},\
            {"number":2,"shown":"no","quote":""}],\
            "level":2,"confidence":0.8,"rationale":"You name the axis."}\
            """;
    private static final String NO_FLAGS =
            """
            {"redFlags":[{"id":"no-shift","hit":false,"quote":""},{"id":"no-sum","hit":false,"quote":""}]}\
            """;

    @Inject GradeAnswer grading;
    @Inject CircuitBreakerMaintenance breakers;

    /** Switched on, with short patience. */
    public static final class WithModel implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "greenroom.llm.provider", "openai",
                    "greenroom.llm.model", "judge-1",
                    "greenroom.llm.api-key", "secret",
                    "greenroom.llm.timeout", "1s");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Provider.class));
        }
    }

    /** The provider. */
    public static final class Provider implements QuarkusTestResourceLifecycleManager {
        static final WireMockServer SERVER =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());

        @Override
        public Map<String, String> start() {
            SERVER.start();
            return Map.of("greenroom.llm.base-url", SERVER.baseUrl() + "/v1/");
        }

        @Override
        public void stop() {
            SERVER.stop();
        }
    }

    @BeforeEach
    void aProviderThatWorks() {
        breakers.resetAll();
        Provider.SERVER.resetAll();
        replies("Judge criterion \\\"stability\\\"", okJson(completion(STABILITY)));
        replies("Judge criterion \\\"axis\\\"", okJson(completion(AXIS)));
        replies("Mistakes to look for", okJson(completion(NO_FLAGS)));
    }

    @Test
    void gradesEachCriterionByASchemaAndCountsTokens() throws Exception {
        var grade = graded();

        assertThat(grade.score()).isEqualTo(65);
        assertThat(grade.provisional()).isFalse();
        assertThat(grade.provenance().grader())
                .isEqualTo(new GraderInfo(GraderInfo.Kind.LLM, "llm-1", "judge-1", "prompts-1"));
        assertThat(grade.provenance().usage()).isEqualTo(new Usage(33, 66));
        assertThat(grade.criteria().getFirst().evidence()).hasSize(2);
        assertThat(grade.criteria().getFirst().missing())
                .containsExactly("Says that the result is unchanged by the shift");

        var requests = Provider.SERVER.findAll(postRequestedFor(anyUrl()));
        assertThat(requests).hasSize(3);
        var request = JSON.readTree(requests.getFirst().getBodyAsString());
        assertThat(request.get("model").asText()).isEqualTo("judge-1");
        assertThat(request.get("temperature").asDouble()).isZero();
        var format = request.get("response_format");
        assertThat(format.get("type").asText()).isEqualTo("json_schema");
        assertThat(format.get("json_schema").get("strict").asBoolean()).isTrue();
        assertThat(format.at("/json_schema/schema/properties/criterionId/enum/0").asText())
                .isEqualTo("stability");
        assertThat(requests.getFirst().getHeader("Authorization")).isEqualTo("Bearer secret");
    }

    @Test
    void fencesTheAnswerAnewForEachCall() throws Exception {
        graded();

        var fences =
                Provider.SERVER.findAll(postRequestedFor(anyUrl())).stream()
                        .map(
                                request ->
                                        request.getBodyAsString()
                                                .replaceAll("(?s).*=== ([0-9a-f]{24}) ===.*", "$1"))
                        .toList();
        assertThat(fences).doesNotHaveDuplicates().allMatch(fence -> fence.length() == 24);
    }

    @Test
    void aQuoteThatIsNotThereLowersTheLevel() {
        replies(
                "Judge criterion \\\"stability\\\"",
                okJson(
                        completion(
                                STABILITY
                                        .replace(
                                                "I subtract the row maximum before exp",
                                                "I use log-sum-exp")
                                        .replace(
                                                "which changes nothing in the result",
                                                "invented"))));

        var grade = graded();

        assertThat(grade.criteria().getFirst().level()).isEqualTo(1);
        assertThat(grade.criteria().getFirst().evidence()).isEmpty();
    }

    @Test
    void malformedJsonIsAskedForAgain() {
        Provider.SERVER.stubFor(
                post(anyUrl())
                        .withRequestBody(containing("Judge criterion \\\"axis\\\""))
                        .inScenario("axis")
                        .whenScenarioStateIs("Started")
                        .willSetStateTo("again")
                        .willReturn(okJson(completion("{\"criterionId\": \"ax"))));

        var grade = graded();

        assertThat(grade.provisional()).isFalse();
        assertThat(grade.score()).isEqualTo(65);
    }

    @Test
    void aVerdictOnAnotherCriterionIsNotTaken() {
        replies(
                "Judge criterion \\\"axis\\\"",
                okJson(completion(AXIS.replace("\"axis\"", "\"style\""))));

        assertThat(graded().provisional()).isTrue();
    }

    @Test
    void aLevelThatDoesNotExistIsNotTaken() {
        replies(
                "Judge criterion \\\"axis\\\"",
                okJson(completion(AXIS.replace("\"level\":2", "\"level\":9"))));

        assertThat(graded().provisional()).isTrue();
    }

    @Test
    void aProviderThatFailsLeavesAProvisionalEmbeddedGrade() {
        everyCall(aResponse().withStatus(500));

        var grade = graded();

        assertThat(grade.provisional()).isTrue();
        assertThat(grade.provenance().grader().kind()).isEqualTo(GraderInfo.Kind.EMBEDDED);
        assertThat(grade.notices()).extracting("code").contains("provisional");
        assertThat(Provider.SERVER.findAll(postRequestedFor(anyUrl())))
                .hasSizeBetween(2, MOST_CALLS);
    }

    @Test
    void aProviderThatLimitsUsIsNotInsistedOn() {
        everyCall(aResponse().withStatus(429).withHeader("Retry-After", "30"));

        assertThat(graded().provisional()).isTrue();
        assertThat(Provider.SERVER.findAll(postRequestedFor(anyUrl())).size())
                .isLessThanOrEqualTo(MOST_CALLS);
    }

    @Test
    void aProviderThatIsSlowIsGivenUpOn() {
        everyCall(okJson(completion(STABILITY)).withFixedDelay(3_000));

        long start = System.nanoTime();
        assertThat(graded().provisional()).isTrue();
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(8);
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAlone() {
        everyCall(aResponse().withStatus(503));
        for (int i = 0; i < 4; i++) {
            graded();
        }
        int calls = Provider.SERVER.findAll(postRequestedFor(anyUrl())).size();

        assertThat(graded().provisional()).isTrue();
        assertThat(Provider.SERVER.findAll(postRequestedFor(anyUrl()))).hasSize(calls);
    }

    private Grade graded() {
        return ((GradingOutcome.Graded) grading.grade(Fixtures.softmax(), Fixtures.answer(TEXT)))
                .grade();
    }

    private static void replies(String to, ResponseDefinitionBuilder reply) {
        Provider.SERVER.stubFor(post(anyUrl()).withRequestBody(containing(to)).willReturn(reply));
    }

    private static void everyCall(ResponseDefinitionBuilder reply) {
        Provider.SERVER.stubFor(post(anyUrl()).atPriority(1).willReturn(reply));
    }

    private static String completion(String content) {
        try {
            return """
            {"id":"c1","object":"chat.completion","created":1,"model":"judge-1","choices":[{"index":0,\
            "finish_reason":"stop","message":{"role":"assistant","content":%s}}],\
            "usage":{"prompt_tokens":11,"completion_tokens":22,"total_tokens":33}}\
            """
                    .formatted(JSON.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
