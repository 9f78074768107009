package io.greenroom.grading.review;

import io.greenroom.platform.Slugs;

/** Why an attempt is in the queue. */
public enum ReviewKind {
    /** The machine is in doubt: the decision becomes the grade. */
    DOUBT,
    /** The candidate appeals: the decision becomes the grade. */
    APPEAL,
    /** To measure agreement: the decision leaves the grade alone. */
    SAMPLE;

    String wire() {
        return Slugs.of(this);
    }
}
