package io.greenroom.session.scorecard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the grader thinks of an answer.
 *
 * @param text what it was asked about; quotes of the grade stand in it
 * @param grade as a practice grade is; only with READY
 * @param detail why there is none; only with FAILED
 */
@Schema(name = "SessionOpinion")
record OpinionView(
        UUID itemId,
        @Schema(enumeration = {"WAITING", "READY", "FAILED"}) String state,
        String text,
        String language,
        Instant askedAt,
        @Nullable Instant givenAt,
        @Schema(implementation = Object.class) @Nullable JsonNode grade,
        @Nullable String detail) {

    @Schema(name = "SessionOpinionList")
    record OpinionList(List<OpinionView> items) {}

    /** What a candidate said is personal and never printed. */
    @Override
    public String toString() {
        return "OpinionView[" + itemId + ", " + state + "]";
    }
}
