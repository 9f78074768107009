package io.greenroom.grading.evaluation;

import io.greenroom.grading.assessment.CrossChecked;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.gate.Gate;
import io.greenroom.grading.gate.GateFigures;
import io.greenroom.grading.gate.Marker;
import io.greenroom.grading.gate.Parallel;
import io.greenroom.grading.gate.Sample;
import io.greenroom.grading.gate.Templates;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.llm.LlmGrader;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.RubricGrader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the grader against people's marks, and against attacks made from the same answers,
 * without the suite running. Figures go to standard output, progress and what is wrong to standard
 * error. Exit codes: 0 measured; 1 a file could not be used; 2 wrong usage; 3 worse than accepted;
 * 4 the grader failed.
 */
public final class Evaluate {
    private static final int UNUSABLE = 1;
    private static final int USAGE = 2;
    private static final int WORSE = 3;
    private static final int FAILED = 4;
    private static final int PROGRESS = 500;
    private static final double GOOD = 0.75;

    private final GraderInfo grader;
    private final Marker marker;
    private final ExecutorService executor;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * @param grader what grades
     * @param executor grades answers side by side
     */
    Evaluate(
            RubricGrader grader,
            Guard guard,
            ExecutorService executor,
            PrintStream out,
            PrintStream err) {
        this.grader = grader.info();
        this.marker = new Marker(new GradeAnswer(guard, grader, Clock.systemUTC()));
        this.executor = executor;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        var model = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        var answers = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
        EmbeddedGrader embedded;
        RubricGrader grader;
        try {
            embedded = EmbeddedGrader.ofEnvironment(model);
            grader = configured(embedded);
        } catch (RuntimeException e) {
            System.err.println("The grader cannot be set up: " + e.getMessage());
            System.exit(USAGE);
            return;
        }
        var guard = new Guard(embedded::vectors);
        System.exit(
                new Evaluate(grader, guard, answers, System.out, System.err)
                        .run(List.of(arguments)));
    }

    /** What grades in the service; nobody steps in for it, as that would be another's figures. */
    static RubricGrader configured(EmbeddedGrader embedded) {
        return LlmGrader.ofEnvironment(Clock.systemUTC())
                .<RubricGrader>map(asked -> CrossChecked.ofEnvironment(asked, embedded))
                .orElse(embedded);
    }

    /** The exit code. */
    int run(List<String> arguments) {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return USAGE;
        }
        try {
            return measure(options);
        } catch (GraderFailedException e) {
            // No answer can be measured without the grader: better no figures than few.
            err.println("The grader failed: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("Cannot be read or written: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private int measure(Options options) throws IOException {
        var files = new GradedFiles(err);
        var datasets = new LinkedHashMap<String, List<GradedLine>>();
        for (var file : options.files()) {
            for (var line : files.read(file)) {
                datasets.computeIfAbsent(line.dataset(), name -> new ArrayList<>()).add(line);
            }
        }
        if (datasets.isEmpty()) {
            err.println("There is nothing to measure.");
            return UNUSABLE;
        }
        var accepted = options.against() == null ? null : Accepted.read(options.against());
        var scored = new LinkedHashMap<String, List<Scored>>();
        datasets.forEach((name, lines) -> scored.put(name, scored(name, lines)));
        var gates = options.gates() ? gates(scored, options) : Map.<Gate, GateFigures>of();
        var report = new Report(grader, scored, gates);
        var comparison = accepted == null ? null : Comparison.of(accepted, scored, gates);
        if (options.json()) {
            out.println(report.json(comparison));
        } else {
            report.print(out);
            if (comparison != null) {
                comparison.print(out);
            }
        }
        if (options.scores() != null) {
            report.writeScores(options.scores());
        }
        if (options.accept() != null) {
            Accepted.of(grader.version(), scored, gates).write(options.accept());
        }
        if (options.publish() != null) {
            Publication.write(options.publish(), grader, scored, gates);
        }
        if (comparison != null && comparison.worse()) {
            return WORSE;
        }
        return files.complete() ? 0 : UNUSABLE;
    }

    private List<Scored> scored(String name, List<GradedLine> lines) {
        var waiting = new ArrayList<Future<Scored>>();
        for (var line : lines) {
            waiting.add(executor.submit(() -> scored(line)));
        }
        var scored = new ArrayList<Scored>();
        for (var one : waiting) {
            scored.add(Parallel.result(one));
            if (scored.size() % PROGRESS == 0) {
                err.printf("%s: %d of %d answers graded%n", name, scored.size(), lines.size());
            }
        }
        return scored;
    }

    private Scored scored(GradedLine line) {
        var question = ReferenceRubric.question(line);
        return new Scored(
                line,
                question,
                marker.mark(question, new Answer(line.answer(), AnswerLanguage.MARKDOWN)));
    }

    private Map<Gate, GateFigures> gates(Map<String, List<Scored>> datasets, Options options) {
        err.println("Trying the gates");
        var samples =
                datasets.values().stream()
                        .map(scored -> scored.stream().map(Evaluate::sample).toList())
                        .toList();
        return GateFigures.measure(
                samples,
                Templates.current(),
                options.sample(),
                marker,
                executor,
                miss -> {
                    if (options.misses()) {
                        err.printf(
                                "%s/%s %.2f: %s%n",
                                miss.gate().id(),
                                miss.family(),
                                miss.value(),
                                miss.text().replace('\n', ' '));
                    }
                });
    }

    private static Sample sample(Scored scored) {
        var reference =
                scored.line().referenceAnswer().isBlank()
                        ? String.join(" ", scored.line().rubric())
                        : scored.line().referenceAnswer();
        return new Sample(
                scored.question(),
                new Answer(scored.line().answer(), AnswerLanguage.MARKDOWN),
                reference,
                scored.line().score() >= GOOD);
    }
}
