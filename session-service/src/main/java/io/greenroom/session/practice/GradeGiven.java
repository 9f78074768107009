package io.greenroom.session.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One grade of an attempt, as the grading service told it.
 *
 * @param sequence counts the grades of the attempt; the highest one counts
 * @param body the grade as the candidate sees it in the history
 */
record GradeGiven(UUID attemptId, int sequence, Summary summary, ObjectNode body) {
    private static final String[] WHOLE = {
        "grade", "notGradedReason", "reviewReasons", "reviewDueAt", "comment"
    };

    /** What lists and states are made of. */
    record Summary(
            AttemptState state, @Nullable Grade grade, @Nullable NotGradedReason notGradedReason) {
        /** Whether it says what its state promises. */
        boolean isWhole() {
            return switch (state) {
                case GRADED, IN_REVIEW -> grade != null;
                case NOT_GRADED -> notGradedReason != null;
                case DRAFT, SUBMITTED, APPEALED -> false;
            };
        }
    }

    /** What lists show of a grade; the whole is kept as it came. */
    record Grade(int score, String band, double confidence) {}

    /** The grade out of an event's data; what is not known is left out. */
    static GradeGiven of(
            UUID attemptId,
            int sequence,
            String kind,
            String by,
            String decidedAt,
            Summary summary,
            JsonNode data) {
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("sequence", sequence)
                        .put("kind", kind)
                        .put("state", summary.state().name())
                        .put("by", by)
                        .put("decidedAt", decidedAt);
        for (var name : WHOLE) {
            if (data.hasNonNull(name)) {
                body.set(name, data.get(name));
            }
        }
        return new GradeGiven(attemptId, sequence, summary, body);
    }
}
