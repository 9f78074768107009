package io.greenroom.grading.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether stated confidence can be believed: of the grades with a confidence of 0.7, seven in ten
 * should lie within one level of people's marks.
 *
 * @param error mean distance between stated confidence and observed share, over the bins, weighted
 *     by their answers
 * @param bins from the least to the most confident
 */
record Reliability(double error, List<Bin> bins) {
    /** One level of four: what a confidence speaks of. */
    static final double NEAR = 0.25;

    /** Shown beside it. */
    static final double NEARER = 0.15;

    private static final int BINS = 5;

    Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Answers of about the same stated confidence.
     *
     * @param stated mean confidence, 0 to 1
     * @param observed share that was within one level of people's marks
     * @param nearer share that was within 0.15 of them
     */
    record Bin(int n, double stated, double observed, double nearer) {}

    /** Bins of about equally many answers. */
    static Reliability of(List<Scored> scored) {
        var sorted =
                scored.stream()
                        .sorted(Comparator.comparingDouble(one -> one.marked().confidence()))
                        .toList();
        var bins = new ArrayList<Bin>();
        double error = 0;
        for (int i = 0; i < BINS; i++) {
            var some = sorted.subList(i * sorted.size() / BINS, (i + 1) * sorted.size() / BINS);
            if (!some.isEmpty()) {
                var bin = bin(some);
                bins.add(bin);
                error += Math.abs(bin.stated() - bin.observed()) * bin.n() / sorted.size();
            }
        }
        return new Reliability(error, bins);
    }

    private static Bin bin(List<Scored> some) {
        return new Bin(
                some.size(),
                some.stream().mapToDouble(one -> one.marked().confidence()).average().orElse(0),
                within(some, NEAR),
                within(some, NEARER));
    }

    private static double within(List<Scored> some, double distance) {
        return some.stream()
                        .filter(
                                one ->
                                        Math.abs(one.marked().score() - one.line().score())
                                                <= distance + 1e-9)
                        .count()
                / (double) some.size();
    }
}
