package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.gate.Gate;
import io.greenroom.grading.gate.GateFigures;
import io.greenroom.grading.rubric.GraderInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of one evaluation, for people and for programs. */
final class Report {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private record Dataset(
            List<Scored> scored,
            List<Figures.Pair> pairs,
            Map<String, Figures.Interval> intervals,
            Map<String, Double> constantMean,
            Map<String, Double> answerLength,
            Reliability reliability) {
        static Dataset of(List<Scored> scored) {
            var pairs = scored.stream().map(Scored::pair).toList();
            return new Dataset(
                    scored,
                    pairs,
                    Figures.intervals(pairs),
                    figures(Baselines.constantMean(scored), null),
                    figures(Baselines.answerLength(scored), Baselines.bareLength(scored)),
                    Reliability.of(scored));
        }

        /** Absolute figures of calibrated marks; relative ones of what needs no calibration. */
        private static Map<String, Double> figures(
                List<Figures.Pair> calibrated, @Nullable List<Figures.Pair> bare) {
            var figures = new LinkedHashMap<String, Double>();
            Figures.ALL.forEach(
                    (name, figure) -> {
                        boolean absolute = name.equals("rmse") || name.equals("qwk");
                        var of = absolute ? calibrated : bare;
                        figures.put(name, of == null ? Double.NaN : figure.applyAsDouble(of));
                    });
            return figures;
        }

        long questions() {
            return pairs.stream().map(Figures.Pair::question).distinct().count();
        }

        double reviewed() {
            return scored.stream().filter(one -> one.marked().review()).count()
                    / (double) scored.size();
        }
    }

    private final GraderInfo grader;
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<Gate, GateFigures> gates;

    Report(GraderInfo grader, Map<String, List<Scored>> scored, Map<Gate, GateFigures> gates) {
        this.grader = grader;
        scored.forEach((name, answers) -> datasets.put(name, Dataset.of(answers)));
        this.gates = gates;
    }

    void print(PrintStream out) {
        out.printf("Grader %s (%s)%n", grader.version(), grader.model());
        datasets.forEach((name, set) -> print(out, name, set));
        if (!gates.isEmpty()) {
            out.printf(
                    "%n%-19s %5s %7s %7s %7s %8s  %s%n",
                    "gate", "n", "mean", "p95", "max", "keep it", "rule");
            gates.values()
                    .forEach(
                            one ->
                                    out.printf(
                                            Locale.ROOT,
                                            "%-19s %5d %7.3f %7.3f %7.3f %7.1f%%  %s: %s%n",
                                            one.gate().id(),
                                            one.n(),
                                            one.mean(),
                                            one.p95(),
                                            one.max(),
                                            100 * one.passRate(),
                                            one.pass() ? "holds" : "FAILS",
                                            one.gate().rule()));
            out.printf("%n%-40s %5s %7s %7s %8s%n", "family", "n", "mean", "max", "keep it");
            gates.values()
                    .forEach(
                            gate ->
                                    gate.families()
                                            .forEach(
                                                    (name, one) ->
                                                            out.printf(
                                                                    Locale.ROOT,
                                                                    "%-40s %5d %7.3f %7.3f"
                                                                            + " %7.1f%%%n",
                                                                    gate.gate().id() + "/" + name,
                                                                    one.n(),
                                                                    one.mean(),
                                                                    one.max(),
                                                                    100 * one.passRate())));
        }
    }

