package io.greenroom.catalog.question;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a question stands, whatever drafts there are.
 *
 * @param publishedVersion what is offered; 0 when nothing is
 * @param latestVersion the last that was published, offered or not; 0 when none ever was
 * @param digest of the latest version's content; empty when there is none
 */
public record QuestionState(
        String id,
        String slug,
        String packId,
        int publishedVersion,
        int latestVersion,
        String digest,
        @Nullable Instant retiredAt,
        @Nullable String retiredReason,
        Instant updatedAt,
        String updatedBy) {

    public boolean isOffered() {
        return publishedVersion > 0;
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
