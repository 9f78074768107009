package io.greenroom.session.replay;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.greenroom.session.room.RoomReader;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of what happened.
 *
 * @param notes own notes and marks of that stretch; only for the panel
 * @param next what to ask after for more; absent at the end
 */
@Schema(name = "SessionTimeline")
record TimelineView(List<Entry> entries, @Nullable List<Own> notes, @Nullable Long next) {

    /** An entry of the room's log, as docs/live-protocol.md has it. */
    @Schema(name = "TimelineEntry")
    record Entry(
            long seq,
            Instant at,
            String kind,
            @Nullable UUID actor,
            @JsonRawValue @Schema(implementation = Object.class) String data) {
        static Entry of(RoomReader.LoggedEntry entry) {
            return new Entry(entry.seq(), entry.at(), entry.kind(), entry.actor(), entry.data());
        }
    }

    /**
     * @param seq how far the log had come when it was noted
     */
    @Schema(name = "TimelineNote")
    record Own(
            UUID id,
            String kind,
            Instant at,
            long seq,
            int revision,
            @JsonRawValue @Schema(implementation = Object.class) String data) {
        static Own of(RoomReader.OwnNote note) {
            return new Own(
                    note.id(), note.kind(), note.at(), note.seq(), note.revision(), note.data());
        }
    }
}
