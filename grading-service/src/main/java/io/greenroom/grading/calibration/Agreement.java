package io.greenroom.grading.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How well two agree on levels. The intervals are 95 % percentiles of a bootstrap over attempts,
 * not over levels: levels of one attempt hang together. The same levels give the same intervals.
 *
 * @param n pairs of levels
 * @param attempts how many attempts they are of
 * @param enough whether there are enough attempts to conclude anything
 * @param exact share of equal levels
 * @param adjacent share of levels that are at most one apart
 * @param kappa quadratic weighted: 1 is perfect, 0 is chance; absent when all levels are one
 * @param meanDifference second less first
 * @param confusion how often, by first level and then second; nothing but zeros where levels of few
 *     attempts are kept from the reader
 */
@Schema(
        name = "Agreement",
        requiredProperties = {"n", "attempts", "enough", "confusion"})
record Agreement(
        int n,
        int attempts,
        boolean enough,
        @Nullable Figure exact,
        @Nullable Figure adjacent,
        @Nullable Figure kappa,
        @Nullable Figure meanDifference,
        List<List<Integer>> confusion) {
    /** Fewer attempts than this conclude nothing. */
    static final int FEWEST = 20;

    static final int LEVELS = 5;
    private static final int RESAMPLES = 400;
    private static final int FEWEST_FOR_INTERVAL = 3;
    private static final long SEED = 20261122;

    /**
     * A figure and where it would lie in 95 of 100 repetitions.
     *
     * @param low absent when there is too little to say
     */
    @Schema(
            name = "Figure",
            requiredProperties = {"value"})
    record Figure(double value, @Nullable Double low, @Nullable Double high) {}

    /** The agreement of those pairs. */
    static Agreement of(List<LevelPair> pairs) {
        var byAttempt = new LinkedHashMap<UUID, int[][]>();
        for (var pair : pairs) {
            byAttempt
                    .computeIfAbsent(pair.attemptId(), id -> new int[LEVELS][LEVELS])[pair.first()][
                    pair.second()]++;
        }
        var clusters = new ArrayList<>(byAttempt.values());
        var whole = new int[LEVELS][LEVELS];
        clusters.forEach(cluster -> add(whole, cluster));
        var resampled = resampled(clusters);
        return new Agreement(
                pairs.size(),
                clusters.size(),
                clusters.size() >= FEWEST,
                figure(whole, resampled, table -> share(table, 0)),
                figure(whole, resampled, table -> share(table, 1)),
                figure(whole, resampled, table -> kappa(table).orElse(Double.NaN)),
                figure(whole, resampled, Agreement::meanDifference),
                Arrays.stream(whole).map(row -> Arrays.stream(row).boxed().toList()).toList());
    }

    /**
     * Without what a few attempts would give away: who knows of an attempt when it was marked could
     * read another's levels off its figures, before they have given their own.
     */
    Agreement withheldIfFew() {
        return enough
                ? this
                : new Agreement(
                        n,
                        attempts,
                        false,
                        null,
                        null,
                        null,
                        null,
                        Collections.nCopies(LEVELS, Collections.nCopies(LEVELS, 0)));
    }

    private static List<int[][]> resampled(List<int[][]> clusters) {
        var tables = new ArrayList<int[][]>();
        if (clusters.size() < FEWEST_FOR_INTERVAL) {
            return tables;
        }
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < RESAMPLES; i++) {
            var table = new int[LEVELS][LEVELS];
            for (int j = 0; j < clusters.size(); j++) {
                add(table, clusters.get(random.nextInt(clusters.size())));
            }
            tables.add(table);
        }
        return tables;
    }

    private static @Nullable Figure figure(
            int[][] whole, List<int[][]> resampled, ToDoubleFunction<int[][]> measure) {
        double value = measure.applyAsDouble(whole);
        if (Double.isNaN(value)) {
            return null;
        }
        var spread =
                resampled.stream()
                        .mapToDouble(measure)
                        .filter(figure -> !Double.isNaN(figure))
                        .sorted()
                        .toArray();
        return spread.length < RESAMPLES / 2
                ? new Figure(rounded(value), null, null)
                : new Figure(
                        rounded(value),
                        rounded(spread[(int) (0.025 * (spread.length - 1))]),
                        rounded(spread[(int) Math.ceil(0.975 * (spread.length - 1))]));
    }

    /** The share of pairs that are at most so far apart; not a number when there are none. */
    private static double share(int[][] table, int distance) {
        int within = 0;
        int all = 0;
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                all += table[i][j];
                if (Math.abs(i - j) <= distance) {
                    within += table[i][j];
                }
            }
        }
        return all == 0 ? Double.NaN : within / (double) all;
    }

    private static double meanDifference(int[][] table) {
        double sum = 0;
        int all = 0;
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                all += table[i][j];
                sum += (j - i) * (double) table[i][j];
            }
        }
        return all == 0 ? Double.NaN : sum / all;
    }

    /** Cohen's kappa with quadratic weights; empty where chance alone would agree perfectly. */
    static OptionalDouble kappa(int[][] table) {
        var first = new double[LEVELS];
        var second = new double[LEVELS];
        double all = 0;
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                first[i] += table[i][j];
                second[j] += table[i][j];
                all += table[i][j];
            }
        }
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                double weight = (i - j) * (i - j);
                observed += weight * table[i][j];
                expected += all == 0 ? 0 : weight * first[i] * second[j] / all;
            }
        }
        return expected == 0 ? OptionalDouble.empty() : OptionalDouble.of(1 - observed / expected);
    }

    private static void add(int[][] sum, int[][] table) {
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                sum[i][j] += table[i][j];
            }
        }
    }

    static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }
}
