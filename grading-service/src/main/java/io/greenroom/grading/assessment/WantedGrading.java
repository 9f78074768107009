package io.greenroom.grading.assessment;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;

/** Grading by the wanted grader or not at all. Blocks. */
public interface WantedGrading {
    /** Whether there is a wanted grader beside the one that steps in. */
    boolean exists();

    /** Whether it could judge just now. */
    boolean isReady();

    /**
     * Grades one answer, without a stand-in.
     *
     * @throws io.greenroom.grading.rubric.GraderFailedException when the wanted grader cannot
     */
    GradingOutcome grade(Question question, Answer answer);
}
