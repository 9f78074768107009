package io.greenroom.grading.evaluation;

import java.io.Serial;

/** A line of a data set cannot be used. */
final class BrokenLineException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    BrokenLineException(String message) {
        super(message);
    }
}
