package io.greenroom.grading.embedded;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What of a question stays the same for every answer to it, worked out once. */
final class PreparedQuestion {
    /** Words of the prompt are everybody's: having them shows less. */
    private static final double PROMPT_WORD = 0.5;

    private static final double POOREST_EXAMPLE = 0.7;

    /** Without a strong answer nobody knows how well the grader sees. */
    private static final double UNKNOWN_VISIBILITY = 0.5;

    /** So many passages of the strong answer stand for one indicator. */
    private static final int EXAMPLES = 2;

    /**
     * A statement to look for, with the passages of the strong answer that show it best.
     *
     * @param examples each with how well it shows the statement, 0 to 1
     * @param visibility how well this grader finds the statement in the strong answer by the
     *     statement alone, 0 to 1: what it cannot see there it cannot see elsewhere
     */
    record Wanted(Statement statement, List<Example> examples, double visibility) {}

    /** A passage of the strong answer. */
    record Example(Statement statement, double fit) {}

    private final Map<String, Double> weights;
    private final Map<String, List<Wanted>> indicators = new HashMap<>();
    private final Map<String, List<Wanted>> signals = new HashMap<>();
    private final List<Statement> strong;

    PreparedQuestion(Question question, Embedder embedder, Calibration calibration) {
        var texts = new ArrayList<String>();
        question.criteria().forEach(criterion -> texts.addAll(criterion.indicators()));
        question.redFlags().forEach(flag -> texts.addAll(flag.signals()));
        this.weights = weights(texts, Words.stems(question.prompt() + " " + question.title()));
        this.strong =
                statements(
                        Passages.of(question.strongAnswer(), false).stream()
                                .map(Passage::words)
                                .toList(),
                        embedder);
        boolean code =
                Passages.of(question.strongAnswer(), false).stream()
                        .anyMatch(passage -> passage.kind() == Passage.Kind.CODE);
        var ramp = code ? calibration.code() : calibration.prose();
        Function<String, Wanted> wanted =
                text -> {
                    var statement = statements(List.of(text), embedder).getFirst();
                    return wanted(statement, ramp, calibration);
                };
        for (Criterion criterion : question.criteria()) {
            indicators.put(criterion.id(), criterion.indicators().stream().map(wanted).toList());
        }
        for (RedFlag flag : question.redFlags()) {
            signals.put(flag.id(), flag.signals().stream().map(wanted).toList());
        }
    }

    List<Wanted> indicators(Criterion criterion) {
        return indicators.getOrDefault(criterion.id(), List.of());
    }

    List<Wanted> signals(RedFlag flag) {
        return signals.getOrDefault(flag.id(), List.of());
    }

    /** The passages of the strong answer. */
    List<Statement> strong() {
        return strong;
    }

    /** The weighted share of the wanted words that are there, 0 to 1. */
    double coverage(Set<String> wanted, Set<String> there) {
        double all = 0;
        double covered = 0;
        for (var stem : wanted) {
            double weight = weights.getOrDefault(stem, 1.0);
            all += weight;
            if (there.contains(stem)) {
                covered += weight;
            }
        }
        return all == 0 ? 0 : covered / all;
    }

    static List<Statement> statements(List<String> texts, Embedder embedder) {
        var vectors = embedder.embed(texts);
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < texts.size(); i++) {
            statements.add(Statement.of(texts.get(i), vectors.get(i)));
        }
        return statements;
    }

    private Wanted wanted(Statement statement, Calibration.Ramp ramp, Calibration calibration) {
        var best =
                strong.stream()
                        .map(
                                passage ->
                                        new Example(
                                                passage, likeness(statement, passage, calibration)))
                        .sorted(Comparator.comparingDouble(Example::fit).reversed())
                        .limit(EXAMPLES)
                        // Even a poor fit is the best that the strong answer has to show.
                        .map(example -> new Example(example.statement(), ramp.of(example.fit())))
                        .toList();
        double visibility = best.isEmpty() ? UNKNOWN_VISIBILITY : best.getFirst().fit();
        return new Wanted(
                statement,
                best.stream()
                        .map(
                                example ->
                                        new Example(
                                                example.statement(),
                                                POOREST_EXAMPLE
                                                        + (1 - POOREST_EXAMPLE) * example.fit()))
                        .toList(),
                visibility);
    }

    private double likeness(Statement wanted, Statement passage, Calibration calibration) {
        return wanted.cosine(passage)
                + calibration.words() * coverage(wanted.stems(), passage.stems());
    }

    /** Rare words weigh more; those of the prompt less. */
    private static Map<String, Double> weights(List<String> texts, Set<String> prompt) {
        var documents = new HashMap<String, Integer>();
        for (var text : texts) {
            Words.stems(text).forEach(stem -> documents.merge(stem, 1, Integer::sum));
        }
        var weights = new HashMap<String, Double>();
        documents.forEach(
                (stem, count) ->
                        weights.put(
                                stem,
                                Math.log(1 + texts.size() / (double) count)
                                        * (prompt.contains(stem) ? PROMPT_WORD : 1)));
        return weights;
    }
}
