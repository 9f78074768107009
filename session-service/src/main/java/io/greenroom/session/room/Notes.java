package io.greenroom.session.room;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes outside of the room. Each is a statement of its own. */
@ApplicationScoped
class Notes {
    private static final String COLUMNS = "id, session_id, author, kind, at, seq, data, revision";

    private static final String RETURNING = "returning " + COLUMNS;

    private final UUID me = UUID.randomUUID();
    private final Pool pool;
    private final Clock clock;

    @Inject
    Notes(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<List<Note>> of(UUID sessionId, UUID author) {
        return pool.preparedQuery(
                        "select "
                                + COLUMNS
                                + " from room_note where session_id = $1 and author = $2 order by"
                                + " at, id")
                .execute(Tuple.of(sessionId, author))
                .map(
                        rows -> {
                            var notes = new ArrayList<Note>();
                            rows.forEach(row -> notes.add(note(row)));
                            return notes;
                        });
    }

    /**
     * Adds a note, unless there is one of theirs with that id already.
     *
     * @return the note with that id; null when it was removed just now
     */
    Uni<@Nullable Note> add(UUID sessionId, UUID author, UUID id, String text) {
        // The room's row comes first: somebody may write before anybody was in the room.
        return room(sessionId)
                .chain(
                        () ->
                                pool.preparedQuery(
                                                """
                                                with told as (
                                                    insert into room_note (id, session_id, author, kind, at, seq, data, revision)
                                                    select $1, session_id, $3, 'note', $4, seq, $5, 1 from room where session_id = $2
                                                    on conflict (id) do nothing
                                                """
                                                        + RETURNING
                                                        + ") "
                                                        + told(6))
                                        .execute(
                                                Tuple.from(
                                                        List.of(
                                                                id,
                                                                sessionId,
                                                                author,
                                                                clock.instant()
                                                                        .atOffset(ZoneOffset.UTC),
                                                                data(text),
                                                                telling(sessionId, author, id)))))
                .chain(
                        rows ->
                                rows.size() > 0
                                        ? Uni.createFrom().item(note(rows.iterator().next()))
                                        : one(sessionId, author, id));
    }

    private Uni<@Nullable Note> one(UUID sessionId, UUID author, UUID id) {
        return of(sessionId, author)
                .map(
                        notes ->
                                notes.stream()
                                        .filter(note -> note.id().equals(id))
                                        .findFirst()
                                        .orElse(null));
    }

    private Uni<Void> room(UUID sessionId) {
        return pool.preparedQuery(
                        """
                        insert into room (session_id, seq, active_at, watchers) values ($1, 0, $2, '{}')
                        on conflict (session_id) do nothing
                        """)
                .execute(Tuple.of(sessionId, clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    Uni<@Nullable Note> change(UUID sessionId, UUID author, UUID id, String text) {
        return pool.preparedQuery(
                        """
                        with told as (
                            update room_note set data = $4, revision = revision + 1
                            where id = $3 and session_id = $1 and author = $2 and kind = 'note'
                        """
                                + RETURNING
                                + ") "
                                + told(5))
                .execute(
                        Tuple.of(sessionId, author, id, data(text), telling(sessionId, author, id)))
                .map(Notes::first);
    }

    Uni<Void> remove(UUID sessionId, UUID author, UUID id) {
        return pool.preparedQuery(
                        """
                        with told as (
                            delete from room_note where id = $3 and session_id = $1 and author = $2
                        """
                                + RETURNING
                                + ") "
                                + told(4))
                .execute(Tuple.of(sessionId, author, id, telling(sessionId, author, id)))
                .replaceWithVoid();
    }

    /**
     * Tells every instance with the same commit: the author may have the room open elsewhere, and
     * whoever does sees the change at once.
     *
     * @param message the number of the parameter that {@link #telling} makes
     */
    private static String told(int message) {
        return "select %s, pg_notify('%s', $%d || kind || '\"}') from told"
                .formatted(COLUMNS, RoomStore.PASSING, message);
    }

    /** What the rooms are told, but for the kind of the note, which ends it. */
    private String telling(UUID sessionId, UUID author, UUID id) {
        return Passing.whole(
                me,
                "{\"type\":\"note\",\"session\":\"%s\",\"author\":\"%s\",\"id\":\"%s\",\"kind\":\""
                        .formatted(sessionId, author, id));
    }

    private static String data(String text) {
        return Json.object().put("text", text).toString();
    }

    private static @Nullable Note first(RowSet<Row> rows) {
        return rows.size() == 0 ? null : note(rows.iterator().next());
    }

    private static Note note(Row row) {
        return new Note(
                row.getUUID("id"),
                row.getUUID("session_id"),
                row.getUUID("author"),
                row.getString("kind"),
                row.getOffsetDateTime("at").toInstant(),
                row.getLong("seq"),
                row.getString("data"),
                row.getInteger("revision"));
    }
}
