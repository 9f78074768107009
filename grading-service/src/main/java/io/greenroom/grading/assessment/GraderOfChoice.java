package io.greenroom.grading.assessment;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Notice;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Verdict;
import org.jboss.logging.Logger;

/**
 * The wanted grader, and one that steps in, openly, when the wanted one cannot judge. When it can,
 * the other looks as well: where the two are far apart, a person decides.
 */
final class GraderOfChoice implements RubricGrader {
    private static final Logger LOG = Logger.getLogger(GraderOfChoice.class);

    private final RubricGrader wanted;
    private final RubricGrader standIn;
    private final double widestGap;

    /**
     * Two graders.
     *
     * @param widestGap how far their scores may be apart, 0 to 1
     */
    GraderOfChoice(RubricGrader wanted, RubricGrader standIn, double widestGap) {
        this.wanted = wanted;
        this.standIn = standIn;
        this.widestGap = widestGap;
    }

    @Override
    public GraderInfo info() {
        return wanted.info();
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        try {
            return checked(question, answer);
        } catch (GraderFailedException e) {
            LOG.warnf("%s; grading provisionally", e.getMessage());
            return standIn.assess(question, answer).asProvisional(notice(e.kind()));
        }
    }

    /** The wanted grader's judgement, and a doubt where the other one sees it quite differently. */
    Assessment checked(Question question, Answer answer) {
        var judged = wanted.assess(question, answer);
        Assessment other;
        try {
            other = standIn.assess(question, answer);
        } catch (GraderFailedException e) {
            LOG.warnf("A judgement could not be cross-checked: %s", e.getMessage());
            return judged;
        }
        double gap = Math.abs(share(question, judged) - share(question, other));
        return gap > widestGap
                ? judged.withDoubt(
                        new ReviewReason(
                                "graders-disagree",
                                "Two graders judged your answer, and they are far apart, so a"
                                        + " person will look at it."))
                : judged;
    }

    /** Of all that could be reached, 0 to 1. */
    private static double share(Question question, Assessment assessment) {
        double sum = 0;
        for (var criterion : question.criteria()) {
            sum +=
                    criterion.weight()
                            / 100.0
                            * assessment.verdicts().stream()
                                    .filter(verdict -> verdict.criterionId().equals(criterion.id()))
                                    .mapToDouble(Verdict::estimate)
                                    .findFirst()
                                    .orElse(0)
                            / Criterion.MAX_LEVEL;
        }
        return sum;
    }

    private static Notice notice(GraderFailedException.Cause cause) {
        return switch (cause) {
            case BUDGET ->
                    new Notice(
                            "budget",
                            "The usual grader has used up what it may spend for now, so a simpler"
                                    + " one stepped in. Your answer will be graded again.");
            case UNAVAILABLE ->
                    new Notice(
                            "provisional",
                            "The usual grader could not be reached, so a simpler one stepped in."
                                    + " Your answer will be graded again.");
            case NO_JUDGEMENT ->
                    new Notice(
                            "provisional",
                            "The usual grader gave no judgement that can be used, so a simpler one"
                                    + " stepped in. Your answer will be graded again.");
        };
    }
}
