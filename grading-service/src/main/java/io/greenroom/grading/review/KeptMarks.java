package io.greenroom.grading.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer's marks on a review.
 *
 * @param blind false when the reviewer had seen the machine's marks before
 * @param handedInAt absent while they may still change
 */
record KeptMarks(String reviewer, Marks marks, boolean blind, @Nullable Instant handedInAt) {
    boolean isHandedIn() {
        return handedInAt != null;
    }
}
