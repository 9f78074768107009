package io.greenroom.grading.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.rubric.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How one gate went.
 *
 * @param n texts tried
 * @param mean of the scores, or of their changes; so are p95 and max
 * @param passRate share of the texts within the bound
 * @param flagged share of the texts that were remarked on
 * @param families the same by kind of attack
 */
public record GateFigures(
        Gate gate,
        int n,
        double mean,
        double p95,
        double max,
        double passRate,
        double flagged,
        boolean pass,
        Map<String, FamilyFigures> families) {
    private static final double PERCENTILE = 95;

    public GateFigures {
        families = Collections.unmodifiableMap(new LinkedHashMap<>(families));
    }

    /**
     * How one kind of attack went within a gate.
     *
     * @param max greatest score, or change
     */
    public record FamilyFigures(int n, double mean, double max, double passRate) {}

    /** One text that came through, for who works on the grader. */
    public record Miss(Gate gate, String family, double value, String text) {}

    private record Result(Trial trial, double value, Marked marked) {
        boolean kept() {
            return trial.gate().kept(value, marked);
        }
    }

    /**
     * Tries all gates.
     *
     * @param samples real answers to make the texts from
     * @param most about how many texts a gate gets
     * @param misses is told what came through
     */
    public static Map<Gate, GateFigures> measure(
            List<List<Sample>> samples,
            Templates templates,
            int most,
            Marker marker,
            ExecutorService executor,
            Consumer<Miss> misses) {
        return measure(
                samples, templates, most, EnumSet.allOf(Gate.class), marker, executor, misses);
    }

    /**
     * Tries some gates.
     *
     * @param wanted those that are tried
     */
    static Map<Gate, GateFigures> measure(
            List<List<Sample>> samples,
            Templates templates,
            int most,
            Set<Gate> wanted,
            Marker marker,
            ExecutorService executor,
            Consumer<Miss> misses) {
        var waiting = new ArrayList<Future<Result>>();
        var originals = new ConcurrentHashMap<Original, Marked>();
        var everybody = samples.stream().flatMap(List::stream).toList();
        for (var set : samples) {
            if (!set.isEmpty()) {
                for (var trial : Attacks.on(set, everybody, templates, most)) {
                    if (wanted.contains(trial.gate())) {
                        waiting.add(executor.submit(() -> tried(trial, marker, originals)));
                    }
                }
            }
        }
        var results = new EnumMap<Gate, List<Result>>(Gate.class);
        for (var one : waiting) {
            var result = Parallel.result(one);
            results.computeIfAbsent(result.trial().gate(), gate -> new ArrayList<>()).add(result);
            if (!result.kept()) {
                misses.accept(
                        new Miss(
                                result.trial().gate(),
                                result.trial().family(),
                                result.value(),
                                result.trial().answer().text()));
            }
        }
        var figures = new EnumMap<Gate, GateFigures>(Gate.class);
        results.forEach((gate, all) -> figures.put(gate, of(gate, all)));
        return figures;
    }

    /** An answer that several texts were made from; questions are told apart by their ids. */
    private record Original(String question, Answer answer) {}

    /** What a page shows of them: {@code pass}, {@code gates} and {@code families}. */
    public static void put(ObjectNode node, Collection<GateFigures> measured) {
        node.put("pass", measured.stream().allMatch(GateFigures::pass));
        var rows = node.putArray("gates");
        var kinds = node.putArray("families");
        for (var one : measured) {
            var row = rows.addObject();
            row.put("name", one.gate.id());
            row.put("rule", one.gate.rule());
            row.put("n", one.n);
            row.put("mean", rounded(one.mean));
            row.put("p95", rounded(one.p95));
            row.put("max", rounded(one.max));
            row.put("passRate", rounded(one.passRate));
            row.put("pass", one.pass);
            one.families.forEach(
                    (name, family) -> {
                        var kind = kinds.addObject();
                        kind.put("name", name);
                        kind.put("gate", one.gate.id());
                        kind.put("n", family.n());
                        kind.put("passRate", rounded(family.passRate()));
                    });
        }
    }

    static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static Result tried(Trial trial, Marker marker, Map<Original, Marked> originals) {
        var marked = marker.mark(trial.question(), trial.answer());
        var original = trial.original();
        if (original == null) {
            return new Result(trial, marked.most(), marked);
        }
        // A whole level more or less may be a hair more or less: what moves is seen before
        // rounding.
        double change =
                marked.score()
                        - originals
                                .computeIfAbsent(
                                        new Original(trial.question().id(), original),
                                        key -> marker.mark(trial.question(), original))
                                .score();
        return new Result(
                trial, trial.gate().kind() == Gate.Kind.CHANGE ? Math.abs(change) : change, marked);
    }

    private static GateFigures of(Gate gate, List<Result> results) {
        var values = statistics(results);
        var byFamily = new LinkedHashMap<String, List<Result>>();
        results.forEach(
                result ->
                        byFamily.computeIfAbsent(
                                        result.trial().family(), family -> new ArrayList<>())
                                .add(result));
        var families = new LinkedHashMap<String, FamilyFigures>();
        byFamily.forEach(
                (family, some) -> {
                    var theirs = statistics(some);
                    families.put(
                            family,
                            new FamilyFigures(
                                    some.size(), theirs.getMean(), theirs.getMax(), kept(some)));
                });
        return new GateFigures(
                gate,
                results.size(),
                values.getMean(),
                values.getPercentile(PERCENTILE),
                values.getMax(),
                kept(results),
                share(results.stream().filter(one -> one.marked().flagged()).count(), results),
                gate.holds(results.size(), values.getMean(), kept(results)),
                families);
    }

    private static DescriptiveStatistics statistics(List<Result> results) {
        return new DescriptiveStatistics(results.stream().mapToDouble(Result::value).toArray());
    }

    private static double kept(List<Result> results) {
        return share(results.stream().filter(Result::kept).count(), results);
    }

    private static double share(long some, List<Result> all) {
        return some / (double) all.size();
    }
}
