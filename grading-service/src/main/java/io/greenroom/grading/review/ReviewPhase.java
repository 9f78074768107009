package io.greenroom.grading.review;

import io.greenroom.platform.Slugs;

/** Where a review stands, as the queue shows it; the names go over the wire in lower case. */
enum ReviewPhase {
    OPEN,
    CLAIMED,
    MARKED,
    DECIDED,
    WITHDRAWN;

    String wire() {
        return Slugs.of(this);
    }
}
