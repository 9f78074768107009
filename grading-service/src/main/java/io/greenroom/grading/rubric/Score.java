package io.greenroom.grading.rubric;

import java.util.List;

/** The arithmetic of a score. */
public final class Score {
    private Score() {}

    /** The weighted share of the levels reached, 0 to 100, rounded half up. */
    public static int of(List<CriterionGrade> criteria) {
        double sum = 0;
        for (var grade : criteria) {
            sum += grade.criterion().weight() * grade.level() / (double) Criterion.MAX_LEVEL;
        }
        return (int) Math.round(sum);
    }

    /** The weighted share of the estimates, 0 to 1, not rounded. */
    public static double estimate(List<CriterionGrade> criteria) {
        double sum = 0;
        for (var grade : criteria) {
            sum += grade.criterion().weight() / 100.0 * grade.estimate() / Criterion.MAX_LEVEL;
        }
        return Math.clamp(sum, 0, 1);
    }

    /** The score, not above any of the caps of the flags that were hit. */
    public static int capped(int score, List<FlagGrade> flags) {
        int bounded = score;
        for (var flag : flags) {
            bounded = Math.min(bounded, flag.redFlag().cap());
        }
        return bounded;
    }
}
