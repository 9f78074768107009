package io.greenroom.grading.answer;

/**
 * Why there is no grade.
 *
 * @param code grader-failed, question-unavailable or answer-not-assessable
 * @param detail for the candidate
 */
record NotGradedReason(String code, String detail) {}
