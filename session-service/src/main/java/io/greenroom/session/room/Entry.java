package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of a room's log. What is said of it in JSON is written once and sent to all. */
final class Entry {
    private final long seq;
    private final Instant at;
    private final String kind;
    private final @Nullable UUID actor;
    private final @Nullable String op;
    private final String data;
    private final @Nullable Edit edit;
    private @Nullable JsonNode parsed;
    private @Nullable String json;

    /** A change of a document, and the version that it made of it. */
    record Edit(String doc, int version, String client, ChangeSet changes) {}

    Entry(
            long seq,
            Instant at,
            String kind,
            @Nullable UUID actor,
            @Nullable String op,
            String data,
            @Nullable Edit edit) {
        this.seq = seq;
        this.at = at;
        this.kind = kind;
        this.actor = actor;
        this.op = op;
        this.data = data;
        this.edit = edit;
    }

    static Entry of(
            long seq,
            Instant at,
            Kind kind,
            @Nullable UUID actor,
            @Nullable String op,
            JsonNode data) {
        var entry = new Entry(seq, at, kind.wire(), actor, op, data.toString(), null);
        entry.parsed = data;
        return entry;
    }

    static Entry edit(long seq, Instant at, UUID actor, Edit edit) {
        var data = new StringBuilder(96);
        data.append("{\"doc\":");
        Json.quote(data, edit.doc());
        data.append(",\"version\":").append(edit.version()).append(",\"client\":");
        Json.quote(data, edit.client());
        data.append(",\"changes\":");
        edit.changes().writeTo(data);
        data.append('}');
        return new Entry(seq, at, Kind.EDIT.wire(), actor, null, data.toString(), edit);
    }

    /** As it was read from the log. */
    static Entry stored(
            long seq,
            Instant at,
            String kind,
            @Nullable UUID actor,
            @Nullable String op,
            String data) {
        if (!kind.equals(Kind.EDIT.wire())) {
            return new Entry(seq, at, kind, actor, op, data, null);
        }
        var json = Json.parse(data);
        try {
            var edit =
                    new Edit(
                            json.path("doc").asText(),
                            json.path("version").asInt(),
                            json.path("client").asText(),
                            ChangeSet.of(json.path("changes")));
            return new Entry(seq, at, kind, actor, op, data, edit);
        } catch (ChangeSet.Malformed e) {
            throw new IllegalStateException("The log of a room is broken at " + seq, e);
        }
    }

    long seq() {
        return seq;
    }

    Instant at() {
        return at;
    }

    String kindName() {
        return kind;
    }

    @Nullable Kind kind() {
        return Kind.of(kind);
    }

    boolean isWork() {
        var known = kind();
        return known != null && known.isWork();
    }

    @Nullable UUID actor() {
        return actor;
    }

    @Nullable String op() {
        return op;
    }

    String data() {
        return data;
    }

    @Nullable Edit edit() {
        return edit;
    }

    JsonNode parsed() {
        var tree = parsed;
        if (tree == null) {
            tree = Json.parse(data);
            parsed = tree;
        }
        return tree;
    }

    /** As clients get it. */
    String json() {
        var text = json;
        if (text == null) {
            var builder = new StringBuilder(data.length() + 128);
            builder.append("{\"seq\":")
                    .append(seq)
                    .append(",\"at\":\"")
                    .append(at)
                    .append("\",\"kind\":\"")
                    .append(kind)
                    .append("\",");
            if (actor != null) {
                builder.append("\"actor\":\"").append(actor).append("\",");
            }
            text = builder.append("\"data\":").append(data).append('}').toString();
            json = text;
        }
        return text;
    }

    /** What happened is personal and never printed. */
    @Override
    public String toString() {
        return "Entry[" + seq + ", " + kind + "]";
    }
}
