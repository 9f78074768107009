package io.greenroom.grading.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.greenroom.grading.testsupport.JudgingModel;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.grading.testsupport.RecordedSpans;
import io.greenroom.grading.testsupport.Wire;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of an answer, with every span and every line of the log kept and searched. */
@QuarkusTest
@TestProfile(TelemetryIT.WithModelAndTraces.class)
@QuarkusTestResource(RealInfrastructure.class)
class TelemetryIT {
    /** In the answer, in the model's replies, and in what the provider says when it fails. */
    private static final String MARKER = "zebrafishcantata";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject RecordedSpans spans;

    /** Those that handle an answer. Set here: as configuration it would outlast this class. */
    private static final List<Logger> TALKATIVE =
            Stream.of("io.greenroom", "dev.langchain4j", "io.smallrye")
                    .map(Logger::getLogger)
                    .toList();

    private final Log log = new Log();

    /** A model, everything sampled, and a log that is talkative here but not on the console. */
    public static final class WithModelAndTraces implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("greenroom.traces", "1"),
                    Map.entry("quarkus.log.console.level", "INFO"),
                    Map.entry("greenroom.llm.provider", "openai"),
                    Map.entry("greenroom.llm.model", "judge-1"),
                    Map.entry("greenroom.llm.api-key", "secret"),
                    Map.entry("greenroom.llm.timeout", "5s"),
                    Map.entry("greenroom.llm.tries", "1"),
                    // One test's broken provider is not to be another's.
                    Map.entry("greenroom.llm.breaker-calls", "1000"),
                    Map.entry("greenroom.grading.replacement.after", "300ms"),
                    Map.entry("greenroom.grading.replacement.sweep", "300ms"),
                    Map.entry("greenroom.grading.replacement.longest-pause", "500ms"),
                    Map.entry("greenroom.llm.input-price", "1000000"),
                    Map.entry("greenroom.llm.output-price", "2000000"));
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
            return Map.of("greenroom.llm.base-url", SERVER.baseUrl() + "/v1");
        }

        @Override
        public void stop() {
            SERVER.stop();
        }
    }

    /** Keeps what is logged, wherever it would go. */
    private static final class Log extends Handler {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        Log() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            var text = new StringWriter();
            text.append(ExtLogRecord.wrap(line).getFormattedMessage());
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }

    @BeforeEach
    void listen() {
        Provider.SERVER.resetAll();
        spans.clear();
        Logger.getLogger("").addHandler(log);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.FINE));
    }

    @AfterEach
    void stopListening() {
        TALKATIVE.forEach(logger -> logger.setLevel(null));
        Logger.getLogger("").removeHandler(log);
    }

    @Test
    void oneTraceLeadsFromTheSubmissionToTheGradeAndHoldsNoWordOfTheAnswer() throws Exception {
        theModelJudges();
        var trace = HexFormat.of().formatHex(random(16));

        var graded = graded("traced-" + UUID.randomUUID(), trace);

        assertThat(graded.data().at("/grade/provenance/grader").asText()).isEqualTo("llm");
        assertThat(graded.data().toString()).contains(MARKER);
        assertThat(graded.traceparent()).contains(trace);
        var ofTrace = ofTrace(trace);
        var grading = named(ofTrace, "grade answer").getFirst();
        assertThat(text(grading, "greenroom.attempt"))
                .isEqualTo(graded.data().get("attemptId").asText());
        assertThat(text(grading, "greenroom.grader")).isEqualTo("llm");
        var chats = named(ofTrace, "chat judge-1");
        assertThat(chats).isNotEmpty();
        for (var chat : chats) {
            assertThat(chat.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(chat.getParentSpanId()).isEqualTo(grading.getSpanId());
            assertThat(text(chat, "gen_ai.operation.name")).isEqualTo("chat");
            assertThat(text(chat, "gen_ai.provider.name")).isEqualTo("openai");
            assertThat(text(chat, "gen_ai.request.model")).isEqualTo("judge-1");
            assertThat(text(chat, "gen_ai.response.model")).isEqualTo("judge-1-2026");
            assertThat(chat.getAttributes().get(AttributeKey.longKey("gen_ai.usage.input_tokens")))
                    .isEqualTo(11);
            assertThat(chat.getAttributes().get(AttributeKey.longKey("gen_ai.usage.output_tokens")))
                    .isEqualTo(22);
            assertThat(
                            chat.getAttributes()
                                    .get(
                                            AttributeKey.stringArrayKey(
                                                    "gen_ai.response.finish_reasons")))
                    .containsExactly("stop");
        }
        nothingTellsTheAnswer();
        var scrape = RestAssured.given().get("/q/metrics").asString();
        assertThat(scrape)
                .containsPattern(
                        "greenroom_llm_calls_seconds_count\\{[^}]*outcome=\"ok\"[^}]*} [1-9]")
                .containsPattern(
                        "greenroom_llm_tokens_total\\{[^}]*direction=\"input\"[^}]*} [1-9]")
                .containsPattern("greenroom_llm_answers_total\\{[^}]*end=\"graded\"[^}]*} [1-9]")
                .containsPattern("greenroom_llm_cost_dollars_total(\\{[^}]*})? [0-9.E-]*[1-9]")
                .containsPattern("greenroom_grading_grades_total\\{[^}]*grader=\"llm\"[^}]*} [1-9]")
                .containsPattern("greenroom_llm_breaker\\{[^}]*state=\"closed\"[^}]*} 1")
                .containsPattern(
                        "greenroom_grading_duration_seconds_count\\{[^}]*grader=\"llm\"[^}]*}"
                                + " [1-9]")
                .containsPattern(
                        "greenroom_events_lag_seconds_count\\{[^}]*\"grading.submissions\"[^}]*}"
                                + " [1-9]")
                .contains("greenroom_grading_jobs_oldest_seconds")
                .contains("kafka_consumer_fetch_manager_records_lag")
                .doesNotContain(MARKER);
    }

    @Test
    void aProviderThatFailsIsNamedByKindAndNotQuoted() throws Exception {
        Provider.SERVER.stubFor(
                post(anyUrl())
                        .willReturn(
                                aResponse()
                                        .withStatus(500)
                                        .withBody("{\"error\":{\"message\":\"" + MARKER + "\"}}")));
        var trace = HexFormat.of().formatHex(random(16));

        var graded = graded("failing-" + UUID.randomUUID(), trace);

        assertThat(graded.data().at("/grade/provisional").asBoolean()).isTrue();
        var chat = named(ofTrace(trace), "chat judge-1").getFirst();
        assertThat(text(chat, "error.type")).isEqualTo("overloaded");
        nothingTellsTheAnswer();
        assertThat(RestAssured.given().get("/q/metrics").asString())
                .containsPattern(
                        "greenroom_llm_calls_seconds_count\\{[^}]*outcome=\"overloaded\"[^}]*}"
                                + " [1-9]")
                .containsPattern(
                        "greenroom_grading_grades_total\\{[^}]*grader=\"embedded\"[^}]*provisional=\"true\"[^}]*}"
                            + " [1-9]")
                .doesNotContain(MARKER);
    }

    @Test
    void theGradeThatReplacesAProvisionalOneHasASpanToo() throws Exception {
        everyCall(aResponse().withStatus(503));
        var attempt =
                graded("replaced-" + UUID.randomUUID(), HexFormat.of().formatHex(random(16)))
                        .data()
                        .get("attemptId")
                        .asText();

        Provider.SERVER.resetAll();
        theModelJudges();

        var replacing =
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        named(spans.all(), "grade answer").stream()
                                                .filter(
                                                        span ->
                                                                text(span, "greenroom.attempt")
                                                                                .equals(attempt)
                                                                        && text(
                                                                                        span,
                                                                                        "greenroom.grader")
                                                                                .equals("llm"))
                                                .toList(),
                                found -> !found.isEmpty())
                        .getFirst();
        assertThat(replacing.getAttributes().get(AttributeKey.booleanKey("greenroom.provisional")))
                .isFalse();
        assertThat(named(spans.all(), "chat judge-1"))
                .anySatisfy(
                        chat ->
                                assertThat(chat.getParentSpanId())
                                        .isEqualTo(replacing.getSpanId()));
        nothingTellsTheAnswer();
    }

    /** What a provider says beside what it was asked for holds the answer just as well. */
    @ParameterizedTest
    @MethodSource("trouble")
    void noTroubleWithAProviderTellsTheAnswer(ResponseDefinitionBuilder reply) throws Exception {
        everyCall(reply);

        var graded = graded("trouble-" + UUID.randomUUID(), HexFormat.of().formatHex(random(16)));

        assertThat(graded.data().at("/grade/provisional").asBoolean()).isTrue();
        nothingTellsTheAnswer();
    }

    static Stream<ResponseDefinitionBuilder> trouble() {
        return Stream.of(
                // No judgement, half a judgement, one of another form, quotes that stand nowhere.
                okJson(Wire.OPENAI.reply("The " + MARKER + " has convinced me.")),
                okJson(Wire.OPENAI.reply("{\"criteria\":[{\"rationale\":\"" + MARKER)),
                okJson(Wire.OPENAI.reply("{\"" + MARKER + "\":[\"" + MARKER + "\"]}")),
                okJson(
                        Wire.OPENAI.reply(
                                "{\"criteria\":[{\"criterionId\":\"%1$s\",\"level\":\"%1$s\"}]}"
                                        .formatted(MARKER))),
                okJson(Wire.OPENAI.reply(MARKER, Wire.End.CUT_OFF)),
                okJson(Wire.OPENAI.reply(MARKER, Wire.End.FILTERED)),
                // No reply in the provider's own form, or an error that quotes the request.
                okJson("{\"choices\":\"" + MARKER + "\"}"),
                ok("<html>" + MARKER + "</html>"),
                aResponse().withStatus(400).withBody("{\"error\":\"" + MARKER + "\"}"),
                aResponse().withStatus(401).withBody(MARKER),
                aResponse()
                        .withStatus(429)
                        .withHeader("Retry-After", MARKER)
                        .withBody("{\"error\":{\"message\":\"" + MARKER + "\"}}"),
                aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK).withBody(MARKER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I say " + MARKER + ".",
                "{\"id\":\"" + MARKER + "\",\"data\":{\"text\":\"" + MARKER + "\"}}",
                "{\"data\":{\"text\":\"" + MARKER
            })
    void whatIsNoEventIsNotQuoted(String message) {
        var attempt = UUID.randomUUID();

        Published.send(attempt, message);

        TestTopics.await(
                "practice.submissions.dlq", 1, sent -> attempt.toString().equals(sent.key()));
        nothingTellsTheAnswer();
    }

    @Test
    void anAnswerThatCannotBeProcessedIsNotQuotedEither() {
        var attempt = UUID.randomUUID();
        var event =
                Published.submission(attempt, "nowhere", "casey", "I say " + MARKER + ".")
                        .replace("\"language\":\"markdown\"", "\"language\":\"" + MARKER + "\"");

        Published.send(attempt, event);

        var dead =
                TestTopics.await(
                                "practice.submissions.dlq",
                                1,
                                message -> attempt.toString().equals(message.key()))
                        .getFirst();
        assertThat(dead.headers().lastHeader("dead-letter-consumer").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("grading-service");
        dead.headers()
                .forEach(
                        header ->
                                assertThat(new String(header.value(), StandardCharsets.UTF_8))
                                        .doesNotContain(MARKER));
        nothingTellsTheAnswer();
    }

    private static void theModelJudges() throws Exception {
        JudgingModel.quotes(
                Provider.SERVER, "as the " + MARKER + " does", "You speak of the " + MARKER + ".");
    }

    private static void everyCall(ResponseDefinitionBuilder reply) {
        Provider.SERVER.stubFor(post(anyUrl()).atPriority(1).willReturn(reply));
    }

    private record Graded(JsonNode data, String traceparent) {}

    private static Graded graded(String questionId, String trace) throws Exception {
        var attempt = UUID.randomUUID();
        Published.question(questionId);
        TestTopics.send(
                "practice.submissions",
                attempt.toString(),
                Published.submission(
                        attempt,
                        questionId,
                        "casey",
                        "I subtract the row maximum, as the "
                                + MARKER
                                + " does, before exp, which changes nothing in the result. I reduce"
                                + " over the last axis and keep the dimension for broadcasting."),
                Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        var sent =
                TestTopics.await(
                                "grading.grades",
                                1,
                                message -> message.key().equals(attempt.toString()))
                        .getFirst();
        var parent = sent.headers().lastHeader("traceparent");
        return new Graded(
                Published.JSON.readTree(sent.value()).get("data"),
                parent == null ? "" : new String(parent.value(), StandardCharsets.US_ASCII));
    }

    private List<SpanData> ofTrace(String trace) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                spans.all().stream()
                                        .filter(span -> span.getTraceId().equals(trace))
                                        .toList(),
                        found -> !named(found, "grade answer").isEmpty());
    }

    private static List<SpanData> named(List<SpanData> spans, String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    private static String text(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    private void nothingTellsTheAnswer() {
        assertThat(spans.all()).isNotEmpty();
        assertThat(spans.all())
                .allSatisfy(span -> assertThat(span.toString()).doesNotContain(MARKER));
        assertThat(log.lines).isNotEmpty();
        assertThat(log.lines).allSatisfy(line -> assertThat(line).doesNotContain(MARKER));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        java.util.concurrent.ThreadLocalRandom.current().nextBytes(bytes);
        bytes[0] |= 1;
        return bytes;
    }
}
