package io.greenroom.grading.rubric;

import java.util.List;

/**
 * What a grader says of one criterion. Nothing in it is believed before its quotes are found.
 *
 * @param level 0 to 4
 * @param estimate 0 to 4: the level before it is rounded
 * @param confidence 0 to 1: how likely it is that a person's level lies within one of the estimate
 * @param rationale for the candidate, in plain words
 * @param quotes claimed to stand in the answer
 * @param missing indicators that the answer does not show
 */
public record Verdict(
        String criterionId,
        int level,
        double estimate,
        double confidence,
        String rationale,
        List<String> quotes,
        List<String> missing) {
    public Verdict {
        if (level < 0 || level > Criterion.MAX_LEVEL) {
            throw new IllegalArgumentException("There is no level " + level);
        }
        if (!(estimate >= 0 && estimate <= Criterion.MAX_LEVEL)) {
            throw new IllegalArgumentException("There is no estimate " + estimate);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("Confidence goes from 0 to 1");
        }
        quotes = List.copyOf(quotes);
        missing = List.copyOf(missing);
    }

    /** A verdict of a grader that knows whole levels only. */
    public Verdict(
            String criterionId,
            int level,
            double confidence,
            String rationale,
            List<String> quotes,
            List<String> missing) {
        this(criterionId, level, level, confidence, rationale, quotes, missing);
    }
}
