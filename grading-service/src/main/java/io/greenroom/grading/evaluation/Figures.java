package io.greenroom.grading.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * How well predicted scores agree with people's. A figure that the data cannot give (no variance,
 * too few answers) is NaN.
 */
final class Figures {
    /**
     * One graded answer.
     *
     * @param human 0 to 1
     * @param predicted 0 to 1
     */
    record Pair(String question, double human, double predicted) {}

    /** A figure with its 95 % interval. */
    record Interval(double low, double high) {}

    private static final int RESAMPLES = 1_000;

    /** Fixed, so that the same answers give the same interval. */
    private static final long SEED = 20_261_122L;

    private static final int RESAMPLED_CHANGES = 4_000;

    /** Two figures of one thing each: whether the order is right, and whether the marks are. */
    static final List<String> COMPARED = List.of("pearson", "rmse");

    private static final int LEVELS = 5;
    private static final int FEWEST_WITHIN = 3;

    private Figures() {}

    /** The figures by name, in the order in which they are shown. */
    static final Map<String, ToDoubleFunction<List<Pair>>> ALL = all();

    private static Map<String, ToDoubleFunction<List<Pair>>> all() {
        var all = new LinkedHashMap<String, ToDoubleFunction<List<Pair>>>();
        all.put("pearson", Figures::pearson);
        all.put("withinQuestion", Figures::withinQuestion);
        all.put("spearman", Figures::spearman);
        all.put("rmse", Figures::rmse);
        all.put("qwk", Figures::qwk);
        return all;
    }

    static double pearson(List<Pair> pairs) {
        return pairs.size() < 2
                ? Double.NaN
                : new PearsonsCorrelation().correlation(human(pairs), predicted(pairs));
    }

    static double spearman(List<Pair> pairs) {
        return pairs.size() < 2
                ? Double.NaN
                : new SpearmansCorrelation().correlation(human(pairs), predicted(pairs));
    }

    /** The mean of the correlations within each question: free of easy and hard questions. */
    static double withinQuestion(List<Pair> pairs) {
        var correlations =
                byQuestion(pairs).values().stream()
                        .filter(group -> group.size() >= FEWEST_WITHIN)
                        .mapToDouble(Figures::pearson)
                        .filter(r -> !Double.isNaN(r))
                        .toArray();
        return correlations.length == 0 ? Double.NaN : new Mean().evaluate(correlations);
    }

    static double rmse(List<Pair> pairs) {
        return Math.sqrt(
                pairs.stream()
                        .mapToDouble(pair -> Math.pow(pair.human() - pair.predicted(), 2))
                        .average()
                        .orElse(Double.NaN));
    }

    /** Quadratic weighted kappa on five levels: both scores rounded to quarters. */
    static double qwk(List<Pair> pairs) {
        var observed = new double[LEVELS][LEVELS];
        var rows = new double[LEVELS];
        var columns = new double[LEVELS];
        for (var pair : pairs) {
            int human = level(pair.human());
            int predicted = level(pair.predicted());
            observed[human][predicted]++;
            rows[human]++;
            columns[predicted]++;
        }
        double disagreement = 0;
        double byChance = 0;
        for (int i = 0; i < LEVELS; i++) {
            for (int j = 0; j < LEVELS; j++) {
                double weight = (i - j) * (double) (i - j);
                disagreement += weight * observed[i][j];
                byChance += weight * rows[i] * columns[j] / pairs.size();
            }
        }
        return byChance == 0 ? Double.NaN : 1 - disagreement / byChance;
    }

    /** The 95 % interval when whole questions are drawn again. */
    static Map<String, Interval> intervals(List<Pair> pairs) {
        var groups = List.copyOf(byQuestion(pairs).values());
        var random = new Random(SEED);
        var drawn = new LinkedHashMap<String, List<Double>>();
        ALL.keySet().forEach(name -> drawn.put(name, new ArrayList<>()));
        for (int i = 0; i < RESAMPLES; i++) {
            var sample = new ArrayList<Pair>(pairs.size());
            for (int j = 0; j < groups.size(); j++) {
                int pick = random.nextInt(groups.size());
                // A question that is drawn twice counts as two.
                for (var pair : groups.get(pick)) {
                    sample.add(new Pair(pair.question() + "#" + j, pair.human(), pair.predicted()));
                }
            }
            ALL.forEach(
                    (name, figure) -> {
                        double value = figure.applyAsDouble(sample);
                        if (!Double.isNaN(value)) {
                            drawn.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
                        }
                    });
        }
        var intervals = new LinkedHashMap<String, Interval>();
        drawn.forEach(
                (name, values) -> {
                    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
                    intervals.put(
                            name,
                            sorted.length == 0
                                    ? new Interval(Double.NaN, Double.NaN)
                                    : new Interval(
                                            new Percentile().evaluate(sorted, 2.5),
                                            new Percentile().evaluate(sorted, 97.5)));
                });
        return intervals;
    }

    /** The figure of that name. */
    static double of(String name, List<Pair> pairs) {
        var figure = ALL.get(name);
        if (figure == null) {
            throw new IllegalArgumentException("There is no figure " + name);
        }
        return figure.applyAsDouble(pairs);
    }

    /**
     * The intervals of how the compared figures changed when whole questions are drawn again, the
     * same ones for both.
     *
     * @param now the same answers as then, in the same order
     * @param level share of the draws that is left outside, at both ends together
     */
    static Map<String, Interval> changes(List<Pair> then, List<Pair> now, double level) {
        var before = List.copyOf(byQuestion(then).values());
        var after = List.copyOf(byQuestion(now).values());
        var random = new Random(SEED);
        var drawn = new LinkedHashMap<String, double[]>();
        COMPARED.forEach(name -> drawn.put(name, new double[RESAMPLED_CHANGES]));
        for (int i = 0; i < RESAMPLED_CHANGES; i++) {
            var some = new ArrayList<Pair>(then.size());
            var same = new ArrayList<Pair>(now.size());
            for (int j = 0; j < before.size(); j++) {
                int pick = random.nextInt(before.size());
                some.addAll(before.get(pick));
                same.addAll(after.get(pick));
            }
            int at = i;
            drawn.forEach((name, values) -> values[at] = of(name, same) - of(name, some));
        }
        var intervals = new LinkedHashMap<String, Interval>();
        drawn.forEach(
                (name, values) -> {
                    var known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
                    intervals.put(
                            name,
                            known.length == 0
                                    ? new Interval(Double.NaN, Double.NaN)
                                    : new Interval(
                                            new Percentile().evaluate(known, 100 * level / 2),
                                            new Percentile()
                                                    .evaluate(known, 100 * (1 - level / 2))));
                });
        return intervals;
    }

    private static int level(double score) {
        return (int) Math.round(Math.clamp(score, 0, 1) * (LEVELS - 1));
    }

    private static Map<String, List<Pair>> byQuestion(List<Pair> pairs) {
        var groups = new LinkedHashMap<String, List<Pair>>();
        for (var pair : pairs) {
            groups.computeIfAbsent(pair.question(), question -> new ArrayList<>()).add(pair);
        }
        return groups;
    }

    private static double[] human(List<Pair> pairs) {
        return pairs.stream().mapToDouble(Pair::human).toArray();
    }

    private static double[] predicted(List<Pair> pairs) {
        return pairs.stream().mapToDouble(Pair::predicted).toArray();
    }
}
