package io.greenroom.catalog.curation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code catalog.draft-changed.v1}: that it happened, never what the draft says or who
 * did it.
 *
 * @param version the one that is restored or has come of it; null with any other step
 */
record DraftChanged(
        String questionId, DraftStep step, @Nullable Integer version, Instant changedAt) {
    static final String TOPIC = "curation.drafts";
    static final String TYPE = "catalog.draft-changed.v1";
}
