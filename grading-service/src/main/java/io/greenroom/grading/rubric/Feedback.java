package io.greenroom.grading.rubric;

import java.util.Comparator;
import java.util.List;

/** What a candidate takes away from levels, whoever gave them. */
public final class Feedback {
    /** What to do when there is nothing left to show. */
    public static final String NO_GAP_LEFT =
            "Try one of the follow-up questions, without looking at your notes.";

    private static final int STRENGTH = 3;
    private static final int GAPS = 4;

    private Feedback() {}

    /** Titles, the highest level first. */
    public static List<String> strengths(List<CriterionGrade> criteria) {
        return criteria.stream()
                .filter(grade -> grade.level() >= STRENGTH)
                .sorted(Comparator.comparingInt(CriterionGrade::level).reversed())
                .map(grade -> grade.criterion().title())
                .toList();
    }

    /** What is missing, from the criterion that costs most. */
    public static List<String> gaps(List<CriterionGrade> criteria) {
        return criteria.stream()
                .filter(grade -> grade.level() < STRENGTH)
                .sorted(Comparator.comparingInt(CriterionGrade::lost).reversed())
                .map(
                        grade ->
                                grade.missing().isEmpty()
                                        ? grade.criterion().title()
                                        : grade.criterion().title()
                                                + ": "
                                                + grade.missing().getFirst())
                .limit(GAPS)
                .toList();
    }
}
