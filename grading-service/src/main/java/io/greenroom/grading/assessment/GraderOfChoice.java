package io.greenroom.grading.assessment;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Notice;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
import org.jboss.logging.Logger;

/** The wanted grader, and one that steps in, openly, when the wanted one cannot judge. */
final class GraderOfChoice implements RubricGrader {
    private static final Logger LOG = Logger.getLogger(GraderOfChoice.class);

    private final RubricGrader wanted;
    private final RubricGrader standIn;

    GraderOfChoice(RubricGrader wanted, RubricGrader standIn) {
        this.wanted = wanted;
        this.standIn = standIn;
    }

    @Override
    public GraderInfo info() {
        return wanted.info();
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        try {
            return wanted.assess(question, answer);
        } catch (GraderFailedException e) {
            LOG.warnf("%s; grading provisionally", e.getMessage());
            return standIn.assess(question, answer).asProvisional(notice(e.kind()));
        }
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
