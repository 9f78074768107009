package io.greenroom.grading.review;

import io.greenroom.platform.Slugs;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who did what with a review, oldest first. */
@Schema(
        name = "ReviewLog",
        requiredProperties = {"items"})
record ReviewLogView(List<Entry> items) {
    /** What can be done. */
    enum What {
        OPENED,
        CLAIMED,
        RELEASED,
        HANDED_IN,
        DECIDED,
        WITHDRAWN;

        String wire() {
            return Slugs.of(this);
        }
    }

    /**
     * @param by the person's name, or the machine
     */
    @Schema(
            name = "ReviewLogEntry",
            requiredProperties = {"at", "by", "what"})
    record Entry(
            Instant at,
            String by,
            @Schema(
                            enumeration = {
                                "opened",
                                "claimed",
                                "released",
                                "handed-in",
                                "decided",
                                "withdrawn"
                            })
                    String what,
            @Nullable String detail) {}
}
