package io.greenroom.session.scorecard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A card, as its author sees it and, once all are in, the panel.
 *
 * @param revision counts every change; the value of the ETag; 0 before anything was written
 * @param missing what keeps it from being handed in; only for its author
 */
@Schema(name = "Scorecard")
record ScorecardView(
        UUID participantId,
        String name,
        long revision,
        @Nullable Instant savedAt,
        @Nullable Instant handedInAt,
        List<CardContent.Item> items,
        @Nullable Recommendation recommendation,
        @Nullable String feedback,
        @Nullable String privateRemark,
        @Nullable List<CardCheck.Missing> missing) {
    static ScorecardView of(Card card, String name, @Nullable List<CardCheck.Missing> missing) {
        var content = card.content();
        return new ScorecardView(
                card.interviewer(),
                name,
                card.revision(),
                card.savedAt(),
                card.handedInAt(),
                content.items(),
                content.recommendation(),
                content.feedback(),
                content.privateRemark(),
                missing);
    }
}
