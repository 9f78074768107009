package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.gate.Gate;
import io.greenroom.grading.gate.GateFigures;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A grader beside the accepted one, on the same answers. A difference counts when the interval of
 * the paired bootstrap by question leaves zero out, at a level shared among all comparisons
 * (Bonferroni), so that many data sets don't make a difference by chance.
 *
 * @param against the accepted version
 * @param lost gates that held and hold no more
 */
record Comparison(String against, List<Difference> differences, List<String> lost) {
    private static final double LEVEL = 0.05;

    Comparison {
        differences = List.copyOf(differences);
        lost = List.copyOf(lost);
    }

    /** How a figure changed. */
    enum Verdict {
        BETTER,
        SAME,
        WORSE
    }

    /**
     * A figure of a data set, then and now.
     *
     * @param n answers that both graded
     * @param change interval of now minus then
     */
    record Difference(
            String dataset,
            String figure,
            int n,
            double then,
            double now,
            Figures.Interval change,
            Verdict verdict) {}

    static Comparison of(
            Accepted accepted, Map<String, List<Scored>> datasets, Map<Gate, GateFigures> gates) {
        var common = new ArrayList<Map.Entry<String, List<Paired>>>();
        datasets.forEach(
                (name, scored) -> {
                    var then = accepted.scores().getOrDefault(name, Map.of());
                    var paired = new ArrayList<Paired>();
                    for (var one : scored) {
                        var before = then.get(one.id());
                        if (before != null) {
                            paired.add(
                                    new Paired(
                                            new Figures.Pair(
                                                    one.line().questionId(),
                                                    one.line().score(),
                                                    before),
                                            one.pair()));
                        }
                    }
                    if (!paired.isEmpty()) {
                        common.add(Map.entry(name, paired));
                    }
                });
        double level = LEVEL / Math.max(1, common.size() * Figures.COMPARED.size());
        var differences = new ArrayList<Difference>();
        for (var set : common) {
            var then = set.getValue().stream().map(Paired::then).toList();
            var now = set.getValue().stream().map(Paired::now).toList();
            var changes = Figures.changes(then, now, level);
            Figures.COMPARED.forEach(
                    name -> {
                        var change =
                                changes.getOrDefault(
                                        name, new Figures.Interval(Double.NaN, Double.NaN));
                        differences.add(
                                new Difference(
                                        set.getKey(),
                                        name,
                                        then.size(),
                                        Figures.of(name, then),
                                        Figures.of(name, now),
                                        change,
                                        verdict(name, change)));
                    });
        }
        var lost =
                gates.values().stream()
                        .filter(figures -> !figures.pass())
                        .map(figures -> figures.gate().id())
                        .filter(name -> accepted.gates().getOrDefault(name, false))
                        .toList();
        return new Comparison(accepted.grader(), differences, lost);
    }

    private record Paired(Figures.Pair then, Figures.Pair now) {}

    private static Verdict verdict(String figure, Figures.Interval change) {
        boolean less = change.high() < 0;
        boolean more = change.low() > 0;
        boolean lessIsBetter = figure.equals("rmse");
        if (lessIsBetter ? less : more) {
            return Verdict.BETTER;
        }
        return (lessIsBetter ? more : less) ? Verdict.WORSE : Verdict.SAME;
    }

    /** True when it must not replace the accepted one. */
    boolean worse() {
        return differences.isEmpty() || overall() == Verdict.WORSE;
    }

    private Verdict overall() {
        if (!lost.isEmpty()
                || differences.stream().anyMatch(one -> one.verdict() == Verdict.WORSE)) {
            return Verdict.WORSE;
        }
        return differences.stream().anyMatch(one -> one.verdict() == Verdict.BETTER)
                ? Verdict.BETTER
                : Verdict.SAME;
    }

    void print(PrintStream out) {
        out.printf("%nAgainst the accepted %s:%n", against);
        for (var one : differences) {
            out.printf(
                    Locale.ROOT,
                    "  %-15s %-15s %5d  %.3f > %.3f  [%+.3f, %+.3f]  %s%n",
                    one.dataset(),
                    one.figure(),
                    one.n(),
                    one.then(),
                    one.now(),
                    one.change().low(),
                    one.change().high(),
                    shown(one.verdict()));
        }
        lost.forEach(gate -> out.printf("  gate %s held and holds no more%n", gate));
        out.println(
                differences.isEmpty()
                        ? "None of these answers is among the accepted figures: no verdict."
                        : "Verdict: " + shown(overall()));
    }

    void put(ObjectNode node) {
        node.put("against", against);
        node.put("verdict", differences.isEmpty() ? "none" : shown(overall()));
        var rows = node.putArray("differences");
        for (var one : differences) {
            var row = rows.addObject();
            row.put("dataset", one.dataset());
            row.put("figure", one.figure());
            row.put("n", one.n());
            row.put("then", Report.rounded(one.then()));
            row.put("now", Report.rounded(one.now()));
            row.putArray("ci")
                    .add(Report.rounded(one.change().low()))
                    .add(Report.rounded(one.change().high()));
            row.put("verdict", shown(one.verdict()));
        }
        var gates = node.putArray("gatesLost");
        lost.forEach(gates::add);
    }

    private static String shown(Verdict verdict) {
        return switch (verdict) {
            case BETTER -> "better";
            case SAME -> "no difference that counts";
            case WORSE -> "worse";
        };
    }
}
