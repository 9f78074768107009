package io.greenroom.grading.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.analysis.MultivariateVectorFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;

/**
 * Fits what the guard knows: the weights of {@link Intent} and the table of {@link WordOrder}. Run
 * by hand in the directory of the grading service, with files of human-graded answers as arguments;
 * it writes both resources. Nothing of the answers enters them but sums over thousands of
 * sentences.
 */
final class GuardFitting {
    private static final long SEED = 1;
    private static final int EACH = 40;

    /** Beside answers, whose weights are zero. */
    private static final int CLASSES = 3;

    private static final double RIDGE = 7.5e-6;
    private static final int ITERATIONS = 300;
    private static final Path RESOURCES = Path.of("src/main/resources/grading/guard");

    private record Row(float[] vector, int label) {}

    private GuardFitting() {}

    public static void main(String[] files) throws IOException {
        var texts = new LinkedHashSet<String>();
        var topics = new ArrayList<String>();
        var mapper = new ObjectMapper();
        for (var file : files) {
            for (var line : Files.readAllLines(Path.of(file))) {
                var node = mapper.readTree(line);
                texts.add(node.path("answer").asText());
                texts.add(node.path("referenceAnswer").asText());
                texts.add(node.path("question").asText());
                topics.add(topic(node.path("question").asText(), topics.size()));
            }
        }
        try (var content = Files.walk(Path.of("../content/questions"))) {
            var yaml = new YAMLMapper();
            for (var file : content.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                for (var question : yaml.readTree(file.toFile()).get("questions")) {
                    texts.add(question.path("prompt").asText());
                    texts.add(question.path("strongAnswer").asText());
                    topics.add(topic(question.path("prompt").asText(), topics.size()));
                    for (var criterion : question.path("rubric").path("criteria")) {
                        criterion.path("indicators").forEach(one -> texts.add(one.asText()));
                    }
                }
            }
        }
        var levels = Path.of("src/test/resources/levels/develop");
        if (Files.isDirectory(levels)) {
            try (var written = Files.list(levels)) {
                var yaml = new YAMLMapper();
                for (var file :
                        written.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                    yaml.readTree(file.toFile())
                            .path("answers")
                            .forEach(one -> texts.add(one.path("text").asText()));
                }
            }
        }
        Files.createDirectories(RESOURCES);
        wordOrder(texts);
        intent(texts, topics);
        System.exit(0);
    }

