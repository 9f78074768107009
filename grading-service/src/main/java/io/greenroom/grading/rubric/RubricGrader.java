package io.greenroom.grading.rubric;

/** Scores an answer on a rubric. Blocks: to be called on a worker or virtual thread. */
public interface RubricGrader {
    /** Which grader this is. */
    GraderInfo info();

    /**
     * Judges every criterion of the question, and its red flags.
     *
     * @param answer what the guard left to be graded, in places blanked out; offsets are those of
     *     the answer as handed in
     * @throws GraderFailedException when it cannot judge; it never makes a judgement up
     */
    Assessment assess(Question question, Answer answer);
}
