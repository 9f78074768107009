package io.greenroom.grading.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.greenroom.platform.Slugs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures each call of a language model, and makes a span of it as OpenTelemetry's conventions for
 * generative AI have it. What was asked and answered is left out: it is a person's answer. Labels
 * are bounded: a provider's own words never become one.
 */
final class ChatTelemetry {
    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER =
            AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> MODEL =
            AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> MAX_TOKENS =
            AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<Double> TEMPERATURE =
            AttributeKey.doubleKey("gen_ai.request.temperature");
    private static final AttributeKey<String> OUTPUT_TYPE =
            AttributeKey.stringKey("gen_ai.output.type");
    private static final AttributeKey<String> ANSWERED_BY =
            AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> RESPONSE =
            AttributeKey.stringKey("gen_ai.response.id");
    private static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final AttributeKey<Long> INPUT =
            AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT =
            AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private static final String CHAT = "chat";
    private static final String OK = "ok";
    private static final int LONGEST_NAME = 100;

    private final LlmSettings settings;
    private final MeterRegistry metrics;
    private final Tracer tracer;

    ChatTelemetry(LlmSettings settings, MeterRegistry metrics, Tracer tracer) {
        this.settings = settings;
        this.metrics = metrics;
        this.tracer = tracer;
        calls(OK);
        tokens("input");
        tokens("output");
    }

    /** Tells the state of that grader's breaker. */
    void watch(LlmGrader grader) {
        for (var state : CircuitBreakerState.values()) {
            Gauge.builder("greenroom.llm.breaker", grader, asked -> isIn(asked, state) ? 1 : 0)
                    .description("1 for the breaker's present state; all 0 without a provider")
                    .tag("state", label(state))
                    .register(metrics);
        }
    }

    /** Whether there is a provider and its breaker lets few calls through, or none. */
    static boolean isCutOff(LlmGrader grader) {
        return grader.connection() != null && !isIn(grader, CircuitBreakerState.CLOSED);
    }

    private static boolean isIn(LlmGrader grader, CircuitBreakerState state) {
        var connection = grader.connection();
        return connection != null && connection.breaker().equals(label(state));
    }

    /** The same model, each call of it measured; null stays null. */
    @Nullable ChatModel around(@Nullable ChatModel model) {
        return model == null ? null : new Measured(model);
    }

    private final class Measured implements ChatModel {
        private final ChatModel model;

        Measured(ChatModel model) {
            this.model = model;
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            var sample = Timer.start(metrics);
            var span = begun(request);
            var outcome = "unknown";
            try {
                var response = model.chat(request);
                outcome = ended(span, response);
                return response;
            } catch (RuntimeException e) {
                // Its message may hold what the provider said.
                outcome = label(Model.known(e).kind());
                span.setAttribute(ERROR, outcome);
                span.setStatus(StatusCode.ERROR);
                throw e;
            } finally {
                span.end();
                sample.stop(calls(outcome));
            }
        }
    }

    private Span begun(ChatRequest request) {
        var span =
                tracer.spanBuilder(CHAT + " " + model())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(OPERATION, CHAT)
                        .setAttribute(PROVIDER, provider())
                        .setAttribute(MODEL, model())
                        .setAttribute(OUTPUT_TYPE, "json")
                        .startSpan();
        if (request.maxOutputTokens() != null) {
            span.setAttribute(MAX_TOKENS, request.maxOutputTokens().longValue());
        }
        if (request.temperature() != null) {
            span.setAttribute(TEMPERATURE, request.temperature());
        }
        return span;
    }

    private String ended(Span span, ChatResponse response) {
        var reason = label(response.finishReason());
        name(span, ANSWERED_BY, response.modelName());
        name(span, RESPONSE, response.id());
        span.setAttribute(FINISH_REASONS, List.of(reason));
        var usage = response.tokenUsage();
        if (usage != null) {
            count(span, INPUT, usage.inputTokenCount());
            count(span, OUTPUT, usage.outputTokenCount());
            count(tokens("input"), usage.inputTokenCount());
            count(tokens("output"), usage.outputTokenCount());
        }
        return response.finishReason() == null || response.finishReason() == FinishReason.STOP
                ? OK
                : reason;
    }

    private Timer calls(String outcome) {
        return Timer.builder("greenroom.llm.calls")
                .description("Calls that reached for the provider, retries among them")
                .tag("provider", provider())
                .tag("model", model())
                .tag("outcome", outcome)
                .serviceLevelObjectives(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60))
                .register(metrics);
    }

    private Counter tokens(String direction) {
        return Counter.builder("greenroom.llm.tokens")
                .description("Tokens as the provider counts them")
                .tag("provider", provider())
                .tag("model", model())
                .tag("direction", direction)
                .register(metrics);
    }

    private String provider() {
        return label(settings.provider());
    }

    private String model() {
        return settings.model().orElse("none");
    }

    private static void name(Span span, AttributeKey<String> key, @Nullable String text) {
        if (text != null) {
            span.setAttribute(
                    key, text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME));
        }
    }

    private static void count(Span span, AttributeKey<Long> key, @Nullable Integer tokens) {
        if (tokens != null) {
            span.setAttribute(key, tokens.longValue());
        }
    }

    private static void count(Counter counter, @Nullable Integer tokens) {
        if (tokens != null) {
            counter.increment(tokens);
        }
    }

    private static String label(@Nullable Enum<?> constant) {
        return constant == null ? "unknown" : Slugs.of(constant);
    }
}
