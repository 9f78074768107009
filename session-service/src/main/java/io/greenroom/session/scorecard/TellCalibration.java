package io.greenroom.session.scorecard;

import io.greenroom.platform.event.Outbox;
import io.greenroom.session.mock.Participation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * Says on {@code session.scorecards} what a panel marked, once nobody of it is waited for: card by
 * card, whoever reads the figures of calibration before and after could tell one interviewer's
 * levels while another is still to give theirs.
 */
@ApplicationScoped
class TellCalibration {
    private final Scorecards cards;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    TellCalibration(Scorecards cards, Outbox outbox, Clock clock) {
        this.cards = cards;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Each card that counts goes out once, in the transaction under way, which holds the session's
     * lock.
     */
    Uni<Void> of(Participation session, Panel panel, List<ScoredItem> agenda) {
        if (!panel.isComplete()) {
            return Uni.createFrom().voidItem();
        }
        return cards.announce(session.sessionId(), clock.instant())
                .chain(
                        untold ->
                                Multi.createFrom()
                                        .iterable(panel.members())
                                        .filter(one -> untold.contains(one.participantId()))
                                        .onItem()
                                        .transformToMulti(
                                                one -> Multi.createFrom().optional(one.handedIn()))
                                        .concatenate()
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                card ->
                                                        outbox.append(
                                                                ScorecardSubmitted.TOPIC,
                                                                session.sessionId().toString(),
                                                                ScorecardSubmitted.TYPE,
                                                                ScorecardSubmitted.of(
                                                                        session, agenda, card)))
                                        .collect()
                                        .last())
                .replaceWithVoid();
    }
}
