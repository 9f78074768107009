package io.greenroom.grading.appeal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The data of {@code grading.appeal-changed.v1}: an appeal as it stands now. */
record AppealChanged(
        UUID attemptId,
        String candidateId,
        UUID appealId,
        String state,
        List<String> criteria,
        String reason,
        Instant openedAt,
        @Nullable Instant endedAt,
        AppealView.@Nullable OutcomeView outcome) {
    static final String TYPE = "grading.appeal-changed.v1";

    static AppealChanged of(Appeal appeal) {
        return new AppealChanged(
                appeal.attemptId(),
                appeal.candidateId(),
                appeal.id(),
                appeal.state().name(),
                appeal.criteria(),
                appeal.reason(),
                appeal.openedAt(),
                appeal.endedAt(),
                AppealView.OutcomeView.of(appeal.outcome()));
    }

    /** The reason is personal data. */
    @Override
    public String toString() {
        return "AppealChanged[" + appealId + "]";
    }
}
