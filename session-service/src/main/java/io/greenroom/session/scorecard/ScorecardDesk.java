package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.Problem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.mock.Visitor;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an interviewer does with their own card. Each method is one transaction. */
@ApplicationScoped
class ScorecardDesk {
    private final MockSessions sessions;
    private final Scorecards cards;
    private final EvidenceCheck evidence;
    private final TellCalibration calibration;
    private final Clock clock;

    @Inject
    ScorecardDesk(
            MockSessions sessions,
            Scorecards cards,
            EvidenceCheck evidence,
            TellCalibration calibration,
            Clock clock) {
        this.sessions = sessions;
        this.cards = cards;
        this.evidence = evidence;
        this.calibration = calibration;
        this.clock = clock;
    }

    @WithTransaction
    Uni<ScorecardView> own(UUID sessionId, Visitor visitor) {
        return sessions.participation(sessionId, visitor)
                .map(Access::panel)
                .chain(
                        session ->
                                cards.agenda(session)
                                        .chain(
                                                agenda ->
                                                        card(session)
                                                                .map(
                                                                        card ->
                                                                                view(
                                                                                        session,
                                                                                        agenda,
                                                                                        card))));
    }

    /**
     * @param expected the revision that the writer has seen; null when they don't care
     */
    @WithTransaction
    Uni<ScorecardView> save(
            UUID sessionId, Visitor visitor, CardContent content, @Nullable Long expected) {
        return sessions.locked(sessionId, visitor)
                .map(Access::panel)
                .invoke(
                        session ->
                                Access.in(
                                        session,
                                        "A scorecard is written while the session is live or being"
                                                + " scored.",
                                        SessionState.LIVE,
                                        SessionState.SCORING))
                .chain(
                        session ->
                                cards.agenda(session)
                                        .chain(
                                                agenda ->
                                                        card(session)
                                                                .chain(
                                                                        card ->
                                                                                save(
                                                                                        session,
                                                                                        agenda,
                                                                                        card,
                                                                                        content,
                                                                                        expected))));
    }

    private Uni<ScorecardView> save(
            Participation session,
            List<ScoredItem> agenda,
            Card card,
            CardContent content,
            @Nullable Long expected) {
        checkOpen(card, expected);
        checkKnown(agenda, content);
        return evidence.check(session, content, card.content())
                .chain(
                        checked -> {
                            checkQuotes(checked);
                            var saved =
                                    new Card(
                                            card.interviewer(),
                                            card.revision() + 1,
                                            checked.card(),
                                            clock.instant(),
                                            null);
                            return cards.save(session.sessionId(), saved)
                                    .replaceWith(() -> view(session, agenda, saved));
                        });
    }

    /**
     * @param staff whether the caller interviews by profession: only then their levels calibrate,
     *     and not where they practise with a peer
     */
    @WithTransaction
    Uni<ScorecardView> handIn(
            UUID sessionId, Visitor visitor, boolean staff, @Nullable Long expected) {
        return sessions.locked(sessionId, visitor)
                .map(Access::panel)
                .chain(
                        session ->
                                cards.agenda(session)
                                        .chain(
                                                agenda ->
                                                        card(session)
                                                                .chain(
                                                                        card ->
                                                                                handIn(
                                                                                        session,
                                                                                        agenda,
                                                                                        card, staff,
                                                                                        expected))));
    }

    private Uni<ScorecardView> handIn(
            Participation session,
            List<ScoredItem> agenda,
            Card card,
            boolean staff,
            @Nullable Long expected) {
        if (card.isHandedIn()) {
            // Once more is as good as once.
            return Uni.createFrom().item(view(session, agenda, card));
        }
        Access.in(
                session,
                "A scorecard is handed in when the session has ended.",
                SessionState.SCORING);
        checkOpen(card, expected);
        var missing = CardCheck.missing(agenda, card.content());
        if (!missing.isEmpty()) {
            throw ProblemException.of(
                            ScorecardProblem.SCORECARD_INCOMPLETE, missing.getFirst().detail())
                    .with("missing", missing);
        }
        boolean counts = staff && !session.peer();
        // Notes may have been changed since they were quoted.
        return evidence.check(session, card.content(), card.content())
                .invoke(ScorecardDesk::checkQuotes)
                .chain(
                        () -> {
                            var now = clock.instant();
                            var done =
                                    new Card(
                                            card.interviewer(),
                                            card.revision() + 1,
                                            card.content(),
                                            card.savedAt(),
                                            now);
                            return cards.handIn(session.sessionId(), card, counts, now)
                                    .chain(() -> cards.panel(session))
                                    .chain(panel -> calibration.of(session, panel, agenda))
                                    .replaceWith(() -> view(session, agenda, done));
                        });
    }

    private Uni<Card> card(Participation session) {
        return cards.card(session.sessionId(), session.participantId())
                .map(
                        card ->
                                card.orElseGet(
                                        () ->
                                                new Card(
                                                        session.participantId(),
                                                        0,
                                                        CardContent.EMPTY,
                                                        clock.instant(),
                                                        null)));
    }

    private static ScorecardView view(Participation session, List<ScoredItem> agenda, Card card) {
        return ScorecardView.of(
                card,
                session.name(),
                card.isHandedIn() ? null : CardCheck.missing(agenda, card.content()));
    }

    private static void checkOpen(Card card, @Nullable Long expected) {
        if (card.isHandedIn()) {
            throw ProblemException.of(
                    ScorecardProblem.SCORECARD_HANDED_IN, "What is handed in is final.");
        }
        if (expected != null && expected != card.revision()) {
            throw ProblemException.of(
                            ScorecardProblem.SCORECARD_CHANGED,
                            "You wrote in between, perhaps in another tab. Nothing was"
                                    + " overwritten.")
                    .with("currentRevision", card.revision());
        }
    }

    private static void checkKnown(List<ScoredItem> agenda, CardContent content) {
        var foreign = CardCheck.foreign(agenda, content);
        if (!foreign.isEmpty()) {
            throw ProblemException.of(
                            ScorecardProblem.NOT_ON_SCORECARD,
                            "“%s” is not on it, or comes twice.".formatted(foreign.getFirst().id()))
                    .with(
                            foreign.stream()
                                    .map(
                                            one ->
                                                    new Problem.FieldError(
                                                            one.pointer(),
                                                            "It is not on it, or comes twice."))
                                    .toList());
        }
    }

    private static void checkQuotes(EvidenceCheck.Checked checked) {
        if (!checked.errors().isEmpty()) {
            throw ProblemException.of(
                            ScorecardProblem.QUOTE_NOT_IN_SESSION,
                            checked.errors().getFirst().detail())
                    .with(checked.errors());
        }
    }
}
