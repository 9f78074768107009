package io.greenroom.grading.rubric;

import java.util.List;

/** The grade on one criterion, its evidence verified. */
public record CriterionGrade(
        Criterion criterion,
        int level,
        double confidence,
        String rationale,
        List<Evidence> evidence,
        List<String> missing) {
    public CriterionGrade {
        evidence = List.copyOf(evidence);
        missing = List.copyOf(missing);
    }
}
