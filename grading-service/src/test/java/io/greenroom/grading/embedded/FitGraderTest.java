package io.greenroom.grading.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.embedded.Calibration.Ramp;
import io.greenroom.grading.evaluation.GradedLine;
import io.greenroom.grading.evaluation.PublishedEvaluation;
import io.greenroom.grading.evaluation.ReferenceRubric;
import io.greenroom.grading.gate.Marker;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.testsupport.OurQuestions;
import io.greenroom.grading.testsupport.OurQuestions.Levelled;
import io.greenroom.platform.embedding.TextModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fits what the embedded grader has learnt from human-graded answers, prints how well it does on
 * questions that it has not seen, and writes the resources. Not a part of the build: {@code
 * -Dfit.data=DIRECTORY} names the human-graded answers, which stay outside of this repository (see
 * docs/grading.md).
 */
@EnabledIfSystemProperty(named = "fit.data", matches = ".+")
class FitGraderTest {
    private static final String STATEMENTS = "statements-3";
    private static final String RUBRICS = "rubrics-2";
    private static final List<String> MAIN = List.of("mohler", "nn_exam", "saf_en");

    /** They tell correct from not correct only: good to learn the order, not the scale. */
    private static final List<String> ORDER_ONLY = List.of("beetle", "scientsbank");

    private static final double CORRECT = 0.95;
    private static final double NOT_CORRECT = 0.35;
    private static final double ORDER_WEIGHT = 0.3;

    /** The same for all answers to a question: too few questions to learn from them by a sum. */
    private static final List<String> OF_THE_QUESTION =
            List.of(
                    "b.wantedPrompt",
                    "m.wantedPrompt",
                    "l.wanted",
                    "l.prompt",
                    "l.wantedContent",
                    "l.clauses");

    private static final List<String> DOUBT =
            List.of(
                    "e.value",
                    "e.discord",
                    "e.spread",
                    "l.answer",
                    "l.short",
                    "l.content",
                    "l.wanted",
                    "l.clauses",
                    "w.found",
                    "w.backed",
                    "w.pairs",
                    "m.recall",
                    "m.found",
                    "m.least",
                    "m.precision",
                    "b.foundBeyondPrompt",
                    "b.least",
                    "s.variety");

    private static final double ONE_LEVEL = 1.0 / Criterion.MAX_LEVEL;
    private static final int FOLDS = 5;
    private static final int COMMON_DIRECTIONS = 8;

    /** How sure a grade is does not count here, but it must not seem to say nothing. */
    private static final Blend SURE = new Blend(List.of(), new double[0], 1, 1, List.of());

    private final ExecutorService executor =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
    private final Reader reader = new Reader(executor);
    private final EmbeddedGrader grader = EmbeddedGrader.forFitting(reader);

    /** An answer, its figures and where it comes from. */
    private record Known(String set, String question, Fitting.Row row, int fold) {}

    /** A terse and a wordy version of the same content. */
    private record Same(Known terse, Known wordy) {}

    @Test
    void fitsStatements() throws Exception {
        var data = Path.of(System.getProperty("fit.data"));
        var known = new ArrayList<Known>();
        for (var set : MAIN) {
            known.addAll(read(data, set, true));
        }
        var helping = new ArrayList<Known>();
        for (var set : ORDER_ONLY) {
            helping.addAll(read(data, set, false));
        }
        var names = List.copyOf(known.getFirst().row().figures().keySet());
        var linear = names.stream().filter(name -> !OF_THE_QUESTION.contains(name)).toList();
        var plan = new Fitting.Plan(names, linear, 100, 0, 1, 0.7, 60, 8, 8, 0.35);
        var doubtPlan = new Fitting.Plan(DOUBT, List.of(), 1, 0, 0, 0, 40, 5, 40, 0.5);

        var unseen = unseen(known, helping, List.of(), plan);
        var figures = print("statements, unseen questions", known, unseen);
        for (var set : MAIN) {
            var others = known.stream().filter(one -> !one.set().equals(set)).toList();
            var own = known.stream().filter(one -> one.set().equals(set)).toList();
            var blend = Fitting.fit(rows(others, helping), plan);
            print("unseen data set", own, own.stream().map(one -> judged(blend, one)).toList());
        }
        var doubt = doubt(known, unseen);
        printReliability(known, doubt, doubtPlan);
        var provenance =
                provenance(
                        "Human-graded short answers: mohler, nn_exam, saf_en; for the order only"
                                + " beetle, scientsbank",
                        known.size());
        provenance.set("unseenQuestions", figures);
        write(
                STATEMENTS,
                provenance,
                Fitting.fit(rows(known, helping), plan),
                Fitting.fit(doubt, doubtPlan));
        publish(data, blends(known, helping, List.of(), plan));
    }

