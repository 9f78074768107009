package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where the content directory and the database differ.
 *
 * @param checkedAt when the files were last read; absent before they ever were
 */
@Schema(name = "Reconciliation")
record ReconciliationView(@Nullable Instant checkedAt, List<Difference> items) {

    /**
     * A question of which they say different things.
     *
     * @param accepted somebody decided that the database is right
     * @param changes from the files to the database
     */
    record Difference(
            String questionId,
            String pack,
            String title,
            @Nullable String source,
            Kind kind,
            boolean accepted,
            @Nullable String detail,
            List<ContentChange> changes) {}

    /** Who has the question. */
    @Schema(name = "DifferenceKind")
    enum Kind {
        ONLY_IN_FILES,
        ONLY_IN_DATABASE,
        DIFFERENT;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }
    }

    /** Whose text is right. */
    @Schema(name = "Side")
    enum Side {
        FILES,
        DATABASE;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }

        @JsonCreator
        static Side of(String wire) {
            return Arrays.stream(values())
                    .filter(side -> side.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown side"));
        }
    }
}
