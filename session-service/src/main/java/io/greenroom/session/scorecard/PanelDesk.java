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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** What the interviewers of a session do together. Each method is one transaction. */
@ApplicationScoped
class PanelDesk {
    private final MockSessions sessions;
    private final Scorecards cards;
    private final TellCalibration calibration;
    private final Clock clock;

    @Inject
    PanelDesk(MockSessions sessions, Scorecards cards, TellCalibration calibration, Clock clock) {
        this.sessions = sessions;
        this.cards = cards;
        this.calibration = calibration;
        this.clock = clock;
    }

    @WithTransaction
    Uni<PanelView> look(UUID sessionId, Visitor visitor) {
        return sessions.participation(sessionId, visitor)
                .map(Access::panel)
                .chain(session -> cards.panel(session).chain(panel -> view(session, panel)));
    }

    private Uni<PanelView> view(Participation session, Panel panel) {
        return cards.agenda(session)
                .chain(
                        agenda ->
                                cards.agreed(session.sessionId())
                                        .map(
                                                agreed ->
                                                        PanelView.of(
                                                                panel,
                                                                session.participantId(),
                                                                agenda,
                                                                agreed)));
    }

    @WithTransaction
    Uni<PanelView> reconcile(UUID sessionId, Visitor visitor, Agreed agreed, long seen) {
        return sessions.locked(sessionId, visitor)
                .map(Access::panel)
                .invoke(PanelDesk::checkScoring)
                .chain(
                        session ->
                                cards.panel(session)
                                        .invoke(panel -> checkAllIn(panel, session))
                                        .chain(
                                                panel ->
                                                        keep(session, agreed, seen)
                                                                .chain(
                                                                        () ->
                                                                                view(
                                                                                        session,
                                                                                        panel))));
    }

    private Uni<Scorecards.Kept<Agreed>> keep(Participation session, Agreed agreed, long seen) {
        return cards.agenda(session)
                .invoke(agenda -> checkKnown(agenda, agreed))
                .chain(() -> cards.agreed(session.sessionId()))
                .chain(
                        before -> {
                            if (before.revision() != seen) {
                                throw ProblemException.of(
                                                ScorecardProblem.RECONCILIATION_CHANGED,
                                                "Somebody of the panel wrote in between. Nothing"
                                                        + " was overwritten.")
                                        .with("currentRevision", before.revision());
                            }
                            return cards.save(
                                    session.sessionId(),
                                    before,
                                    agreed,
                                    session.participantId(),
                                    clock.instant());
                        });
    }

    /** Somebody who will not hand in any more is not waited for. */
    @WithTransaction
    Uni<PanelView> excuse(UUID sessionId, Visitor visitor, UUID interviewer) {
        return sessions.locked(sessionId, visitor)
                .map(Access::panel)
                .invoke(PanelDesk::checkScoring)
                .chain(
                        session ->
                                cards.panel(session)
                                        .invoke(
                                                panel ->
                                                        checkExcusable(panel, session, interviewer))
                                        .chain(
                                                () ->
                                                        cards.excuse(
                                                                sessionId,
                                                                interviewer,
                                                                session.participantId(),
                                                                clock.instant()))
                                        .chain(() -> cards.panel(session))
                                        .call(panel -> tell(session, panel))
                                        .chain(panel -> view(session, panel)));
    }

    private Uni<Void> tell(Participation session, Panel panel) {
        return cards.agenda(session).chain(agenda -> calibration.of(session, panel, agenda));
    }

    private static void checkExcusable(Panel panel, Participation session, UUID interviewer) {
        if (!panel.hasHandedIn(session.participantId())) {
            throw first();
        }
        var member = panel.member(interviewer);
        if (member.isEmpty() || member.get().isIn()) {
            throw ProblemException.of(
                    ScorecardProblem.NOT_ON_SCORECARD,
                    "There is no such interviewer whose card is awaited.");
        }
    }

    private static void checkScoring(Participation session) {
        Access.in(
                session,
                "The panel agrees while the session is being scored.",
                SessionState.SCORING);
    }

    /** Nobody acts on the cards of a panel that is still blind to them. */
    static void checkAllIn(Panel panel, Participation session) {
        if (!panel.hasHandedIn(session.participantId())) {
            throw first();
        }
        if (!panel.isComplete()) {
            throw ProblemException.of(
                    ScorecardProblem.SCORECARDS_AWAITED,
                    "The panel is blind until each has handed in.");
        }
    }

    private static ProblemException first() {
        return ProblemException.of(
                ScorecardProblem.SCORECARD_FIRST, "Hand in your own scorecard first.");
    }

    private static void checkKnown(List<ScoredItem> agenda, Agreed agreed) {
        var errors = new ArrayList<Problem.FieldError>();
        var items = new HashSet<UUID>();
        for (int i = 0; i < agreed.items().size(); i++) {
            var item = agreed.items().get(i);
            var at = "/items/" + i;
            var scored = agenda.stream().filter(one -> one.id().equals(item.itemId())).findFirst();
            if (scored.isEmpty() || !items.add(item.itemId())) {
                errors.add(new Problem.FieldError(at + "/itemId", "It is not on the agenda."));
                continue;
            }
            var rubric = scored.get().rubric();
            var criteria = new HashSet<String>();
            for (int j = 0; j < item.criteria().size(); j++) {
                var level = item.criteria().get(j);
                if (rubric.criterion(level.criterionId()).isEmpty()
                        || !criteria.add(level.criterionId())) {
                    errors.add(
                            new Problem.FieldError(
                                    at + "/criteria/" + j, "It is not in the rubric."));
                }
                if (level.agreed() != null && level.wasNotSeen()) {
                    errors.add(
                            new Problem.FieldError(
                                    at + "/criteria/" + j, "What was not seen has no level."));
                }
            }
            var flags = item.redFlags();
            if (flags != null) {
                for (int j = 0; j < flags.size(); j++) {
                    if (rubric.redFlag(flags.get(j)).isEmpty()) {
                        errors.add(
                                new Problem.FieldError(
                                        at + "/redFlags/" + j, "It is not in the rubric."));
                    }
                }
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.of(ScorecardProblem.NOT_ON_SCORECARD, errors.getFirst().detail())
                    .with(errors);
        }
    }
}
