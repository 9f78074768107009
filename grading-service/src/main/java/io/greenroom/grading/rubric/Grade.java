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
 * @param estimate 0 to 1: like the score, of estimates that are not rounded to whole levels. To
 *     compare graders with people; what is published is the score
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
        Provenance provenance,
        double estimate) {
    public Grade {
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("A score goes from 0 to 100");
        }
        if (!(estimate >= 0 && estimate <= 1)) {
            throw new IllegalArgumentException("An estimate goes from 0 to 1");
        }
        criteria = List.copyOf(criteria);
        redFlags = List.copyOf(redFlags);
        strengths = List.copyOf(strengths);
        gaps = List.copyOf(gaps);
        notices = List.copyOf(notices);
    }

    /** A grade whose whole levels are all there is. */
    public Grade(
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
        this(
                score,
                band,
                confidence,
                provisional,
                criteria,
                redFlags,
                strengths,
                gaps,
                nextStep,
                notices,
                provenance,
                score / 100.0);
    }
}
