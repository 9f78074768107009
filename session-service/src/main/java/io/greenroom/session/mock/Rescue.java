package io.greenroom.session.mock;

import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What an admin does for a session whose own people cannot. It makes the admin no participant: none
 * of its record can be read by it. The service's log says which admin did it. Each method is one
 * transaction; a null result means that there is no such session.
 */
@ApplicationScoped
class Rescue {
    private static final Logger LOG = Logger.getLogger(Rescue.class);

    private final MockSessions sessions;
    private final SessionList list;
    private final Clock clock;

    @Inject
    Rescue(MockSessions sessions, SessionList list, Clock clock) {
        this.sessions = sessions;
        this.list = list;
        this.clock = clock;
    }

    /** Calls it off, whoever has planned it. Asked again, it changes nothing. */
    @WithTransaction
    Uni<@Nullable SessionSummary> cancel(UUID id, @Nullable String reason, String admin) {
        return sessions.session(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        session ->
                                switch (session.state()) {
                                    case CANCELLED -> list.one(id);
                                    case LIVE, SCORING, RELEASED, NO_SHOW ->
                                            throw SessionResource.wrongState(session.state());
                                    case SCHEDULED ->
                                            sessions.cancel(id, null, reason)
                                                    .invoke(
                                                            () ->
                                                                    LOG.infof(
                                                                            "Admin %s called"
                                                                                + " session %s off",
                                                                            admin, id))
                                                    .chain(() -> list.one(id));
                                });
    }

    /**
     * Makes somebody an interviewer of it: of a planned one, or of one that still wants scoring,
     * which they do from its replay. Who is one already stays one.
     */
    @WithTransaction
    Uni<@Nullable SessionSummary> handOver(UUID id, SessionDraft.Invited whom, String admin) {
        return sessions.session(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        session ->
                                sessions.participants(id)
                                        .chain(people -> handOver(session, people, whom, admin))
                                        .chain(() -> list.one(id)));
    }

    private Uni<Void> handOver(
            MockSession session,
            List<SessionParticipant> people,
            SessionDraft.Invited whom,
            String admin) {
        boolean planned = session.state() == SessionState.SCHEDULED;
        if (planned && session.peer()) {
            throw ProblemException.of(
                    SessionProblem.PEER_SESSION,
                    "Peers interview each other. Call it off, and each can look for another.");
        }
        var known = people.stream().filter(one -> one.account().equals(whom.key())).findFirst();
        if (known.map(SessionParticipant::role).filter(Role.INTERVIEWER::equals).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        if (known.map(SessionParticipant::role).filter(Role.CANDIDATE::equals).isPresent()) {
            throw ProblemException.invalid("/account", "Nobody interviews themselves.");
        }
        var now = clock.instant();
        if (!session.handOver(now)) {
            throw SessionResource.wrongState(session.state());
        }
        var interviewer = known.orElseGet(() -> Scheduling.participant(session.id(), whom, now));
        interviewer.become(
                Role.INTERVIEWER, whom.name() == null ? interviewer.name() : whom.called());
        LOG.infof(
                "Admin %s gave session %s another interviewer, participant %s",
                admin, session.id(), interviewer.id());
        return Panache.getSession()
                .chain(open -> open.persist(interviewer))
                .chain(
                        () ->
                                sessions.tell(
                                        planned
                                                ? SessionChanged.of(
                                                        session.id(),
                                                        SessionChanged.What.PLANNED_ANEW,
                                                        now,
                                                        null)
                                                : SessionChanged.of(
                                                        session.id(),
                                                        SessionChanged.What.HANDED_OVER,
                                                        now,
                                                        interviewer.id())));
    }
}
