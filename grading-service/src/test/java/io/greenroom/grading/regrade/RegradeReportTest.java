package io.greenroom.grading.regrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.rubric.Band;
import io.greenroom.platform.Slugs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegradeReportTest {
    @Test
    void nothingChangesNothing() {
        var report = RegradeReport.of(List.of());

        assertThat(report.n()).isZero();
        assertThat(report.significant()).isFalse();
        assertThat(report.pValue()).isNull();
    }

    @Test
    void everyDifferenceIsInOneBin() {
        var differences =
                IntStream.rangeClosed(-100, 100)
                        .mapToObj(d -> d < 0 ? difference(100, 100 + d) : difference(0, d))
                        .toList();

        var report = RegradeReport.of(differences);

        assertThat(report.histogram().stream().mapToInt(RegradeReport.Bin::n).sum()).isEqualTo(201);
        assertThat(report.histogram())
                .extracting(RegradeReport.Bin::from)
                .containsExactly(-100, -50, -25, -10, -5, 0, 1, 6, 11, 26, 51);
        assertThat(report.up()).isEqualTo(100);
        assertThat(report.down()).isEqualTo(100);
        assertThat(report.significant()).isFalse();
    }

    @Test
    void aShiftOfAllIsSignificantAndOneOfAFewIsNot() {
        var all = new ArrayList<Difference>();
        for (int i = 0; i < 30; i++) {
            all.add(difference(50, 53 + i % 3));
        }

        assertThat(RegradeReport.of(all).significant()).isTrue();
        assertThat(RegradeReport.of(all).low()).isPositive();
        assertThat(RegradeReport.of(all.subList(0, 3)).significant()).isFalse();
        assertThat(RegradeReport.of(all)).isEqualTo(RegradeReport.of(all));
    }

    @Test
    void countsWhoCrossesABand() {
        var report =
                RegradeReport.of(
                        List.of(difference(54, 55), difference(54, 56), difference(60, 61)));

        assertThat(report.crossingBand()).isEqualTo(2);
        assertThat(report.bands())
                .containsExactly(new RegradeReport.BandChange("lean-no", "lean-yes", 2));
    }

    private static Difference difference(int before, int after) {
        return new Difference(before, band(before), after, band(after));
    }

    private static String band(int score) {
        return Slugs.of(Band.of(score));
    }
}
