package io.greenroom.grading.catalog;

/** What lists show of a question. */
public record QuestionHeading(String title, String round) {}
