package io.greenroom.catalog.health;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the published version of a question fares.
 *
 * @param attempts answers handed in
 * @param graded those with a grade that stands; scores, levels and times are of these alone
 * @param notGraded those that could not be graded
 * @param meanScore 0 to 100
 * @param spread standard deviation of the scores, from two on
 * @param discrimination correlation, -1 to 1, of the scores here with the same candidates' mean on
 *     other questions; each candidate's first answer to a question counts. Missing while fewer than
 *     {@value Care#ENOUGH} candidates can be compared
 * @param minutes what the question suggests
 * @param medianMinutes what candidates take
 * @param appealsGranted those after which a level or red flag changed
 * @param compared answers that both a machine and a person graded
 * @param humanDisagreement mean distance of these two scores, in points
 * @param care what a curator should look at, worst first
 */
record QuestionHealth(
        String questionId,
        String slug,
        String title,
        int version,
        int minutes,
        long attempts,
        long graded,
        long notGraded,
        @Nullable Double meanScore,
        @Nullable Double spread,
        @Nullable Double discrimination,
        @Nullable Double medianMinutes,
        long appeals,
        long appealsGranted,
        long compared,
        @Nullable Double humanDisagreement,
        List<CriterionHealth> criteria,
        List<CareNote> care) {

    QuestionHealth {
        criteria = List.copyOf(criteria);
        care = List.copyOf(care);
    }

    QuestionHealth with(List<CareNote> notes) {
        return new QuestionHealth(
                questionId,
                slug,
                title,
                version,
                minutes,
                attempts,
                graded,
                notGraded,
                meanScore,
                spread,
                discrimination,
                medianMinutes,
                appeals,
                appealsGranted,
                compared,
                humanDisagreement,
                criteria,
                notes);
    }

    /**
     * One criterion of the rubric, over the graded answers.
     *
     * @param neverMet among enough answers none got beyond level 1
     * @param alwaysMet among enough answers none got less than level 3
     * @param meanLevel 0 to 4
     */
    record CriterionHealth(
            String criterionId,
            String title,
            long answers,
            boolean neverMet,
            boolean alwaysMet,
            double meanLevel) {}

    /** Something to look at. */
    record CareNote(String code, String detail) {}

    /**
     * The health of one question with what a list has no room for.
     *
     * @param scores answers by score: 0 to 9, 10 to 19, …, 90 to 100
     * @param versions the versions that were answered, newest first
     */
    record Detail(QuestionHealth health, List<Long> scores, List<VersionHealth> versions) {
        Detail {
            scores = List.copyOf(scores);
            versions = List.copyOf(versions);
        }
    }

    /** How a version fared. */
    record VersionHealth(int version, long attempts, long graded, @Nullable Double meanScore) {}
}
