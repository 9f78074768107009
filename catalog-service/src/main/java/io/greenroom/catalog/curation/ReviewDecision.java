package io.greenroom.catalog.curation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer said of a draft.
 *
 * @param decision approved or returned
 * @param revision of the draft that was decided on
 */
record ReviewDecision(
        String by, Instant at, String decision, long revision, @Nullable String comment) {
    static final String APPROVED = "approved";
    static final String RETURNED = "returned";

    /** Several, as they are stored. */
    record All(java.util.List<ReviewDecision> decisions) {}
}
