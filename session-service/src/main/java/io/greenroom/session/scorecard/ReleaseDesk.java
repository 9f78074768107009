package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.ProblemException;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.SessionState;
import io.greenroom.session.mock.Visitor;
import io.greenroom.session.replay.RoomRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the candidate gets, from its first draft to their reply. What was written in the session is
 * read before the session is locked, so that nobody waits for that: when it is being scored, nobody
 * writes in the documents any more.
 */
@ApplicationScoped
class ReleaseDesk {
    private final MockSessions sessions;
    private final Scorecards cards;
    private final RoomRecord room;
    private final TellCalibration calibration;
    private final Clock clock;

    @Inject
    ReleaseDesk(
            MockSessions sessions,
            Scorecards cards,
            RoomRecord room,
            TellCalibration calibration,
            Clock clock) {
        this.sessions = sessions;
        this.cards = cards;
        this.room = room;
        this.calibration = calibration;
        this.clock = clock;
    }

    /** All that a release is made of. */
    private record Draft(
            Participation session,
            Panel panel,
            List<ScoredItem> agenda,
            Reconciliation agreed,
            Scorecards.Kept<Composition> composed,
            Map<UUID, String> documents,
            Instant now) {
        Released release() {
            return release(composed.content());
        }

        private Released release(Composition composition) {
            return new ComposeRelease(panel.handedIn(), agreed, composition, documents, now)
                    .of(agenda);
        }

        /** With what is hidden. */
        private Released everything() {
            return release(new Composition(null, List.of(), false, List.of()));
        }

        List<CardCheck.Missing> missing() {
            var missing = new ArrayList<>(agreed.missing());
            var feedback = composed.content().feedback();
            if (feedback == null || feedback.isBlank()) {
                missing.add(
                        new CardCheck.Missing(
                                "feedback",
                                "Say something to the candidate: feedback is missing."));
            }
            return missing;
        }

        Draft with(Scorecards.Kept<Composition> other) {
            return new Draft(session, panel, agenda, agreed, other, documents, now);
        }

        ReleaseView view() {
            return ReleaseView.of(
                    composed,
                    panel.handedIn(),
                    everything(),
                    ReportView.of(session, panel, release(), null),
                    missing());
        }
    }

    @WithTransaction
    Uni<ReleaseView> look(UUID sessionId, Visitor visitor) {
        return sessions.participation(sessionId, visitor)
                .map(Access::panel)
                .chain(session -> documents(session).chain(documents -> draft(session, documents)))
                .map(Draft::view);
    }

    Uni<ReleaseView> compose(UUID sessionId, Visitor visitor, Composition composition, long seen) {
        return onceWritten(
                sessionId,
                visitor,
                draft -> {
                    checkSeen(draft, seen);
                    checkKnown(draft.agenda(), composition);
                    return keep(draft, composition).map(Draft::view);
                });
    }

    /** With the documents at hand and the session locked, in one transaction. */
    private <T> Uni<T> onceWritten(
            UUID sessionId, Visitor visitor, Function<Draft, Uni<? extends T>> act) {
        return Panache.withTransaction(
                        () ->
                                sessions.participation(sessionId, visitor)
                                        .map(Access::panel)
                                        .invoke(ReleaseDesk::checkScoring)
                                        .chain(this::documents))
                .chain(
                        documents ->
                                Panache.withTransaction(
                                        () ->
                                                sessions.locked(sessionId, visitor)
                                                        .map(Access::panel)
                                                        .invoke(ReleaseDesk::checkScoring)
                                                        .chain(session -> draft(session, documents))
                                                        .chain(act)));
    }

    private Uni<Draft> keep(Draft draft, Composition composition) {
        return cards.compose(
                        draft.session().sessionId(),
                        draft.composed(),
                        composition,
                        draft.session().participantId(),
                        clock.instant())
                .map(draft::with);
    }

    Uni<ReportView> release(UUID sessionId, Visitor visitor, long seen) {
        return onceWritten(
                sessionId,
                visitor,
                draft -> {
                    checkSeen(draft, seen);
                    checkComplete(draft);
                    var kept =
                            draft.composed().revision() > 0
                                    ? Uni.createFrom().item(draft)
                                    : keep(draft, draft.composed().content());
                    return kept.chain(this::release).chain(() -> report(sessionId, visitor));
                });
    }

