package io.greenroom.session.scorecard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a card must be: of the rubric always, complete when it is handed in. */
final class CardCheck {
    private CardCheck() {}

    /**
     * Something that a card says and that is not there.
     *
     * @param pointer into the card
     */
    record NotInRubric(String pointer, String id) {}

    /** What is not on the agenda or not in the rubric, or comes twice; empty when all is well. */
    static List<NotInRubric> foreign(List<ScoredItem> agenda, CardContent card) {
        var byId = byId(agenda);
        var found = new ArrayList<NotInRubric>();
        var items = new HashSet<UUID>();
        for (int i = 0; i < card.items().size(); i++) {
            var item = card.items().get(i);
            var at = "/items/" + i;
            var scored = byId.get(item.itemId());
            if (scored == null || !items.add(item.itemId())) {
                found.add(new NotInRubric(at + "/itemId", item.itemId().toString()));
                continue;
            }
            var criteria = new HashSet<String>();
            for (int j = 0; j < item.criteria().size(); j++) {
                var id = item.criteria().get(j).criterionId();
                if (scored.rubric().criterion(id).isEmpty() || !criteria.add(id)) {
                    found.add(new NotInRubric(at + "/criteria/" + j + "/criterionId", id));
                }
            }
            var flags = new HashSet<String>();
            for (int j = 0; j < item.redFlags().size(); j++) {
                var id = item.redFlags().get(j).redFlagId();
                if (scored.rubric().redFlag(id).isEmpty() || !flags.add(id)) {
                    found.add(new NotInRubric(at + "/redFlags/" + j + "/redFlagId", id));
                }
            }
        }
        return found;
    }

    /** What is not decided yet; the code is for programs, the detail for a person. */
    @Schema(name = "ScorecardMissing")
    record Missing(String code, String detail) {}

    /** Why a card cannot be handed in yet; empty when it can. */
    static List<Missing> missing(List<ScoredItem> agenda, CardContent card) {
        var found = new ArrayList<Missing>();
        boolean any = false;
        for (var scored : agenda) {
            var item = card.item(scored.id());
            boolean touched = item.isPresent() && item.get().isTouched();
            any |= touched;
            if (!scored.shown() && !touched) {
                continue;
            }
            for (var criterion : scored.rubric().criteria()) {
                boolean rated =
                        item.flatMap(given -> given.mark(criterion.id()))
                                .map(CardContent.CriterionMark::isRated)
                                .orElse(false);
                if (!rated) {
                    found.add(
                            new Missing(
                                    "criterion",
                                    "“%s” of “%s” has no level; say “not seen” if you did not come"
                                                    .formatted(criterion.title(), scored.title())
                                            + " to it."));
                }
            }
        }
        if (!any && found.isEmpty()) {
            found.add(new Missing("nothing", "Nothing is judged yet."));
        }
        if (card.recommendation() == null) {
            found.add(new Missing("recommendation", "The recommendation is missing."));
        }
        return found;
    }

    private static Map<UUID, ScoredItem> byId(List<ScoredItem> agenda) {
        return agenda.stream().collect(Collectors.toMap(ScoredItem::id, Function.identity()));
    }
}
