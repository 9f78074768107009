package io.greenroom.session.peer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's wish to practise with a peer, as they see it.
 *
 * @param times when they could
 * @param match once somebody was found
 */
record PeerRequest(
        UUID id,
        State state,
        List<String> topics,
        String level,
        List<Instant> times,
        String timeZone,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable Match match) {
    enum State {
        OPEN,
        MATCHED,
        WITHDRAWN,
        EXPIRED
    }

    /**
     * Who was found.
     *
     * @param askingSessionId where the person interviews; null once that session is gone
     * @param answeringSessionId where they are interviewed; null once that session is gone
     * @param calledOff whether one of the two has cancelled
     */
    record Match(
            String partner,
            Instant startsAt,
            @Nullable UUID askingSessionId,
            @Nullable UUID answeringSessionId,
            boolean calledOff) {}
}
