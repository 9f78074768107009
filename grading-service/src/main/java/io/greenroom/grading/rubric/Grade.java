package io.greenroom.grading.rubric;

import java.util.List;

/**
 * A grade, whole.
 *
 * @param score 0 to 100: the weighted levels, bounded by caps
 * @param confidence 0 to 1: how far to trust it
 * @param provisional true when it will be graded again by the wanted grader
 * @param strengths titles and findings to be proud of
 * @param gaps what would have raised the score most, most important first
 * @param nextStep one thing to do now
 */
public record Grade(
        int score,
        Band band,
        double confidence,
        boolean provisional,
        List<CriterionGrade> criteria,
        List<FlagGrade> redFlags,
        List<String> strengths,
        List<String> gaps,
        String nextStep,
        List<Notice> notices,
        Provenance provenance) {
    public Grade {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("A score goes from 0 to 100");
        }
        criteria = List.copyOf(criteria);
        redFlags = List.copyOf(redFlags);
        strengths = List.copyOf(strengths);
        gaps = List.copyOf(gaps);
        notices = List.copyOf(notices);
    }
}
