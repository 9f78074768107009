package io.greenroom.session.scorecard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cards and what belongs to them, for tests. */
final class Cards {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final UUID ITEM = new UUID(0, 1);

    static final Rubric RUBRIC =
            new Rubric(
                    List.of(
                            criterion("stability", 50),
                            criterion("axis", 30),
                            criterion("explanation", 20)),
                    List.of(new Rubric.RedFlag("no-max", "No max-subtract", "major", 50)));

    static final ScoredItem SHOWN = item(true);

    private Cards() {}

    static ScoredItem item(boolean shown) {
        return new ScoredItem(
                ITEM,
                0,
                20,
                "coding-stable-softmax",
                2,
                "Stable softmax",
                "coding",
                "python",
                shown,
                RUBRIC);
    }

    private static Rubric.Criterion criterion(String id, int weight) {
        return new Rubric.Criterion(
                id, "Title of " + id, weight, Map.of("3", "What a three shows of " + id));
    }

    static CardContent.CriterionMark mark(
            String criterion, @Nullable Integer level, CardContent.Evidence... evidence) {
        return new CardContent.CriterionMark(
                criterion, level, level == null ? true : null, null, List.of(evidence));
    }

    static CardContent.Evidence range(String quote, int from) {
        return new CardContent.Evidence(
                CardContent.Kind.range,
                null,
                ITEM.toString(),
                3L,
                from,
                from + quote.length(),
                quote,
                NOW);
    }

    static CardContent.Item marks(@Nullable Integer... levels) {
        var marks = new ArrayList<CardContent.CriterionMark>();
        for (int i = 0; i < levels.length; i++) {
            marks.add(mark(RUBRIC.criteria().get(i).id(), levels[i]));
        }
        return new CardContent.Item(ITEM, null, marks, List.of());
    }

    static CardContent.Item flagged(CardContent.Item item, CardContent.Evidence... evidence) {
        return new CardContent.Item(
                item.itemId(),
                item.summary(),
                item.criteria(),
                List.of(new CardContent.FlagMark("no-max", List.of(evidence))));
    }

    static Card handedIn(UUID interviewer, CardContent.Item item) {
        return handedIn(interviewer, item, Recommendation.HIRE);
    }

    static Card handedIn(UUID interviewer, CardContent.Item item, Recommendation recommendation) {
        return new Card(
                interviewer,
                2,
                new CardContent(List.of(item), recommendation, "Well done.", null),
                NOW,
                NOW);
    }
}
