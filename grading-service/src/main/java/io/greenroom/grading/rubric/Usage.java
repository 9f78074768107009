package io.greenroom.grading.rubric;

import org.jspecify.annotations.Nullable;

/**
 * What a grade cost at a model's provider.
 *
 * @param inputTokens tokens to the model
 * @param outputTokens tokens from the model
 * @param costMicros millionths of a US dollar; null when no price is configured
 */
public record Usage(int inputTokens, int outputTokens, @Nullable Long costMicros) {}
