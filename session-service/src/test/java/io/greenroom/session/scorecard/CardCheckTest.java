package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CardCheckTest {
    private static final List<ScoredItem> AGENDA = List.of(Cards.SHOWN);

    @Test
    void aShownItemNeedsEveryCriterionOrTheWordThatItWasNotSeen() {
        var item =
                new CardContent.Item(
                        Cards.ITEM, null, List.of(Cards.mark("stability", 3)), List.of());

        assertThat(CardCheck.missing(AGENDA, card(item, Recommendation.HIRE)))
                .extracting(CardCheck.Missing::code)
                .containsExactly("criterion", "criterion");
        assertThat(CardCheck.missing(AGENDA, card(Cards.marks(3, null, null), Recommendation.HIRE)))
                .isEmpty();
    }

    @Test
    void whatWasNotShownNeedsNothing() {
        var other =
                new ScoredItem(
                        new UUID(0, 2),
                        1,
                        10,
                        "other",
                        1,
                        "Other",
                        "coding",
                        "python",
                        false,
                        Cards.RUBRIC);

        assertThat(
                        CardCheck.missing(
                                List.of(Cards.SHOWN, other),
                                card(Cards.marks(3, 3, 3), Recommendation.HIRE)))
                .isEmpty();
    }

    @Test
    void aCardWithoutAnyMarkIsNone() {
        assertThat(
                        CardCheck.missing(
                                List.of(Cards.item(false)),
                                new CardContent(List.of(), Recommendation.HIRE, null, null)))
                .extracting(CardCheck.Missing::code)
                .containsExactly("nothing");
    }

    @Test
    void theRecommendationIsPartOfIt() {
        assertThat(CardCheck.missing(AGENDA, card(Cards.marks(3, 3, 3), null)))
                .extracting(CardCheck.Missing::code)
                .containsExactly("recommendation");
    }

    @Test
    void whatIsNotInTheRubricOrComesTwiceIsRefused() {
        var twice =
                new CardContent.Item(
                        Cards.ITEM,
                        null,
                        List.of(
                                Cards.mark("axis", 1),
                                Cards.mark("axis", 2),
                                Cards.mark("nonsense", 2)),
                        List.of(new CardContent.FlagMark("nonsense", List.of())));
        var foreign =
                new CardContent(
                        List.of(
                                twice,
                                new CardContent.Item(new UUID(0, 9), null, List.of(), List.of())),
                        null,
                        null,
                        null);

        assertThat(CardCheck.foreign(AGENDA, foreign))
                .extracting(CardCheck.NotInRubric::pointer)
                .containsExactly(
                        "/items/0/criteria/1/criterionId",
                        "/items/0/criteria/2/criterionId",
                        "/items/0/redFlags/0/redFlagId",
                        "/items/1/itemId");
    }

    private static CardContent card(
            CardContent.Item item, @Nullable Recommendation recommendation) {
        return new CardContent(List.of(item), recommendation, null, null);
    }
}
