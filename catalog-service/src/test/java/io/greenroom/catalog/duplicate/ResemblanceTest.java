package io.greenroom.catalog.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.meaning.Meaning;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResemblanceTest {
    private static final Meaning MEANING = new Meaning();

    private static final Asked SCALING =
            new Asked(
                    "Feature scaling. Explain min-max normalization and standardization. For which"
                            + " of k-nearest neighbours, logistic regression, boosted trees and a"
                            + " neural network is scaling of income and age necessary, and why?",
                    "The two scalings. Min-max maps a feature to a fixed range. Standardization"
                        + " subtracts the mean and divides by the standard deviation. Which model"
                        + " cares. Trees are unaffected by scaling.");

    private static final Asked TOLD_ANEW =
            new Asked(
                    "Do we have to scale the inputs? Income and age have very different ranges. Say"
                        + " what normalization by minimum and maximum does and what standardization"
                        + " does, and which models (neighbours, logistic regression, a neural"
                        + " network, boosted trees) need scaling and why.",
                    "Scalings. Normalization maps to a fixed range by minimum and maximum."
                        + " Standardization uses mean and standard deviation. Models. Trees do not"
                        + " need scaling.");

    private static final Asked SAME_FIELD =
            new Asked(
                    "Class imbalance. Of a million payments three thousand are fraud. Choose a"
                            + " metric, a split and a threshold, and explain class weights.",
                    "Metric. Precision and recall instead of accuracy. Threshold by cost.");

    @Test
    void aQuestionToldAnewIsLikelyTheSame() {
        var alike = alike(SCALING, TOLD_ANEW);

        assertThat(alike.isLikely()).isTrue();
        assertThat(alike.semantic()).isGreaterThan(0.75);
        assertThat(alike.lexical()).isBetween(0.2, 0.9);
    }

    @Test
    void aQuestionOfTheSameFieldIsNotNear() {
        assertThat(alike(SCALING, SAME_FIELD).isNear()).isFalse();
    }

    @Test
    void itIsTheSameInBothDirectionsAndWholeWithItself() {
        assertThat(alike(TOLD_ANEW, SCALING).similarity())
                .isEqualTo(alike(SCALING, TOLD_ANEW).similarity());
        assertThat(alike(SCALING, SCALING).similarity()).isGreaterThan(0.99);
    }

    @Test
    void withoutARubricTheTaskAloneDecides() {
        var drafted = new Asked(TOLD_ANEW.task(), "");

        assertThat(alike(SCALING, drafted).isNear()).isTrue();
        assertThat(alike(SAME_FIELD, drafted).isNear()).isFalse();
    }

    @Test
    void sharedPhrasesAreWholeRunsOfWords() {
        var one = new Asked("The cache holds every session of the last hour, no more.", "");
        var other = new Asked("So the cache holds every session it has seen.", "");

        assertThat(alike(one, other).shared()).containsExactly("the cache holds every session");
    }

    @Test
    void nothingResemblesNothing() {
        var nothing = new Asked("", "");

        assertThat(alike(nothing, SCALING).isNear()).isFalse();
    }

    private static Resemblance alike(Asked one, Asked other) {
        var among = List.of(SCALING, TOLD_ANEW, SAME_FIELD, one, other);
        return Resemblance.of(
                one, other, Resemblance.frequencies(among), among.size(), MEANING::of);
    }
}
