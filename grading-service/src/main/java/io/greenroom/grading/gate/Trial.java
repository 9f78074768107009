package io.greenroom.grading.gate;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Question;
import org.jspecify.annotations.Nullable;

/**
 * One text that must not fool a grader.
 *
 * @param family the kind of attack
 * @param original the real answer that the text was made from where the gate compares the two
 */
record Trial(
        Gate gate, String family, Question question, Answer answer, @Nullable Answer original) {}
