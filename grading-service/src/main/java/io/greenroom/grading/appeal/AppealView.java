package io.greenroom.grading.appeal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An appeal, for its candidate and for admins.
 *
 * @param withdrawable whether nobody has taken it up yet
 */
@Schema(
        name = "Appeal",
        requiredProperties = {
            "id",
            "attemptId",
            "state",
            "criteria",
            "reason",
            "openedAt",
            "dueAt",
            "withdrawable"
        })
public record AppealView(
        UUID id,
        UUID attemptId,
        @Schema(enumeration = {"OPEN", "DECIDED", "WITHDRAWN"}) String state,
        List<String> criteria,
        String reason,
        Instant openedAt,
        Instant dueAt,
        boolean withdrawable,
        @Nullable Instant endedAt,
        @Nullable OutcomeView outcome) {

    /**
     * How an appeal ended.
     *
     * @param changed whether a level or a red flag differs from the grade that was appealed
     * @param gradeSequence the grade in the attempt's history that decided it
     */
    @Schema(
            name = "AppealOutcome",
            requiredProperties = {"changed", "gradeSequence", "comment"})
    public record OutcomeView(boolean changed, int gradeSequence, String comment) {
        static @Nullable OutcomeView of(Appeal.@Nullable Outcome outcome) {
            return outcome == null
                    ? null
                    : new OutcomeView(
                            outcome.changed(), outcome.gradeSequence(), outcome.comment());
        }
    }

    static AppealView of(Appeal appeal, Instant dueAt, boolean takenUp) {
        return new AppealView(
                appeal.id(),
                appeal.attemptId(),
                appeal.state().name(),
                appeal.criteria(),
                appeal.reason(),
                appeal.openedAt(),
                dueAt,
                appeal.isOpen() && !takenUp,
                appeal.endedAt(),
                OutcomeView.of(appeal.outcome()));
    }

    /** The reason is personal data. */
    @Override
    public String toString() {
        return "AppealView[" + id + "]";
    }
}
