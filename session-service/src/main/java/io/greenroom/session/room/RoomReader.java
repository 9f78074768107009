package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the record of a room, for those who look at it afterwards. Who may see it is
 * theirs to decide. All methods need a session.
 */
@ApplicationScoped
public class RoomReader {
    /** What entries of one answer may come to together, all but the last. */
    private static final int STRETCH_BYTES = 2_000_000;

    /** An entry of the shared log; {@code data} is JSON. */
    public record LoggedEntry(
            long seq, Instant at, String kind, @Nullable UUID actor, String data) {
        /** What happened is personal and never printed. */
        @Override
        public String toString() {
            return "LoggedEntry[" + seq + ", " + kind + "]";
        }
    }

    /**
     * Some entries.
     *
     * @param more whether the log goes on after them
     */
    public record Stretch(List<LoggedEntry> entries, boolean more) {}

    /**
     * A document at a version.
     *
     * @param at when it came to that version; absent for a text that was there from the start
     */
    public record DocumentAt(String text, int version, @Nullable Instant at) {
        /** What somebody wrote is personal and never printed. */
        @Override
        public String toString() {
            return "DocumentAt[" + version + "]";
        }
    }

    /** A note or mark of an interviewer; {@code data} is JSON. */
    public record OwnNote(UUID id, String kind, Instant at, long seq, int revision, String data) {
        /** What somebody noted is theirs and never printed. */
        @Override
        public String toString() {
            return "OwnNote[" + id + "]";
        }
    }

    /**
     * Entries after that one, in order, at most so many and of bounded size: a board's may hold
     * pictures.
     */
    public Uni<Stretch> entries(UUID sessionId, long after, int limit) {
        return list(
                        """
                        select seq, at, kind, actor, data, newest from (
                            select page.*, sum(octet_length(data)) over (order by seq) - octet_length(data) as ahead
                            from (
                                select e.seq, e.at, e.kind, e.actor, e.data, r.seq as newest
                                from room_event e join room r on r.session_id = e.session_id
                                where e.session_id = :session and e.seq > :after
                                order by e.seq limit :limit) as page) as weighed
                        where ahead < :bytes order by seq
                        """,
                        Map.of(
                                "session",
                                sessionId,
                                "after",
                                after,
                                "limit",
                                limit,
                                "bytes",
                                STRETCH_BYTES))
                .map(
                        rows -> {
                            var entries = rows.stream().map(RoomReader::entry).toList();
                            return new Stretch(
                                    entries,
                                    !entries.isEmpty()
                                            && entries.getLast().seq()
                                                    < rows.getLast().get("newest", Long.class));
                        });
    }

    public Uni<Optional<LoggedEntry>> entry(UUID sessionId, long seq) {
        return list(
                        """
                        select seq, at, kind, actor, data from room_event
                        where session_id = :session and seq = :seq
                        """,
                        Map.of("session", sessionId, "seq", seq))
                .map(rows -> rows.stream().findFirst().map(RoomReader::entry));
    }

    /**
     * Notes and marks of that participant, oldest first: those of a stretch of the log.
     *
     * @param after the entry that it begins after; before the first when negative
     * @param until its last entry
     */
    public Uni<List<OwnNote>> notes(UUID sessionId, UUID author, long after, long until) {
        return list(
                        """
                        select id, kind, at, seq, revision, data from room_note
                        where session_id = :session and author = :author and seq > :after and seq <= :until
                        order by seq, at, id
                        """,
                        Map.of(
                                "session", sessionId, "author", author, "after", after, "until",
                                until))
                .map(rows -> rows.stream().map(RoomReader::note).toList());
    }

    /** The note or mark with that id, if it is that participant's. */
    public Uni<Optional<OwnNote>> note(UUID sessionId, UUID author, UUID id) {
        return list(
                        """
                        select id, kind, at, seq, revision, data from room_note
                        where session_id = :session and author = :author and id = :id
                        """,
                        Map.of("session", sessionId, "author", author, "id", id))
                .map(rows -> rows.stream().findFirst().map(RoomReader::note));
    }

