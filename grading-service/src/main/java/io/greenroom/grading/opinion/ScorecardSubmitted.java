package io.greenroom.grading.opinion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of {@code session.scorecard-submitted.v1} that calibration reads. */
record ScorecardSubmitted(
        String interviewerId,
        String interviewerName,
        @Nullable String candidateId,
        Instant submittedAt,
        List<Item> items) {
    static final String TYPE = "session.scorecard-submitted.v1";

    /** One answer to one question. */
    record Item(
            UUID itemId,
            String questionId,
            int questionVersion,
            String questionTitle,
            List<Level> criteria) {}

    /**
     * @param level absent for what was not seen
     */
    record Level(String criterionId, String criterionTitle, @Nullable Integer level) {}

    /** Who said what of whom is personal and never printed. */
    @Override
    public String toString() {
        return "ScorecardSubmitted[" + submittedAt + "]";
    }
}
