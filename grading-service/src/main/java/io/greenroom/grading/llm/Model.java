package io.greenroom.grading.llm;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import io.greenroom.grading.llm.ModelFailedException.Kind;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * The model at its provider: calls that fail are tried again after a pause, as long as the provider
 * wants it if it says so; no more than some run at a time; and a provider that keeps failing is
 * left alone for a while.
 */
final class Model {
    private final ChatModel chat;
    private final LlmSettings settings;
    private final Clock clock;
    private final Guard guard;
    private volatile CircuitBreakerState breaker = CircuitBreakerState.CLOSED;
    private volatile Instant lastOpened = Instant.EPOCH;

    Model(ChatModel chat, LlmSettings settings, Clock clock) {
        this.chat = chat;
        this.settings = settings;
        this.clock = clock;
        this.guard =
                Guard.create()
                        .withRetry()
                        .maxRetries(settings.tries() - 1)
                        .whenException(this::isWorthATry)
                        .jitter(0, ChronoUnit.MILLIS)
                        .withCustomBackoff()
                        .strategy(Pauses::new)
                        .done()
                        .done()
                        .withCircuitBreaker()
                        .when(Model::isProviders)
                        .requestVolumeThreshold(settings.breakerCalls())
                        .failureRatio(0.5)
                        .delay(settings.breakerDelay().toMillis(), ChronoUnit.MILLIS)
                        .onStateChange(this::breakerIs)
                        .done()
                        .withBulkhead()
                        .limit(settings.concurrentCalls())
                        .queueSize(settings.waitingCalls())
                        .enableSynchronousQueueing()
                        .done()
                        .build();
    }

    /**
     * Asks once, as seen from here.
     *
     * @return the text of the reply, whole
     * @throws ModelFailedException when there is none
     */
    String ask(ChatRequest request, Meter meter) {
        try {
            return guard.call(() -> call(request, meter), String.class);
        } catch (CircuitBreakerOpenException e) {
            throw new ModelFailedException(
                    Kind.LEFT_ALONE, "The provider kept failing and is being left alone", left());
        } catch (BulkheadException e) {
            throw new ModelFailedException(Kind.BUSY, "Too many calls wait for the provider");
        } catch (CancellationException e) {
            // Interrupted while it waited for its turn.
            Thread.currentThread().interrupt();
            throw new ModelFailedException(Kind.STOPPED, "Grading was stopped");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ModelFailedException(Kind.STOPPED, "Grading was stopped");
        }
    }

    /** Whether the provider is being left alone. */
    CircuitBreakerState breaker() {
        return breaker;
    }

    /** Whether a call would reach the provider. */
    boolean isReachable() {
        return breaker != CircuitBreakerState.OPEN || left().isZero();
    }

    private String call(ChatRequest request, Meter meter) {
        if (clock.instant().isAfter(meter.until())) {
            throw new ModelFailedException(Kind.OUT_OF_TIME, "The answer took too long");
        }
        meter.called();
        ChatResponse response;
        try {
            response = chat.chat(request);
        } catch (RuntimeException e) {
            throw known(e);
        }
        meter.used(response.tokenUsage());
        var text = response.aiMessage().text();
        var end = response.finishReason();
        if (end == FinishReason.CONTENT_FILTER) {
            throw new ModelFailedException(Kind.FILTERED, "The provider withheld the reply");
        }
        if (end == FinishReason.LENGTH) {
            throw new ModelFailedException(Kind.CUT_OFF, "The reply was cut off");
        }
        if (text == null || text.isBlank() || end == FinishReason.OTHER && !isJson(text)) {
            throw new ModelFailedException(Kind.REFUSED, "The model gave no judgement");
        }
        return text;
    }

    private static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /** Ours come through LangChain4j as they are or wrapped; the rest is a reply it cannot read. */
    static ModelFailedException known(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelFailedException known) {
                return known;
            }
            if (cause instanceof ContentFilteredException) {
                return new ModelFailedException(Kind.REFUSED, "The model declined to judge");
            }
        }
        return new ModelFailedException(
                Kind.GARBLED,
                "The provider's reply cannot be read (" + failure.getClass().getSimpleName() + ")");
    }

    private boolean isWorthATry(Throwable failure) {
        return failure instanceof ModelFailedException failed
                && failed.kind().mayPass()
                && (failed.retryAfter() == null
                        || failed.retryAfter().compareTo(settings.longestPause()) <= 0);
    }

    private static boolean isProviders(Throwable failure) {
        return failure instanceof ModelFailedException failed && failed.kind().isProviders();
    }

    private void breakerIs(CircuitBreakerState state) {
        if (state == CircuitBreakerState.OPEN) {
            lastOpened = clock.instant();
        }
        breaker = state;
    }

    /** How long the provider is still left alone. */
    private Duration left() {
        var left = Duration.between(clock.instant(), lastOpened.plus(settings.breakerDelay()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The pauses between the tries of one call. */
    private final class Pauses implements CustomBackoffStrategy {
        private long next = settings.pause().toMillis();

        @Override
        public long nextDelayInMillis(Throwable failure) {
            // Spread, so that those who failed together do not come back together.
            long pause = next + ThreadLocalRandom.current().nextLong(next / 2 + 1);
            next = Math.min(2 * next, settings.longestPause().toMillis());
            var wanted =
                    failure instanceof ModelFailedException failed ? failed.retryAfter() : null;
            return wanted == null
                    ? Math.min(pause, settings.longestPause().toMillis())
                    : wanted.toMillis();
        }
    }
}
