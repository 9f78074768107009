package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.Problem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.mock.Visitor;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an interviewer does with their own card. Quotes are looked up before the session is locked,
 * so that nobody waits for that: the record only grows, and what stands in it stays there.
 */
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

    /** Somebody of the panel, and how far they have come. */
    private record Desk(Participation session, List<ScoredItem> agenda, Card card) {
        ScorecardView view() {
            return view(card);
        }

        ScorecardView view(Card now) {
            return ScorecardView.of(
                    now,
                    session.name(),
                    now.isHandedIn() ? null : CardCheck.missing(agenda, now.content()));
        }
    }

    private Uni<Desk> desk(Uni<@Nullable Participation> found) {
        return found.map(Access::panel)
                .chain(
                        session ->
                                cards.agenda(session)
                                        .chain(
                                                agenda ->
                                                        card(session)
                                                                .map(
                                                                        card ->
                                                                                new Desk(
                                                                                        session,
                                                                                        agenda,
                                                                                        card))));
    }

    @WithTransaction
    Uni<ScorecardView> own(UUID sessionId, Visitor visitor) {
        return desk(sessions.participation(sessionId, visitor)).map(Desk::view);
    }

    /**
     * @param expected the revision that the writer has seen; null when they don't care
     */
    Uni<ScorecardView> save(
            UUID sessionId, Visitor visitor, CardContent content, @Nullable Long expected) {
        return Panache.withTransaction(
                        () ->
                                desk(sessions.participation(sessionId, visitor))
                                        .invoke(desk -> checkWritable(desk, expected))
                                        .invoke(desk -> checkKnown(desk.agenda(), content))
                                        .chain(
                                                desk ->
                                                        evidence.check(
                                                                desk.session(),
                                                                content,
                                                                desk.card().content())))
                .invoke(ScorecardDesk::checkQuotes)
                .chain(
                        checked ->
                                Panache.withTransaction(
                                        () ->
                                                desk(sessions.locked(sessionId, visitor))
                                                        .invoke(
                                                                desk ->
                                                                        checkWritable(
                                                                                desk, expected))
                                                        .chain(
                                                                desk ->
                                                                        save(
                                                                                desk,
                                                                                checked.card()))));
    }

    private Uni<ScorecardView> save(Desk desk, CardContent content) {
        var saved =
                new Card(
                        desk.card().interviewer(),
                        desk.card().revision() + 1,
                        content,
                        clock.instant(),
                        null);
        return cards.save(desk.session().sessionId(), saved).replaceWith(() -> desk.view(saved));
    }

    /**
     * @param staff whether the caller interviews by profession: only then their levels calibrate,
     *     and not where they practise with a peer
     */
    Uni<ScorecardView> handIn(
            UUID sessionId, Visitor visitor, boolean staff, @Nullable Long expected) {
        return Panache.withTransaction(
                        () ->
                                desk(sessions.participation(sessionId, visitor))
                                        .chain(desk -> ready(desk, expected)))
                .chain(
                        seen ->
                                Panache.withTransaction(
                                        () ->
                                                desk(sessions.locked(sessionId, visitor))
                                                        .chain(desk -> handIn(desk, staff, seen))));
    }

    /** The revision that can be handed in. */
    private Uni<Long> ready(Desk desk, @Nullable Long expected) {
        var card = desk.card();
        if (card.isHandedIn()) {
            return Uni.createFrom().item(card.revision());
        }
        checkScoring(desk);
        checkOpen(card, expected);
        var missing = CardCheck.missing(desk.agenda(), card.content());
        if (!missing.isEmpty()) {
            throw ProblemException.of(
                            ScorecardProblem.SCORECARD_INCOMPLETE, missing.getFirst().detail())
                    .with("missing", missing);
        }
        // Notes may have been changed since they were quoted.
        return evidence.check(desk.session(), card.content(), card.content())
                .invoke(ScorecardDesk::checkQuotes)
                .replaceWith(card.revision());
    }

    private Uni<ScorecardView> handIn(Desk desk, boolean staff, long seen) {
        var session = desk.session();
        var card = desk.card();
        if (card.isHandedIn()) {
            // Once more is as good as once.
            return Uni.createFrom().item(desk.view());
        }
        checkScoring(desk);
        checkOpen(card, seen);
        boolean counts = staff && !session.peer();
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
                .chain(panel -> calibration.of(session, panel, desk.agenda()))
                .replaceWith(() -> desk.view(done));
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

    private static void checkWritable(Desk desk, @Nullable Long expected) {
        Access.in(
                desk.session(),
                "A scorecard is written while the session is live or being scored.",
                SessionState.LIVE,
                SessionState.SCORING);
        checkOpen(desk.card(), expected);
    }

    private static void checkScoring(Desk desk) {
        Access.in(
                desk.session(),
                "A scorecard is handed in when the session has ended.",
                SessionState.SCORING);
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
