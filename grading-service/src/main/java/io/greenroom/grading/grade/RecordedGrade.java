package io.greenroom.grading.grade;

import java.time.Instant;
import java.util.UUID;

/**
 * One grade in the history of an attempt.
 *
 * @param sequence counts from 1; the highest one is the current grade
 */
public record RecordedGrade(UUID attemptId, int sequence, NewGrade given, Instant decidedAt) {
    /** Whether a person decided it. */
    public boolean isByPerson() {
        return given.kind().isByPerson();
    }
}
