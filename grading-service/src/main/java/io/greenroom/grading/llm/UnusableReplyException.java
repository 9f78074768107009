package io.greenroom.grading.llm;

import java.io.Serial;

/** The model replied, but not what it was asked for. Asking again may help. */
final class UnusableReplyException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param message never quotes the reply
     */
    UnusableReplyException(String message) {
        super(message);
    }
}
