package io.greenroom.grading.assessment;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Verdict;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jboss.logging.Logger;

/**
 * A grader whom another one looks over the shoulder: where they are far apart, a person decides.
 */
public final class CrossChecked implements RubricGrader {
    private static final Logger LOG = Logger.getLogger(CrossChecked.class);

    private final RubricGrader wanted;
    private final RubricGrader other;
    private final double widestGap;

    /**
     * Two graders.
     *
     * @param wanted whose judgement stands
     * @param widestGap how far their scores may be apart, 0 to 1
     */
    CrossChecked(RubricGrader wanted, RubricGrader other, double widestGap) {
        this.wanted = wanted;
        this.other = other;
        this.widestGap = widestGap;
    }

    /** With the gap that the environment and the system properties configure. */
    public static CrossChecked ofEnvironment(RubricGrader wanted, RubricGrader other) {
        var settings =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .addSystemSources()
                        .withMapping(AssessmentSettings.class)
                        .withMappingIgnore("greenroom.grading.**")
                        .build()
                        .getConfigMapping(AssessmentSettings.class);
        return new CrossChecked(wanted, other, settings.crossCheckGap());
    }

    @Override
    public GraderInfo info() {
        return wanted.info();
    }

    /**
     * The wanted grader's judgement, and a doubt where the other one sees it quite differently.
     *
     * @throws GraderFailedException when the wanted grader cannot judge
     */
    @Override
    public Assessment assess(Question question, Answer answer) {
        var judged = wanted.assess(question, answer);
        Assessment second;
        try {
            second = other.assess(question, answer);
        } catch (GraderFailedException e) {
            LOG.warnf("A judgement could not be cross-checked: %s", e.getMessage());
            return judged;
        }
        double gap = Math.abs(share(question, judged) - share(question, second));
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
}
