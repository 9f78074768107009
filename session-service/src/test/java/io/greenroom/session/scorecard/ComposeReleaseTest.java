package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ComposeReleaseTest {
    private static final UUID IRIS = new UUID(1, 1);
    private static final UUID IVAN = new UUID(1, 2);
    private static final String DOCUMENT = "x = x - x.max()\ny = exp(x)\n";
    private static final List<ScoredItem> AGENDA = List.of(Cards.SHOWN);

    @Test
    void hasTheShapeAndTheScaleOfAPracticeGrade() {
        var item = release(Cards.marks(3, 3, 1)).items().getFirst();

        var grade = gradeOf(item);
        assertThat(grade.score()).isEqualTo(65);
        assertThat(grade.band()).isEqualTo("lean-yes");
        assertThat(grade.strengths()).containsExactly("Title of stability", "Title of axis");
        assertThat(grade.gaps()).containsExactly("Title of explanation");
        assertThat(grade.criteria().getFirst().rationale())
                .isEqualTo("What a three shows of stability");
        assertThat(grade.provenance().grader()).isEqualTo("human");
    }

    @Test
    void aQuoteThatStillStandsIsFoundInTheText() {
        var moved = Cards.range("y = exp(x)", 3);
        var gone = Cards.range("import numpy", 0);
        var released =
                release(
                        new CardContent.Item(
                                Cards.ITEM,
                                null,
                                List.of(
                                        Cards.mark("stability", 3, moved, gone),
                                        Cards.mark("axis", 3),
                                        Cards.mark("explanation", null)),
                                List.of()));

        var item = released.items().getFirst();
        var evidence = gradeOf(item).criteria().getFirst().evidence();
        assertThat(evidence).containsExactly(new Released.Quote("y = exp(x)", 16, 26));
        assertThat(item.text().substring(16, 26)).isEqualTo("y = exp(x)");
        assertThat(item.moments())
                .extracting(Released.Moment::quote)
                .containsExactly("y = exp(x)", "import numpy");
        assertThat(item.notSeen()).containsExactly("Title of explanation");
    }

    @Test
    void aRedFlagCapsTheScore() {
        var grade = gradeOf(release(Cards.flagged(Cards.marks(4, 4, 4))).items().getFirst());

        assertThat(grade.score()).isEqualTo(50);
        assertThat(grade.redFlags()).extracting(Released.RedFlag::id).containsExactly("no-max");
    }

    @Test
    void whatIsHiddenStaysInside() {
        var item =
                new CardContent.Item(
                        Cards.ITEM,
                        null,
                        List.of(
                                Cards.mark("stability", 3, Cards.range("y = exp(x)", 16)),
                                Cards.mark("axis", 3),
                                Cards.mark("explanation", 3)),
                        List.of());
        var id = release(item).items().getFirst().moments().getFirst().id();

        var hidden =
                release(
                        List.of(Cards.handedIn(IRIS, item)),
                        new Composition("Good.", List.of(id), null, List.of()));

        assertThat(hidden.items().getFirst().moments()).isEmpty();
        assertThat(gradeOf(hidden.items().getFirst()).criteria().getFirst().evidence()).isEmpty();
    }

    @Test
    void nothingPrivateGoesOut() throws Exception {
        var secret =
                new CardContent.Evidence(
                        CardContent.Kind.note,
                        UUID.randomUUID().toString(),
                        null,
                        null,
                        null,
                        null,
                        "SECRET of a note",
                        Cards.NOW);
        var mark =
                new CardContent.Evidence(
                        CardContent.Kind.mark,
                        UUID.randomUUID().toString(),
                        null,
                        null,
                        null,
                        null,
                        "SECRET of a mark",
                        Cards.NOW);
        var item =
                new CardContent.Item(
                        Cards.ITEM,
                        "SECRET summary",
                        List.of(
                                new CardContent.CriterionMark(
                                        "stability", 3, null, "SECRET note", List.of(secret, mark)),
                                Cards.mark("axis", 2),
                                Cards.mark("explanation", 2)),
                        List.of(new CardContent.FlagMark("no-max", List.of(secret))));
        var card =
                new Card(
                        IRIS,
                        2,
                        new CardContent(
                                List.of(item),
                                Recommendation.STRONG_NO_HIRE,
                                "Thank you.",
                                "SECRET remark"),
                        Cards.NOW,
                        Cards.NOW);

        var released = release(List.of(card), Composition.proposed(List.of(card)));

        var json =
                new ObjectMapper()
                        .registerModule(new JavaTimeModule())
                        .writeValueAsString(released);
        assertThat(json)
                .contains("Thank you.")
                .doesNotContain("SECRET", "STRONG_NO_HIRE", IRIS.toString());
        assertThat(released.toString()).doesNotContain("Thank you.");
    }

    @Test
    void whatTheInterviewersWroteForTheCandidateIsProposed() {
        var cards =
                List.of(
                        Cards.handedIn(IRIS, Cards.marks(1, 1, 1)),
                        Cards.handedIn(IVAN, Cards.marks(1, 1, 1)));

        assertThat(Composition.proposed(cards).feedback()).isEqualTo("Well done.\n\nWell done.");
    }

    private static Released.Grade gradeOf(Released.Item item) {
        return Objects.requireNonNull(item.grade());
    }

    private static Released release(CardContent.Item item) {
        var cards = List.of(Cards.handedIn(IRIS, item));
        return release(cards, Composition.proposed(cards));
    }

    private static Released release(List<Card> cards, Composition composition) {
        return new ComposeRelease(
                        cards,
                        Reconciliation.of(AGENDA, cards, Agreed.NOTHING),
                        composition,
                        Map.of(Cards.ITEM, DOCUMENT),
                        Cards.NOW)
                .of(AGENDA);
    }
}
