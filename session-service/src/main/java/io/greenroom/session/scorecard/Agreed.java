package io.greenroom.session.scorecard;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the panel has agreed on, as it is written and kept. */
@Schema(name = "SaveReconciliation")
record Agreed(
        @NotNull(message = "items are missing; they may be empty.") @Size(max = 40, message = "There are at most 40 items.") List<@Valid @NotNull Item> items,
        @Nullable Recommendation recommendation) {
    static final Agreed NOTHING = new Agreed(List.of(), null);

    Agreed {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /**
     * @param redFlags ids of the ones that stand; absent where the panel has not decided on them
     */
    @Schema(name = "ReconciledItem")
    record Item(
            @NotNull(message = "itemId is missing.") UUID itemId,
            @Size(max = 20, message = "There are at most 20 criteria.") List<@Valid @NotNull Level> criteria,
            @Nullable @Size(max = 20, message = "There are at most 20 red flags.") List<@NotBlank String> redFlags) {
        Item {
            criteria = criteria == null ? List.of() : List.copyOf(criteria);
        }

        Optional<Level> level(String criterionId) {
            return criteria.stream()
                    .filter(level -> level.criterionId().equals(criterionId))
                    .findFirst();
        }
    }

    /**
     * @param agreed absent until it is decided, or when nobody has seen it
     * @param notSeen true when the panel agrees that it was not seen
     * @param reason why, where the cards differ
     */
    @Schema(name = "ReconciledCriterion")
    record Level(
            @NotBlank(message = "criterionId is missing.") String criterionId,
            @Min(value = 0, message = "Levels go from 0 to 4.") @Max(value = 4, message = "Levels go from 0 to 4.") @Nullable Integer agreed,
            @Nullable Boolean notSeen,
            @Size(max = 4_000, message = "A reason has at most 4,000 characters.") @Nullable String reason) {
        boolean isDecided() {
            return agreed != null || wasNotSeen();
        }

        boolean wasNotSeen() {
            return Boolean.TRUE.equals(notSeen);
        }
    }

    Optional<Item> item(UUID itemId) {
        return items.stream().filter(item -> item.itemId().equals(itemId)).findFirst();
    }

    /** What was said of a candidate is personal and never printed. */
    @Override
    public String toString() {
        return "Agreed[" + items.size() + " items]";
    }
}