    private Uni<Void> release(Draft draft) {
        var session = draft.session();
        return cards.released(
                        session.sessionId(),
                        draft.release(),
                        session.candidate().map(Participation.Participant::personId).orElse(null),
                        draft.now())
                // The last of the panel who was waited for may have left for good.
                .chain(() -> calibration.of(session, draft.panel(), draft.agenda()))
                .chain(() -> sessions.release(session.sessionId(), session.participantId()))
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<ReportView> report(UUID sessionId, Visitor visitor) {
        return sessions.participation(sessionId, visitor)
                .map(Access::known)
                .invoke(
                        session -> {
                            if (session.role() == Role.OBSERVER) {
                                throw ProblemException.of(
                                        ScorecardProblem.PANEL_ONLY,
                                        "The report is the candidate's and the panel's.");
                            }
                        })
                .invoke(ReleaseDesk::checkReleased)
                .chain(
                        session ->
                                cards.panel(session)
                                        .chain(
                                                panel ->
                                                        cards.report(sessionId)
                                                                .chain(
                                                                        report ->
                                                                                cards.rating(
                                                                                                sessionId)
                                                                                        .map(
                                                                                                rating ->
                                                                                                        ReportView
                                                                                                                .of(
                                                                                                                        session,
                                                                                                                        panel,
                                                                                                                        report
                                                                                                                                .orElseThrow(),
                                                                                                                        rating
                                                                                                                                .orElse(
                                                                                                                                        null))))));
    }

    @WithTransaction
    Uni<ReportView> rate(UUID sessionId, Visitor visitor, RatingResource.RateSession rating) {
        return sessions.locked(sessionId, visitor)
                .map(Access::candidate)
                .invoke(ReleaseDesk::checkReleased)
                .chain(
                        () ->
                                cards.rate(
                                        sessionId,
                                        new Rating(
                                                rating.stars(),
                                                rating.comment(),
                                                rating.reply(),
                                                clock.instant())))
                .chain(() -> report(sessionId, visitor));
    }

    private Uni<Draft> draft(Participation session, Map<UUID, String> documents) {
        return cards.panel(session)
                .invoke(panel -> PanelDesk.checkAllIn(panel, session))
                .chain(
                        panel ->
                                cards.agenda(session)
                                        .chain(agenda -> draft(session, panel, agenda, documents)));
    }

    private Uni<Draft> draft(
            Participation session,
            Panel panel,
            List<ScoredItem> agenda,
            Map<UUID, String> documents) {
        var sessionId = session.sessionId();
        return cards.agreed(sessionId)
                .chain(
                        agreed ->
                                cards.composition(sessionId, Composition.proposed(panel.handedIn()))
                                        .map(
                                                composed ->
                                                        new Draft(
                                                                session,
                                                                panel,
                                                                agenda,
                                                                Reconciliation.of(
                                                                        agenda,
                                                                        panel.handedIn(),
                                                                        agreed.content()),
                                                                composed,
                                                                documents,
                                                                clock.instant())));
    }

    private Uni<Map<UUID, String>> documents(Participation session) {
        return cards.agenda(session).chain(agenda -> documents(session.sessionId(), agenda));
    }

    private Uni<Map<UUID, String>> documents(UUID sessionId, List<ScoredItem> agenda) {
        var documents = new HashMap<UUID, String>();
        return Multi.createFrom()
                .iterable(agenda)
                .onItem()
                .transformToUniAndConcatenate(
                        item ->
                                room.document(sessionId, item.id().toString())
                                        .invoke(
                                                found ->
                                                        found.ifPresent(
                                                                text ->
                                                                        documents.put(
                                                                                item.id(),
                                                                                text.text()))))
                .collect()
                .last()
                .replaceWith(documents);
    }

    private static void checkScoring(Participation session) {
        Access.in(
                session,
                "A session is composed and released while it is being scored.",
                SessionState.SCORING);
    }

    private static void checkReleased(Participation session) {
        if (session.state() != SessionState.RELEASED) {
            throw ProblemException.of(
                    ScorecardProblem.NOT_RELEASED, "The panel has not released the results yet.");
        }
    }

    private static void checkSeen(Draft draft, long seen) {
        if (draft.composed().revision() != seen) {
            throw ProblemException.of(
                            ScorecardProblem.RELEASE_CHANGED,
                            "Somebody of the panel wrote in between. Nothing was overwritten or"
                                    + " sent.")
                    .with("currentRevision", draft.composed().revision());
        }
    }

    private static void checkComplete(Draft draft) {
        var missing = draft.missing();
        if (!missing.isEmpty()) {
            throw ProblemException.of(
                            ScorecardProblem.RELEASE_INCOMPLETE, missing.getFirst().detail())
                    .with("missing", missing);
        }
    }

    private static void checkKnown(List<ScoredItem> agenda, Composition composition) {
        for (var item : composition.items()) {
            var scored = agenda.stream().filter(one -> one.id().equals(item.itemId())).findFirst();
            boolean known =
                    scored.isPresent()
                            && item.criteria().stream()
                                    .allMatch(
                                            note ->
                                                    scored.get()
                                                            .rubric()
                                                            .criterion(note.criterionId())
                                                            .isPresent());
            if (!known) {
                throw ProblemException.of(
                        ScorecardProblem.NOT_ON_SCORECARD,
                        "The agenda or its rubric does not have what a note is about.");
            }
        }
    }
}
