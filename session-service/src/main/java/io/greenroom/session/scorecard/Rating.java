package io.greenroom.session.scorecard;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the candidate thinks of the interview.
 *
 * @param stars 1 to 5
 * @param comment on how it was led
 * @param reply to what the panel said
 */
@Schema(name = "SessionRating")
record Rating(int stars, @Nullable String comment, @Nullable String reply, Instant ratedAt) {
    /** What they say is theirs and never printed. */
    @Override
    public String toString() {
        return "Rating[" + stars + "]";
    }
}
