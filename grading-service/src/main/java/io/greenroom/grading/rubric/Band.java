package io.greenroom.grading.rubric;

/**
 * A score in the words of a hiring decision. This is the one place where the bounds stand; each is
 * the least score of its band.
 */
public enum Band {
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

    /** The least score of this band. */
    public int from() {
        return from;
    }

    /** The band of a score from 0 to 100. */
    public static Band of(int score) {
        var band = STRONG_NO;
        for (var candidate : values()) {
            if (score >= candidate.from) {
                band = candidate;
            }
        }
        return band;
    }
}
