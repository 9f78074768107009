package io.greenroom.session.peer;

import io.greenroom.session.mock.MatchedSessions;
import io.greenroom.session.mock.SessionChanged;
import io.greenroom.session.mock.SessionListener;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * The two sessions of a match are one agreement: whoever calls off that in which they ask, or are
 * asked, has called off the other with it, and nobody waits in a room alone.
 */
@ApplicationScoped
class CallOffBoth implements SessionListener {
    private final MatchedSessions sessions;

    @Inject
    CallOffBoth(MatchedSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<Void> on(SessionChanged change) {
        return switch (change.what()) {
            case CANCELLED ->
                    other(change.sessionId())
                            .onItem()
                            .ifNotNull()
                            .transformToUni(
                                    other -> sessions.callOffWith(change.sessionId(), other));
            case SCHEDULED, PLANNED_ANEW, OPENED, ENDED, RELEASED, NOT_HELD, HANDED_OVER ->
                    Uni.createFrom().voidItem();
        };
    }

    private static Uni<UUID> other(UUID session) {
        return Panache.getSession()
                .chain(
                        open ->
                                open.createNativeQuery(
                                                """
                                                select case when asking_session_id = :session
                                                    then answering_session_id else asking_session_id end
                                                from peer_request
                                                where state = 'MATCHED'
                                                    and :session in (asking_session_id, answering_session_id)
                                                limit 1
                                                """,
                                                UUID.class)
                                        .setParameter("session", session)
                                        .getSingleResultOrNull());
    }
}
