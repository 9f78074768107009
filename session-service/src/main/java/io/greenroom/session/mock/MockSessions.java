package io.greenroom.session.mock;

import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions, and who takes part in them. All methods need a transaction. A null result means
 * that there is no such session of theirs, which is all that somebody from outside is told.
 */
@ApplicationScoped
public class MockSessions {
    /** Interviewers first, then the candidate, then who only watches. */
    static final Comparator<SessionParticipant> ORDER =
            Comparator.comparing(
                            (SessionParticipant one) ->
                                    switch (one.role()) {
                                        case INTERVIEWER -> 0;
                                        case CANDIDATE -> 1;
                                        case OBSERVER -> 2;
                                    })
                    .thenComparing(SessionParticipant::name)
                    .thenComparing(SessionParticipant::id);

    private final Instance<SessionListener> listeners;
    private final Clock clock;

    @Inject
    MockSessions(@Any Instance<SessionListener> listeners, Clock clock) {
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * The session and who the caller is in it. An account that was invited is bound to the caller
     * at their first visit.
     */
    public Uni<@Nullable Participation> participation(UUID sessionId, Caller caller) {
        return participation(sessionId, Visitor.of(caller));
    }

    /** The same, where there is no request. */
    public Uni<@Nullable Participation> participation(UUID sessionId, Visitor visitor) {
        return find(sessionId, visitor, LockModeType.NONE);
    }

    /**
     * The same, and the session is locked until the transaction ends, so that writers take turns.
     */
    public Uni<@Nullable Participation> locked(UUID sessionId, Visitor visitor) {
        return find(sessionId, visitor, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The session as that participant sees it. */
    public Uni<@Nullable Participation> as(UUID sessionId, UUID participantId) {
        return session(sessionId, LockModeType.NONE)
                .onItem()
                .ifNotNull()
                .transformToUni(
                        session ->
                                whole(
                                        session,
                                        people ->
                                                people.stream()
                                                        .filter(
                                                                one ->
                                                                        one.id()
                                                                                .equals(
                                                                                        participantId))
                                                        .findFirst()
                                                        .orElse(null)));
    }

    /** The session as each of its participants sees it; empty when there is none. */
    public Uni<List<Participation>> all(UUID sessionId) {
        return session(sessionId, LockModeType.NONE)
                .chain(
                        session ->
                                session == null
                                        ? Uni.createFrom().item(List.of())
                                        : participants(sessionId)
                                                .chain(
                                                        people ->
                                                                items(sessionId)
                                                                        .map(
                                                                                items ->
                                                                                        people
                                                                                                .stream()
                                                                                                .map(
                                                                                                        one ->
                                                                                                                assemble(
                                                                                                                        session,
                                                                                                                        people,
                                                                                                                        items,
                                                                                                                        one))
                                                                                                .toList())));
    }

    /** Somebody is in the rooms of these sessions: they do not end by themselves yet. */
    public Uni<Void> touch(Collection<UUID> sessionIds) {
        if (sessionIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update mock_session set active_at = :now
                                                where id = any(cast(string_to_array(:ids, ',') as uuid[]))
                                                    and state = 'LIVE'
                                                """)
                                        .setParameter("now", now())
                                        .setParameter(
                                                "ids",
                                                String.join(
                                                        ",",
                                                        sessionIds.stream()
                                                                .map(UUID::toString)
                                                                .toList()))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * From SCHEDULED to LIVE.
     *
     * @return false when it was not scheduled
     */
    public Uni<Boolean> open(UUID sessionId, UUID by) {
        return step(sessionId, SessionChanged.What.OPENED, by, MockSession::open);
    }

    /**
     * From LIVE to SCORING.
     *
     * @param by null when nobody attends it any more
     * @return false when it was not live
     */
    public Uni<Boolean> end(UUID sessionId, @Nullable UUID by) {
        var who = by == null ? MockSession.IDLE : by.toString();
        return step(
                sessionId, SessionChanged.What.ENDED, by, (session, at) -> session.end(who, at));
    }

    /**
     * From SCHEDULED to NO_SHOW: nobody opened it.
     *
     * @return false when it was not scheduled
     */
    Uni<Boolean> giveUp(UUID sessionId) {
        return step(
                sessionId, SessionChanged.What.NOT_HELD, null, (session, at) -> session.giveUp(at));
    }

    /**
     * From SCHEDULED to CANCELLED.
     *
     * @param by null when none of those who take part did it
     * @return false when it was not scheduled
     */
    Uni<Boolean> cancel(UUID sessionId, @Nullable UUID by, @Nullable String reason) {
        return step(
                sessionId,
                SessionChanged.What.CANCELLED,
                by,
                (session, at) -> session.cancel(reason, at));
    }

    /**
     * From SCORING to RELEASED.
     *
     * @return false when it was not being scored
     */
    public Uni<Boolean> release(UUID sessionId, UUID by) {
        return step(sessionId, SessionChanged.What.RELEASED, by, MockSession::release);
    }

    private Uni<Boolean> step(
            UUID sessionId,
            SessionChanged.What what,
            @Nullable UUID by,
            BiPredicate<MockSession, Instant> transition) {
        var at = clock.instant();
        return session(sessionId, LockModeType.PESSIMISTIC_WRITE)
                .chain(
                        session ->
                                session != null && transition.test(session, at)
                                        ? tell(SessionChanged.of(sessionId, what, at, by))
                                                .replaceWith(true)
                                        : Uni.createFrom().item(false));
    }

    /** Tells all who listen, after the change is in the database, one after the other. */
    Uni<Void> tell(SessionChanged change) {
        return Panache.getSession()
                .chain(session -> session.flush())
                .chain(
                        () ->
                                Multi.createFrom()
                                        .iterable(listeners)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                listener -> listener.on(change))
                                        .collect()
                                        .last())
                .replaceWithVoid();
    }

    Uni<@Nullable MockSession> session(UUID sessionId, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.find(MockSession.class, sessionId, lock));
    }

    Uni<List<SessionParticipant>> participants(UUID sessionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createSelectionQuery(
                                                "from SessionParticipant where sessionId ="
                                                        + " :session",
                                                SessionParticipant.class)
                                        .setParameter("session", sessionId)
                                        .getResultList())
                .map(people -> people.stream().sorted(ORDER).toList());
    }

    Uni<List<SessionItem>> items(UUID sessionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createSelectionQuery(
                                                "from SessionItem where sessionId = :session order"
                                                        + " by position",
                                                SessionItem.class)
                                        .setParameter("session", sessionId)
                                        .getResultList());
    }

    private Uni<@Nullable Participation> find(UUID sessionId, Visitor visitor, LockModeType lock) {
        return session(sessionId, lock)
                .onItem()
                .ifNotNull()
                .transformToUni(session -> whole(session, people -> letIn(people, visitor)));
    }

    private Uni<@Nullable Participation> whole(
            MockSession session,
            Function<List<SessionParticipant>, @Nullable SessionParticipant> me) {
        return participants(session.id())
                .chain(
                        people -> {
                            var found = me.apply(people);
                            return found == null
                                    ? Uni.createFrom().nullItem()
                                    : items(session.id())
                                            .map(items -> assemble(session, people, items, found));
                        });
    }

    /** Who it is bound to comes before who is only invited, the account before the address. */
    static @Nullable SessionParticipant among(List<SessionParticipant> people, Visitor visitor) {
        for (var one : people) {
            if (visitor.personId().equals(one.personId())) {
                return one;
            }
        }
        for (var account : visitor.accounts()) {
            for (var one : people) {
                if (one.personId() == null && one.account().equals(account)) {
                    return one;
                }
            }
        }
        return null;
    }

    private @Nullable SessionParticipant letIn(List<SessionParticipant> people, Visitor visitor) {
        var me = among(people, visitor);
        if (me != null) {
            me.belongsTo(visitor.personId());
            me.visit(visitor.email());
        }
        return me;
    }

    private static Participation assemble(
            MockSession session,
            List<SessionParticipant> people,
            List<SessionItem> items,
            SessionParticipant me) {
        return new Participation(
                session.id(),
                session.title(),
                session.state(),
                session.revision(),
                session.startsAt(),
                session.minutes(),
                ZoneId.of(session.timeZone()),
                session.sequence(),
                session.message(),
                session.loopId(),
                session.peer(),
                session.organiserName(),
                me.id(),
                me.role(),
                me.name(),
                session.organiserId().equals(me.personId()),
                items.stream().map(Participation.Item::of).toList(),
                people.stream().map(Participation.Participant::of).toList(),
                session.createdAt(),
                session.openedAt(),
                session.endedAt(),
                session.endedBy(),
                session.releasedAt(),
                session.cancelledAt(),
                session.cancelReason());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
