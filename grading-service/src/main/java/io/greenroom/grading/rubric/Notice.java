package io.greenroom.grading.rubric;

/**
 * Something about the answer that a reader of its grade should know.
 *
 * @param code for programs, kebab-case
 * @param detail for the candidate, kind and plain
 */
public record Notice(String code, String detail) {}
