package io.greenroom.platform.deadletter;

import jakarta.persistence.Tuple;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What several dead letters died of, counted over those that nobody has decided on. */
@Schema(
        name = "DeadLetterCause",
        requiredProperties = {
            "id",
            "topic",
            "failure",
            "cause",
            "count",
            "replayable",
            "firstAt",
            "lastAt"
        })
record DeadLetterCause(
        String id,
        String topic,
        @Nullable String eventType,
        String failure,
        String cause,
        long count,
        long replayable,
        Instant firstAt,
        Instant lastAt) {
    static DeadLetterCause of(Tuple row) {
        return new DeadLetterCause(
                row.get("cause_id", String.class),
                row.get("topic", String.class),
                row.get("event_type", String.class),
                row.get("failure", String.class),
                row.get("cause", String.class),
                row.get("letters", Long.class),
                row.get("replayable", Long.class),
                DeadLetter.instant(row.get("first_at")),
                DeadLetter.instant(row.get("last_at")));
    }
}
