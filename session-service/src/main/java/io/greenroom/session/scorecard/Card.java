package io.greenroom.session.scorecard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One interviewer's card, as it is kept. */
record Card(
        UUID interviewer,
        long revision,
        CardContent content,
        Instant savedAt,
        @Nullable Instant handedInAt) {
    boolean isHandedIn() {
        return handedInAt != null;
    }
}
