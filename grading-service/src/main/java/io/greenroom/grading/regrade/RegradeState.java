package io.greenroom.grading.regrade;

import java.util.Locale;

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
        return name().toLowerCase(Locale.ROOT);
    }
}
