package io.greenroom.grading.llm;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The model gave nothing that can be used. The message never quotes an answer or a reply. */
final class ModelFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    ModelFailedException(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    ModelFailedException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** What went wrong, and so what may help. */
    enum Kind {
        /** No connection, or it broke. */
        UNREACHABLE(Help.TRY_AGAIN),
        /** No whole reply in time. */
        TIMED_OUT(Help.TRY_AGAIN),
        /** Status 429. */
        RATE_LIMITED(Help.TRY_AGAIN),
        /** Status 5xx, 529 among them. */
        OVERLOADED(Help.TRY_AGAIN),
        /** What came is not of the provider's protocol. */
        GARBLED(Help.TRY_AGAIN),
        /** Status 4xx: the key, the model's name or the request is wrong; no retry mends that. */
        REJECTED(Help.OPERATOR),
        /** The breaker is open. */
        LEFT_ALONE(Help.WAIT),
        /** Too many calls wait already. */
        BUSY(Help.WAIT),
        /** One answer has taken so long that the stand-in is the better help. */
        OUT_OF_TIME(Help.WAIT),
        /** Whoever asked does not want to know any more. */
        STOPPED(Help.WAIT),
        /** The model declined. */
        REFUSED(Help.REPAIR),
        /** The provider's filter took the reply away; it would do so again. */
        FILTERED(Help.NONE),
        /** The reply was as long as it may be before it came to its end. */
        CUT_OFF(Help.REPAIR),
        /** The reply is not the JSON that was asked for. */
        MALFORMED(Help.REPAIR),
        /** The reply leaves out a criterion, or is about one that was not asked for. */
        WRONG_CRITERION(Help.REPAIR),
        /** The reply is about an indicator or a red flag that does not exist. */
        UNKNOWN_INDICATOR(Help.REPAIR);

        private final Help help;

        Kind(Help help) {
            this.help = help;
        }

        /** Whether the same call may succeed soon. */
        boolean mayPass() {
            return help == Help.TRY_AGAIN;
        }

        /** Whether it tells of the provider's health, not of one reply. */
        boolean isProviders() {
            return help == Help.TRY_AGAIN || help == Help.OPERATOR;
        }

        /** Whether it tells that no judgement on this answer is to be had. */
        boolean isOfTheReply() {
            return help == Help.REPAIR || help == Help.NONE;
        }

        /** Whether telling the model what was wrong may help. */
        boolean isRepairable() {
            return help == Help.REPAIR;
        }
    }

    private enum Help {
        TRY_AGAIN,
        OPERATOR,
        WAIT,
        REPAIR,
        NONE
    }

    Kind kind() {
        return kind;
    }

    /** How long the provider wants to be left alone; null when it did not say. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
