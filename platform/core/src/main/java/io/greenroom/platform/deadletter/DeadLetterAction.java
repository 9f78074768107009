package io.greenroom.platform.deadletter;

import jakarta.persistence.Tuple;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who decided what on a dead letter, and why. */
@Schema(
        name = "DeadLetterAction",
        requiredProperties = {"action", "by", "at"})
record DeadLetterAction(
        @Schema(enumeration = {"REPLAYED", "DISCARDED"}) String action,
        String by,
        Instant at,
        @Nullable String reason) {
    static DeadLetterAction of(Tuple row) {
        return new DeadLetterAction(
                row.get("action", String.class),
                row.get("actor_name", String.class),
                DeadLetter.instant(row.get("acted_at")),
                row.get("reason", String.class));
    }
}
