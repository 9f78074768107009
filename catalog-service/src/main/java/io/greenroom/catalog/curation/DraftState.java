package io.greenroom.catalog.curation;

import io.greenroom.platform.Slugs;

/** Where a draft stands. Published and discarded drafts are gone. */
enum DraftState {
    /** Being written. */
    DRAFT,
    /** Somebody is asked to look at it. */
    IN_REVIEW,
    /** It may be published. */
    APPROVED,
    /** It is published when its time comes. */
    SCHEDULED;

    /** As filters and summaries have it. */
    String wire() {
        return Slugs.of(this);
    }
}
