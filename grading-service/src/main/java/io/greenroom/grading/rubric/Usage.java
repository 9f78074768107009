package io.greenroom.grading.rubric;

/** What a grade cost at a model's provider, in tokens. */
public record Usage(int inputTokens, int outputTokens) {}
