package io.greenroom.local.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measured durations in milliseconds, ready to be asked for percentiles. */
public record Latencies(List<Double> sorted) {

    public Latencies {
        sorted = sorted.stream().sorted().toList();
    }

    /** The smallest measured value that at least this share (0 to 1) of all does not exceed. */
    public double percentile(double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }

    @Override
    public String toString() {
        return Arrays.stream(new double[] {0.5, 0.9, 0.99, 1})
                .mapToObj(
                        share ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %.0f ms",
                                        share == 1
                                                ? "max"
                                                : "p"
                                                        + String.format(
                                                                Locale.ROOT, "%.0f", share * 100),
                                        percentile(share)))
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }
}
