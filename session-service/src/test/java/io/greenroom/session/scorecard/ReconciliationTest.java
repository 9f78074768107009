package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final UUID IRIS = new UUID(1, 1);
    private static final UUID IVAN = new UUID(1, 2);
    private static final List<ScoredItem> AGENDA = List.of(Cards.SHOWN);

    @Test
    void whatAllSayIsAgreedWithoutAWord() {
        var agreed =
                Reconciliation.of(
                        AGENDA,
                        List.of(
                                Cards.handedIn(IRIS, Cards.marks(3, 2, null)),
                                Cards.handedIn(IVAN, Cards.marks(3, 2, null))),
                        Agreed.NOTHING);

        assertThat(agreed.isSettled()).isTrue();
        assertThat(agreed.recommendation()).isEqualTo(Recommendation.HIRE);
        assertThat(agreed.items().getFirst().criteria())
                .extracting(Reconciliation.Criterion::agreed)
                .containsExactly(3, 2, null);
    }

    @Test
    void oneInterviewerAgreesWithThemselves() {
        assertThat(
                        Reconciliation.of(
                                        AGENDA,
                                        List.of(Cards.handedIn(IRIS, Cards.marks(1, 2, 3))),
                                        Agreed.NOTHING)
                                .isSettled())
                .isTrue();
    }

    @Test
    void aDifferenceMustBeDecidedWithAReasonAndStaysOnRecord() {
        var cards =
                List.of(
                        Cards.handedIn(IRIS, Cards.marks(4, 2, 1)),
                        Cards.handedIn(IVAN, Cards.marks(1, 2, 1)));

        assertThat(codes(Reconciliation.of(AGENDA, cards, Agreed.NOTHING)))
                .containsExactly("criterion");
        assertThat(codes(Reconciliation.of(AGENDA, cards, decided("stability", 3, " "))))
                .containsExactly("reason");

        var settled = Reconciliation.of(AGENDA, cards, decided("stability", 3, "We looked again."));
        assertThat(settled.isSettled()).isTrue();
        var record = settled.items().getFirst().criteria().getFirst();
        assertThat(record.levels())
                .containsExactly(
                        new Reconciliation.Given(IRIS, 4), new Reconciliation.Given(IVAN, 1));
        assertThat(record.spread()).isEqualTo(3);
        assertThat(record.mean()).isEqualTo(2.5);
        assertThat(record.agreed()).isEqualTo(3);
        assertThat(record.reason()).isEqualTo("We looked again.");
    }

    @Test
    void whoDecidesOtherwiseThanAllSaysWhy() {
        var cards = List.of(Cards.handedIn(IRIS, Cards.marks(4, 2, 1)));

        assertThat(codes(Reconciliation.of(AGENDA, cards, decided("axis", 3, null))))
                .containsExactly("reason");
    }

    @Test
    void aRedFlagThatSomeSawMustBeDecided() {
        var cards =
                List.of(
                        Cards.handedIn(IRIS, Cards.flagged(Cards.marks(4, 2, 1))),
                        Cards.handedIn(IVAN, Cards.marks(4, 2, 1)));

        assertThat(codes(Reconciliation.of(AGENDA, cards, Agreed.NOTHING)))
                .containsExactly("red-flag");
        var dropped = new Agreed(List.of(new Agreed.Item(Cards.ITEM, List.of(), List.of())), null);
        assertThat(Reconciliation.of(AGENDA, cards, dropped).items().getFirst().redFlags())
                .containsExactly(new Reconciliation.Flag("no-max", List.of(IRIS), false));
    }

    @Test
    void differentRecommendationsMustBeAgreedOn() {
        var cards =
                List.of(
                        Cards.handedIn(IRIS, Cards.marks(4, 2, 1), Recommendation.HIRE),
                        Cards.handedIn(IVAN, Cards.marks(4, 2, 1), Recommendation.NO_HIRE));

        assertThat(codes(Reconciliation.of(AGENDA, cards, Agreed.NOTHING)))
                .containsExactly("recommendation");
        assertThat(
                        Reconciliation.of(
                                        AGENDA,
                                        cards,
                                        new Agreed(List.of(), Recommendation.NO_HIRE))
                                .isSettled())
                .isTrue();
    }

    private static List<String> codes(Reconciliation reconciliation) {
        return reconciliation.missing().stream().map(CardCheck.Missing::code).toList();
    }

    private static Agreed decided(String criterion, int level, @Nullable String reason) {
        return new Agreed(
                List.of(
                        new Agreed.Item(
                                Cards.ITEM,
                                List.of(new Agreed.Level(criterion, level, null, reason)),
                                null)),
                null);
    }
}
