package io.greenroom.session.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Criterion by criterion what each interviewer gave and what the panel agreed on. Where all gave
 * the same that is agreed without a word; where they differ, or the panel decides otherwise than
 * all of them, the level needs a reason. The difference stays on record.
 */
record Reconciliation(
        List<Item> items,
        @Nullable Recommendation recommendation,
        List<CardCheck.Missing> missing) {
    Reconciliation {
        items = List.copyOf(items);
        missing = List.copyOf(missing);
    }

    /**
     * @param redFlags what was claimed, and whether it stands
     */
    @Schema(name = "ReconciliationItem")
    record Item(UUID itemId, List<Criterion> criteria, List<Flag> redFlags) {}

    /**
     * @param levels as the cards have them; a level is absent where it was not seen
     * @param spread highest less lowest level
     * @param mean of the levels; absent when nobody has seen it
     * @param unanimous whether all cards say the same
     * @param agreed what counts; absent when it was not seen, or is not decided yet
     * @param decided whether it is decided, by the panel or because all say the same
     */
    @Schema(name = "ReconciliationCriterion")
    record Criterion(
            String criterionId,
            List<Given> levels,
            int spread,
            @Nullable Double mean,
            boolean unanimous,
            @Nullable Integer agreed,
            boolean notSeen,
            boolean decided,
            @Nullable String reason) {}

    /** A level on somebody's card. */
    @Schema(name = "GivenLevel")
    record Given(UUID participantId, @Nullable Integer level) {}

    /**
     * @param by whose cards claim it
     * @param stands whether it counts; absent until it is decided
     */
    @Schema(name = "ReconciliationRedFlag")
    record Flag(String redFlagId, List<UUID> by, @Nullable Boolean stands) {}

    /** Puts what was agreed beside the cards; {@link #missing} says what is left to decide. */
    static Reconciliation of(List<ScoredItem> agenda, List<Card> cards, Agreed agreed) {
        var missing = new ArrayList<CardCheck.Missing>();
        var items = new ArrayList<Item>();
        for (var scored : agenda) {
            var given =
                    cards.stream()
                            .filter(
                                    card ->
                                            card.content()
                                                    .item(scored.id())
                                                    .map(CardContent.Item::isTouched)
                                                    .orElse(false))
                            .collect(
                                    Collectors.toMap(
                                            Function.identity(),
                                            card -> card.content().item(scored.id()).orElseThrow(),
                                            (a, b) -> a,
                                            java.util.LinkedHashMap::new));
            if (!given.isEmpty()) {
                items.add(item(scored, given, agreed.item(scored.id()).orElse(null), missing));
            }
        }
        var recommendation = agreed.recommendation();
        var said = cards.stream().map(card -> card.content().recommendation()).distinct().toList();
        if (recommendation == null && said.size() == 1) {
            recommendation = said.getFirst();
        }
        if (recommendation == null) {
            missing.add(
                    new CardCheck.Missing(
                            "recommendation", "The recommendations differ; agree on one."));
        }
        return new Reconciliation(items, recommendation, missing);
    }

    private static Item item(
            ScoredItem scored,
            Map<Card, CardContent.Item> given,
            Agreed.@Nullable Item agreed,
            List<CardCheck.Missing> missing) {
        var criteria = new ArrayList<Criterion>();
        for (var criterion : scored.rubric().criteria()) {
            var one =
                    criterion(
                            criterion.id(),
                            given,
                            agreed == null ? null : agreed.level(criterion.id()).orElse(null));
            criteria.add(one);
            if (!one.decided()) {
                missing.add(
                        new CardCheck.Missing(
                                "criterion",
                                "“%s” of “%s” is not decided yet."
                                        .formatted(criterion.title(), scored.title())));
            } else if (needsReason(one) && (one.reason() == null || one.reason().isBlank())) {
                missing.add(
                        new CardCheck.Missing(
                                "reason",
                                "Say why “%s” of “%s” gets that level."
                                        .formatted(criterion.title(), scored.title())));
            }
        }
        var flags = new ArrayList<Flag>();
        for (var flag : scored.rubric().redFlags()) {
            var by =
                    given.entrySet().stream()
                            .filter(entry -> entry.getValue().flags(flag.id()))
                            .map(entry -> entry.getKey().interviewer())
                            .toList();
            @Nullable Boolean stands = by.isEmpty() ? Boolean.FALSE : null;
            if (by.size() == given.size()) {
                stands = true;
            }
            if (agreed != null && agreed.redFlags() != null) {
                stands = agreed.redFlags().contains(flag.id());
            }
            if (!by.isEmpty() || Boolean.TRUE.equals(stands)) {
                flags.add(new Flag(flag.id(), by, stands));
            }
            if (stands == null) {
                missing.add(
                        new CardCheck.Missing(
                                "red-flag",
                                "Some saw the red flag “%s” of “%s”: does it stand?"
                                        .formatted(flag.title(), scored.title())));
            }
        }
        return new Item(scored.id(), criteria, flags);
    }

    private static Criterion criterion(
            String id, Map<Card, CardContent.Item> given, Agreed.@Nullable Level decision) {
        var levels =
                given.entrySet().stream()
                        .map(
                                entry ->
                                        new Given(
                                                entry.getKey().interviewer(),
                                                entry.getValue()
                                                        .mark(id)
                                                        .map(CardContent.CriterionMark::level)
                                                        .orElse(null)))
                        .toList();
        var seen = levels.stream().map(Given::level).filter(Objects::nonNull).toList();
        boolean unanimous = levels.stream().map(Given::level).distinct().count() == 1;
        var statistics = seen.stream().mapToInt(Integer::intValue).summaryStatistics();
        @Nullable Integer agreed = unanimous ? levels.getFirst().level() : null;
        boolean notSeen = unanimous && agreed == null;
        boolean decided = unanimous;
        @Nullable String reason = null;
        if (decision != null) {
            reason = decision.reason();
            if (decision.isDecided()) {
                agreed = decision.agreed();
                notSeen = decision.wasNotSeen();
                decided = true;
            }
        }
        return new Criterion(
                id,
                levels,
                seen.isEmpty() ? 0 : statistics.getMax() - statistics.getMin(),
                seen.isEmpty() ? null : Math.round(100 * statistics.getAverage()) / 100.0,
                unanimous,
                agreed,
                notSeen,
                decided,
                reason);
    }

    /** Unless all say the same and it is what counts. */
    private static boolean needsReason(Criterion one) {
        return !one.unanimous() || !Objects.equals(one.levels().getFirst().level(), one.agreed());
    }

    boolean isSettled() {
        return missing.isEmpty();
    }
}
