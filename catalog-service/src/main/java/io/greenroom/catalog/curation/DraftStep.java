package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;

/** A step in the life of a draft, from which it goes on in another state, or as nothing. */
enum DraftStep {
    STARTED,
    /** Started from a version that is not the latest. */
    VERSION_RESTORED,
    /** There again, after it was given up. */
    BROUGHT_BACK,
    REVIEW_REQUESTED,
    REVIEW_WITHDRAWN,
    APPROVED,
    /** It was edited, so that somebody has to look at it again. */
    APPROVAL_DROPPED,
    RETURNED,
    SCHEDULED,
    UNSCHEDULED,
    /** When its time had come; it is off the schedule. */
    PUBLICATION_FAILED,
    PUBLISHED,
    DISCARDED;

    @JsonValue
    String wire() {
        return Slugs.of(this);
    }
}
