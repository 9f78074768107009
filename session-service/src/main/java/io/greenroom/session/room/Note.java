package io.greenroom.session.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A note or a mark of an interviewer, for nobody else.
 *
 * @param kind {@code note} or {@code mark}
 * @param seq how far the room's log had come
 * @param data JSON
 */
record Note(
        UUID id,
        UUID sessionId,
        UUID author,
        String kind,
        Instant at,
        long seq,
        String data,
        int revision) {

    /** As its author gets it. */
    ObjectNode json() {
        var json = Json.object();
        json.put("id", id.toString()).put("kind", kind).put("at", at.toString()).put("seq", seq);
        json.set("data", Json.parse(data));
        return json.put("revision", revision);
    }

    /** What it says is private and never printed. */
    @Override
    public String toString() {
        return "Note[" + id + "]";
    }
}
