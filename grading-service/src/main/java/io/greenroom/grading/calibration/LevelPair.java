package io.greenroom.grading.calibration;

import java.util.UUID;

/**
 * Two levels for one criterion of one attempt.
 *
 * @param first the machine's, or one person's
 * @param second a person's
 */
record LevelPair(UUID attemptId, int first, int second) {
    int difference() {
        return second - first;
    }
}
