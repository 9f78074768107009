package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GradingOutcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Measures the embedded grader against people's marks, without the suite running. {@code
 * FILE.jsonl… [--json]}: one human-graded answer a line. Figures go to standard output, what is
 * wrong to standard error.
 */
public final class Evaluate {
    private static final int USAGE = 2;

    private final GradeAnswer grading;
    private final PrintStream out;
    private final PrintStream err;

    Evaluate(GradeAnswer grading, PrintStream out, PrintStream err) {
        this.grading = grading;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        var executor =
                Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        var grading =
                new GradeAnswer(new Guard(), EmbeddedGrader.create(executor), Clock.systemUTC());
        System.exit(new Evaluate(grading, System.out, System.err).run(List.of(arguments)));
    }

    /** The exit code. */
    int run(List<String> arguments) {
        boolean json = arguments.contains("--json");
        var files = arguments.stream().filter(argument -> !argument.equals("--json")).toList();
        if (files.isEmpty() || files.stream().anyMatch(file -> file.startsWith("-"))) {
            err.println("Usage: evaluate FILE.jsonl… [--json]");
            return USAGE;
        }
        var datasets = new LinkedHashMap<String, List<Scored>>();
        boolean unreadable = false;
        for (var file : files) {
            try {
                read(Path.of(file), datasets);
            } catch (IOException | UncheckedIOException e) {
                err.println(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
                unreadable = true;
            }
        }
        if (json) {
            printJson(datasets);
        } else {
            printTable(datasets);
        }
        return unreadable ? 1 : 0;
    }

    /**
     * An answer with people's mark and ours.
     *
     * @param length words of the answer, for the baseline
     */
    private record Scored(Figures.Pair pair, int length) {}

    private void read(Path file, Map<String, List<Scored>> datasets) throws IOException {
        var fallback = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl$", "");
        try (var lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    var graded = GradedLine.read(line, fallback);
                    if (graded != null) {
                        datasets.computeIfAbsent(graded.dataset(), name -> new ArrayList<>())
                                .add(score(graded));
                    }
                } catch (BrokenLineException e) {
                    err.println(file + ":" + number + ": " + e.getMessage() + "; left out");
                } catch (GraderFailedException e) {
                    // No answer can be measured without the model: better no figures than few.
                    throw new IllegalStateException(
                            "The grader failed at " + file + ":" + number, e);
                }
            }
        }
    }

    private Scored score(GradedLine line) {
        var outcome =
                grading.grade(
                        ReferenceRubric.question(line),
                        new Answer(line.answer(), AnswerLanguage.MARKDOWN));
        var grade =
                switch (outcome) {
                    case GradingOutcome.Graded graded -> graded.grade();
                    case GradingOutcome.InReview doubtful -> doubtful.grade();
                    case GradingOutcome.NotGraded none ->
                            throw new BrokenLineException("not graded: " + none.detail());
                };
        return new Scored(
                new Figures.Pair(line.questionId(), line.score(), grade.estimate()),
                line.answer().strip().split("\\s+").length);
    }

    private static List<Figures.Pair> pairs(List<Scored> scored) {
        return scored.stream().map(Scored::pair).toList();
    }

    /** Everybody gets the mean of people's marks: the error that a grader must beat. */
    private static double constantMeanRmse(List<Scored> scored) {
        double mean =
                scored.stream().mapToDouble(one -> one.pair().human()).average().orElse(Double.NaN);
        return Figures.rmse(
                scored.stream()
                        .map(
                                one ->
                                        new Figures.Pair(
                                                one.pair().question(), one.pair().human(), mean))
                        .toList());
    }

    /** How well the mere length of the answer tells people's marks. */
    private static double lengthPearson(List<Scored> scored) {
        return Figures.pearson(
                scored.stream()
                        .map(
                                one ->
                                        new Figures.Pair(
                                                one.pair().question(),
                                                one.pair().human(),
                                                one.length()))
                        .toList());
    }

    private void printTable(Map<String, List<Scored>> datasets) {
        datasets.forEach(
                (name, scored) -> {
                    var pairs = pairs(scored);
                    var intervals = Figures.intervals(pairs);
                    out.printf(
                            Locale.ROOT,
                            "%s: %d answers to %d questions%n",
                            name,
                            pairs.size(),
                            pairs.stream().map(Figures.Pair::question).distinct().count());
                    Figures.ALL.forEach(
                            (figure, value) -> {
                                var interval =
                                        intervals.getOrDefault(
                                                figure,
                                                new Figures.Interval(Double.NaN, Double.NaN));
                                out.printf(
                                        Locale.ROOT,
                                        "  %-15s %6.3f  [%.3f, %.3f]%n",
                                        figure,
                                        value.applyAsDouble(pairs),
                                        interval.low(),
                                        interval.high());
                            });
                    out.printf(
                            Locale.ROOT,
                            "  baselines: constant mean rmse %.3f, answer length pearson %.3f%n",
                            constantMeanRmse(scored),
                            lengthPearson(scored));
                });
    }

    private void printJson(Map<String, List<Scored>> datasets) {
        var mapper = new ObjectMapper();
        var root = mapper.createObjectNode();
        var all = root.putObject("datasets");
        datasets.forEach(
                (name, scored) -> {
                    var pairs = pairs(scored);
                    var node = all.putObject(name);
                    node.put("n", pairs.size());
                    Figures.ALL.forEach(
                            (figure, value) -> put(node, figure, value.applyAsDouble(pairs)));
                    var intervals = node.putObject("ci");
                    Figures.intervals(pairs)
                            .forEach(
                                    (figure, interval) -> {
                                        var bounds = intervals.putArray(figure);
                                        bounds.add(rounded(interval.low()));
                                        bounds.add(rounded(interval.high()));
                                    });
                    var baselines = node.putObject("baselines");
                    put(baselines, "constantMeanRmse", constantMeanRmse(scored));
                    put(baselines, "lengthPearson", lengthPearson(scored));
                });
        // No gate is measured yet; an empty object says so.
        root.putObject("gates");
        try {
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(ObjectNode node, String name, double value) {
        node.put(name, rounded(value));
    }

    /** NaN is no JSON: a figure that cannot be had is null. */
    private static @org.jspecify.annotations.Nullable Double rounded(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 10_000) / 10_000.0;
    }
}
