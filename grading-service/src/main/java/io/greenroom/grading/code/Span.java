package io.greenroom.grading.code;

/** A place in an answer: UTF-16 indices, the end not included. */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("No span: " + start + " to " + end);
        }
    }

    /** The text there. */
    public String in(String text) {
        return text.substring(start, end);
    }

    Span moved(int by) {
        return new Span(start + by, end + by);
    }
}
