package io.greenroom.catalog.curation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import io.greenroom.platform.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One deed on many questions: those with these ids, or those that fit the filter.
 *
 * @param value the topic, the reason, the note or the pack
 * @param seen the revision of each draft that was read, as the preview tells it: only that is
 *     approved
 */
record BulkRequest(
        @NotNull(message = "The action is missing.") Action action,
        @Nullable List<String> questionIds,
        @Nullable Filter filter,
        @Nullable String value,
        @Nullable Map<String, Long> seen) {
    /** At one time, which is one transaction. */
    static final int MOST = 500;

    /** What can be done to many. */
    @Schema(name = "BulkActionKind")
    enum Action {
        TAG,
        UNTAG,
        RETIRE,
        PUBLISH,
        APPROVE_AND_PUBLISH,
        MOVE;

        @JsonValue
        String wire() {
            return Slugs.of(this);
        }

        @JsonCreator
        static Action of(String wire) {
            return Arrays.stream(values())
                    .filter(action -> action.wire().equals(wire))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Unknown action"));
        }
    }

    /** As the list of questions is filtered. */
    @Schema(name = "BulkFilter")
    record Filter(
            @Nullable List<String> state,
            @Nullable String q,
            @Nullable List<String> topic,
            @Nullable List<String> round,
            @Nullable String author,
            @Nullable String pack) {
        CuratedQuestionQuery query() {
            return new CuratedQuestionQuery(
                    Objects.requireNonNullElse(state, List.of()),
                    q,
                    Objects.requireNonNullElse(topic, List.of()),
                    Objects.requireNonNullElse(round, List.of()),
                    author,
                    pack);
        }
    }

    /** The value, where the action needs one that programs read. */
    String tag() {
        var tag = Objects.requireNonNullElse(value, "");
        if (!CurateQuestions.isSlug(tag)) {
            throw ProblemException.invalid(
                    "/value",
                    "It has 2 to 80 small letters and digits, with single hyphens between.");
        }
        return tag;
    }

    /** The value, where people read it. */
    String words() {
        if (value == null || value.isBlank() || value.length() > 500) {
            throw ProblemException.invalid("/value", "Say why, in at most 500 characters.");
        }
        return value.strip();
    }

    /** The revision of the question's draft that was read; null when none was. */
    @Nullable Long seenOf(String questionId) {
        return seen == null ? null : seen.get(questionId);
    }

    /** Refuses what cannot be meant. */
    void check(boolean dryRun) {
        if ((questionIds == null) == (filter == null)) {
            throw ProblemException.invalid(
                    "/questionIds", "Name either the questions or a filter.");
        }
        if (questionIds != null && (questionIds.isEmpty() || questionIds.size() > MOST)) {
            throw ProblemException.invalid("/questionIds", "Name 1 to " + MOST + " questions.");
        }
        switch (action) {
            case TAG, UNTAG, MOVE -> tag();
            case RETIRE -> words();
            case PUBLISH, APPROVE_AND_PUBLISH -> {
                if (value != null && value.length() > 500) {
                    throw ProblemException.invalid("/value", "A note has at most 500 characters.");
                }
                if (action == Action.APPROVE_AND_PUBLISH && seen == null && !dryRun) {
                    throw ProblemException.invalid(
                            "/seen", "Say which revisions were read: the preview has them.");
                }
            }
        }
    }
}
