package io.greenroom.session.room;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the room, in plain SQL: statements are prepared once, and those that need not wait
 * for each other's answers are sent together.
 */
final class RoomStore {
    /** Signals that a room's log has grown: its id, a blank, and how far. */
    static final String GROWN = "room_grown";

    /** What passes between instances and is not kept. */
    static final String PASSING = "room_passing";

    private final Pool pool;
    private final UUID instance;

    /**
     * @param instance who asks, among those that serve rooms
     */
    RoomStore(Pool pool, UUID instance) {
        this.pool = pool;
        this.instance = instance;
    }

    /**
     * Connections for rooms alone: no other work of the service stands before an edit, and
     * statements are prepared once. One that the database leaves without an answer is given up, as
     * if it had been broken off: a host that stands still, or a route that is no more, closes
     * nothing. What was under way on it may be stored or not, now or when the host goes on.
     *
     * @param silence how long an answer may take; whole seconds
     * @param size how many: one writes, the others load and read
     */
    static Pool connect(Vertx vertx, PgConnectOptions database, Duration silence, int size) {
        database.setCachePreparedStatements(true)
                // A commit is of many rooms and of no request's trace, and there are hundreds a
                // second.
                .setTracingPolicy(TracingPolicy.IGNORE)
                // Nor does a transaction hold its rooms whose end never comes.
                .addProperty(
                        "idle_in_transaction_session_timeout", String.valueOf(silence.toMillis()))
                .setReadIdleTimeout((int) silence.toSeconds());
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(size).setName("rooms"))
                .connectingTo(database)
                .using(vertx)
                .build();
    }

    /** A room as it is in the database. */
    record Stored(
            long seq,
            List<UUID> watchers,
            long snapshotSeq,
            @Nullable String snapshot,
            List<Entry> entries) {}

    /** A room's row, held until the transaction ends. */
    record Held(long seq, List<UUID> watchers) {}

    /** An action that was done before. */
    record DoneBefore(UUID sessionId, String op, long seq) {}

    /**
     * Everything of a room; from now on this instance is told of what others append. Null when
     * there is no such session.
     *
     * @param gone instances that have given no sign of life for long
     */
    Future<@Nullable Stored> load(UUID sessionId, Instant now, Collection<UUID> gone) {
        // One statement, under the row's lock: whoever commits later sees the new watcher.
        return pool.preparedQuery(
                        """
                        insert into room (session_id, seq, active_at, watchers)
                        select id, 0, $2, array[$3::uuid] from mock_session where id = $1 for key share
                        on conflict (session_id) do update set watchers = array(
                            select w from unnest(room.watchers) as w where w <> all($4::uuid[]) and w <> $3
                            union all select $3)
                        returning seq, watchers
                        """)
                .execute(values(sessionId, at(now), instance, gone.toArray(UUID[]::new)))
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.succeededFuture();
                            }
                            var watchers = watchers(rows.iterator().next());
                            return snapshot(sessionId)
                                    .compose(
                                            snapshot -> {
                                                long from =
                                                        snapshot == null
                                                                ? 0
                                                                : snapshot.getLong("seq");
                                                return after(sessionId, from, Long.MAX_VALUE)
                                                        .map(
                                                                entries ->
                                                                        new Stored(
                                                                                entries.isEmpty()
                                                                                        ? from
                                                                                        : entries.getLast()
                                                                                                .seq(),
                                                                                watchers,
                                                                                from,
                                                                                snapshot == null
                                                                                        ? null
                                                                                        : snapshot
                                                                                                .getString(
                                                                                                        "state"),
                                                                                entries));
                                            });
                        });
    }

    private Future<@Nullable Row> snapshot(UUID sessionId) {
        return pool.preparedQuery("select seq, state from room_snapshot where session_id = $1")
                .execute(Tuple.of(sessionId))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
    }

    /** Entries after {@code from} up to {@code to}, in order. */
    Future<List<Entry>> after(UUID sessionId, long from, long to) {
        return pool.preparedQuery(
                        """
                        select seq, at, kind, actor, op, data from room_event
                        where session_id = $1 and seq > $2 and seq <= $3 order by seq
                        """)
                .execute(Tuple.of(sessionId, from, to))
                .map(
                        rows -> {
                            var entries = new ArrayList<Entry>(rows.size());
                            rows.forEach(row -> entries.add(entry(row)));
                            return entries;
                        });
    }

    /**
     * How long the focus time that began with an entry goes on, by the database's clock alone; not
     * positive when it is over.
     *
     * @param seq number of that entry
     */
    Future<Duration> leftOfFocus(UUID sessionId, long seq) {
        return pool.preparedQuery(
                        """
                        select ceil(1000 * extract(epoch from
                            ((data::json ->> 'until')::timestamptz - at)
                                - (clock_timestamp() - coalesce(stored_at, at))))::bigint as left
                        from room_event where session_id = $1 and seq = $2
                        """)
                .execute(Tuple.of(sessionId, seq))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Duration.ZERO
                                        : Duration.ofMillis(
                                                rows.iterator().next().getLong("left")));
    }

    /** No longer to be told of. */
    Future<Void> unwatch(UUID sessionId) {
        return pool.preparedQuery(
                        "update room set watchers = array_remove(watchers, $2) where session_id ="
                                + " $1")
                .execute(Tuple.of(sessionId, instance))
                .mapEmpty();
    }

    /**
     * A shorter way to the state, kept when it is newer than the one there is, and one to each of
     * its documents at that version, kept beside the earlier ones when it is 500 versions further:
     * what is quoted of a session stands in one of its earlier versions.
     */
    Future<Void> keep(UUID sessionId, long seq, String state, Collection<Document> documents) {
        var written = documents.stream().filter(document -> document.version() > 0).toList();
        return pool.preparedQuery(
                        """
                        with here as (select session_id from room where session_id = $1),
                        texts as (
                            insert into room_text (session_id, doc, version, data)
                            select here.session_id, t.doc, t.version, t.data
                            from here, unnest($4::text[], $5::integer[], $6::text[]) as t (doc, version, data)
                            where not exists (
                                select from room_text o
                                where o.session_id = here.session_id and o.doc = t.doc and o.version > t.version - 500)
                            on conflict do nothing)
                        insert into room_snapshot (session_id, seq, state)
                        select session_id, $2, $3 from here
                        on conflict (session_id) do update set seq = excluded.seq, state = excluded.state
                        where room_snapshot.seq < excluded.seq
                        """)
                .execute(
                        values(
                                sessionId,
                                seq,
                                state,
                                written.stream().map(Document::id).toArray(String[]::new),
                                written.stream().map(Document::version).toArray(Integer[]::new),
                                written.stream()
                                        .map(document -> RoomState.write(document.json()))
                                        .toArray(String[]::new)))
                .mapEmpty();
    }

    /** How far these rooms have come, and who watches them; those that are gone are missing. */
    Future<Map<UUID, Held>> survey(Collection<UUID> sessionIds) {
        return pool.preparedQuery(
                        "select session_id, seq, watchers from room where session_id = any($1)")
                .execute(Tuple.of(sessionIds.toArray(UUID[]::new)))
                .map(RoomStore::held);
    }

    /** Which of these participants are still that, and in which role. */
    Future<Map<UUID, String>> stillIn(Collection<UUID> participantIds) {
        return pool.preparedQuery("select id, role from session_participant where id = any($1)")
                .execute(Tuple.of(participantIds.toArray(UUID[]::new)))
                .map(
                        rows -> {
                            var roles = new HashMap<UUID, String>();
                            rows.forEach(row -> roles.put(row.getUUID(0), row.getString(1)));
                            return roles;
                        });
    }

    /** Passes texts on to the other instances that listen; each up to 7,900 bytes. */
    Future<Void> pass(List<String> texts) {
        return pool.preparedQuery("select pg_notify($1, t) from unnest($2::text[]) as t")
                .execute(values(PASSING, texts.toArray(String[]::new)))
                .mapEmpty();
    }

    /** Notes and marks of that participant, oldest first. */
    Future<List<Note>> notes(UUID sessionId, UUID author) {
        return pool.preparedQuery(
                        """
                        select id, session_id, author, kind, at, seq, data, revision from room_note
                        where session_id = $1 and author = $2 order by at, id
                        """)
                .execute(Tuple.of(sessionId, author))
                .map(
                        rows -> {
                            var notes = new ArrayList<Note>();
                            rows.forEach(row -> notes.add(note(row)));
                            return notes;
                        });
    }

    /**
     * Appends changes of documents to the rooms whose logs have come just as far and that no other
     * instance watches, and commits: one statement and one answer. It holds the rooms in the order
     * of {@link Appending#hold}: an instance that was taken for gone may be at the same ones.
     *
     * @param bases how far the logs should have come
     * @param gone instances that have given no sign of life for long
     * @return the rooms that were appended to
     */
    Future<Set<UUID>> append(Batch batch, Map<UUID, Long> bases, Collection<UUID> gone) {
        var added = new Added(batch);
        var since = new Long[added.rooms.length];
        for (int i = 0; i < since.length; i++) {
            since[i] = bases.get(added.rooms[i]);
        }
        var mayWatch = Stream.concat(Stream.of(instance), gone.stream()).toArray(UUID[]::new);
        return pool.preparedQuery(
                        """
                        with held as materialized (
                            select room.session_id, n.seq, n.at
                            from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $13::bigint[])
                                as n (session_id, seq, at, base)
                            join room using (session_id)
                            where room.seq = n.base and room.watchers <@ $14::uuid[]
                            order by room.session_id for no key update of room),
                        moved as (
                            update room set seq = held.seq, active_at = held.at
                            from held where room.session_id = held.session_id
                            returning room.session_id),
                        added as (
                            insert into room_event (session_id, seq, at, kind, actor, op, doc, version, data, stored_at)
                            select e.*, case e.kind when 'focus' then clock_timestamp() end from unnest($4::uuid[], $5::bigint[], $6::timestamptz[], $7::text[], $8::uuid[],
                                $9::text[], $10::text[], $11::integer[], $12::text[])
                                as e (session_id, seq, at, kind, actor, op, doc, version, data)
                            join moved using (session_id))
                        select session_id from moved
                        """)
                .execute(added.and(since, mayWatch))
                .map(
                        rows -> {
                            var moved = new HashSet<UUID>();
                            rows.forEach(row -> moved.add(row.getUUID(0)));
                            return moved;
                        });
    }

    /** Begins a transaction in which rooms are appended to. */
    Future<Appending> begin() {
        return pool.getConnection().map(Appending::new);
    }

    /** A transaction under way. Its statements leave in the order in which they are called. */
    static final class Appending {
        private final SqlConnection connection;

        private Appending(SqlConnection connection) {
            this.connection = connection;
        }

        /** Holds these rooms, in one order for all who do. */
        Future<Map<UUID, Held>> hold(Collection<UUID> sessionIds) {
            var begun = connection.query("begin").execute();
            var held =
                    connection
                            .preparedQuery(
                                    """
                                    select session_id, seq, watchers from room
                                    where session_id = any($1) order by session_id for update
                                    """)
                            .execute(Tuple.of(sessionIds.toArray(UUID[]::new)));
            return begun.compose(ok -> held).map(RoomStore::held);
        }

        /** Those of the actions that are in the log already. */
        Future<List<DoneBefore>> doneBefore(UUID[] sessionIds, String[] ops) {
            return connection
                    .preparedQuery(
                            """
                            select e.session_id, e.op, e.seq from unnest($1::uuid[], $2::text[]) as a (session_id, op)
                            join room_event e on e.session_id = a.session_id and e.op = a.op
                            """)
                    .execute(values(sessionIds, ops))
                    .map(
                            rows -> {
                                var done = new ArrayList<DoneBefore>();
                                rows.forEach(
                                        row ->
                                                done.add(
                                                        new DoneBefore(
                                                                row.getUUID(0),
                                                                row.getString(1),
                                                                row.getLong(2))));
                                return done;
                            });
        }

        /** What these rooms' logs have gained since those entries. */
        Future<Map<UUID, List<Entry>>> missing(Map<UUID, Long> since) {
            var ids = since.keySet().toArray(UUID[]::new);
            var seqs = since.values().toArray(Long[]::new);
            return connection
                    .preparedQuery(
                            """
                            select e.session_id, e.seq, e.at, e.kind, e.actor, e.op, e.data
                            from unnest($1::uuid[], $2::bigint[]) as s (session_id, seq)
                            join room_event e on e.session_id = s.session_id and e.seq > s.seq
                            order by e.session_id, e.seq
                            """)
                    .execute(values(ids, seqs))
                    .map(
                            rows -> {
                                var missing = new HashMap<UUID, List<Entry>>();
                                rows.forEach(
                                        row ->
                                                missing.computeIfAbsent(
                                                                row.getUUID("session_id"),
                                                                none -> new ArrayList<>())
                                                        .add(entry(row)));
                                return missing;
                            });
        }

        /** Appends all of it, tells the other instances and commits: one answer for all. */
        Future<Void> commit(Batch batch) {
            var steps = new ArrayList<Future<?>>();
            if (!batch.events.isEmpty()) {
                steps.add(append(batch));
                batch.events.stream()
                        .filter(event -> event.entry().kind() == Kind.QUESTION)
                        .forEach(event -> steps.add(shown(event)));
            }
            if (!batch.came.isEmpty()) {
                steps.add(came(batch.came));
            }
            for (var change : batch.notes) {
                steps.add(change.write(connection));
            }
            if (!batch.signals.isEmpty()) {
                steps.add(
                        connection
                                .preparedQuery(
                                        "select pg_notify($1, t) from unnest($2::text[]) as t")
                                .execute(values(GROWN, batch.signals.toArray(String[]::new))));
            }
            steps.add(connection.query("commit").execute());
            return Future.join(steps).mapEmpty();
        }

        /** A question was put before the candidate: from now on they may know what it is. */
        private Future<?> shown(Event event) {
            return connection
                    .preparedQuery(
                            """
                            update session_item set shown_at = $3
                            where session_id = $1 and id::text = lower($2) and shown_at is null
                            """)
                    .execute(
                            Tuple.of(
                                    event.sessionId(),
                                    event.entry().parsed().path("item").asText(),
                                    at(event.entry().at())));
        }

        /** Who was in the room while it was live has come; the first time counts. */
        private Future<?> came(Map<UUID, Instant> who) {
            return connection
                    .preparedQuery(
                            """
                            update session_participant p set joined_at = c.at
                            from unnest($1::uuid[], $2::timestamptz[]) as c (id, at)
                            where p.id = c.id and p.joined_at is null
                            """)
                    .execute(
                            values(
                                    who.keySet().toArray(UUID[]::new),
                                    who.values().stream()
                                            .map(RoomStore::at)
                                            .toArray(OffsetDateTime[]::new)));
        }

        private Future<?> append(Batch batch) {
            return connection
                    .preparedQuery(
                            """
                            with moved as (
                                update room set seq = n.seq, active_at = n.at
                                from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as n (session_id, seq, at)
                                where room.session_id = n.session_id)
                            insert into room_event (session_id, seq, at, kind, actor, op, doc, version, data, stored_at)
                            select e.*, case e.kind when 'focus' then clock_timestamp() end
                            from unnest($4::uuid[], $5::bigint[], $6::timestamptz[], $7::text[], $8::uuid[],
                                $9::text[], $10::text[], $11::integer[], $12::text[])
                                as e (session_id, seq, at, kind, actor, op, doc, version, data)
                            """)
                    .execute(new Added(batch).values());
        }

        /** Undoes all of it, as far as the connection is still there. */
        Future<Void> undo() {
            return connection.query("rollback").execute().transform(result -> connection.close());
        }

        void end() {
            connection.close();
        }
    }

    /** What is added to the logs, column by column. */
    private static final class Added {
        private final UUID[] rooms;
        private final Long[] ends;
        private final OffsetDateTime[] ended;
        private final UUID[] sessions;
        private final Long[] seqs;
        private final OffsetDateTime[] times;
        private final String[] kinds;
        private final UUID[] actors;
        private final String[] ops;
        private final String[] docs;
        private final Integer[] versions;
        private final String[] data;

        Added(Batch batch) {
            int n = batch.events.size();
            sessions = new UUID[n];
            seqs = new Long[n];
            times = new OffsetDateTime[n];
            kinds = new String[n];
            actors = new UUID[n];
            ops = new String[n];
            docs = new String[n];
            versions = new Integer[n];
            data = new String[n];
            var last = new LinkedHashMap<UUID, Integer>();
            for (int i = 0; i < n; i++) {
                var event = batch.events.get(i);
                var entry = event.entry();
                sessions[i] = event.sessionId();
                seqs[i] = entry.seq();
                times[i] = at(entry.at());
                kinds[i] = entry.kindName();
                actors[i] = entry.actor();
                ops[i] = entry.op();
                var edit = entry.edit();
                if (edit != null) {
                    docs[i] = edit.doc();
                    versions[i] = edit.version();
                }
                data[i] = entry.data();
                last.put(event.sessionId(), i);
            }
            rooms = last.keySet().toArray(UUID[]::new);
            ends = new Long[rooms.length];
            ended = new OffsetDateTime[rooms.length];
            int room = 0;
            for (int i : last.values()) {
                ends[room] = seqs[i];
                ended[room] = times[i];
                room++;
            }
        }

        Tuple values() {
            return RoomStore.values(
                    rooms, ends, ended, sessions, seqs, times, kinds, actors, ops, docs, versions,
                    data);
        }

        Tuple and(Long[] bases, UUID[] mayWatch) {
            return RoomStore.values(
                    rooms, ends, ended, sessions, seqs, times, kinds, actors, ops, docs, versions,
                    data, bases, mayWatch);
        }
    }

    /** What one transaction writes. */
    static final class Batch {
        private final List<Event> events = new ArrayList<>();
        private final List<NoteChange> notes = new ArrayList<>();
        private final List<String> signals = new ArrayList<>();
        private final Map<UUID, Instant> came = new HashMap<>();

        void append(UUID sessionId, Entry entry) {
            events.add(new Event(sessionId, entry));
        }

        void change(NoteChange change) {
            notes.add(change);
        }

        void came(UUID participantId, Instant at) {
            came.putIfAbsent(participantId, at);
        }

        void signal(UUID sessionId, long seq) {
            signals.add(sessionId + " " + seq);
        }

        int size() {
            return events.size();
        }

        boolean isEmpty() {
            return events.isEmpty() && notes.isEmpty() && came.isEmpty();
        }
    }

    private record Event(UUID sessionId, Entry entry) {}

    /** A change of somebody's own notes, and what came of it. */
    static final class NoteChange {
        private final String sql;
        private final Tuple values;
        private @Nullable Note result;

        private NoteChange(String sql, Tuple values) {
            this.sql = sql;
            this.values = values;
        }

        static NoteChange add(Note note) {
            return new NoteChange(
                    """
                    with fresh as (
                        insert into room_note (id, session_id, author, kind, at, seq, data, revision)
                        values ($1, $2, $3, $4, $5, $6, $7, 1)
                        on conflict (id) do nothing returning *)
                    select * from fresh union all select * from room_note where id = $1 and author = $3
                    """,
                    values(
                            note.id(),
                            note.sessionId(),
                            note.author(),
                            note.kind(),
                            at(note.at()),
                            note.seq(),
                            note.data()));
        }

        static NoteChange rewrite(UUID sessionId, UUID author, UUID id, String data) {
            return new NoteChange(
                    """
                    update room_note set data = $4, revision = revision + 1
                    where id = $3 and session_id = $1 and author = $2 and kind = 'note' returning *
                    """,
                    Tuple.of(sessionId, author, id, data));
        }

        static NoteChange remove(UUID sessionId, UUID author, UUID id, String kind) {
            return new NoteChange(
                    """
                    delete from room_note
                    where id = $3 and session_id = $1 and author = $2 and kind = $4 returning *
                    """,
                    Tuple.of(sessionId, author, id, kind));
        }

        private Future<Void> write(SqlConnection connection) {
            return connection
                    .preparedQuery(sql)
                    .execute(values)
                    .map(
                            (RowSet<Row> rows) -> {
                                if (rows.size() > 0) {
                                    result = note(rows.iterator().next());
                                }
                                return null;
                            });
        }

        /** The note after it, or before its removal; null when the author has no such note. */
        @Nullable Note result() {
            return result;
        }
    }

    private static Map<UUID, Held> held(RowSet<Row> rows) {
        var held = new HashMap<UUID, Held>();
        rows.forEach(
                row ->
                        held.put(
                                row.getUUID("session_id"),
                                new Held(row.getLong("seq"), watchers(row))));
        return held;
    }

    private static List<UUID> watchers(Row row) {
        return List.of(row.getArrayOfUUIDs("watchers"));
    }

    private static Entry entry(Row row) {
        return Entry.stored(
                row.getLong("seq"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("kind"),
                row.getUUID("actor"),
                row.getString("op"),
                row.getString("data"));
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

    /** An array among them is one value, which Tuple.of would not always take it for. */
    private static Tuple values(Object... values) {
        return Tuple.from(values);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
