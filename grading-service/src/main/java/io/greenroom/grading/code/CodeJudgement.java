package io.greenroom.grading.code;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the code of an answer shows of a question's rubric. One for each version of a question.
 *
 * <p>For a grader: {@link #of} when the question is prepared; for an answer {@link #read}, then
 * {@link #figures} beside those that are got from the words, {@link #hits} beside the red flags
 * that are found in prose, and {@link CodePassages} to look for quotes and indicators.
 */
public final class CodeJudgement {
    /** Turns sentences into vectors of length 1 whose dot product says how near they are. */
    @FunctionalInterface
    public interface Meanings {
        /** One vector a sentence, in the same order. */
        List<float[]> of(List<String> sentences);
    }

    private static final int QUOTES = 3;

    /** Sentences about code; about 1.5 kB each. */
    private static final int KEPT = 2_000;

    private final Meanings model;
    private final String starter;
    private final CodeReading strong;
    private final CodeRubric rubric;
    private final List<CodeRubric.Mistake> mistakes;
    private final Map<String, float[]> meanings =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                    return size() > KEPT;
                }
            };

    private CodeJudgement(Question question, CodeReading strong, Meanings model) {
        this.model = model;
        this.starter = question.starterCode();
        this.strong = strong;
        this.rubric =
                new CodeRubric(
                        question.criteria().stream().map(Criterion::indicators).toList(),
                        strong,
                        this::likeness);
        this.mistakes =
                question.redFlags().stream()
                        .map(
                                flag ->
                                        new CodeRubric.Mistake(
                                                flag.id(),
                                                flag.kind() == RedFlag.Kind.COMMITS,
                                                flag.description(),
                                                flag.signals()))
                        .toList();
    }

    /** Nothing where the strong answer has no code that does something. */
    public static Optional<CodeJudgement> of(Question question, Meanings model) {
        if (!question.strongAnswer().contains("```")) {
            return Optional.empty();
        }
        var strong = CodeEvidence.strong(question.strongAnswer(), question.starterCode());
        return strong.empty()
                ? Optional.empty()
                : Optional.of(new CodeJudgement(question, strong, model));
    }

    public CodeEvidence read(String answer) {
        var evidence = CodeEvidence.of(answer, starter, strong);
        var sentences = new ArrayList<String>();
        evidence.does().forEach(fact -> sentences.add(fact.statement()));
        evidence.faults().forEach(fact -> sentences.add(fact.statement()));
        understand(sentences);
        return evidence;
    }

    /**
     * How the code does on a criterion, by its number in the rubric: the figures of {@link
     * CodeRubric#figures}, their names beginning with {@code c.}
     */
    public Map<String, Double> figures(int criterion, CodeEvidence evidence) {
        var figures = new LinkedHashMap<String, Double>();
        rubric.figures(criterion, evidence)
                .forEach((name, value) -> figures.put("c." + name, value));
        return figures;
    }

    /** The red flags that the code shows, each with the code that shows it. */
    public List<FlagHit> hits(CodeEvidence evidence, String answer) {
        var hits = new ArrayList<FlagHit>();
        rubric.hits(mistakes, evidence)
                .forEach((flag, facts) -> hits.add(new FlagHit(flag, quotes(facts, answer))));
        return hits;
    }

    private static List<String> quotes(List<CodeFact> facts, String answer) {
        return facts.stream()
                .map(fact -> fact.spans().getFirst().in(answer))
                .distinct()
                .limit(QUOTES)
                .toList();
    }

    private double likeness(String one, String other) {
        var vectors = understand(List.of(one, other));
        double sum = 0;
        for (int i = 0; i < vectors.get(0).length; i++) {
            sum += vectors.get(0)[i] * (double) vectors.get(1)[i];
        }
        return sum;
    }

    private List<float[]> understand(List<String> sentences) {
        synchronized (meanings) {
            var missing =
                    sentences.stream()
                            .distinct()
                            .filter(sentence -> !meanings.containsKey(sentence))
                            .toList();
            var read = missing.isEmpty() ? List.<float[]>of() : model.of(missing);
            var found = new LinkedHashMap<String, float[]>();
            for (int i = 0; i < missing.size(); i++) {
                found.put(missing.get(i), read.get(i));
            }
            var vectors = new ArrayList<float[]>();
            for (var sentence : sentences) {
                var vector = meanings.get(sentence);
                vectors.add(Objects.requireNonNull(vector == null ? found.get(sentence) : vector));
            }
            meanings.putAll(found);
            return vectors;
        }
    }
}
