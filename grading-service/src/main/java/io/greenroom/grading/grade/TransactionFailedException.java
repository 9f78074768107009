package io.greenroom.grading.grade;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A transaction did not commit, or nobody knows whether it did. */
public final class TransactionFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    TransactionFailedException(@Nullable Throwable cause) {
        super("The transaction failed", cause);
    }
}
