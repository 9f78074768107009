package io.greenroom.platform.deadletter;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be processed, without its content.
 *
 * @param topic where it had been read, with partition and offset
 * @param key the event's own key: the id of what it is about
 * @param causeId the same for dead letters of one cause
 * @param failure name of the exception; {@code cause} is its message without values
 * @param deadAt when it came to the dead letters
 * @param replayable false when it is not even text, or was decided on
 * @param settledAt when it was replayed or discarded
 * @param outcome PROCESSED once its event has taken effect in this service
 * @param replayOf the dead letter that this one is a failed replay of
 * @param diedAgainAs what became of its replay, if that failed too
 */
@Schema(
        name = "DeadLetter",
        requiredProperties = {
            "id",
            "state",
            "topic",
            "partition",
            "offset",
            "causeId",
            "failure",
            "cause",
            "deadAt",
            "sizeBytes",
            "replayable"
        })
record DeadLetter(
        UUID id,
        DeadLetterState state,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable UUID eventId,
        @Nullable String eventType,
        String causeId,
        String failure,
        String cause,
        Instant deadAt,
        int sizeBytes,
        boolean replayable,
        @Nullable Instant settledAt,
        @Schema(enumeration = {"WAITING", "PROCESSED", "FAILED_AGAIN"}) @Nullable String outcome,
        @Nullable UUID replayOf,
        @Nullable UUID diedAgainAs) {
    static final String COLUMNS =
            """
            l.id, l.state, l.topic, l.topic_partition, l.topic_offset, l.key, l.event_id, l.event_type,
            l.cause_id, l.failure, l.cause, l.died_at, l.size_bytes,
            l.payload is not null as replayable, l.settled_at, l.replay_of,
            (select a.id from dead_letter a where a.replay_of = l.id order by a.died_at limit 1) as again,
            exists (select 1 from inbox i where i.event_id = l.event_id) as processed
            """;

    static DeadLetter of(Tuple row) {
        var state = DeadLetterState.valueOf(row.get("state", String.class));
        @Nullable UUID again = row.get("again", UUID.class);
        return new DeadLetter(
                row.get("id", UUID.class),
                state,
                row.get("topic", String.class),
                row.get("topic_partition", Integer.class),
                row.get("topic_offset", Long.class),
                row.get("key", String.class),
                row.get("event_id", UUID.class),
                row.get("event_type", String.class),
                row.get("cause_id", String.class),
                row.get("failure", String.class),
                row.get("cause", String.class),
                instant(row.get("died_at")),
                row.get("size_bytes", Integer.class),
                row.get("replayable", Boolean.class),
                row.get("settled_at") == null ? null : instant(row.get("settled_at")),
                outcome(state, row.get("processed", Boolean.class), again),
                row.get("replay_of", UUID.class),
                again);
    }

    private static @Nullable String outcome(
            DeadLetterState state, boolean processed, @Nullable UUID again) {
        if (processed) {
            return "PROCESSED";
        }
        if (again != null) {
            return "FAILED_AGAIN";
        }
        return state == DeadLetterState.REPLAYED ? "WAITING" : null;
    }

    static Instant instant(Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("Not a time: " + value.getClass());
        };
    }
}
