package io.greenroom.grading.regrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How scores would change. Whether the mean change is more than chance is judged by flipping the
 * signs of the differences at random (a permutation test), not by a bare threshold; the same
 * differences give the same figures.
 *
 * @param meanDifference new less old, in points
 * @param low of the mean's 95 % bootstrap interval
 * @param pValue how often chance alone would move the mean so far; absent below 3 attempts
 * @param crossingBand how many get another band
 */
@Schema(
        name = "RegradeReport",
        requiredProperties = {
            "n",
            "meanDifference",
            "standardDeviation",
            "changed",
            "up",
            "down",
            "crossingBand",
            "significant",
            "histogram",
            "bands"
        })
record RegradeReport(
        int n,
        double meanDifference,
        @Nullable Double low,
        @Nullable Double high,
        double standardDeviation,
        int changed,
        int up,
        int down,
        int crossingBand,
        @Nullable Double pValue,
        boolean significant,
        List<Bin> histogram,
        List<BandChange> bands) {
    private static final int RESAMPLES = 2_000;
    private static final int FEWEST = 3;
    private static final double ALPHA = 0.05;
    private static final long SEED = 20261122;
    private static final int[] BOUNDS = {1, 6, 11, 26, 51, 101};

    /** How many differences are from..to, both included. */
    @Schema(
            name = "HistogramBin",
            requiredProperties = {"from", "to", "n"})
    record Bin(int from, int to, int n) {}

    /** How many go from one band to another. */
    @Schema(
            name = "BandChange",
            requiredProperties = {"from", "to", "n"})
    record BandChange(String from, String to, int n) {}

    static RegradeReport of(List<Difference> differences) {
        var points = differences.stream().mapToInt(Difference::points).toArray();
        int n = points.length;
        double mean = mean(points);
        double squares = 0;
        int up = 0;
        int down = 0;
        for (int point : points) {
            squares += (point - mean) * (point - mean);
            up += point > 0 ? 1 : 0;
            down += point < 0 ? 1 : 0;
        }
        var crossing = new LinkedHashMap<List<String>, Integer>();
        for (var difference : differences) {
            if (difference.crossesBand()) {
                crossing.merge(
                        List.of(difference.oldBand(), difference.newBand()), 1, Integer::sum);
            }
        }
        boolean enough = n >= FEWEST;
        var interval = enough ? interval(points) : new double[0];
        @Nullable Double p = enough ? pValue(points, mean) : null;
        return new RegradeReport(
                n,
                rounded(mean),
                enough ? rounded(interval[0]) : null,
                enough ? rounded(interval[1]) : null,
                rounded(n < 2 ? 0 : Math.sqrt(squares / (n - 1))),
                up + down,
                up,
                down,
                crossing.values().stream().mapToInt(Integer::intValue).sum(),
                p,
                p != null && p < ALPHA,
                histogram(points),
                crossing.entrySet().stream()
                        .map(
                                change ->
                                        new BandChange(
                                                change.getKey().getFirst(),
                                                change.getKey().getLast(),
                                                change.getValue()))
                        .toList());
    }

    private static double[] interval(int[] points) {
        var random = new SplittableRandom(SEED);
        var means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            long sum = 0;
            for (int j = 0; j < points.length; j++) {
                sum += points[random.nextInt(points.length)];
            }
            means[i] = sum / (double) points.length;
        }
        java.util.Arrays.sort(means);
        return new double[] {
            means[(int) (0.025 * RESAMPLES)], means[(int) (0.975 * RESAMPLES) - 1]
        };
    }

    private static double pValue(int[] points, double mean) {
        var random = new SplittableRandom(SEED);
        double observed = Math.abs(mean) * points.length;
        // The observed one counts as one of them: a share of zero would be a lie.
        int asFar = 1;
        for (int i = 0; i < RESAMPLES; i++) {
            long sum = 0;
            for (int point : points) {
                sum += random.nextBoolean() ? point : -point;
            }
            asFar += Math.abs(sum) >= observed - 1e-9 ? 1 : 0;
        }
        return rounded(asFar / (RESAMPLES + 1.0));
    }

    /** Finer near zero, where most differences lie. */
    private static List<Bin> histogram(int[] points) {
        var bins = new ArrayList<Bin>();
        for (int i = BOUNDS.length - 1; i > 0; i--) {
            bins.add(bin(points, 1 - BOUNDS[i], -BOUNDS[i - 1]));
        }
        bins.add(bin(points, 0, 0));
        for (int i = 1; i < BOUNDS.length; i++) {
            bins.add(bin(points, BOUNDS[i - 1], BOUNDS[i] - 1));
        }
        return bins;
    }

    private static Bin bin(int[] points, int from, int to) {
        int n = 0;
        for (int point : points) {
            n += point >= from && point <= to ? 1 : 0;
        }
        return new Bin(from, to, n);
    }

    private static double mean(int[] points) {
        long sum = 0;
        for (int point : points) {
            sum += point;
        }
        return points.length == 0 ? 0 : sum / (double) points.length;
    }

    private static double rounded(double value) {
        return Math.round(10_000 * value) / 10_000.0;
    }
}