    private static void print(PrintStream out, String name, Dataset set) {
        out.printf(
                Locale.ROOT,
                "%n%s: %d answers to %d questions; %.1f%% would go to a person%n",
                name,
                set.pairs().size(),
                set.questions(),
                100 * set.reviewed());
        out.printf(
                "  %-15s %7s  %-17s %9s %9s%n",
                "", "grader", "95 % by question", "mean only", "length");
        Figures.ALL.forEach(
                (figure, value) -> {
                    var interval = interval(set, figure);
                    out.printf(
                            Locale.ROOT,
                            "  %-15s %7.3f  [%6.3f, %6.3f]  %9s %9s%n",
                            figure,
                            value.applyAsDouble(set.pairs()),
                            interval.low(),
                            interval.high(),
                            shown(set.constantMean().getOrDefault(figure, Double.NaN)),
                            shown(set.answerLength().getOrDefault(figure, Double.NaN)));
                });
        out.printf(
                Locale.ROOT,
                "  confidence: off by %.3f; stated > observed within %.2f:",
                set.reliability().error(),
                Reliability.NEAR);
        set.reliability()
                .bins()
                .forEach(
                        bin ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %.2f > %.2f",
                                        bin.stated(),
                                        bin.observed()));
        out.println();
    }

    private static String shown(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    String json(@Nullable Comparison comparison) {
        var root = MAPPER.createObjectNode();
        var by = root.putObject("grader");
        by.put("kind", grader.kind().name().toLowerCase(Locale.ROOT));
        by.put("version", grader.version());
        by.put("model", grader.model());
        var all = root.putObject("datasets");
        datasets.forEach((name, set) -> put(all.putObject(name), set));
        var measured = root.putObject("gates");
        gates.forEach((gate, figures) -> put(measured.putObject(gate.id()), figures));
        if (comparison != null) {
            comparison.put(root.putObject("comparison"));
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, Dataset set) {
        node.put("n", set.pairs().size());
        node.put("questions", set.questions());
        put(node, set.pairs());
        var intervals = node.putObject("ci");
        Figures.ALL
                .keySet()
                .forEach(
                        figure -> {
                            var interval = interval(set, figure);
                            var bounds = intervals.putArray(figure);
                            bounds.add(rounded(interval.low()));
                            bounds.add(rounded(interval.high()));
                        });
        var baselines = node.putObject("baselines");
        var mean = baselines.putObject("constantMean");
        set.constantMean().forEach((name, value) -> mean.put(name, rounded(value)));
        var length = baselines.putObject("answerLength");
        set.answerLength().forEach((name, value) -> length.put(name, rounded(value)));
        node.put("inReview", rounded(set.reviewed()));
        var reliability = node.putObject("reliability");
        reliability.put("within", Reliability.NEAR);
        reliability.put("nearer", Reliability.NEARER);
        reliability.put("error", rounded(set.reliability().error()));
        var bins = reliability.putArray("bins");
        for (var bin : set.reliability().bins()) {
            var one = bins.addObject();
            one.put("n", bin.n());
            one.put("stated", rounded(bin.stated()));
            one.put("observed", rounded(bin.observed()));
            one.put("observedNearer", rounded(bin.nearer()));
        }
    }

    private static void put(ObjectNode node, List<Figures.Pair> pairs) {
        Figures.ALL.forEach((name, figure) -> node.put(name, rounded(figure.applyAsDouble(pairs))));
    }

    private static void put(ObjectNode node, GateFigures figures) {
        node.put("n", figures.n());
        node.put("mean", rounded(figures.mean()));
        node.put("max", rounded(figures.max()));
        node.put("p95", rounded(figures.p95()));
        node.put("pass", figures.pass());
        node.put("passRate", rounded(figures.passRate()));
        node.put("flagged", rounded(figures.flagged()));
        node.put("rule", figures.gate().rule());
        var families = node.putObject("families");
        figures.families()
                .forEach(
                        (name, family) -> {
                            var one = families.putObject(name);
                            one.put("n", family.n());
                            one.put("mean", rounded(family.mean()));
                            one.put("max", rounded(family.max()));
                            one.put("passRate", rounded(family.passRate()));
                        });
    }

    /** One line an answer; no text of it. */
    void writeScores(Path file) throws IOException {
        var lines = new ArrayList<String>();
        datasets.forEach(
                (name, set) -> {
                    for (var one : set.scored()) {
                        var node = MAPPER.createObjectNode();
                        node.put("dataset", name);
                        node.put("questionId", one.line().questionId());
                        node.put("id", one.id());
                        node.put("human", one.line().score());
                        node.put("score", rounded(one.marked().score()));
                        node.put("confidence", rounded(one.marked().confidence()));
                        node.put("review", one.marked().review());
                        var notices = node.putArray("notices");
                        one.marked().notices().stream().sorted().forEach(notices::add);
                        lines.add(node.toString());
                    }
                });
        Files.write(file, lines);
    }

    private static Figures.Interval interval(Dataset set, String figure) {
        return set.intervals().getOrDefault(figure, new Figures.Interval(Double.NaN, Double.NaN));
    }

    /** NaN is no JSON: a figure that cannot be had is null. */
    static @Nullable Double rounded(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 10_000) / 10_000.0;
    }
}
