package io.greenroom.session.scorecard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the panel says to the candidate beside the scores. Only what stands here, in the agreed
 * levels and in words of the session that all could see goes out.
 *
 * @param hiddenEvidence ids of moments that are left out
 * @param showRecommendation whether the candidate sees what the panel would have done
 */
@Schema(name = "SaveRelease")
record Composition(
        @Size(max = 40_000, message = "Feedback has at most 40,000 characters.") @Nullable String feedback,
        @Size(max = 500, message = "There are at most 500 pieces of evidence.") List<@NotNull UUID> hiddenEvidence,
        @Nullable Boolean showRecommendation,
        @Size(max = 40, message = "There are at most 40 items.") List<@Valid @NotNull Item> items) {
    Composition {
        hiddenEvidence = hiddenEvidence == null ? List.of() : List.copyOf(hiddenEvidence);
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** What is proposed before anybody has composed: what the interviewers wrote for them. */
    static Composition proposed(List<Card> cards) {
        var feedback =
                String.join(
                        "\n\n",
                        cards.stream()
                                .map(card -> card.content().feedback())
                                .filter(text -> text != null && !text.isBlank())
                                .map(String::strip)
                                .toList());
        return new Composition(feedback, List.of(), false, List.of());
    }

    /**
     * @param nextStep one thing to do now
     */
    @Schema(name = "ComposedItem")
    record Item(
            @NotNull(message = "itemId is missing.") UUID itemId,
            @Size(max = 20, message = "There are at most 20 criteria.") List<@Valid @NotNull Note> criteria,
            @Size(max = 2_000, message = "A next step has at most 2,000 characters.") @Nullable String nextStep) {
        Item {
            criteria = criteria == null ? List.of() : List.copyOf(criteria);
        }

        Optional<String> note(String criterionId) {
            return criteria.stream()
                    .filter(note -> note.criterionId().equals(criterionId))
                    .map(Note::note)
                    .filter(text -> !text.isBlank())
                    .findFirst();
        }
    }

    /** Why a criterion got its level, for the candidate; without one the rubric's words stand. */
    @Schema(name = "ComposedCriterion")
    record Note(
            @NotBlank(message = "criterionId is missing.") String criterionId,
            @NotNull(message = "note is missing.") @Size(max = 4_000, message = "A note has at most 4,000 characters.") String note) {}

    Optional<Item> item(UUID itemId) {
        return items.stream().filter(item -> item.itemId().equals(itemId)).findFirst();
    }

    /** What is said to a candidate is personal and never printed. */
    @Override
    public String toString() {
        return "Composition[" + items.size() + " items]";
    }
}
