package io.greenroom.grading.opinion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of {@code session.opinion-requested.v1} that grading reads. */
record OpinionRequested(
        UUID opinionId,
        UUID sessionId,
        UUID itemId,
        @Nullable String candidateId,
        String questionId,
        int questionVersion,
        String text,
        String language,
        String requestedBy,
        Instant requestedAt) {
    static final String TYPE = "session.opinion-requested.v1";

    /** Whose answer it is; empty when nobody's. */
    String candidate() {
        return candidateId == null ? "" : candidateId;
    }

    /** The text is personal data. */
    @Override
    public String toString() {
        return "OpinionRequested[" + opinionId + "]";
    }
}
