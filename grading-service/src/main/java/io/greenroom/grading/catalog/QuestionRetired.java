package io.greenroom.grading.catalog;

import java.time.Instant;

/** The part of {@code catalog.question-retired.v1} that grading reads. */
record QuestionRetired(String questionId, int version, Instant retiredAt) {}
