package io.greenroom.gateway.limits;

/** Whether a request may go on. */
public sealed interface Verdict {
    /** The burst that the caller has when rested. */
    long limit();

    /** Requests that would be let through right now. */
    long remaining();

    /** Seconds until the caller is rested again, rounded up. */
    long resetSeconds();

    /** It may. */
    record Admitted(long limit, long remaining, long resetSeconds) implements Verdict {}

    /**
     * It may not.
     *
     * @param retryAfterSeconds when the next one would be let through, at least 1
     */
    record Refused(long limit, long resetSeconds, long retryAfterSeconds) implements Verdict {
        @Override
        public long remaining() {
            return 0;
        }
    }
}
