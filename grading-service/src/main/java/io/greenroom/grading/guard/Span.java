package io.greenroom.grading.guard;

/** A place in an answer: UTF-16 indices, the end not included. */
record Span(int start, int end) {}
