package io.greenroom.grading.llm;

import dev.langchain4j.model.output.TokenUsage;
import io.greenroom.grading.spending.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what one answer costs; a reply that is of no use costs as much as another. */
final class Meter {
    private final Instant until;
    private int calls;
    private Tokens tokens = Tokens.NONE;

    /**
     * Counts for one answer.
     *
     * @param until after that nothing more is asked about it
     */
    Meter(Instant until) {
        this.until = until;
    }

    Instant until() {
        return until;
    }

    void called() {
        calls++;
    }

    void used(@Nullable TokenUsage usage) {
        if (usage != null) {
            tokens =
                    tokens.plus(
                            new Tokens(
                                    orZero(usage.inputTokenCount()),
                                    orZero(usage.outputTokenCount())));
        }
    }

    int calls() {
        return calls;
    }

    Tokens tokens() {
        return tokens;
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }
}