    /**
     * The document as it was at that version, folded from the nearest one before it that is kept
     * whole.
     *
     * @param version null for the newest
     * @return empty when there is no such document, or it never came to that version
     */
    public Uni<Optional<DocumentAt>> document(
            UUID sessionId, String documentId, @Nullable Integer version) {
        int until = version == null ? Integer.MAX_VALUE : version;
        return list(
                        """
                        select data from room_text
                        where session_id = :session and doc = :doc and version <= :until
                        order by version desc limit 1
                        """,
                        Map.of("session", sessionId, "doc", documentId, "until", until))
                .chain(
                        kept ->
                                kept.isEmpty()
                                        ? fromTheStart(sessionId, documentId, until)
                                        : from(
                                                Json.parse(
                                                        kept.getFirst().get("data", String.class)),
                                                sessionId,
                                                documentId,
                                                until))
                .map(found -> found.filter(at -> version == null || at.version() == version));
    }

    private static Uni<Optional<DocumentAt>> fromTheStart(
            UUID sessionId, String documentId, int until) {
        return list(
                        """
                        select kind, at, data from room_event
                        where session_id = :session and (kind = 'doc'
                            or kind = 'edit' and doc = :doc and version <= :until)
                        order by seq
                        """,
                        Map.of("session", sessionId, "doc", documentId, "until", until))
                .map(rows -> fold(rows, documentId));
    }

    private static Uni<Optional<DocumentAt>> from(
            JsonNode kept, UUID sessionId, String documentId, int until) {
        int version = kept.path("version").asInt();
        // The entry that made it what is kept tells when that was.
        return list(
                        """
                        select at, data from room_event
                        where session_id = :session and doc = :doc and version between :from and :until
                        order by version
                        """,
                        Map.of(
                                "session",
                                sessionId,
                                "doc",
                                documentId,
                                "from",
                                version,
                                "until",
                                until))
                .map(
                        rows -> {
                            var text = new StringBuilder(kept.path("text").asText());
                            rows.stream().skip(1).forEach(row -> change(text, row));
                            return Optional.of(
                                    new DocumentAt(
                                            text.toString(),
                                            version + rows.size() - 1,
                                            time(rows.getLast())));
                        });
    }

    private static Optional<DocumentAt> fold(List<Tuple> rows, String documentId) {
        var text = new StringBuilder();
        boolean there = documentId.equals(RoomState.SCRATCH);
        int version = 0;
        @Nullable Instant at = null;
        for (var row : rows) {
            if (row.get("kind", String.class).equals("edit")) {
                version = change(text, row);
                at = time(row);
                continue;
            }
            var data = Json.parse(row.get("data", String.class));
            if (!there && data.path("id").asText().equals(documentId)) {
                there = true;
                text.append(data.path("text").asText());
                version = data.path("version").asInt();
            }
        }
        return there ? Optional.of(new DocumentAt(text.toString(), version, at)) : Optional.empty();
    }

    /** Makes the change that is in the log; the version that came of it. */
    private static int change(StringBuilder text, Tuple row) {
        var data = Json.parse(row.get("data", String.class));
        try {
            ChangeSet.of(data.path("changes")).applyTo(text);
        } catch (ChangeSet.Malformed e) {
            throw new IllegalStateException("The log of a room is broken", e);
        }
        return data.path("version").asInt();
    }

    private static OwnNote note(Tuple row) {
        return new OwnNote(
                row.get("id", UUID.class),
                row.get("kind", String.class),
                time(row),
                row.get("seq", Long.class),
                row.get("revision", Integer.class),
                row.get("data", String.class));
    }

    private static LoggedEntry entry(Tuple row) {
        return new LoggedEntry(
                row.get("seq", Long.class),
                time(row),
                row.get("kind", String.class),
                row.get("actor", UUID.class),
                row.get("data", String.class));
    }

    private static Instant time(Tuple row) {
        return switch (row.get("at")) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case Object other -> throw new IllegalStateException("Not a time: " + other.getClass());
        };
    }

    private static Uni<List<Tuple>> list(String statement, Map<String, ?> values) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(statement, Tuple.class);
                            values.forEach(query::setParameter);
                            return query.getResultList();
                        });
    }
}