    /** Figures of the whole way of an answer, by what was fitted without its question. */
    private void publish(Path data, List<Blend> unseen) throws Exception {
        var markers =
                unseen.stream()
                        .map(blend -> new Fitted("unseen", blend, SURE))
                        .map(fitted -> EmbeddedGrader.create(reader, fitted))
                        .map(
                                one ->
                                        new Marker(
                                                new GradeAnswer(
                                                        new Guard(one::vectors),
                                                        one,
                                                        Clock.systemUTC())))
                        .toList();
        var datasets = new LinkedHashMap<String, List<PublishedEvaluation.Marks>>();
        for (var set : MAIN) {
            var tasks = new ArrayList<Callable<List<PublishedEvaluation.Marks>>>();
            for (var line : Files.readAllLines(data.resolve(set + ".jsonl"))) {
                var graded = GradedLine.read(line, set);
                if (graded != null) {
                    tasks.add(() -> marks(graded, markers.get(fold(graded.questionId()))));
                }
            }
            datasets.put(set, executorOfTasks(tasks).stream().flatMap(List::stream).toList());
        }
        PublishedEvaluation.write(
                EmbeddedGrader.create(executor).info().version(),
                STATEMENTS,
                "Human-graded answers that are no part of this repository; five folds by question:"
                    + " each answer went its whole way, guard and all, with parameters that were"
                    + " fitted without its question (FitGraderTest); without what is not in"
                    + " English, which only people grade",
                datasets);
    }

    /** None of what the grader says that it cannot read: only a person can grade that. */
    private static List<PublishedEvaluation.Marks> marks(GradedLine graded, Marker marker) {
        var marked =
                marker.mark(
                        ReferenceRubric.question(graded),
                        new Answer(graded.answer(), AnswerLanguage.MARKDOWN));
        return marked.confidence() == 0
                ? List.of()
                : List.of(
                        new PublishedEvaluation.Marks(
                                graded.questionId(), graded.score(), marked.score()));
    }

    @Test
    void fitsRubrics() throws Exception {
        var answers = OurQuestions.levelled("develop");
        var known = new ArrayList<Known>();
        var tasks = new ArrayList<Callable<List<Known>>>();
        for (var answer : answers) {
            tasks.add(() -> levelled(answer));
        }
        var alike = new ArrayList<Same>();
        var byKind = new HashMap<String, List<Known>>();
        var levelled = executorOfTasks(tasks);
        for (int i = 0; i < answers.size(); i++) {
            known.addAll(levelled.get(i));
            byKind.put(answers.get(i).ours().id() + answers.get(i).kind(), levelled.get(i));
        }
        for (var ours : answers.stream().map(Levelled::ours).distinct().toList()) {
            var terse = byKind.getOrDefault(ours.id() + "terse", List.of());
            var wordy = byKind.getOrDefault(ours.id() + "wordy", List.of());
            for (int i = 0; i < terse.size(); i++) {
                alike.add(new Same(terse.get(i), wordy.get(i)));
            }
        }
        var limits = limits(answers);
        var names = List.copyOf(known.getFirst().row().figures().keySet());
        var plan = new Fitting.Plan(names, names, 300, 2, 0.5, 0.5, 80, 7, 6, 0.35);
        var unseen = unseen(known, limits, alike, plan);
        var figures = print("rubrics, unseen questions", known, unseen);
        var doubtNames =
                List.of(
                        "e.value",
                        "e.discord",
                        "e.spread",
                        "t.size",
                        "t.long",
                        "t.numbers",
                        "t.code",
                        "h.s.m.recall",
                        "h.i.m.recall",
                        "s.m.recall",
                        "i.m.recall",
                        "s.w.found",
                        "i.w.found",
                        "i.m.least",
                        "d.m.rise");
        var doubtPlan = new Fitting.Plan(doubtNames, List.of(), 1, 0, 0, 0, 40, 5, 30, 0.5);
        var doubt = doubt(known, unseen);
        printReliability(known, doubt, doubtPlan);
        var provenance =
                provenance(
                        "Answers at known levels to questions of this repository, share develop",
                        known.size());
        provenance.set("unseenQuestions", figures);
        write(
                RUBRICS,
                provenance,
                Fitting.fit(rows(known, limits), pairs(alike), plan),
                Fitting.fit(doubt, doubtPlan));
    }

