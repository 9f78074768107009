package io.greenroom.grading.review;

import io.greenroom.grading.catalog.QuestionHeading;
import io.greenroom.grading.grade.SubmittedAnswer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be looked at, and on what account. */
record ReviewSubject(
        SubmittedAnswer answer,
        QuestionHeading question,
        ReviewKind kind,
        @Nullable UUID appealId) {}
