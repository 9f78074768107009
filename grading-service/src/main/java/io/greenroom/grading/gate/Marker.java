package io.greenroom.grading.gate;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Notice;
import io.greenroom.grading.rubric.Question;
import java.util.stream.Collectors;

/** The whole way of an answer through guard, grader and checks. Called by several threads. */
public final class Marker {
    private final GradeAnswer grading;

    public Marker(GradeAnswer grading) {
        this.grading = grading;
    }

    /**
     * Grades one answer.
     *
     * @throws GraderFailedException when no judgement could be had
     */
    public Marked mark(Question question, Answer answer) {
        return switch (grading.grade(question, answer)) {
            case GradingOutcome.Graded graded -> marked(graded.grade(), false);
            case GradingOutcome.InReview doubtful -> marked(doubtful.grade(), true);
            case GradingOutcome.NotGraded none ->
                    throw new GraderFailedException("Not graded: " + none.detail());
        };
    }

    private static Marked marked(Grade grade, boolean review) {
        return new Marked(
                grade.estimate(),
                grade.score() / 100.0,
                grade.confidence(),
                review,
                grade.notices().stream().map(Notice::code).collect(Collectors.toSet()));
    }
}