    /**
     * What the field has in common comes from all questions; what tells an answer to a question
     * from one to another, from the answers of the share develop: no honest one is doubted.
     */
    @Test
    void fitsRelevance() throws Exception {
        var answers = OurQuestions.levelled("develop");
        var field = field();
        var own = new ArrayList<Relevance.Figures>();
        var others = new ArrayList<Relevance.Figures>();
        for (var answer : answers) {
            own.add(grader.relevanceFigures(answer.ours().question(), answer.answer(), field));
        }
        var questions = answers.stream().map(Levelled::ours).distinct().toList();
        for (var question : questions) {
            for (var other : questions) {
                // Questions that share a topic rightly share some of the answer; and prose is no
                // program, which is told elsewhere.
                if (Collections.disjoint(other.topics(), question.topics())
                        && other.code() == question.code()) {
                    var strong = question.answer(other.question().strongAnswer());
                    others.add(grader.relevanceFigures(question.question(), strong, field));
                }
            }
        }
        var relevance =
                new Relevance(
                        "relevance-1",
                        field.mean(),
                        field.directions(),
                        field.cohort(),
                        new Ramp(
                                percentile(75, others, Relevance.Figures::nearness),
                                percentile(0, own, Relevance.Figures::nearness)),
                        new Ramp(
                                percentile(100, others, Relevance.Figures::lead),
                                percentile(0, own, Relevance.Figures::lead)));
        System.out.printf(
                "relevance: nearness %s lead %s; own %d, others %d%n",
                relevance.nearness(), relevance.lead(), own.size(), others.size());
        var json = new ObjectMapper();
        var root = json.createObjectNode();
        root.put("version", relevance.version());
        root.set(
                "provenance",
                provenance(
                        "Questions of this repository (what they have in common); answers at known"
                                + " levels, share develop",
                        own.size() + others.size()));
        root.set("relevance", json.valueToTree(relevance));
        Files.writeString(
                Path.of("src/main/resources/grading/relevance-1.json"),
                json.writeValueAsString(root) + "\n");
    }

    private static double percentile(
            int which, List<Relevance.Figures> all, ToDoubleFunction<Relevance.Figures> figure) {
        var values = new DescriptiveStatistics();
        all.forEach(one -> values.addValue(figure.applyAsDouble(one)));
        double value =
                switch (which) {
                    case 0 -> values.getMin();
                    default -> values.getPercentile(which);
                };
        return Math.round(value * 1e3) / 1e3;
    }

