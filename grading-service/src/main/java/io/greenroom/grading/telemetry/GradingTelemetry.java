package io.greenroom.grading.telemetry;

import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.platform.Slugs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures grading. Labels come from enums, so that no text of a person or a provider ever makes a
 * series; spans name the attempt and the question, and of a failure only its kind. Made at start,
 * so that the figures are there, at zero, before anything happens.
 */
@ApplicationScoped
@Startup
public class GradingTelemetry {
    private static final AttributeKey<String> ATTEMPT = AttributeKey.stringKey("greenroom.attempt");
    private static final AttributeKey<String> QUESTION =
            AttributeKey.stringKey("greenroom.question");
    private static final AttributeKey<Long> QUESTION_VERSION =
            AttributeKey.longKey("greenroom.question.version");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("greenroom.state");
    private static final AttributeKey<String> GRADER = AttributeKey.stringKey("greenroom.grader");
    private static final AttributeKey<String> GRADER_VERSION =
            AttributeKey.stringKey("greenroom.grader.version");
    private static final AttributeKey<Boolean> PROVISIONAL =
            AttributeKey.booleanKey("greenroom.provisional");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final String TRACE = "traceparent";
    private static final TextMapGetter<Map<String, String>> HEADERS =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, String> headers) {
                    return headers.keySet();
                }

                @Override
                public @Nullable String get(@Nullable Map<String, String> headers, String name) {
                    return headers == null ? null : headers.get(name);
                }
            };

    private final MeterRegistry metrics;
    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Clock clock;
    private final Timer waited;
    private final Counter failures;

    @Inject
    GradingTelemetry(MeterRegistry metrics, Tracer tracer, OpenTelemetry telemetry, Clock clock) {
        this.metrics = metrics;
        this.tracer = tracer;
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
        this.clock = clock;
        this.waited =
                Timer.builder("greenroom.grading.wait")
                        .description("From handing in to the first grade, or to there being none")
                        .serviceLevelObjectives(seconds(0.5, 1, 2, 5, 10, 30, 60, 300, 1800))
                        .register(metrics);
        this.failures =
                Counter.builder("greenroom.grading.failures")
                        .description("Times that a grader failed on an answer, before any retry")
                        .register(metrics);
        // A series that only appears with its first event hides that event from an alert.
        for (var kind : GraderInfo.Kind.values()) {
            duration(Slugs.of(kind));
        }
    }

    /**
     * The trace that the present work belongs to, to be continued by who takes up the work later.
     *
     * @return null when it is not recorded anywhere
     */
    public @Nullable String trace() {
        if (!Span.current().getSpanContext().isSampled()) {
            return null;
        }
        var carrier = new HashMap<String, String>();
        propagator.inject(Context.current(), carrier, Map::put);
        return carrier.get(TRACE);
    }

    /** The context in which that trace goes on; the present one when there is none. */
    public Context of(@Nullable String trace) {
        return trace == null
                ? Context.current()
                : propagator.extract(Context.root(), Map.of(TRACE, trace), HEADERS);
    }

    /** Runs the grading of one answer within a span, which is current meanwhile, and times it. */
    public GradingOutcome grading(
            UUID attemptId, Question question, Supplier<GradingOutcome> grading) {
        Span span =
                tracer.spanBuilder("grade answer")
                        .setAttribute(ATTEMPT, attemptId.toString())
                        .setAttribute(QUESTION, question.id())
                        .setAttribute(QUESTION_VERSION, (long) question.version())
                        .startSpan();
        try (var scope = span.makeCurrent()) {
            var outcome = grading.get();
            describe(span, outcome);
            return outcome;
        } catch (RuntimeException e) {
            // Its message may quote what was graded.
            span.setAttribute(ERROR, e.getClass().getSimpleName());
            span.setStatus(StatusCode.ERROR);
            failures.increment();
            throw e;
        } finally {
            span.end();
        }
    }

    /** Notes how long a candidate waited for the first outcome. */
    public void waited(Instant submittedAt) {
        var wait = Duration.between(submittedAt, clock.instant());
        waited.record(wait.isNegative() ? Duration.ZERO : wait);
    }

    private void describe(Span span, GradingOutcome outcome) {
        switch (outcome) {
            case GradingOutcome.Graded graded -> describe(span, graded.grade(), "graded");
            case GradingOutcome.InReview doubtful -> describe(span, doubtful.grade(), "in-review");
            case GradingOutcome.NotGraded none -> span.setAttribute(STATE, "not-graded");
        }
    }

    private void describe(Span span, Grade grade, String state) {
        var by = grade.provenance().grader();
        duration(Slugs.of(by.kind())).record(grade.provenance().took());
        span.setAttribute(STATE, state)
                .setAttribute(GRADER, Slugs.of(by.kind()))
                .setAttribute(GRADER_VERSION, by.version())
                .setAttribute(PROVISIONAL, grade.provisional());
    }

    private Timer duration(String grader) {
        return Timer.builder("greenroom.grading.duration")
                .description("How long grading an answer took, without the wait before it")
                .tag("grader", grader)
                .serviceLevelObjectives(seconds(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180))
                .register(metrics);
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofMillis((long) (1000 * bound)))
                .toArray(Duration[]::new);
    }
}
