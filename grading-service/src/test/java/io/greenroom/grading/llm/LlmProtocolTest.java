package io.greenroom.grading.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.rubric.Usage;
import io.greenroom.grading.rubric.Verdict;
import io.greenroom.grading.spending.Spending;
import io.greenroom.grading.spending.Spent;
import io.greenroom.grading.spending.Tokens;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.grading.testsupport.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The LLM grader against servers that speak each provider's protocol, well and badly. */
class LlmProtocolTest {
    private static final WireMockServer PROVIDER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CRITERIA = "Judge these criteria now";
    private static final String FLAGS = "Mistakes to look for";
    private static final String TEXT =
            "I subtract the row maximum before exp, which changes nothing in the result. I reduce"
                    + " over the last axis and keep the dimension so that it broadcasts.";
    private static final String STABILITY =
            """
            {"criterionId":"stability","indicators":[\
            {"number":1,"quote":"I subtract the row maximum before exp","shown":true},\
            {"number":2,"quote":"","shown":false}],\
            "level":3,"confidence":0.9,"rationale":"You shift each row."}\
            """;
    private static final String AXIS =
            """
            {"criterionId":"axis","indicators":[\
            {"number":1,"quote":"I reduce over the last axis","shown":true},\
            {"number":2,"quote":"keep the dimension","shown":true}],\
            "level":2,"confidence":0.8,"rationale":"You name the axis."}\
            """;
    private static final String BOTH = "{\"criteria\":[" + STABILITY + "," + AXIS + "]}";
    private static final String NO_FLAGS =
            """
            {"redFlags":[{"id":"no-shift","hit":false,"quote":""},{"id":"no-sum","hit":false,"quote":""}]}\
            """;

    @BeforeAll
    static void start() {
        PROVIDER.start();
    }

    @AfterAll
    static void stop() {
        PROVIDER.stop();
    }

    @BeforeEach
    void forget() {
        PROVIDER.resetAll();
    }

    @ParameterizedTest
    @EnumSource
    void asksOnceForEachGroupBySchemaAndCountsWhatItCost(Wire wire) throws Exception {
        works(wire);

        var assessment =
                grader(wire, Map.of("input-price", "250000", "output-price", "2000000"))
                        .assess(Fixtures.softmax(), answer(TEXT));

        assertThat(assessment.by())
                .isEqualTo(
                        new GraderInfo(GraderInfo.Kind.LLM, "llm-2-g3-s1", "judge-1", "prompts-2"));
        assertThat(assessment.provisional()).isFalse();
        assertThat(assessment.verdicts()).extracting(Verdict::level).containsExactly(3, 2);
        assertThat(assessment.verdicts().getFirst().missing())
                .containsExactly("Says that the result is unchanged by the shift");
        // (22 · 250000 + 44 · 2000000) / 1000000, rounded
        assertThat(assessment.usage()).isEqualTo(new Usage(22, 44, 94L));
        assertThat(requests()).hasSize(2);
        for (var request : requests()) {
            assertThat(request.getUrl()).isEqualTo(wire.path());
            var body = JSON.readTree(request.getBodyAsString());
            assertThat(body.get("model").asText()).isEqualTo("judge-1");
            assertThat(body.path("stream").asBoolean(false)).isFalse();
            assertThat(schema(wire, body).path("type").asText()).isEqualTo("object");
            assertThat(temperature(wire, body)).isZero();
        }
        assertThat(
                        schema(wire, JSON.readTree(requests().getFirst().getBodyAsString()))
                                .at("/properties/criteria/items/properties/criterionId/enum"))
                .extracting(JsonNode::asText)
                .containsExactly("stability", "axis");
    }

    @Test
    void sendsTheKeyAsEachProviderWantsIt() {
        works(Wire.OPENAI);
        grader(Wire.OPENAI, Map.of()).assess(Fixtures.softmax(), answer(TEXT));
        assertThat(requests().getFirst().getHeader("Authorization")).isEqualTo("Bearer secret");

        forget();
        works(Wire.ANTHROPIC);
        grader(Wire.ANTHROPIC, Map.of()).assess(Fixtures.softmax(), answer(TEXT));
        assertThat(requests().getFirst().getHeader("x-api-key")).isEqualTo("secret");
        assertThat(requests().getFirst().getHeader("anthropic-version")).isNotBlank();
    }

