package io.greenroom.catalog.question;

import java.time.Instant;

/**
 * The data of {@code catalog.question-retired.v1}.
 *
 * @param version the last that was offered
 */
record QuestionRetired(String questionId, int version, Instant retiredAt) {
    static final String TYPE = "catalog.question-retired.v1";
}
