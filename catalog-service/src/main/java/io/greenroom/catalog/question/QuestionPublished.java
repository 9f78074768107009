package io.greenroom.catalog.question;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/** The data of {@code catalog.question-published.v1}: the version, whole. */
record QuestionPublished(
        String questionId,
        String slug,
        int version,
        Instant publishedAt,
        @JsonUnwrapped QuestionContent content) {
    static final String TOPIC = "catalog.questions";
    static final String TYPE = "catalog.question-published.v1";
}
