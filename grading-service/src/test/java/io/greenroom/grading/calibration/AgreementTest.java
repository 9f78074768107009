package io.greenroom.grading.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void nothingSaysNothing() {
        var agreement = Agreement.of(List.of());

        assertThat(agreement.n()).isZero();
        assertThat(agreement.enough()).isFalse();
        assertThat(agreement.exact()).isNull();
        assertThat(agreement.kappa()).isNull();
    }

    /** By hand: rows first, columns second; weights are squared distances. */
    @Test
    void kappaIsQuadraticWeighted() {
        var table = new int[5][5];
        table[0][0] = 2;
        table[0][1] = 1;
        table[1][1] = 1;
        table[2][4] = 1;

        // Observed 1·1 + 4·1 = 5. Expected: rows 3,1,1; columns 2,2,0,0,1; sum w·r·c / 5 =
        // (1·3·2 + 16·3·1 + 1·1·2 + 9·1·1 + 4·1·2 + 1·1·2 + 4·1·1) / 5 = 79 / 5.
        assertThat(Agreement.kappa(table).orElseThrow())
                .isCloseTo(1 - 5 / (79 / 5.0), within(1e-9));
    }

    @Test
    void kappaIsAbsentWhereAllLevelsAreOne() {
        var agreement = Agreement.of(pairs(30, 3, 3));

        assertThat(agreement.kappa()).isNull();
        assertThat(Objects.requireNonNull(agreement.exact()).value()).isEqualTo(1);
    }

    @Test
    void perfectAgreementIsOneAndItsIntervalToo() {
        var pairs = new ArrayList<LevelPair>();
        for (int i = 0; i < 40; i++) {
            pairs.add(new LevelPair(UUID.randomUUID(), i % 5, i % 5));
        }

        var agreement = Agreement.of(pairs);

        assertThat(agreement.enough()).isTrue();
        assertThat(agreement.kappa()).isEqualTo(new Agreement.Figure(1, 1.0, 1.0));
        assertThat(agreement.exact()).isEqualTo(new Agreement.Figure(1, 1.0, 1.0));
        assertThat(agreement.meanDifference()).isEqualTo(new Agreement.Figure(0, 0.0, 0.0));
    }

    @Test
    void theIntervalHoldsTheFigureAndIsTheSameEachTime() {
        var random = new Random(7);
        var pairs = new ArrayList<LevelPair>();
        for (int i = 0; i < 60; i++) {
            var attempt = UUID.randomUUID();
            for (int j = 0; j < 3; j++) {
                int level = random.nextInt(5);
                pairs.add(
                        new LevelPair(
                                attempt, level, Math.clamp(level + random.nextInt(3) - 1, 0, 4)));
            }
        }

        var agreement = Agreement.of(pairs);

        assertThat(agreement.n()).isEqualTo(180);
        assertThat(agreement.attempts()).isEqualTo(60);
        assertThat(Agreement.of(pairs)).isEqualTo(agreement);
        for (var figure :
                List.of(
                        Objects.requireNonNull(agreement.exact()),
                        Objects.requireNonNull(agreement.kappa()))) {
            assertThat(figure.value())
                    .isBetween(
                            Objects.requireNonNull(figure.low()),
                            Objects.requireNonNull(figure.high()));
        }
        assertThat(Objects.requireNonNull(agreement.adjacent()).value()).isEqualTo(1);
    }

    @Test
    void aWideSpreadOfFewAttemptsIsNotEnough() {
        var agreement = Agreement.of(pairs(Agreement.FEWEST - 1, 1, 2));

        assertThat(agreement.enough()).isFalse();
        assertThat(agreement.n()).isEqualTo(Agreement.FEWEST - 1);
    }

    private static List<LevelPair> pairs(int n, int first, int second) {
        var pairs = new ArrayList<LevelPair>();
        for (int i = 0; i < n; i++) {
            pairs.add(new LevelPair(UUID.randomUUID(), first, second));
        }
        return pairs;
    }
}
