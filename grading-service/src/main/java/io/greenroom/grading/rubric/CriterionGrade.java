package io.greenroom.grading.rubric;

import java.util.List;

/**
 * The grade on one criterion, its evidence verified.
 *
 * @param estimate 0 to 4: the level before it was rounded
 */
public record CriterionGrade(
        Criterion criterion,
        int level,
        double estimate,
        double confidence,
        String rationale,
        List<Evidence> evidence,
        List<String> missing) {
    public CriterionGrade {
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
    }

    /** A grade by somebody who gives whole levels only. */
    public CriterionGrade(
            Criterion criterion,
            int level,
            double confidence,
            String rationale,
            List<Evidence> evidence,
            List<String> missing) {
        this(criterion, level, level, confidence, rationale, evidence, missing);
    }

    /** What the highest level would have brought: weight times levels. */
    public int lost() {
        return criterion.weight() * (Criterion.MAX_LEVEL - level);
    }
}
