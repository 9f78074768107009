package io.greenroom.grading.gate;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.Question;

/**
 * A question with a real answer to it: what attacks are made from.
 *
 * @param reference what is known to be right, as one text
 * @param good true when the answer is known to be a good one
 */
public record Sample(Question question, Answer answer, String reference, boolean good) {}
