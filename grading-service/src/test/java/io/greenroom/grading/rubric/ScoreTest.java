package io.greenroom.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.greenroom.grading.testsupport.Fixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void isTheWeightedShareOfTheLevels() {
        assertThat(Score.of(List.of(level(Fixtures.STABILITY, 4), level(Fixtures.AXIS, 4))))
                .isEqualTo(100);
        assertThat(Score.of(List.of(level(Fixtures.STABILITY, 3), level(Fixtures.AXIS, 1))))
                .isEqualTo(55);
        assertThat(Score.of(List.of(level(Fixtures.STABILITY, 0), level(Fixtures.AXIS, 0))))
                .isZero();
    }

    @Test
    void isBoundByTheLowestCapThatWasHit() {
        var flags =
                List.of(
                        new FlagGrade(Fixtures.NO_SUM, List.of()),
                        new FlagGrade(Fixtures.NO_SHIFT, List.of()));

        assertThat(Score.capped(90, flags)).isEqualTo(40);
        assertThat(Score.capped(30, flags)).isEqualTo(30);
        assertThat(Score.capped(90, List.of())).isEqualTo(90);
    }

    @Test
    void bandsBeginAtTheirBounds() {
        assertThat(Band.of(0)).isEqualTo(Band.STRONG_NO);
        assertThat(Band.of(19)).isEqualTo(Band.STRONG_NO);
        assertThat(Band.of(20)).isEqualTo(Band.NO);
        assertThat(Band.of(40)).isEqualTo(Band.LEAN_NO);
        assertThat(Band.of(55)).isEqualTo(Band.LEAN_YES);
        assertThat(Band.of(70)).isEqualTo(Band.YES);
        assertThat(Band.of(84)).isEqualTo(Band.YES);
        assertThat(Band.of(100)).isEqualTo(Band.STRONG_YES);
    }

    @Test
    void weightsThatDoNotSumToAHundredAreNoRubric() {
        assertThatThrownBy(
                        () ->
                                new Question(
                                        "q",
                                        1,
                                        "t",
                                        "p",
                                        "",
                                        List.of(Fixtures.STABILITY),
                                        List.of(),
                                        ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CriterionGrade level(Criterion criterion, int level) {
        return new CriterionGrade(criterion, level, 1, "", List.of(), List.of());
    }
}
