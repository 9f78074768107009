package io.greenroom.session.practice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of {@code grading.appeal-changed.v1}: an appeal as it stands. */
record AppealChanged(
        UUID attemptId,
        UUID appealId,
        String state,
        List<String> criteria,
        String reason,
        Instant openedAt,
        @Nullable Instant endedAt,
        AppealView.@Nullable Outcome outcome) {
    static final String TYPE = "grading.appeal-changed.v1";

    boolean isOpen() {
        return state.equals("OPEN");
    }

    /** The reason is personal and never printed. */
    @Override
    public String toString() {
        return "AppealChanged[" + appealId + "]";
    }
}
