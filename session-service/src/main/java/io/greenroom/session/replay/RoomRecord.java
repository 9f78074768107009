package io.greenroom.session.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.session.room.RoomReader;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be looked up in the record of a room. All methods need a transaction. */
@ApplicationScoped
public class RoomRecord {
    private final RoomReader room;
    private final StoredJson json;

    @Inject
    RoomRecord(RoomReader room, StoredJson json) {
        this.room = room;
        this.json = json;
    }

    /**
     * A document at a version.
     *
     * @param at when it came to that version; absent for the text that it began with
     */
    public record Text(String text, long version, @Nullable Instant at) {
        /** What somebody wrote is personal and never printed. */
        @Override
        public String toString() {
            return "Text[" + version + "]";
        }
    }

    /** A message of the chat. */
    public record Said(String text, Instant at) {
        /** What somebody said is personal and never printed. */
        @Override
        public String toString() {
            return "Said[" + at + "]";
        }
    }

    /**
     * An own note or mark.
     *
     * @param kind note or mark
     * @param text of a note; of a mark what was seen
     * @param quote of a mark: words of a document
     */
    public record Own(
            String kind,
            Instant at,
            String text,
            @Nullable String quote,
            @Nullable String documentId,
            @Nullable Long version,
            @Nullable Integer from,
            @Nullable Integer to) {
        /** Whether these words stand in it. */
        public boolean contains(String words) {
            return text.contains(words) || (quote != null && quote.contains(words));
        }

        /** What somebody noted is theirs and never printed. */
        @Override
        public String toString() {
            return "Own[" + kind + "]";
        }
    }

    /** The document at that version; empty when there is no such one. */
    public Uni<Optional<Text>> document(UUID sessionId, String documentId, long version) {
        return version > Integer.MAX_VALUE
                ? Uni.createFrom().item(Optional.empty())
                : room.document(sessionId, documentId, (int) version)
                        .map(found -> found.map(RoomRecord::text));
    }

    /** The document as it is at the end. */
    public Uni<Optional<Text>> document(UUID sessionId, String documentId) {
        return room.document(sessionId, documentId, null).map(found -> found.map(RoomRecord::text));
    }

    /** Since when the candidate works unseen; empty when they don't. Only of a live session. */
    public Uni<Optional<Instant>> focusSince(UUID sessionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select coalesce(max(seq), 0) from room_event
                                                where session_id = :session and kind = 'focus'
                                                """,
                                                Long.class)
                                        .setParameter("session", sessionId)
                                        .getSingleResult())
                .chain(seq -> room.entry(sessionId, seq))
                .map(
                        found ->
                                found.filter(
                                                entry ->
                                                        json.read(entry.data(), JsonNode.class)
                                                                .hasNonNull("until"))
                                        .map(RoomReader.LoggedEntry::at));
    }

    private static Text text(RoomReader.DocumentAt found) {
        return new Text(found.text(), found.version(), found.at());
    }

    /** The chat message with that number in the log. */
    public Uni<Optional<Said>> said(UUID sessionId, long seq) {
        return room.entry(sessionId, seq)
                .map(
                        found ->
                                found.filter(entry -> entry.kind().equals("chat"))
                                        .map(
                                                entry ->
                                                        new Said(
                                                                json.read(
                                                                                entry.data(),
                                                                                JsonNode.class)
                                                                        .path("text")
                                                                        .asText(),
                                                                entry.at())));
    }

    /** The note or mark, if it is that participant's. */
    public Uni<Optional<Own>> own(UUID sessionId, UUID author, UUID id) {
        return room.note(sessionId, author, id)
                .map(found -> found.map(note -> own(note, json.read(note.data(), JsonNode.class))));
    }

    private static Own own(RoomReader.OwnNote note, JsonNode data) {
        return new Own(
                note.kind(),
                note.at(),
                data.path("text").asText(data.path("indicator").asText("")),
                data.hasNonNull("quote") ? data.get("quote").asText() : null,
                data.hasNonNull("doc") ? data.get("doc").asText() : null,
                data.hasNonNull("version") ? data.get("version").asLong() : null,
                data.hasNonNull("from") ? data.get("from").asInt() : null,
                data.hasNonNull("to") ? data.get("to").asInt() : null);
    }
}
