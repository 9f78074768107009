package io.greenroom.grading.review;

import java.util.Locale;

/** Where a review stands, as the queue shows it; the names go over the wire in lower case. */
enum ReviewPhase {
    OPEN,
    CLAIMED,
    MARKED,
    DECIDED,
    WITHDRAWN;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
