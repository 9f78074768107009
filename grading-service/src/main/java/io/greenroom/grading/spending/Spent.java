package io.greenroom.grading.spending;

import org.jspecify.annotations.Nullable;

/**
 * What the model was asked for one answer.
 *
 * @param calls requests that reached the provider, retries and repairs included
 * @param costMicros millionths of a US dollar; null when the price is not known
 */
public record Spent(End end, int calls, Tokens tokens, @Nullable Long costMicros) {
    /** How it ended. */
    public enum End {
        GRADED,
        CACHED,
        FAILED
    }
}
