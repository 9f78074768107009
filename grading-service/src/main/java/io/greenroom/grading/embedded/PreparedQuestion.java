package io.greenroom.grading.embedded;

import io.greenroom.grading.code.CodeJudgement;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.platform.embedding.TextModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What of a question stays the same for every answer to it, worked out once. */
final class PreparedQuestion {
    private static final double PROMPT_WORD = 0.5;
    private static final double POOREST_EXAMPLE = 0.7;

    /** Without a strong answer nobody knows how well the grader sees. */
    private static final double UNKNOWN_VISIBILITY = 0.5;

    private static final int FIGURED = 50;

    /** So many passages of the strong answer stand for one indicator. */
    private static final int EXAMPLES = 2;

    /**
     * A statement to look for, with the passages of the strong answer that show it best.
     *
     * @param examples each with how well it shows the statement, 0 to 1
     * @param visibility how well this grader finds the statement in the strong answer by the
     *     statement alone, 0 to 1: what it cannot see there it cannot see elsewhere
     */
    record Wanted(Reading.Clause statement, List<Example> examples, double visibility) {}

    /** A passage of the strong answer. */
    record Example(Reading.Clause statement, double fit) {}

    /**
     * A criterion as it is compared with answers.
     *
     * @param indicators what it looks for, read together
     * @param shown the passages of the strong answer that show the indicators, read together
     * @param levels the descriptions of level 0 to 4; empty when there are none
     */
    record Target(
            Criterion criterion,
            Reading indicators,
            Reading shown,
            List<Wanted> wanted,
            List<Reading.Clause> levels) {}

