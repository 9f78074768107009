package io.greenroom.session.scorecard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one interviewer thinks, as it is written and kept.
 *
 * @param feedback for the candidate, in the interviewer's own words
 * @param privateRemark for the panel; never released
 */
@Schema(name = "SaveScorecard")
record CardContent(
        @NotNull(message = "items are missing; they may be empty.") @Size(max = 40, message = "There are at most 40 items.") List<@Valid @NotNull Item> items,
        @Nullable Recommendation recommendation,
        @Size(max = 20_000, message = "Feedback has at most 20,000 characters.") @Nullable String feedback,
        @Size(max = 10_000, message = "A remark has at most 10,000 characters.") @Nullable String privateRemark) {
    static final CardContent EMPTY = new CardContent(List.of(), null, null, null);

    CardContent {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * The marks on one item of the agenda.
     *
     * @param summary what the candidate said, typed or dictated; goes to the grader with the
     *     document when its opinion is asked
     */
    @Schema(name = "ScorecardItem")
    record Item(
            @NotNull(message = "itemId is missing.") UUID itemId,
            @Size(max = 20_000, message = "A summary has at most 20,000 characters.") @Nullable String summary,
            @NotNull(message = "criteria are missing; they may be empty.") @Size(max = 20, message = "There are at most 20 criteria.") List<@Valid @NotNull CriterionMark> criteria,
            @Size(max = 20, message = "There are at most 20 red flags.") List<@Valid @NotNull FlagMark> redFlags) {
        Item {
            criteria = criteria == null ? List.of() : List.copyOf(criteria);
            redFlags = redFlags == null ? List.of() : List.copyOf(redFlags);
        }

        Optional<CriterionMark> mark(String criterionId) {
            return criteria.stream()
                    .filter(mark -> mark.criterionId().equals(criterionId))
                    .findFirst();
        }

        boolean flags(String redFlagId) {
            return redFlags.stream().anyMatch(flag -> flag.redFlagId().equals(redFlagId));
        }

        boolean isTouched() {
            return criteria.stream().anyMatch(CriterionMark::isRated) || !redFlags.isEmpty();
        }
    }

    /**
     * A level, or that there was nothing to judge by.
     *
     * @param level absent until the interviewer has decided
     * @param notSeen true when the session did not come to it
     * @param note why this level; proposed to the candidate at the release, where the panel may
     *     change it
     */
    @Schema(name = "ScorecardCriterion")
    record CriterionMark(
            @NotBlank(message = "criterionId is missing.") String criterionId,
            @Min(value = 0, message = "Levels go from 0 to 4.") @Max(value = 4, message = "Levels go from 0 to 4.") @Nullable Integer level,
            @Nullable Boolean notSeen,
            @Size(max = 4_000, message = "A note has at most 4,000 characters.") @Nullable String note,
            @Size(max = 20, message = "A criterion has at most 20 pieces of evidence.") List<@Valid @NotNull Evidence> evidence) {
        CriterionMark {
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }

        @AssertTrue(message = "What was not seen has no level.") boolean isOneOfBoth() {
            return level == null || !wasNotSeen();
        }

        boolean wasNotSeen() {
            return Boolean.TRUE.equals(notSeen);
        }

        boolean isRated() {
            return level != null || wasNotSeen();
        }
    }

    /** A red flag that the interviewer saw. */
    @Schema(name = "ScorecardRedFlag")
    record FlagMark(
            @NotBlank(message = "redFlagId is missing.") String redFlagId,
            @Size(max = 20, message = "A red flag has at most 20 pieces of evidence.") List<@Valid @NotNull Evidence> evidence) {
        FlagMark {
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /** Where a piece of evidence stands. */
    enum Kind {
        /** In an own note of the room. */
        note,
        /** In an own mark of the room. */
        mark,
        /** In a document at a version. */
        range,
        /** In the chat. */
        chat
    }

    /**
     * Words of the session that show something, word for word.
     *
     * @param refId of a note or mark its id, of a chat message its number in the room's log
     * @param from UTF-16 index into the document at that version
     * @param to the index after the last character
     * @param at when it was; the room's record decides
     */
    @Schema(name = "ScorecardEvidence")
    record Evidence(
            @NotNull(message = "kind is missing.") Kind kind,
            @Size(max = 100, message = "refId has at most 100 characters.") @Nullable String refId,
            @Size(max = 100, message = "documentId has at most 100 characters.") @Nullable String documentId,
            @PositiveOrZero(message = "version is 0 or more.") @Nullable Long version,
            @PositiveOrZero(message = "from is 0 or more.") @Nullable Integer from,
            @PositiveOrZero(message = "to is 0 or more.") @Nullable Integer to,
            @NotBlank(message = "quote is missing.") @Size(max = 4_000, message = "A quote has at most 4,000 characters.") String quote,
            @Nullable Instant at) {
        Evidence at(@Nullable Instant when) {
            return new Evidence(kind, refId, documentId, version, from, to, quote, when);
        }
    }

    Optional<Item> item(UUID itemId) {
        return items.stream().filter(item -> item.itemId().equals(itemId)).findFirst();
    }

    /** What is written of a candidate is personal and never printed. */
    @Override
    public String toString() {
        return "CardContent[" + items.size() + " items]";
    }
}
