package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of one question, or would.
 *
 * @param revision of the draft that would be approved, to be said back by whoever has read it
 */
record BulkItem(
        String questionId,
        String title,
        Outcome outcome,
        @Nullable String before,
        @Nullable String after,
        @Nullable String why,
        @Nullable Long revision) {

    /** What became of it. */
    @Schema(name = "BulkOutcome")
    enum Outcome {
        WOULD_CHANGE,
        CHANGED,
        UNCHANGED,
        REFUSED;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }
    }

    /**
     * What is needed to take it back, and to see that nothing happened since.
     *
     * @param startedDraft whether the draft was begun by the action
     * @param revision of the draft after it
     * @param content of the draft before it
     * @param version the question's latest one after it
     * @param offeredBefore the version that was offered before it; 0 when none was
     */
    record Undo(
            boolean startedDraft,
            long revision,
            @Nullable String content,
            int version,
            int offeredBefore) {
        static Undo ofDraft(boolean started, long revision, @Nullable String content) {
            return new Undo(started, revision, content, 0, 0);
        }

        static Undo ofVersion(int version, int offeredBefore) {
            return new Undo(false, 0, null, version, offeredBefore);
        }
    }

    /** As it is kept. */
    record Kept(BulkItem item, @Nullable Undo undo) {}

    /** As they are kept. */
    record AllKept(List<Kept> items) {}

    /** All, with the id under which it can be taken back. */
    @Schema(name = "BulkResult")
    record Result(@Nullable UUID id, String action, @Nullable String value, List<BulkItem> items) {}

    static BulkItem refused(String id, String title, @Nullable String why) {
        return new BulkItem(id, title, Outcome.REFUSED, null, null, why, null);
    }
}
