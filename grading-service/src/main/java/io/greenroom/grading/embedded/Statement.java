package io.greenroom.grading.embedded;

import io.greenroom.grading.text.Negation;
import io.greenroom.grading.text.Words;
import java.util.Set;

/**
 * A text as it is compared: its vector and its words.
 *
 * @param vector of length 1
 * @param stems of the words that carry content
 * @param negation what it denies
 */
record Statement(String text, float[] vector, Set<String> stems, Negation negation) {
    static Statement of(String text, float[] vector) {
        return new Statement(text, vector, Words.stems(text), Negation.in(text));
    }

    /** From -1 to 1, how near the meanings are. */
    double cosine(Statement other) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += vector[i] * (double) other.vector[i];
        }
        return sum;
    }
}