    /** The questions of the field, and what they have in common. */
    private Relevance field() {
        var questions = OurQuestions.all();
        var sentences = new ArrayList<float[]>();
        questions.forEach(ours -> sentences.addAll(grader.expectedSentences(ours.question())));
        var mean = new double[TextModel.SIZE];
        for (var vector : sentences) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / sentences.size();
            }
        }
        var spread = new Array2DRowRealMatrix(mean.length, mean.length);
        for (var vector : sentences) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    spread.addToEntry(i, j, (vector[i] - mean[i]) * (vector[j] - mean[j]));
                }
            }
        }
        var axes = new EigenDecomposition(spread);
        var directions = new float[COMMON_DIRECTIONS][];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = rounded(axes.getEigenvector(i).toArray());
        }
        var alone = field(rounded(mean), directions, new byte[0][]);
        return field(
                rounded(mean),
                directions,
                questions.stream()
                        .map(ours -> coarse(grader.subject(ours.question(), alone).about()))
                        .toArray(byte[][]::new));
    }

    private static Relevance field(float[] mean, float[][] directions, byte[][] cohort) {
        var unbounded = Relevance.NONE;
        return new Relevance(
                "field", mean, directions, cohort, unbounded.nearness(), unbounded.lead());
    }

    private static float[] rounded(double[] values) {
        var rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.round(values[i] * 1e5) / 1e5f;
        }
        return rounded;
    }

    /** The same direction. */
    private static byte[] coarse(float[] vector) {
        float most = 0;
        for (float value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        var coarse = new byte[vector.length];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = (byte) Math.round(Byte.MAX_VALUE * vector[i] / most);
        }
        return coarse;
    }

    private List<Known> read(Path data, String set, boolean main) throws Exception {
        var tasks = new ArrayList<Callable<List<Known>>>();
        for (var line : Files.readAllLines(data.resolve(set + ".jsonl"))) {
            var graded = GradedLine.read(line, set);
            if (graded != null) {
                tasks.add(() -> known(set, graded, main));
            }
        }
        var known = new ArrayList<Known>();
        executorOfTasks(tasks).forEach(known::addAll);
        System.out.println(set + ": " + known.size() + " answers");
        return known;
    }

    /** None for an answer without any word. */
    private List<Known> known(String set, GradedLine graded, boolean main) {
        double score = graded.score();
        return figures(
                        ReferenceRubric.question(graded),
                        new Answer(graded.answer(), AnswerLanguage.MARKDOWN))
                .stream()
                .map(
                        figures ->
                                new Known(
                                        set,
                                        graded.questionId(),
                                        new Fitting.Row(
                                                set + "/" + graded.questionId(),
                                                figures,
                                                main ? score : score > 0.5 ? CORRECT : NOT_CORRECT,
                                                main ? 1 : ORDER_WEIGHT,
                                                main ? Fitting.Use.ALL : Fitting.Use.ORDER),
                                        fold(graded.questionId())))
                .toList();
    }

    private List<Map<String, Double>> figures(Question question, Answer answer) {
        return grader.figures(question, answer);
    }

    private List<Known> levelled(Levelled answer) {
        var question = answer.ours().question();
        var figures = figures(question, answer.answer());
        var known = new ArrayList<Known>();
        for (int i = 0; i < figures.size(); i++) {
            var criterion = question.criteria().get(i).id();
            known.add(
                    new Known(
                            answer.ours().round(),
                            question.id(),
                            new Fitting.Row(
                                    question.id(),
                                    figures.get(i),
                                    answer.criteria().getOrDefault(criterion, 0)
                                            / (double) Criterion.MAX_LEVEL,
                                    1,
                                    Fitting.Use.ALL),
                            fold(question.id())));
        }
        return known;
    }

    /** The ends of the scale: the strong answer, and good answers to other questions. */
    private List<Known> limits(List<Levelled> answers) throws Exception {
        var tasks = new ArrayList<Callable<List<Known>>>();
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            var question = answer.ours().question();
            if (answer.kind().equals("excellent")) {
                tasks.add(
                        () ->
                                limit(
                                        question,
                                        new Answer(
                                                question.strongAnswer(), AnswerLanguage.MARKDOWN),
                                        1,
                                        0.3));
            }
            // Some other question's answer of the same kind.
            var other = answers.get((i + 7 * (1 + i % 5)) % answers.size());
            if (!other.ours().id().equals(question.id())) {
                tasks.add(() -> limit(question, other.answer(), 0, 0.1));
            }
        }
        var limits = new ArrayList<Known>();
        executorOfTasks(tasks).forEach(limits::addAll);
        return limits;
    }

    private List<Known> limit(Question question, Answer answer, double target, double weight) {
        return figures(question, answer).stream()
                .map(
                        row ->
                                new Known(
                                        "limits",
                                        question.id(),
                                        new Fitting.Row(
                                                question.id(),
                                                row,
                                                target,
                                                weight,
                                                Fitting.Use.TREES),
                                        fold(question.id())))
                .toList();
    }

    /** By a hash that is the same everywhere, so that folds stay what they are. */
    private static int fold(String question) {
        return Math.floorMod(question.hashCode() * 31 + 7, FOLDS);
    }

    private <T> List<T> executorOfTasks(List<Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        // Threads of their own: the models' threads must not wait for each other.
        try (var workers = Executors.newFixedThreadPool(2)) {
            var results = new ArrayList<T>();
            for (var future : workers.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        }
    }

    private static List<Fitting.Row> rows(List<Known> known, List<Known> helping) {
        var rows = new ArrayList<Fitting.Row>();
        known.forEach(one -> rows.add(one.row()));
        helping.forEach(one -> rows.add(one.row()));
        return rows;
    }

    private static List<Fitting.Alike> pairs(List<Same> alike) {
        return alike.stream()
                .map(pair -> new Fitting.Alike(pair.terse().row(), pair.wordy().row()))
                .toList();
    }

    private static Blend.Judgement judged(Blend blend, Known known) {
        return blend.of(known.row().figures());
    }

    /** Judgements by blends that were fitted on the other questions. */
    private static List<Blend.Judgement> unseen(
            List<Known> known, List<Known> helping, List<Same> alike, Fitting.Plan plan) {
        var blends = blends(known, helping, alike, plan);
        return known.stream().map(one -> judged(blends.get(one.fold()), one)).toList();
    }

    /** One a fold, fitted on the others. */
    private static List<Blend> blends(
            List<Known> known, List<Known> helping, List<Same> alike, Fitting.Plan plan) {
        var blends = new ArrayList<Blend>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            Predicate<Known> in = one -> one.fold() != out;
            blends.add(
                    Fitting.fit(
                            rows(
                                    known.stream().filter(in).toList(),
                                    helping.stream().filter(in).toList()),
                            pairs(alike.stream().filter(pair -> in.test(pair.terse())).toList()),
                            plan));
        }
        return blends;
    }

    private static List<Fitting.Row> doubt(List<Known> known, List<Blend.Judgement> unseen) {
        var rows = new ArrayList<Fitting.Row>();
        for (int i = 0; i < known.size(); i++) {
            var row = known.get(i).row();
            boolean within = Math.abs(unseen.get(i).value() - row.target()) <= ONE_LEVEL;
            rows.add(
                    new Fitting.Row(
                            row.group(),
                            Fitted.withDoubt(row.figures(), unseen.get(i)),
                            within ? 1 : 0,
                            1,
                            Fitting.Use.ALL));
        }
        return rows;
    }

    private static ObjectNode print(
            String title, List<Known> known, List<Blend.Judgement> judgements) {
        var json = new ObjectMapper().createObjectNode();
        for (var set : known.stream().map(Known::set).distinct().toList()) {
            var human = new ArrayList<Double>();
            var ours = new ArrayList<Double>();
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i).set().equals(set)) {
                    human.add(known.get(i).row().target());
                    ours.add(judgements.get(i).value());
                }
            }
            double r =
                    new org.apache.commons.math3.stat.correlation.PearsonsCorrelation()
                            .correlation(array(human), array(ours));
            double squares = 0;
            for (int i = 0; i < human.size(); i++) {
                squares += Math.pow(human.get(i) - ours.get(i), 2);
            }
            double rmse = Math.sqrt(squares / human.size());
            System.out.printf("%s: %s n %d r %.3f rmse %.3f%n", title, set, human.size(), r, rmse);
            var node = json.putObject(set);
            node.put("n", human.size());
            node.put("pearson", Math.round(r * 1000) / 1000.0);
            node.put("rmse", Math.round(rmse * 1000) / 1000.0);
        }
        return json;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void printReliability(
            List<Known> known, List<Fitting.Row> doubt, Fitting.Plan plan) {
        var sums = new double[10][3];
        for (int fold = 0; fold < FOLDS; fold++) {
            var train = new ArrayList<Fitting.Row>();
            for (int i = 0; i < doubt.size(); i++) {
                if (known.get(i).fold() != fold) {
                    train.add(doubt.get(i));
                }
            }
            var blend = Fitting.fit(train, plan);
            for (int i = 0; i < doubt.size(); i++) {
                if (known.get(i).fold() == fold) {
                    double stated = blend.of(doubt.get(i).figures()).value();
                    var bin = sums[(int) Math.min(9, stated * 10)];
                    bin[0]++;
                    bin[1] += stated;
                    bin[2] += doubt.get(i).target();
                }
            }
        }
        for (var bin : sums) {
            if (bin[0] > 0) {
                System.out.printf(
                        "confidence %.2f observed %.2f n %.0f%n",
                        bin[1] / bin[0], bin[2] / bin[0], bin[0]);
            }
        }
    }

    private static ObjectNode provenance(String data, int rows) {
        var node = new ObjectMapper().createObjectNode();
        node.put("data", data);
        node.put("rows", rows);
        node.put("folds", FOLDS + " by question");
        node.put("program", "FitGraderTest with Tribuo 4.3.2");
        node.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        return node;
    }

    private static void write(String version, ObjectNode provenance, Blend estimate, Blend sureness)
            throws IOException {
        var json = new ObjectMapper();
        var root = json.createObjectNode();
        root.put("version", version);
        root.set("provenance", provenance);
        root.set("estimate", json.valueToTree(estimate));
        root.set("sureness", json.valueToTree(sureness));
        var file = Path.of("src/main/resources/grading", version + ".json");
        Files.writeString(file, json.writeValueAsString(root) + "\n");
        assertThat(Fitted.load(json.readTree(file.toFile())).estimate().figures())
                .isEqualTo(estimate.figures());
        System.out.println(file + ": " + Files.size(file) + " bytes");
    }
}