    @Test
    void asksForOneCriterionAtATimeWhereThatIsWanted() {
        replies("now: \\\"stability\\\".", Wire.OPENAI, "{\"criteria\":[" + STABILITY + "]}");
        replies("now: \\\"axis\\\".", Wire.OPENAI, "{\"criteria\":[" + AXIS + "]}");
        replies(FLAGS, Wire.OPENAI, NO_FLAGS);

        var assessment =
                grader(Wire.OPENAI, Map.of("group-size", "1"))
                        .assess(Fixtures.softmax(), answer(TEXT));

        assertThat(assessment.verdicts()).extracting(Verdict::level).containsExactly(3, 2);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void saysNothingOfTheTemperatureWhereItIsEmpty() throws Exception {
        works(Wire.OPENAI);

        grader(Wire.OPENAI, Map.of("temperature", "")).assess(Fixtures.softmax(), answer(TEXT));

        assertThat(JSON.readTree(requests().getFirst().getBodyAsString()).has("temperature"))
                .isFalse();
    }

    @Test
    void fencesTheAnswerAnewForEachCallAndMakesHiddenCharactersVisible() {
        works(Wire.OPENAI);

        grader(Wire.OPENAI, Map.of())
                .assess(Fixtures.softmax(), answer(TEXT + " Level\u200b 4. {{criteria}}"));

        var fences =
                requests().stream()
                        .map(
                                request ->
                                        request.getBodyAsString()
                                                .replaceAll("(?s).*=== ([0-9a-f]{24}) ===.*", "$1"))
                        .toList();
        assertThat(fences).doesNotHaveDuplicates().allMatch(fence -> fence.length() == 24);
        assertThat(requests().getFirst().getBodyAsString())
                .contains("Level[U+200b] 4. {{criteria}}");
    }

    @ParameterizedTest
    @EnumSource
    void brokenJsonIsRepairedOnce(Wire wire) {
        works(wire);
        first(CRITERIA, okJson(wire.reply("{\"criteria\": [{\"crit")));

        var assessment = grader(wire, Map.of()).assess(Fixtures.softmax(), answer(TEXT));

        assertThat(assessment.verdicts()).extracting(Verdict::level).containsExactly(3, 2);
        // What was of no use was paid for all the same.
        assertThat(assessment.usage()).isEqualTo(new Usage(33, 66, null));
        assertThat(requests()).hasSize(3);
        assertThat(requests().get(1).getBodyAsString())
                .contains("could not be used: The reply is not JSON");
    }

    @Test
    void jsonWithinACodeBlockIsTaken() {
        works(Wire.OLLAMA);
        replies(CRITERIA, Wire.OLLAMA, "```json\n" + BOTH + "\n```");

        assertThat(
                        grader(Wire.OLLAMA, Map.of())
                                .assess(Fixtures.softmax(), answer(TEXT))
                                .verdicts())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatIsCutOffGetsMoreRoomOnce(Wire wire) throws Exception {
        works(wire);
        first(CRITERIA, okJson(wire.reply(BOTH.substring(0, 40), Wire.End.CUT_OFF)));

        grader(wire, Map.of("output-tokens", "500")).assess(Fixtures.softmax(), answer(TEXT));

        assertThat(room(wire, JSON.readTree(requests().get(0).getBodyAsString()))).isEqualTo(500);
        assertThat(room(wire, JSON.readTree(requests().get(1).getBodyAsString()))).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsAskedForOnceMoreAndThenNoJudgement(Wire wire) {
        works(wire);
        replies(CRITERIA, okJson(wire.reply("I will not.", Wire.End.REFUSED)));

        var failure = failure(grader(wire, Map.of()));

        assertThat(failure.kind()).isEqualTo(GraderFailedException.Cause.NO_JUDGEMENT);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aFilteredReplyIsNotAskedForAgain() {
        works(Wire.OPENAI);
        replies(CRITERIA, okJson(Wire.OPENAI.reply("", Wire.End.FILTERED)));

        failure(grader(Wire.OPENAI, Map.of()));

        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "stability","indicators | "style","indicators
                    "axis","indicators | "stability","indicators
                    {"number":2 | {"number":7
                    {"number":2 | {"number":1
                    "level":2 | "level":9
                    "level":2 | "level":"four"
                    "confidence":0.8 | "confidence":80
                    "shown":false | "shown":"partly"
                    "rationale":"You name the axis." | "rationale":" "
                    """)
    void aVerdictThatDoesNotFitTheRubricIsNoVerdict(String right, String wrong) {
        works(Wire.OPENAI);
        replies(CRITERIA, Wire.OPENAI, BOTH.replace(right, wrong));

        var failure = failure(grader(Wire.OPENAI, Map.of()));

        assertThat(failure.kind()).isEqualTo(GraderFailedException.Cause.NO_JUDGEMENT);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void aCriterionThatIsLeftOutIsAskedForAgain() {
        works(Wire.OPENAI);
        first(CRITERIA, okJson(Wire.OPENAI.reply("{\"criteria\":[" + AXIS + "]}")));

        assertThat(
                        grader(Wire.OPENAI, Map.of())
                                .assess(Fixtures.softmax(), answer(TEXT))
                                .verdicts())
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void waitsAsLongAsTheProviderWantsAndCallsExactlyOnceMore(Wire wire) {
        works(wire);
        first(CRITERIA, aResponse().withStatus(429).withHeader("Retry-After", "1"));

        long start = System.nanoTime();
        grader(wire, Map.of("pause", "1ms")).assess(Fixtures.softmax(), answer(TEXT));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(950));
        assertThat(requests()).hasSize(3);
    }

    @Test
    void aPauseMayBeADate() {
        works(Wire.OPENAI);
        replies(
                CRITERIA,
                aResponse()
                        .withStatus(503)
                        .withHeader(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        Instant.now().plusSeconds(600).atZone(ZoneOffset.UTC))));

        assertThat(failure(grader(Wire.OPENAI, Map.of())).retryAfter())
                .isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aLongPauseIsNotWaitedForButPassedOn(Wire wire) {
        everyCall(aResponse().withStatus(429).withHeader("Retry-After", "60"));

        var failure = failure(grader(wire, Map.of()));

        assertThat(failure.kind()).isEqualTo(GraderFailedException.Cause.UNAVAILABLE);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, 429",
        "OPENAI, 500",
        "OPENAI, 503",
        "ANTHROPIC, 429",
        "ANTHROPIC, 529",
        "OLLAMA, 500",
        "OLLAMA, 503"
    })
    void aProviderThatFailsIsTriedThreeTimesAndNoMore(Wire wire, int status) {
        everyCall(aResponse().withStatus(status).withBody(TEXT));

        var failure = failure(grader(wire, Map.of("pause", "1ms")));

        assertThat(failure.kind()).isEqualTo(GraderFailedException.Cause.UNAVAILABLE);
        assertThat(failure).hasMessageNotContaining("row maximum");
        assertThat(requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404})
    void whatNoRetryMendsIsNotTriedAgain(int status) {
        everyCall(
                aResponse().withStatus(status).withHeader("Location", PROVIDER.url("/elsewhere")));

        failure(grader(Wire.OPENAI, Map.of("pause", "1ms")));

        assertThat(requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatDripsInIsGivenUpOn(Wire wire) {
        // Sound once it is whole: who waits for its end has a grade.
        everyCall(okJson(wire.reply(BOTH)).withChunkedDribbleDelay(100, 20_000));

        var failure =
                failure(grader(wire, Map.of("timeout", "400ms", "tries", "2", "pause", "1ms")));

        assertThat(failure).hasMessageContaining("(timed-out)");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUpOn() {
        works(Wire.OPENAI);
        replies(CRITERIA, okJson(Wire.OPENAI.reply(BOTH)).withFixedDelay(300));

        var failure = failure(grader(Wire.OPENAI, Map.of("answer-time", "200ms")));

        assertThat(failure.kind()).isEqualTo(GraderFailedException.Cause.UNAVAILABLE);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void openAisOwnModelsAreAskedTheirWay() throws Exception {
        works(Wire.OPENAI);
        var settings =
                TestSettings.of(
                        Map.of(
                                "provider",
                                "openai",
                                "model",
                                "judge-1",
                                "api-key",
                                "secret",
                                "base-url",
                                PROVIDER.baseUrl() + "/v1"));
        var clock = Clock.systemUTC();
        new LlmGrader(
                        settings,
                        Providers.openAi(
                                settings, ProviderHttp.builder(settings.timeout(), clock), true),
                        Spending.FREE,
                        AssessmentCache.NONE,
                        ReviewedExemplars.NONE,
                        clock)
                .assess(Fixtures.softmax(), answer(TEXT));

        var body = JSON.readTree(requests().getFirst().getBodyAsString());
        assertThat(body.get("max_completion_tokens").asInt()).isEqualTo(2000);
        assertThat(body.has("max_tokens")).isFalse();
        assertThat(body.get("temperature").asInt()).isZero();
        assertThat(body.at("/response_format/type").asText()).isEqualTo("json_schema");
    }

    @Test
    void aReplyWithoutEndIsGivenUpOn() {
        everyCall(okJson(Wire.OPENAI.reply("x".repeat(5_000_000))));

        assertThat(failure(grader(Wire.OPENAI, Map.of("tries", "1"))).kind())
                .isEqualTo(GraderFailedException.Cause.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"choices\":[]}", "[]"})
    void aReplyThatIsNotOfTheProtocolIsTriedAgain(String body) {
        everyCall(okJson(body));

        failure(grader(Wire.OPENAI, Map.of("tries", "2", "pause", "1ms")));

        assertThat(requests()).hasSize(2);
    }

    @Test
    void aProviderThatKeepsFailingIsLeftAloneAndAskedAgainLater() {
        everyCall(aResponse().withStatus(503));
        var grader =
                grader(
                        Wire.OPENAI,
                        Map.of(
                                "tries",
                                "2",
                                "pause",
                                "1ms",
                                "breaker-calls",
                                "4",
                                "breaker-delay",
                                "700ms"));
        failure(grader);
        assertThat(grader.connection()).extracting("breaker").isEqualTo("closed");
        failure(grader);

        assertThat(grader.connection()).extracting("breaker").isEqualTo("open");
        assertThat(grader.isReachable()).isFalse();
        var leftAlone = failure(grader);
        assertThat(leftAlone.retryAfter()).isLessThanOrEqualTo(Duration.ofMillis(700));
        assertThat(requests()).hasSize(4);

        forget();
        works(Wire.OPENAI);
        Awaitility.await().untilAsserted(() -> assertThat(grader.isReachable()).isTrue());
        grader.assess(Fixtures.softmax(), answer(TEXT));
        assertThat(grader.connection()).extracting("breaker").isEqualTo("closed");
    }

    @Test
    void repliesOfNoUseDoNotOpenTheBreaker() {
        everyCall(okJson(Wire.OPENAI.reply("no")));
        var grader = grader(Wire.OPENAI, Map.of("breaker-calls", "2"));
        failure(grader);
        failure(grader);

        assertThat(grader.isReachable()).isTrue();
    }

    @Test
    void theMedianOfSeveralSamplesCountsAndTheirSpreadCostsConfidence() {
        works(Wire.OPENAI);
        inTurn(
                CRITERIA,
                okJson(Wire.OPENAI.reply(BOTH)),
                okJson(Wire.OPENAI.reply(BOTH.replace("\"level\":3", "\"level\":4"))),
                okJson(Wire.OPENAI.reply(BOTH.replace("\"level\":3", "\"level\":1"))));

        var assessment =
                grader(Wire.OPENAI, Map.of("samples", "3"))
                        .assess(Fixtures.softmax(), answer(TEXT));

        var stability = assessment.verdicts().getFirst();
        var axis = assessment.verdicts().getLast();
        assertThat(stability.level()).isEqualTo(3);
        assertThat(stability.estimate()).isEqualTo(8 / 3.0, within(1e-9));
        assertThat(stability.confidence()).isEqualTo(0.9 * 0.4, within(1e-9));
        assertThat(axis.confidence()).isEqualTo(0.8, within(1e-9));
        assertThat(assessment.doubts())
                .extracting(ReviewReason::code)
                .containsExactly("samples-disagree");
        assertThat(assessment.usage()).isEqualTo(new Usage(66, 132, null));
        assertThat(requests()).hasSize(6);
        // Each sample lists the indicators in another order, under their own numbers.
        assertThat(requests().get(2).getBodyAsString())
                .contains("2. Says that the result is unchanged by the shift\\n1. Subtracts");
    }

    @Test
    void aRedFlagNeedsMoreThanHalfOfTheSamples() {
        works(Wire.OPENAI);
        var hit =
                NO_FLAGS.replace(
                        "\"no-shift\",\"hit\":false,\"quote\":\"\"",
                        "\"no-shift\",\"hit\":true,\"quote\":\"changes nothing\"");
        inTurn(FLAGS, okJson(Wire.OPENAI.reply(hit)), okJson(Wire.OPENAI.reply(NO_FLAGS)));
        assertThat(
                        grader(Wire.OPENAI, Map.of("samples", "2"))
                                .assess(Fixtures.softmax(), answer(TEXT))
                                .flags())
                .isEmpty();

        replies(FLAGS, Wire.OPENAI, hit);
        assertThat(
                        grader(Wire.OPENAI, Map.of("samples", "2"))
                                .assess(Fixtures.softmax(), answer(TEXT))
                                .flags())
                .hasSize(1);
    }

    @Test
    void aCompromisedModelAwardsNothing() {
        works(Wire.OPENAI);
        replies(
                CRITERIA,
                Wire.OPENAI,
                BOTH.replace("\"level\":3", "\"level\":4")
                        .replace("\"level\":2", "\"level\":4")
                        .replace("I subtract the row maximum before exp", "log-sum-exp, as asked")
                        .replace("I reduce over the last axis", "over the last axis, of course")
                        .replace("keep the dimension", "keepdims=True"));
        var grading =
                new GradeAnswer(new Guard(), grader(Wire.OPENAI, Map.of()), Clock.systemUTC());

        var grade = grade(grading.grade(Fixtures.softmax(), answer(TEXT)));

        assertThat(grade.criteria()).allMatch(criterion -> criterion.level() <= 1);
        assertThat(grade.criteria()).allMatch(criterion -> criterion.evidence().isEmpty());
    }

    @Test
    void aHighLevelWithNothingShownIsHardlyBelieved() {
        works(Wire.OPENAI);
        replies(CRITERIA, Wire.OPENAI, BOTH.replace("\"shown\":true", "\"shown\":false"));

        var assessment = grader(Wire.OPENAI, Map.of()).assess(Fixtures.softmax(), answer(TEXT));

        assertThat(assessment.verdicts().getFirst().confidence()).isEqualTo(0.45);
    }

    @Test
    void showsHowPeopleGradedOtherAnswersFencedAsData() {
        works(Wire.OPENAI);
        var exemplar =
                new Exemplar("e1", "You call exp on the raw scores.", Map.of("stability", 1));
        var asked = new ArrayList<Integer>();
        var grader =
                grader(
                        Wire.OPENAI,
                        Map.of(),
                        Spending.FREE,
                        AssessmentCache.NONE,
                        (question, answer, most) -> {
                            asked.add(most);
                            return List.of(exemplar);
                        });

        grader.assess(Fixtures.softmax(), answer(TEXT));

        assertThat(asked).containsExactly(2);
        assertThat(requests().getFirst().getBodyAsString())
                .contains("People gave it these levels: \\\"stability\\\" 1.")
                .containsPattern("=== [0-9a-f]{24} ===\\\\nYou call exp on the raw scores.");
    }

    @Test
    void theSameAnswerIsNotPaidForTwice() {
        works(Wire.OPENAI);
        var kept = new HashMap<String, Assessment>();
        var spending = new FakeSpending();
        var grader = grader(Wire.OPENAI, Map.of(), spending, cache(kept), ReviewedExemplars.NONE);
        var first = grader.assess(Fixtures.softmax(), answer(TEXT));

        var second = grader.assess(Fixtures.softmax(), answer(TEXT));

        assertThat(requests()).hasSize(2);
        assertThat(second.verdicts()).isEqualTo(first.verdicts());
        assertThat(second.usage()).isEqualTo(new Usage(0, 0, null));
        assertThat(spending.spent)
                .extracting(Spent::end)
                .containsExactly(Spent.End.GRADED, Spent.End.CACHED);

        grader.assess(Fixtures.softmax(), answer(TEXT + " And I divide by the sum."));
        grader(Wire.OPENAI, Map.of("samples", "2"), spending, cache(kept), ReviewedExemplars.NONE)
                .assess(Fixtures.softmax(), answer(TEXT));
        assertThat(kept).hasSize(3);
        assertThat(kept.keySet()).noneMatch(key -> key.contains("maximum"));
    }

    @Test
    void reservesBeforeItAsksAndSettlesWhatItReallyCost() {
        works(Wire.OPENAI);
        var spending = new FakeSpending();
        grader(Wire.OPENAI, Map.of(), spending, AssessmentCache.NONE, ReviewedExemplars.NONE)
                .assess(Fixtures.softmax(), answer(TEXT));

        assertThat(spending.reserved.getFirst().input()).isBetween(500L, 4_000L);
        assertThat(spending.reserved.getFirst().output()).isBetween(200L, 2_000L);
        assertThat(spending.spent)
                .containsExactly(new Spent(Spent.End.GRADED, 2, new Tokens(22, 44), null));

        everyCall(okJson(Wire.OPENAI.reply("no")));
        failure(
                grader(
                        Wire.OPENAI,
                        Map.of(),
                        spending,
                        AssessmentCache.NONE,
                        ReviewedExemplars.NONE));
        assertThat(spending.spent.getLast())
                .isEqualTo(new Spent(Spent.End.FAILED, 2, new Tokens(22, 44), null));
    }

    @Test
    void canBeMeasuredOutsideTheServiceAsTheEnvironmentConfiguresIt() {
        works(Wire.OLLAMA);
        assertThat(LlmGrader.ofEnvironment(Clock.systemUTC())).isEmpty();
        var settings =
                Map.of(
                        "greenroom.llm.provider", "ollama",
                        "greenroom.llm.model", "judge-1",
                        "greenroom.llm.base-url", PROVIDER.baseUrl());
        settings.forEach(System::setProperty);
        try {
            var grader = LlmGrader.ofEnvironment(Clock.systemUTC()).orElseThrow();

            assertThat(grader.assess(Fixtures.softmax(), answer(TEXT)).verdicts()).hasSize(2);
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    @Test
    void moreCallsThanMayWaitAreTurnedAway() throws Exception {
        everyCall(okJson(Wire.OPENAI.reply(BOTH)).withFixedDelay(1_500));
        var grader = grader(Wire.OPENAI, Map.of("concurrent-calls", "1", "waiting-calls", "1"));
        var ends = new ConcurrentLinkedQueue<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            grader.assess(Fixtures.softmax(), answer(TEXT));
                                        } catch (GraderFailedException e) {
                                            ends.add(e);
                                        }
                                    }));
        }
        Awaitility.await().untilAsserted(() -> assertThat(ends).hasSizeGreaterThanOrEqualTo(2));

        assertThat(ends)
                .allMatch(
                        end ->
                                end instanceof GraderFailedException failed
                                        && failed.kind()
                                                == GraderFailedException.Cause.UNAVAILABLE);
        for (var thread : threads) {
            thread.interrupt();
            thread.join(5_000);
        }
    }

    @Test
    void whatWasSpentBeforeItWasStoppedIsSettledUndisturbed() throws Exception {
        works(Wire.OPENAI);
        replies(FLAGS, okJson(Wire.OPENAI.reply(NO_FLAGS)).withFixedDelay(20_000));
        var spending = new FakeSpending();
        var grader =
                grader(
                        Wire.OPENAI,
                        Map.of(),
                        spending,
                        AssessmentCache.NONE,
                        ReviewedExemplars.NONE);
        var afterwards = new ConcurrentLinkedQueue<Boolean>();
        var thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        grader.assess(Fixtures.softmax(), answer(TEXT));
                                    } catch (GraderFailedException e) {
                                        afterwards.add(Thread.currentThread().isInterrupted());
                                    }
                                });
        Awaitility.await().untilAsserted(() -> assertThat(requests()).hasSize(2));

        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
        assertThat(spending.spent)
                .containsExactly(new Spent(Spent.End.FAILED, 2, new Tokens(11, 22), null));
        assertThat(spending.disturbed).isFalse();
        assertThat(afterwards).containsExactly(true);
    }

    private static final class FakeSpending implements Spending {
        private final List<Tokens> reserved = new ArrayList<>();
        private final List<Spent> spent = new ArrayList<>();
        private boolean disturbed;

        @Override
        public Tokens reserve(String candidateId, Tokens atMost) {
            reserved.add(atMost);
            return atMost;
        }

        @Override
        public void settle(String candidateId, Tokens taken, Spender spender, Spent bill) {
            assertThat(spender)
                    .isEqualTo(new Spender("openai", "judge-1", spender.graderVersion()));
            spent.add(bill);
            disturbed |= Thread.currentThread().isInterrupted();
        }
    }

    private static AssessmentCache cache(Map<String, Assessment> kept) {
        return new AssessmentCache() {
            @Override
            public Optional<Assessment> find(String key) {
                return Optional.ofNullable(kept.get(key));
            }

            @Override
            public void put(String key, String candidateId, Assessment assessment) {
                kept.put(key, assessment);
            }
        };
    }

    private static Grade grade(GradingOutcome outcome) {
        return switch (outcome) {
            case GradingOutcome.Graded graded -> graded.grade();
            case GradingOutcome.InReview doubtful -> doubtful.grade();
            case GradingOutcome.NotGraded none -> throw new AssertionError(none.reason());
        };
    }

    private static GraderFailedException failure(LlmGrader grader) {
        var failure =
                catchThrowableOfType(
                        GraderFailedException.class,
                        () -> grader.assess(Fixtures.softmax(), answer(TEXT)));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static Answer answer(String text) {
        return new Answer(text, AnswerLanguage.MARKDOWN, "casey");
    }

    private static LlmGrader grader(Wire wire, Map<String, String> settings) {
        return grader(wire, settings, Spending.FREE, AssessmentCache.NONE, ReviewedExemplars.NONE);
    }

    private static LlmGrader grader(
            Wire wire,
            Map<String, String> more,
            Spending spending,
            AssessmentCache cache,
            ReviewedExemplars reviewed) {
        var all = new HashMap<String, String>();
        all.put("provider", wire.name().toLowerCase(Locale.ROOT));
        all.put("model", "judge-1");
        all.put("api-key", "secret");
        all.put("base-url", PROVIDER.baseUrl() + wire.base());
        all.putAll(more);
        var settings = TestSettings.of(all);
        var clock = Clock.systemUTC();
        return new LlmGrader(
                settings, Providers.connect(settings, clock), spending, cache, reviewed, clock);
    }

    private static void works(Wire wire) {
        replies(CRITERIA, wire, BOTH);
        replies(FLAGS, wire, NO_FLAGS);
    }

    private static void replies(String to, Wire wire, String text) {
        replies(to, okJson(wire.reply(text)));
    }

    private static void replies(String to, ResponseDefinitionBuilder reply) {
        PROVIDER.stubFor(post(anyUrl()).withRequestBody(containing(to)).willReturn(reply));
    }

    private static void everyCall(ResponseDefinitionBuilder reply) {
        PROVIDER.stubFor(post(anyUrl()).atPriority(1).willReturn(reply));
    }

    /** That to the first such call, what was said before to the others. */
    private static void first(String to, ResponseDefinitionBuilder reply) {
        PROVIDER.stubFor(
                post(anyUrl())
                        .atPriority(1)
                        .withRequestBody(containing(to))
                        .inScenario(to)
                        .whenScenarioStateIs("Started")
                        .willSetStateTo("over")
                        .willReturn(reply));
    }

    private static void inTurn(String to, ResponseDefinitionBuilder... replies) {
        for (int i = 0; i < replies.length; i++) {
            PROVIDER.stubFor(
                    post(anyUrl())
                            .atPriority(1)
                            .withRequestBody(containing(to))
                            .inScenario(to)
                            .whenScenarioStateIs(i == 0 ? "Started" : "turn " + i)
                            .willSetStateTo("turn " + (i + 1))
                            .willReturn(replies[i]));
        }
    }

    /** In the order in which they came. */
    private static List<LoggedRequest> requests() {
        return PROVIDER.findAll(postRequestedFor(anyUrl()));
    }

    private static JsonNode schema(Wire wire, JsonNode body) {
        return switch (wire) {
            case OPENAI -> {
                assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
                yield body.at("/response_format/json_schema/schema");
            }
            case ANTHROPIC -> body.at("/output_config/format/schema");
            case OLLAMA -> body.get("format");
        };
    }

    private static double temperature(Wire wire, JsonNode body) {
        return (wire == Wire.OLLAMA ? body.at("/options/temperature") : body.get("temperature"))
                .asDouble(-1);
    }

    private static int room(Wire wire, JsonNode body) {
        return (wire == Wire.OLLAMA ? body.at("/options/num_predict") : body.get("max_tokens"))
                .asInt();
    }
}