    private static void wordOrder(Set<String> texts) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "# Which kind of word follows which, and how often; pairs seen once are left out."
                        + " Counted by GuardFitting over "
                        + texts.size()
                        + " texts.");
        new TreeMap<>(WordOrder.count(texts))
                .forEach(
                        (kind, followers) -> {
                            var line = new StringBuilder(kind);
                            new TreeMap<>(followers)
                                    .forEach(
                                            (next, count) -> {
                                                if (count > 1) {
                                                    line.append(' ').append(next);
                                                    line.append(' ').append(count);
                                                }
                                            });
                            lines.add(line.toString());
                        });
        Files.write(RESOURCES.resolve("word-order-1.txt"), lines);
    }

    private static void intent(Set<String> texts, List<String> topics) throws IOException {
        var random = new Random(SEED);
        var examples = Examples.read(Path.of("src/test/resources/guard/examples-1.txt"));
        var executor = Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());
        Meaning meaning = EmbeddedGrader.create(executor)::vectors;
        var answers = new LinkedHashSet<String>();
        for (var text : texts) {
            Passages.of(text, false).stream()
                    .filter(one -> one.kind() == Passage.Kind.PROSE)
                    .map(Passage::words)
                    .forEach(answers::add);
        }
        var rows = new ArrayList<Row>();
        rows.addAll(rows(answers, 0, meaning));
        var hard = rows(examples.all("answer"), 0, meaning);
        for (int i = 0; i < 5; i++) {
            rows.addAll(hard);
        }
        rows.addAll(rows(examples.some("meta", EACH, topics, random), 1, meaning));
        rows.addAll(rows(examples.some("generic", EACH, topics, random), 2, meaning));
        rows.addAll(rows(examples.some("nothing", EACH, topics, random), 3, meaning));
        var weights = fitted(rows);
        int size = weights.length / CLASSES;
        var root = new ObjectMapper().createObjectNode();
        root.put(
                "provenance",
                "GuardFitting, seed "
                        + SEED
                        + ", softmax with ridge "
                        + RIDGE
                        + " over bge-small-en-v1.5-q; "
                        + rows.stream().filter(row -> row.label() == 0).count()
                        + " sentences of answers, "
                        + rows.stream().filter(row -> row.label() == 1).count()
                        + " to the grader, "
                        + rows.stream().filter(row -> row.label() == 2).count()
                        + " generic, "
                        + rows.stream().filter(row -> row.label() == 3).count()
                        + " of nothing");
        for (int k = 0; k < CLASSES; k++) {
            var list = root.putArray(List.of("toGrader", "generic", "nothing").get(k));
            for (int i = 0; i < size; i++) {
                list.add(Math.round(weights[k * size + i] * 1e4) / 1e4);
            }
        }
        Files.writeString(RESOURCES.resolve("intent-1.json"), root + "\n");
    }

    private static List<Row> rows(Collection<String> texts, int label, Meaning meaning) {
        var all = List.copyOf(texts);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < all.size(); i += 500) {
            var some = all.subList(i, Math.min(all.size(), i + 500));
            var vectors = meaning.of(some);
            for (int j = 0; j < some.size(); j++) {
                rows.add(new Row(Intent.features(some.get(j), vectors.get(j)), label));
            }
        }
        return rows;
    }

    /** Weights of one class after the other. */
    private static double[] fitted(List<Row> rows) {
        int size = rows.getFirst().vector().length + 1;
        MultivariateFunction loss = weights -> evaluate(rows, weights, new double[0]);
        MultivariateVectorFunction gradient =
                weights -> {
                    var result = new double[weights.length];
                    evaluate(rows, weights, result);
                    return result;
                };
        return new NonLinearConjugateGradientOptimizer(
                        NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                        new SimpleValueChecker(1e-6, 1e-7))
                .optimize(
                        new MaxEval(20_000),
                        new MaxIter(ITERATIONS),
                        GoalType.MINIMIZE,
                        new ObjectiveFunction(loss),
                        new ObjectiveFunctionGradient(gradient),
                        new InitialGuess(new double[CLASSES * size]))
                .getPoint();
    }

    /** Mean cross-entropy with ridge; its gradient where wanted. */
    private static double evaluate(List<Row> rows, double[] weights, double[] gradient) {
        int size = weights.length / CLASSES;
        double loss = 0;
        var likely = new double[CLASSES];
        for (var row : rows) {
            double share = 1.0 / rows.size();
            double top = 0;
            for (int k = 0; k < CLASSES; k++) {
                likely[k] = dot(weights, k * size, row.vector());
                top = Math.max(top, likely[k]);
            }
            double own = row.label() == 0 ? 0 : likely[row.label() - 1];
            double all = Math.exp(-top);
            for (int k = 0; k < CLASSES; k++) {
                likely[k] = Math.exp(likely[k] - top);
                all += likely[k];
            }
            loss += share * (top + Math.log(all) - own);
            if (gradient.length > 0) {
                for (int k = 0; k < CLASSES; k++) {
                    double off = share * (likely[k] / all - (row.label() == k + 1 ? 1 : 0));
                    for (int i = 0; i < size - 1; i++) {
                        gradient[k * size + i] += off * row.vector()[i];
                    }
                    gradient[(k + 1) * size - 1] += off;
                }
            }
        }
        for (int i = 0; i < weights.length; i++) {
            loss += RIDGE * weights[i] * weights[i];
            if (gradient.length > 0) {
                gradient[i] += 2 * RIDGE * weights[i];
            }
        }
        return loss;
    }

    private static double dot(double[] weights, int from, float[] vector) {
        double sum = weights[from + vector.length];
        for (int i = 0; i < vector.length; i++) {
            sum += weights[from + i] * vector[i];
        }
        return sum;
    }

    private static String topic(String question, int seed) {
        var words = Words.all(question).stream().filter(word -> !Words.isFunction(word)).toList();
        if (words.isEmpty()) {
            return "this";
        }
        var random = new Random(seed);
        int from = random.nextInt(words.size());
        return String.join(
                " ", words.subList(from, Math.min(words.size(), from + 1 + random.nextInt(4))));
    }
}
