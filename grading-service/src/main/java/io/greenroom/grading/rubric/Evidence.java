package io.greenroom.grading.rubric;

/**
 * A verified quote: {@code answer.substring(start, end)} equals it.
 *
 * @param start UTF-16 index into the answer as handed in
 * @param end the index after the quote's last character
 */
public record Evidence(String quote, int start, int end) {
    public Evidence {
        if (start < 0 || end - start != quote.length() || quote.isBlank()) {
            throw new IllegalArgumentException("Evidence must be a quote at a place");
        }
    }
}
