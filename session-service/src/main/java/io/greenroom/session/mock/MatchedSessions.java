package io.greenroom.session.mock;

import io.greenroom.session.catalog.QuestionSnapshot;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions that nobody planned: two candidates were matched, and one of them asks the other. */
@ApplicationScoped
public class MatchedSessions {
    private final MockSessions sessions;
    private final Clock clock;

    @Inject
    MatchedSessions(MockSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** One of the two. */
    public record Side(
            String personId,
            String account,
            String name,
            @Nullable String address,
            String timeZone) {
        /** Who it is is personal and never printed. */
        @Override
        public String toString() {
            return "Side";
        }
    }

    /** Plans one of their sessions, in the transaction under way. */
    public Uni<UUID> schedule(
            Side asks, Side answers, QuestionSnapshot question, Instant startsAt, int minutes) {
        var now = clock.instant();
        var session =
                MockSession.schedule(
                        new MockSession.Plan(
                                "Practice with a peer",
                                startsAt,
                                minutes,
                                asks.timeZone(),
                                null,
                                null),
                        asks.personId(),
                        asks.name(),
                        true,
                        now);
        return Panache.getSession()
                .chain(
                        open ->
                                open.persistAll(
                                        session,
                                        participant(session.id(), Role.INTERVIEWER, asks, now),
                                        participant(session.id(), Role.CANDIDATE, answers, now),
                                        SessionItem.of(
                                                session.id(),
                                                0,
                                                question,
                                                Math.min(question.minutes(), minutes))))
                .chain(
                        () ->
                                sessions.tell(
                                        SessionChanged.of(
                                                session.id(),
                                                SessionChanged.What.SCHEDULED,
                                                now,
                                                null)))
                .replaceWith(session.id());
    }

    /**
     * Calls a session off because another was, in the transaction under way; one that has begun
     * stays.
     */
    public Uni<Void> callOffWith(UUID cancelled, UUID other) {
        return sessions.session(cancelled, LockModeType.NONE)
                .map(first -> first == null ? null : first.cancelReason())
                .chain(
                        reason ->
                                sessions.session(other, LockModeType.PESSIMISTIC_WRITE)
                                        .map(
                                                second ->
                                                        second != null
                                                                && second.cancel(
                                                                        reason, clock.instant())))
                .chain(
                        done ->
                                done
                                        ? sessions.tell(
                                                SessionChanged.of(
                                                        other,
                                                        SessionChanged.What.CANCELLED,
                                                        clock.instant(),
                                                        null))
                                        : Uni.createFrom().voidItem());
    }

    private static SessionParticipant participant(UUID session, Role role, Side side, Instant now) {
        var one = SessionParticipant.invite(session, role, side.account(), side.name(), now);
        one.belongsTo(side.personId());
        one.reach(side.address(), side.timeZone());
        return one;
    }
}
