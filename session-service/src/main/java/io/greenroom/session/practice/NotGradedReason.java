package io.greenroom.session.practice;

/**
 * Why an answer has no grade.
 *
 * @param code for programs, e.g. {@code grader-failed}
 * @param detail for the candidate
 */
record NotGradedReason(String code, String detail) {}
