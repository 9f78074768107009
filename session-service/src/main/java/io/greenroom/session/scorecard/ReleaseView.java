package io.greenroom.session.scorecard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The release as the panel composes it.
 *
 * @param revision the value of the ETag; 0 before anything was composed
 * @param proposals notes of the cards; they go out only if somebody takes them over
 * @param moments all evidence that may go out, hidden or not
 * @param preview what the candidate would get, to the letter
 * @param missing what keeps it from being released
 */
@Schema(name = "SessionRelease")
record ReleaseView(
        long revision,
        String feedback,
        List<UUID> hiddenEvidence,
        boolean showRecommendation,
        List<Composition.Item> items,
        List<Proposal> proposals,
        List<Offered> moments,
        ReportView preview,
        List<CardCheck.Missing> missing) {

    /** What may go out of an item: two questions may have criteria of one id. */
    @Schema(name = "OfferedMoment")
    record Offered(UUID itemId, @JsonUnwrapped Released.Moment moment) {}

    @Schema(name = "NoteProposal")
    record Proposal(UUID itemId, String criterionId, UUID participantId, String note) {}

    static ReleaseView of(
            Scorecards.Kept<Composition> kept,
            List<Card> cards,
            Released everything,
            ReportView preview,
            List<CardCheck.Missing> missing) {
        var composition = kept.content();
        @Nullable String feedback = composition.feedback();
        return new ReleaseView(
                kept.revision(),
                feedback == null ? "" : feedback,
                composition.hiddenEvidence(),
                Boolean.TRUE.equals(composition.showRecommendation()),
                composition.items(),
                cards.stream().flatMap(card -> proposals(card).stream()).toList(),
                everything.items().stream()
                        .flatMap(
                                item ->
                                        item.moments().stream()
                                                .map(moment -> new Offered(item.itemId(), moment)))
                        .toList(),
                preview,
                missing);
    }

    private static List<Proposal> proposals(Card card) {
        return card.content().items().stream()
                .flatMap(
                        item ->
                                item.criteria().stream()
                                        .filter(
                                                mark ->
                                                        mark.note() != null
                                                                && !mark.note().isBlank())
                                        .map(
                                                mark ->
                                                        new Proposal(
                                                                item.itemId(),
                                                                mark.criterionId(),
                                                                card.interviewer(),
                                                                String.valueOf(mark.note()))))
                .toList();
    }
}
