package io.greenroom.session.practice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The newest appeal of an attempt, as its owner sees it. */
@Schema(name = "AttemptAppeal")
record AppealView(
        UUID id,
        String state,
        List<String> criteria,
        String reason,
        Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome) {

    /**
     * How it ended.
     *
     * @param changed whether the grade is another one now
     * @param gradeSequence the grade in the history that decided it
     */
    record Outcome(boolean changed, int gradeSequence, String comment) {}

    static AppealView of(AppealChanged appeal) {
        return new AppealView(
                appeal.appealId(),
                appeal.state(),
                appeal.criteria(),
                appeal.reason(),
                appeal.openedAt(),
                appeal.endedAt(),
                appeal.outcome());
    }

    /** The reason is personal and never printed. */
    @Override
    public String toString() {
        return "AppealView[" + id + "]";
    }
}
