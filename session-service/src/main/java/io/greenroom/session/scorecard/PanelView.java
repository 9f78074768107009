package io.greenroom.session.scorecard;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who of the panel has handed in, and the cards that the caller may see: their own, and all once
 * each has handed in.
 *
 * @param complete whether nobody is waited for any more
 * @param reconciliation only when all cards are shown
 */
@Schema(name = "SessionPanel")
record PanelView(
        List<Seat> panel,
        boolean complete,
        List<ScorecardView> cards,
        @Nullable Agreement reconciliation) {

    /**
     * @param joined whether they were in the room while it was live; who was not is not waited for
     * @param excused not waited for because somebody of the panel said so, or they have deleted
     *     their account
     */
    @Schema(name = "PanelSeat")
    record Seat(
            UUID participantId,
            String name,
            boolean joined,
            boolean excused,
            @Nullable Instant handedInAt) {}

    /**
     * @param missing what is left to decide before the release
     */
    @Schema(name = "SessionReconciliation")
    record Agreement(
            long revision,
            List<Reconciliation.Item> items,
            @Nullable Recommendation recommendation,
            List<CardCheck.Missing> missing,
            @Nullable UUID by,
            @Nullable Instant at) {}

    static PanelView of(
            Panel panel, UUID reader, List<ScoredItem> agenda, Scorecards.Kept<Agreed> agreed) {
        boolean open = panel.isComplete() && panel.hasHandedIn(reader);
        return new PanelView(
                panel.members().stream()
                        .map(
                                member ->
                                        new Seat(
                                                member.participantId(),
                                                member.name(),
                                                member.joined(),
                                                member.excused(),
                                                member.handedInAt()))
                        .toList(),
                panel.isComplete(),
                panel.readableBy(reader).stream()
                        .map(
                                card ->
                                        ScorecardView.of(
                                                card,
                                                panel.member(card.interviewer())
                                                        .map(Panel.Member::name)
                                                        .orElse(""),
                                                null))
                        .toList(),
                open ? agreement(agenda, panel.handedIn(), agreed) : null);
    }

    private static Agreement agreement(
            List<ScoredItem> agenda, List<Card> cards, Scorecards.Kept<Agreed> agreed) {
        var reconciled = Reconciliation.of(agenda, cards, agreed.content());
        return new Agreement(
                agreed.revision(),
                reconciled.items(),
                reconciled.recommendation(),
                reconciled.missing(),
                agreed.by(),
                agreed.at());
    }
}
