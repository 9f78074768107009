package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.Slugs;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What curators send. */
final class CurationRequests {
    private CurationRequests() {}

    /**
     * A new question.
     *
     * @param slug becomes its id too; made from the title when absent
     */
    record NewQuestion(
            @Nullable String slug,
            @NotNull(message = "The content is missing.") DraftContent content) {}

    /**
     * The next draft.
     *
     * @param fromVersion the latest when absent
     */
    record StartDraft(@Nullable Integer fromVersion) {}

    /**
     * What an editor holds.
     *
     * @param baseVersion says that this published version has been taken into account
     */
    record SaveDraft(
            @NotNull(message = "The slug is missing.") String slug,
            @NotNull(message = "The content is missing.") DraftContent content,
            @Nullable Integer baseVersion) {}

    /** A step of review. */
    record ReviewAction(
            @NotNull(message = "The action is missing.") Step action,
            @Nullable @Size(max = 2000, message = "A comment has at most 2000 characters.") String comment) {}

    /** What can be done about review. */
    @Schema(name = "ReviewStep")
    enum Step {
        REQUEST,
        WITHDRAW,
        APPROVE,
        RETURN;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }

        @JsonCreator
        static Step of(String wire) {
            return Arrays.stream(values())
                    .filter(step -> step.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown action"));
        }
    }

    /**
     * Publication.
     *
     * @param at at once when absent
     * @param note what changed, for the history
     */
    record Publish(
            @Nullable Instant at,
            @Nullable @Size(max = 500, message = "A note has at most 500 characters.") String note) {
        static final Publish NOW = new Publish(null, null);
    }

    /** Retirement. */
    record Retire(
            @NotBlank(message = "Say why.") @Size(max = 500, message = "A reason has at most 500 characters.") String reason) {}
}
