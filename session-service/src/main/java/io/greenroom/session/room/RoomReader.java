package io.greenroom.session.room;

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

    /** Entries after that one, in order, at most so many. */
    public Uni<List<LoggedEntry>> entries(UUID sessionId, long after, int limit) {
        return list(
                        """
                        select seq, at, kind, actor, data from room_event
                        where session_id = :session and seq > :after order by seq limit :limit
                        """,
                        Map.of("session", sessionId, "after", after, "limit", limit))
                .map(rows -> rows.stream().map(RoomReader::entry).toList());
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

    /** All notes and marks of that participant, oldest first. */
    public Uni<List<OwnNote>> notes(UUID sessionId, UUID author) {
        return list(
                        """
                        select id, kind, at, seq, revision, data from room_note
                        where session_id = :session and author = :author order by seq, at, id
                        """,
                        Map.of("session", sessionId, "author", author))
                .map(
                        rows ->
                                rows.stream()
                                        .map(
                                                row ->
                                                        new OwnNote(
                                                                row.get("id", UUID.class),
                                                                row.get("kind", String.class),
                                                                time(row),
                                                                row.get("seq", Long.class),
                                                                row.get("revision", Integer.class),
                                                                row.get("data", String.class)))
                                        .toList());
    }

    /**
     * The document as it was at that version.
     *
     * @param version null for the newest
     * @return empty when there is no such document, or it never came to that version
     */
    public Uni<Optional<DocumentAt>> document(
            UUID sessionId, String documentId, @Nullable Integer version) {
        int until = version == null ? Integer.MAX_VALUE : version;
        return list(
                        """
                        select kind, at, data from room_event
                        where session_id = :session and (kind = 'doc'
                            or kind = 'edit' and doc = :doc and version <= :until)
                        order by seq
                        """,
                        Map.of("session", sessionId, "doc", documentId, "until", until))
                .map(rows -> fold(rows, documentId))
                .map(found -> found.filter(at -> version == null || at.version() == version));
    }

    private static Optional<DocumentAt> fold(List<Tuple> rows, String documentId) {
        var text = new StringBuilder();
        boolean there = documentId.equals(RoomState.SCRATCH);
        int version = 0;
        @Nullable Instant at = null;
        for (var row : rows) {
            var data = Json.parse(row.get("data", String.class));
            if (row.get("kind", String.class).equals("edit")) {
                try {
                    ChangeSet.of(data.path("changes")).applyTo(text);
                } catch (ChangeSet.Malformed e) {
                    throw new IllegalStateException("The log of a room is broken", e);
                }
                version = data.path("version").asInt();
                at = time(row);
            } else if (!there && data.path("id").asText().equals(documentId)) {
                there = true;
                text.append(data.path("text").asText());
                version = data.path("version").asInt();
            }
        }
        return there ? Optional.of(new DocumentAt(text.toString(), version, at)) : Optional.empty();
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
