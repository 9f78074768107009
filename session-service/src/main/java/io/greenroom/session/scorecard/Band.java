package io.greenroom.session.scorecard;

import io.greenroom.platform.Slugs;

/**
 * A score in the words of a hiring decision, as for practice: {@code
 * contracts/grading/score-cases.v1.json} holds grading-service and this one to the same bounds.
 */
enum Band {
    STRONG_NO(0),
    NO(20),
    LEAN_NO(40),
    LEAN_YES(55),
    YES(70),
    STRONG_YES(85);

    private final int from;

    Band(int from) {
        this.from = from;
    }

    /** The band of a score from 0 to 100. */
    static Band of(int score) {
        var band = STRONG_NO;
        for (var candidate : values()) {
            if (score >= candidate.from) {
                band = candidate;
            }
        }
        return band;
    }

    /** As it goes over the wire. */
    String wire() {
        return Slugs.of(this);
    }
}
