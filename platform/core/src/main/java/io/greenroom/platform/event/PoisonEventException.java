package io.greenroom.platform.event;

import java.io.Serial;

/**
 * An event that will never be understood, however often it is read: it goes to the dead letters.
 */
public final class PoisonEventException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /**
     * @param message says what is wrong without quoting the event, which may hold personal data
     */
    public PoisonEventException(String message) {
        super(message);
    }
}