    private final Reading prompt;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, List<Wanted>> signals = new HashMap<>();
    private final List<Reading.Clause> strong;
    private final List<Reading.Clause> subject = new ArrayList<>();
    private final boolean hasRubric;
    private final Optional<CodeJudgement> code;
    private final Map<List<String>, List<Map<String, Double>>> figures =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<List<String>, List<Map<String, Double>>> eldest) {
                    return size() > FIGURED;
                }
            };

    PreparedQuestion(Question question, Reader reader, Calibration calibration) {
        this.prompt = reader.read(question.prompt(), pieces(question.prompt()));
        var strongPassages = Passages.of(question.strongAnswer(), false);
        this.strong = reader.clauses(pieces(question.strongAnswer()));
        boolean code =
                strongPassages.stream().anyMatch(passage -> passage.kind() == Passage.Kind.CODE);
        var ramp = code ? calibration.code() : calibration.prose();
        subject.addAll(prompt.clauses());
        subject.addAll(strong);
        boolean described = true;
        for (var criterion : question.criteria()) {
            var target = target(criterion, reader, ramp, calibration);
            targets.add(target);
            subject.addAll(target.indicators().clauses());
            described &= !criterion.levels().isEmpty();
        }
        this.hasRubric = described && !strong.isEmpty();
        this.code = CodeJudgement.of(question, reader::vectors);
        for (RedFlag flag : question.redFlags()) {
            signals.put(
                    flag.id(),
                    reader
                            .clauses(
                                    flag.signals().stream()
                                            .map(signal -> new Reader.Piece(signal, false))
                                            .toList())
                            .stream()
                            .map(statement -> wanted(statement, ramp, calibration))
                            .toList());
        }
    }

    private Target target(
            Criterion criterion, Reader reader, Calibration.Ramp ramp, Calibration calibration) {
        var pieces = new ArrayList<Reader.Piece>();
        for (var indicator : criterion.indicators()) {
            pieces.add(new Reader.Piece(indicator, false));
        }
        var statements = reader.clauses(pieces);
        var parts = new ArrayList<Reader.Piece>();
        if (criterion.levels().isEmpty()) {
            // A bare statement may be long: it is also looked for by its clauses.
            for (var indicator : criterion.indicators()) {
                pieces(indicator).stream().filter(Reader.Piece::part).forEach(parts::add);
            }
        }
        var clauses = new ArrayList<>(statements);
        clauses.addAll(reader.clauses(parts));
        var indicators = reader.join(String.join("\n", criterion.indicators()), clauses);
        return new Target(
                criterion,
                indicators,
                strong.isEmpty() ? indicators : shown(statements, reader),
                statements.stream().map(one -> wanted(one, ramp, calibration)).toList(),
                reader.clauses(
                        criterion.levels().stream()
                                .map(level -> new Reader.Piece(level, false))
                                .toList()));
    }

    /** The passages of the strong answer that show the statements, in their order. */
    private Reading shown(List<Reading.Clause> statements, Reader reader) {
        Set<Integer> chosen = new LinkedHashSet<>();
        for (var statement : statements) {
            IntStream.range(0, strong.size())
                    .boxed()
                    .sorted(
                            Comparator.comparingDouble(
                                    (Integer i) -> -bothCosines(statement, strong.get(i))))
                    .limit(EXAMPLES)
                    .forEach(chosen::add);
        }
        var passages = chosen.stream().sorted().map(strong::get).toList();
        var text = new StringBuilder();
        passages.forEach(passage -> text.append(text.isEmpty() ? "" : " ").append(passage.text()));
        return reader.join(text.toString(), passages);
    }

    private static double bothCosines(Reading.Clause a, Reading.Clause b) {
        double sum = 0;
        for (int i = 0; i < a.vectors().size(); i++) {
            sum += TextModel.cosine(a.vectors().get(i), b.vectors().get(i));
        }
        return sum;
    }

    private static List<Reader.Piece> pieces(String text) {
        return Passages.of(text, false).stream()
                .map(passage -> new Reader.Piece(passage.words(), passage.part()))
                .toList();
    }

    Reading prompt() {
        return prompt;
    }

    /** The figures of those passages: known from before, or worked out now. */
    List<Map<String, Double>> figures(
            List<String> passages, Supplier<List<Map<String, Double>>> workedOut) {
        synchronized (figures) {
            var known = figures.get(passages);
            if (known != null) {
                return known;
            }
        }
        var now = workedOut.get();
        synchronized (figures) {
            figures.put(passages, now);
        }
        return now;
    }

    List<Target> targets() {
        return targets;
    }

    /** What all criteria look for. */
    List<Wanted> indicators() {
        return targets.stream().flatMap(target -> target.wanted().stream()).toList();
    }

    List<Wanted> signals(RedFlag flag) {
        return signals.getOrDefault(flag.id(), List.of());
    }

    /** The passages of the strong answer. */
    List<Reading.Clause> strong() {
        return strong;
    }

    /** Reads code against the strong answer's; absent when that has none. */
    Optional<CodeJudgement> code() {
        return code;
    }

    /** What is right, sentence by sentence. */
    List<Reading.Clause> statements() {
        var statements = new ArrayList<Reading.Clause>();
        targets.forEach(target -> target.wanted().forEach(one -> statements.add(one.statement())));
        strong.stream().filter(one -> !one.part()).forEach(statements::add);
        return statements;
    }

    /** Everything that an answer may rightly be about. */
    List<Reading.Clause> subject() {
        return subject;
    }

    /** The question as {@link Relevance} compares it with answers. */
    Relevance.Subject subject(Relevance relevance) {
        var all = new ArrayList<>(prompt.clauses());
        all.addAll(statements());
        return relevance.subject(sentences(all));
    }

    /** The vectors of what is no part of another clause. */
    static List<float[]> sentences(List<Reading.Clause> clauses) {
        return clauses.stream()
                .filter(one -> !one.part())
                .map(one -> one.vectors().getFirst())
                .toList();
    }

    /** True for a rubric with levels and a strong answer, false for mere statements. */
    boolean hasRubric() {
        return hasRubric;
    }

    /** How near a passage is to a statement: its meaning, and its rare words. */
    double likeness(Reading.Clause wanted, Reading.Clause said, Calibration calibration) {
        return TextModel.cosine(wanted.vectors().getFirst(), said.vectors().getFirst())
                + calibration.words() * coverage(wanted, said);
    }

    /** The weighted share of the wanted words that are there, 0 to 1. */
    double coverage(Reading.Clause wanted, Reading.Clause said) {
        double all = 0;
        double covered = 0;
        for (var term : Vocabulary.distinct(wanted.terms())) {
            double weight =
                    term.rarity()
                            * (prompt.words().stems().contains(term.stem()) ? PROMPT_WORD : 1);
            all += weight;
            covered += weight * term.among(said.terms());
        }
        return all == 0 ? 0 : covered / all;
    }

    private Wanted wanted(
            Reading.Clause statement, Calibration.Ramp ramp, Calibration calibration) {
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
}
