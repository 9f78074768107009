package io.greenroom.session.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.event.Signals;
import io.greenroom.session.mock.SessionChanged;
import io.greenroom.session.mock.SessionListener;
import io.greenroom.session.mock.SessionState;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes into the room's log what becomes of the session, in the same transaction. */
@ApplicationScoped
class RoomPhases implements SessionListener {
    private final Signals signals;

    @Inject
    RoomPhases(Signals signals) {
        this.signals = signals;
    }

    @Override
    public Uni<Void> on(SessionChanged change) {
        return switch (change.what()) {
            case SCHEDULED -> Uni.createFrom().voidItem();
            case PLANNED_ANEW -> plan(change);
            case OPENED -> append(change, SessionState.LIVE).chain(() -> startTimer(change));
            case ENDED -> append(change, SessionState.SCORING).chain(() -> whoCame(change));
            case RELEASED -> append(change, SessionState.RELEASED);
            // To a room both are the same: it never opens.
            case CANCELLED, NOT_HELD -> append(change, SessionState.CANCELLED);
            case HANDED_OVER -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> append(SessionChanged change, SessionState phase) {
        return append(
                change.sessionId(),
                Kind.PHASE,
                change.at(),
                change.by(),
                Json.object().put("phase", phase.name()));
    }

    /**
     * Who is in the room already learns of another plan: of its times, and never of its questions.
     */
    private Uni<Void> plan(SessionChanged change) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select cast(json_build_object('minutes', s.minutes, 'items', coalesce((
                                                    select json_agg(json_build_object(
                                                        'id', i.id, 'position', i.position, 'minutes', i.minutes)
                                                        order by i.position)
                                                    from session_item i where i.session_id = s.id), '[]')) as text)
                                                from mock_session s where s.id = :id
                                                """,
                                                String.class)
                                        .setParameter("id", change.sessionId())
                                        .getSingleResult())
                .chain(
                        plan ->
                                append(
                                        change.sessionId(),
                                        Kind.PLAN,
                                        change.at(),
                                        change.by(),
                                        (ObjectNode) Json.parse(plan)));
    }

    /**
     * Who comes in while it is live is written with their coming, and who waits at its opening by
     * the instance that they are connected to. Whom neither has noted, an older instance or one
     * that was killed, has come if they did anything while it was live. That the log does not say
     * that they left is not enough: of those whose instance was killed it does not.
     */
    private static Uni<Void> whoCame(SessionChanged change) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update session_participant p set joined_at = t.came
                                                from (
                                                    select e.actor, min(e.at) as came
                                                    from room_event e join mock_session s on s.id = e.session_id
                                                    where e.session_id = :session and e.at >= s.opened_at
                                                        and e.kind not in ('phase', 'plan', 'timer', 'leave')
                                                    group by e.actor) as t
                                                where p.session_id = :session and p.id = t.actor and p.joined_at is null
                                                """)
                                        .setParameter("session", change.sessionId())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The whole session's timer runs from its opening. */
    private Uni<Void> startTimer(SessionChanged change) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select minutes from mock_session where id = :id",
                                                Integer.class)
                                        .setParameter("id", change.sessionId())
                                        .getSingleResult())
                .chain(
                        minutes -> {
                            var data = Json.object().putNull("item");
                            var timer = new Timer(change.at(), 0, minutes * 60_000L);
                            data.set("timer", timer.json());
                            return append(
                                    change.sessionId(), Kind.TIMER, change.at(), change.by(), data);
                        });
    }

    private Uni<Void> append(
            UUID sessionId, Kind kind, Instant at, @Nullable UUID actor, ObjectNode data) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                with grown as (
                                                    insert into room (session_id, seq, active_at, watchers)
                                                    values (:session, 1, :at, '{}')
                                                    on conflict (session_id) do update
                                                    set seq = room.seq + 1, active_at = greatest(room.active_at, excluded.active_at)
                                                    returning seq, active_at),
                                                entry as (
                                                    insert into room_event (session_id, seq, at, kind, actor, data)
                                                    select :session, seq, active_at, :kind, cast(:actor as uuid), :data from grown)
                                                select seq from grown
                                                """,
                                                Long.class)
                                        .setParameter("session", sessionId)
                                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                                        .setParameter("kind", kind.wire())
                                        .setParameter(
                                                "actor", actor == null ? null : actor.toString())
                                        .setParameter("data", data.toString())
                                        .getSingleResult())
                .chain(seq -> signals.send(RoomStore.GROWN, sessionId + " " + seq));
    }
}
