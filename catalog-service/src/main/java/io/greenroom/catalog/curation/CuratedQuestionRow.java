package io.greenroom.catalog.curation;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of a question to curators.
 *
 * @param title the draft's when there is one
 * @param state published or retired whatever the draft does, otherwise the draft's; discarded when
 *     there is neither
 */
@Schema(name = "CuratedQuestion")
record CuratedQuestionRow(
        String id,
        String slug,
        String title,
        @Nullable String round,
        List<String> topics,
        String pack,
        String state,
        @Nullable Integer publishedVersion,
        @Nullable Integer latestVersion,
        @Nullable Instant retiredAt,
        Instant updatedAt,
        String updatedBy,
        @Nullable DraftInfo draft) {
    CuratedQuestionRow {
        topics = List.copyOf(topics);
    }

    /**
     * Where its draft stands.
     *
     * @param baseVersion absent for a question that was never published
     */
    @Schema(name = "CurationDraftInfo")
    record DraftInfo(
            DraftState state,
            long revision,
            String author,
            @Nullable Integer baseVersion,
            Instant updatedAt,
            String updatedBy,
            @Nullable Instant scheduledFor) {}
}
