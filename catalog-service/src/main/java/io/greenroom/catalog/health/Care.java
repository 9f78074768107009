package io.greenroom.catalog.health;

import io.greenroom.catalog.health.QuestionHealth.CareNote;
import io.greenroom.catalog.health.QuestionHealth.CriterionHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says which questions need care, and why. Few answers prove nothing: every rule waits for enough.
 */
final class Care {
    /** Answers, or candidates, that a figure needs before anything is concluded from it. */
    static final int ENOUGH = 10;

    /** What people decided is rarer and weighs more. */
    static final int ENOUGH_DECISIONS = 3;

    /** Classical test theory calls an item below this poor. */
    private static final double POOR_DISCRIMINATION = 0.1;

    private static final double TOO_HARD = 25;
    private static final double TOO_EASY = 90;
    private static final double TOO_LONG = 1.5;
    private static final double TOO_SHORT = 0.4;
    private static final double MANY = 0.2;

    /** In points; a band is about as wide. */
    private static final double FAR_APART = 15;

    private Care() {}

    static List<CareNote> of(QuestionHealth health) {
        var notes = new ArrayList<CareNote>();
        boolean enough = health.graded() >= ENOUGH;
        if (health.compared() >= ENOUGH_DECISIONS
                && health.humanDisagreement() != null
                && health.humanDisagreement() > FAR_APART) {
            notes.add(
                    note(
                            "graders-disagree",
                            "People and the grader are %.0f points apart on average, over %d"
                                    + " answers.",
                            health.humanDisagreement(),
                            health.compared()));
        }
        if (health.appealsGranted() >= ENOUGH_DECISIONS
                || (health.attempts() >= ENOUGH && health.appeals() > MANY * health.attempts())) {
            notes.add(
                    note(
                            "appeals",
                            "%d appeals on %d answers, %d of them granted.",
                            health.appeals(),
                            health.attempts(),
                            health.appealsGranted()));
        }
        if (health.discrimination() != null && health.discrimination() < POOR_DISCRIMINATION) {
            notes.add(
                    note(
                            "poor-discrimination",
                            "Who does well elsewhere does not do better here (correlation %.2f).",
                            health.discrimination()));
        }
        if (health.attempts() >= ENOUGH && health.notGraded() > MANY * health.attempts()) {
            notes.add(
                    note(
                            "not-graded",
                            "%d of %d answers could not be graded.",
                            health.notGraded(),
                            health.attempts()));
        }
        for (CriterionHealth criterion : health.criteria()) {
            if (criterion.neverMet()) {
                notes.add(
                        note(
                                "criterion-never-met",
                                "Nobody gets beyond level 1 in \"%s\" (%d answers).",
                                criterion.title(),
                                criterion.answers()));
            }
            if (criterion.alwaysMet()) {
                notes.add(
                        note(
                                "criterion-always-met",
                                "Everybody reaches level 3 in \"%s\" (%d answers): it tells nobody"
                                        + " apart.",
                                criterion.title(),
                                criterion.answers()));
            }
        }
        if (enough && health.meanScore() != null && health.meanScore() < TOO_HARD) {
            notes.add(note("too-hard", "The mean score is %.0f.", health.meanScore()));
        }
        if (enough && health.meanScore() != null && health.meanScore() > TOO_EASY) {
            notes.add(note("too-easy", "The mean score is %.0f.", health.meanScore()));
        }
        if (enough && health.medianMinutes() != null) {
            double ratio = health.medianMinutes() / health.minutes();
            if (ratio > TOO_LONG) {
                notes.add(takes("takes-longer", health.medianMinutes(), health.minutes()));
            } else if (ratio < TOO_SHORT) {
                notes.add(takes("takes-shorter", health.medianMinutes(), health.minutes()));
            }
        }
        return notes;
    }

    private static CareNote takes(String code, double median, int minutes) {
        return note(
                code,
                "Candidates take %.0f minutes (median); the question says %d.",
                median,
                minutes);
    }

    private static CareNote note(String code, String text, Object... figures) {
        return new CareNote(code, String.format(Locale.ROOT, text, figures));
    }
}
