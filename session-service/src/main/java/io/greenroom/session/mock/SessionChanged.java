package io.greenroom.session.mock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a session.
 *
 * @param by the participant who did it; null when none of them did. Of what was handed over, who
 *     takes it over.
 * @param told whether what an invitation says has changed, so that the invited are to be told
 * @param removed who is no longer among the participants
 */
public record SessionChanged(
        UUID sessionId,
        What what,
        Instant at,
        @Nullable UUID by,
        boolean told,
        List<Participation.Participant> removed) {
    public SessionChanged {
        removed = List.copyOf(removed);
    }

    /** What can happen to a session. */
    public enum What {
        SCHEDULED,
        PLANNED_ANEW,
        OPENED,
        ENDED,
        RELEASED,
        CANCELLED,
        NOT_HELD,

        /** An admin has asked somebody to score it. */
        HANDED_OVER
    }

    static SessionChanged of(UUID sessionId, What what, Instant at, @Nullable UUID by) {
        return new SessionChanged(sessionId, what, at, by, true, List.of());
    }
}
