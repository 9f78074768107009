package io.greenroom.grading.regrade;

import io.greenroom.platform.Slugs;

/** Where a re-grade stands. */
enum RegradeState {
    /** The preview is being made. */
    RUNNING,
    /** The preview is whole: it can be applied or discarded. */
    READY,
    /** The new grades are being put in place. */
    APPLYING,
    /** They count. */
    APPLIED,
    /** They never will. */
    DISCARDED;

    String wire() {
        return Slugs.of(this);
    }
}
