package io.greenroom.grading.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CalibrateTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T09:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-11-22T23:00:00Z");

    private final List<HumanMark> marks = new ArrayList<>();

    @Test
    void pairsTwoPeopleOnTheSameCriterionOnly() {
        var attempt = UUID.randomUUID();
        mark(attempt, "stability", "iris", 3, 2, MONDAY);
        mark(attempt, "axis", "iris", 3, 2, MONDAY);
        mark(attempt, "stability", "ivan", 1, 2, SUNDAY);
        mark(UUID.randomUUID(), "stability", "ivan", 4, 2, SUNDAY);

        var view = Calibrate.of(marks, null, SUNDAY);

        assertThat(view.humanHuman().n()).isEqualTo(1);
        assertThat(view.humanHuman().confusion().get(3).get(1)).isEqualTo(1);
        assertThat(view.aiHuman().n()).isEqualTo(4);
        assertThat(view.criteria()).hasSize(2);
        assertThat(view.graders()).hasSize(1);
    }

    @Test
    void aWeekBeginsOnMonday() {
        mark(UUID.randomUUID(), "axis", "iris", 3, 2, MONDAY);
        mark(UUID.randomUUID(), "axis", "iris", 3, 2, SUNDAY);
        mark(UUID.randomUUID(), "axis", "iris", 3, 2, SUNDAY.plusSeconds(7_200));

        assertThat(Calibrate.of(marks, null, SUNDAY).drift())
                .extracting(CalibrationView.Week::week)
                .containsExactly("2026-11-16", "2026-11-23");
    }

    @Test
    void severityIsDrawnTowardsZeroWhereThereIsLittle() {
        for (int i = 0; i < 40; i++) {
            mark(UUID.randomUUID(), "axis", "iris", 2, 2, MONDAY);
        }
        mark(UUID.randomUUID(), "axis", "ivan", 0, 2, MONDAY);

        var ivan = Calibrate.of(marks, null, SUNDAY).reviewers().getLast();

        assertThat(ivan.reviewer()).isEqualTo("ivan");
        assertThat(ivan.meanDifference())
                .isNotNull()
                .extracting(Agreement.Figure::value)
                .isEqualTo(-2.0);
        assertThat(ivan.severity()).isBetween(-0.2, -0.01);
        assertThat(ivan.enough()).isFalse();
    }

    @Test
    void aReviewerSeesOnlyThemselves() {
        mark(UUID.randomUUID(), "axis", "iris", 3, 2, MONDAY);
        mark(UUID.randomUUID(), "axis", "ivan", 3, 2, MONDAY);

        assertThat(Calibrate.of(marks, "id-of-iris", SUNDAY).reviewers())
                .extracting(CalibrationView.ByReviewer::reviewer)
                .containsExactly("iris");
    }

    @Test
    void fewAttemptsGiveNobodysLevelsAway() {
        for (int i = 0; i < Agreement.FEWEST; i++) {
            mark(UUID.randomUUID(), "axis", "iris", 3, 2, MONDAY);
        }
        var attempt = UUID.randomUUID();
        mark(attempt, "stability", "iris", 3, 2, MONDAY);
        mark(attempt, "stability", "ivan", 1, 2, SUNDAY);

        var view = Calibrate.of(marks, "id-of-ivan", SUNDAY).withheldWhereFew();

        assertThat(view.humanHuman().n()).isEqualTo(1);
        assertThat(view.humanHuman().exact()).isNull();
        assertThat(view.humanHuman().confusion()).hasSize(Agreement.LEVELS);
        assertThat(view.humanHuman().confusion().get(3).get(1)).isZero();
        assertThat(view.reviewers().getFirst().severity()).isNull();
        assertThat(view.aiHuman().exact()).isNotNull();
        assertThat(view.aiHuman().confusion().get(2).get(3)).isEqualTo(Agreement.FEWEST + 1);
        assertThat(view.criteria())
                .extracting(one -> one.aiHuman().exact() == null)
                .containsExactly(false, true);
    }

    @Test
    void withoutTheMachineThereIsNothingToCompareItWith() {
        mark(UUID.randomUUID(), "axis", "iris", 3, null, MONDAY);

        var view = Calibrate.of(marks, null, SUNDAY);

        assertThat(view.aiHuman().n()).isZero();
        assertThat(view.reviewers()).isEmpty();
    }

    @Test
    void theTableDefusesFormulasAndQuotes() {
        assertThat(CalibrationCsv.text("=1+1")).isEqualTo("'=1+1");
        assertThat(CalibrationCsv.text("@cmd")).isEqualTo("'@cmd");
        assertThat(CalibrationCsv.text("-1,5 \"x\"")).isEqualTo("\"'-1,5 \"\"x\"\"\"");
        assertThat(CalibrationCsv.text("plain")).isEqualTo("plain");

        mark(UUID.randomUUID(), "axis", "=HYPERLINK(1)", 3, 2, MONDAY);
        var lines = CalibrationCsv.of(Calibrate.of(marks, null, SUNDAY)).lines().toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1)).hasSize(20));
        assertThat(lines.getLast()).startsWith("reviewer,'=HYPERLINK(1),");
    }

    private void mark(
            UUID attempt,
            String criterion,
            String reviewer,
            int level,
            @Nullable Integer machine,
            Instant at) {
        marks.add(
                new HumanMark(
                        attempt,
                        "softmax",
                        "Softmax",
                        criterion,
                        criterion,
                        "id-of-" + reviewer,
                        reviewer,
                        level,
                        machine,
                        machine == null ? null : "embedded",
                        machine == null ? null : "embedded-1",
                        at));
    }
}
