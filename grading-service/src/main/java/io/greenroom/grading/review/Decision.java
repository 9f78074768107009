package io.greenroom.grading.review;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What was decided, as it is kept and shown. */
@Schema(
        name = "ReviewDecision",
        requiredProperties = {"criteria", "redFlags", "comment", "score", "band", "decidedAt"})
record Decision(
        List<Decided> criteria,
        List<String> redFlags,
        String comment,
        int score,
        @Schema(enumeration = {"strong-no", "no", "lean-no", "lean-yes", "yes", "strong-yes"})
                String band,
        Instant decidedAt) {

    /**
     * @param source whose level it is: both agreed, the reviewer's own blind one, the machine's, or
     *     another
     */
    @Schema(
            name = "DecidedCriterion",
            requiredProperties = {"criterionId", "level", "source"})
    record Decided(
            String criterionId,
            int level,
            @Schema(enumeration = {"both", "own", "ai", "other"}) String source,
            @Nullable String note) {}
}
