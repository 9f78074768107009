package io.greenroom.grading.llm;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.greenroom.grading.rubric.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * The model at its provider. A failed call is tried once more after a pause (and the client below
 * makes two calls of each try, which cannot be switched off); a provider that keeps failing is left
 * alone for a while, so that answers do not queue up behind it.
 */
@ApplicationScoped
class Model {
    /** What the model replied, and what that cost. */
    record Reply<T>(T value, Usage usage) {}

    private final ChatModel model;

    @Inject
    Model(ChatModel model) {
        this.model = model;
    }

    /**
     * Asks, and reads the reply; a reply that cannot be read counts as a failure.
     *
     * @throws RuntimeException when all tries failed or the provider is being left alone
     */
    @Retry(
            maxRetries = 1,
            delay = 600,
            jitter = 200,
            abortOn = CircuitBreakerOpenException.class,
            maxDuration = 0)
    @CircuitBreaker(
            requestVolumeThreshold = 6,
            failureRatio = 0.5,
            delay = 30,
            delayUnit = ChronoUnit.SECONDS)
    <T> Reply<T> ask(ChatRequest request, Function<String, T> reader) {
        ChatResponse response = model.chat(request);
        var text = response.aiMessage().text();
        if (text == null || text.isBlank()) {
            throw new UnusableReplyException("The model refused or was cut off");
        }
        var usage = response.tokenUsage();
        return new Reply<>(
                reader.apply(text),
                usage == null
                        ? new Usage(0, 0)
                        : new Usage(
                                orZero(usage.inputTokenCount()), orZero(usage.outputTokenCount())));
    }

    private static int orZero(@org.jspecify.annotations.Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
