package io.greenroom.grading.embedded;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Verdict;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Looks for each indicator of the rubric in the passages of the answer: by meaning, by weighted
 * words, and by likeness to the strong answer, and takes back what is denied. The same input always
 * gives the same assessment.
 */
public final class EmbeddedGrader implements RubricGrader {
    private static final int PREPARED = 200;
    private static final int QUOTES = 3;
    private static final int QUOTED_INDICATORS = 2;

    /** Under so many words of answer, little can be told. */
    private static final int ENOUGH_WORDS = 80;

    private final Embedder embedder;
    private final Calibration calibration;
    private final Map<String, PreparedQuestion> prepared =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PreparedQuestion> eldest) {
                    return size() > PREPARED;
                }
            };

    EmbeddedGrader(Embedder embedder, Calibration calibration) {
        this.embedder = embedder;
        this.calibration = calibration;
    }

    /**
     * The grader with its model and its current calibration.
     *
     * @param executor runs the model; the work of one text is one task
     */
    public static EmbeddedGrader create(Executor executor) {
        return new EmbeddedGrader(new OnnxEmbedder(executor), Calibration.current());
    }

    /** The vectors, of length 1, of texts as its broader model reads them; in the same order. */
    public List<float[]> vectors(List<String> texts) {
        return embedder.embed(texts);
    }

    /** Loads the model (about a second), so that the first answer does not wait for it. */
    public void warmUp() {
        embedder.embed(List.of("ready"));
    }

    @Override
    public GraderInfo info() {
        return new GraderInfo(
                GraderInfo.Kind.EMBEDDED, calibration.version(), embedder.model(), null);
    }

    @Override
    public Assessment assess(Question question, Answer answer) {
        try {
            return judge(question, answer);
        } catch (RuntimeException | LinkageError e) {
            throw new GraderFailedException("The embedded grader failed", e);
        }
    }

    private Assessment judge(Question question, Answer answer) {
        var known = prepare(question);
        var passages = Passages.of(answer.text(), answer.language() == AnswerLanguage.PYTHON);
        var statements =
                PreparedQuestion.statements(
                        passages.stream().map(Passage::words).toList(), embedder);
        var said = new ArrayList<Said>();
        for (int i = 0; i < passages.size(); i++) {
            said.add(new Said(passages.get(i), statements.get(i)));
        }
        var verdicts = new ArrayList<Verdict>();
        for (var criterion : question.criteria()) {
            verdicts.add(verdict(criterion, known, said, answer));
        }
        var flags = new ArrayList<FlagHit>();
        for (var flag : question.redFlags()) {
            flag(flag, known, said, answer).ifPresent(flags::add);
        }
        return new Assessment(info(), false, verdicts, flags, null);
    }

    private PreparedQuestion prepare(Question question) {
        // Versions never change; a question built from a reference answer has no other key.
        var key = question.id() + "\n" + question.version();
        synchronized (prepared) {
            var known = prepared.get(key);
            if (known != null) {
                return known;
            }
        }
        var known = new PreparedQuestion(question, embedder, calibration);
        synchronized (prepared) {
            prepared.put(key, known);
        }
        return known;
    }

    private Verdict verdict(
            Criterion criterion, PreparedQuestion known, List<Said> said, Answer answer) {
        var matches =
                known.indicators(criterion).stream()
                        .map(wanted -> best(wanted, known, said))
                        .toList();
        var met = new ArrayList<Match>();
        var partly = new ArrayList<Match>();
        var missing = new ArrayList<String>();
        double share = 0;
        double doubt = 0;
        for (var match : matches) {
            if (match.credit() >= calibration.met()) {
                met.add(match);
                share += 1;
            } else if (match.credit() >= calibration.partly()) {
                partly.add(match);
                missing.add(match.indicator());
                share += 0.5;
            } else {
                missing.add(match.indicator());
            }
            doubt += match.doubt(calibration);
        }
        int level = calibration.level(share / matches.size());
        return new Verdict(
                criterion.id(),
                level,
                confidence(doubt / matches.size(), answer),
                rationale(criterion, level, met, partly, missing.size() - partly.size()),
                quotes(met, partly, answer),
                missing);
    }

    /** The passage that shows a statement best, and how well. */
    private Match best(PreparedQuestion.Wanted wanted, PreparedQuestion known, List<Said> said) {
        var best = new Match(wanted.statement().text(), null, 0, 0, 0, wanted.visibility());
        for (var passage : said) {
            var match = match(wanted, known, passage);
            if (best.passage() == null || match.credit() > best.credit()) {
                best = match;
            }
        }
        return best;
    }

    private Match match(PreparedQuestion.Wanted wanted, PreparedQuestion known, Said said) {
        var statement = wanted.statement();
        double meaning = statement.cosine(said.statement());
        double words = known.coverage(statement.stems(), said.statement().stems());
        var ramp =
                said.passage().kind() == Passage.Kind.PROSE
                        ? calibration.prose()
                        : calibration.code();
        double credit = ramp.of(meaning + calibration.words() * words);
        for (var example : wanted.examples()) {
            double likeness =
                    example.statement().cosine(said.statement())
                            + calibration.words()
                                    * known.coverage(
                                            example.statement().stems(), said.statement().stems());
            credit =
                    Math.max(
                            credit,
                            example.fit()
                                    * calibration.reference().of(likeness)
                                    * agreement(example.statement(), said));
        }
        // What is denied is not shown.
        credit *= agreement(statement, said);
        return new Match(
                statement.text(), said.passage(), credit, meaning, words, wanted.visibility());
    }

    /** 1 when both affirm or both deny, the small rest of the credit when only one does. */
    private double agreement(Statement wanted, Said said) {
        if (said.passage().kind() == Passage.Kind.CODE || wanted.negation().any()) {
            return 1;
        }
        double denied = said.statement().negation().share(wanted.stems());
        return denied > 0.5 ? calibration.deniedKeeps() : 1;
    }

    private Optional<FlagHit> flag(
            RedFlag flag, PreparedQuestion known, List<Said> said, Answer answer) {
        var signals = known.signals(flag);
        return switch (flag.kind()) {
            case OMITS -> {
                boolean shown =
                        signals.stream()
                                .anyMatch(
                                        signal ->
                                                best(signal, known, said).credit()
                                                        >= calibration.flagOmitted());
                yield shown ? Optional.empty() : Optional.of(new FlagHit(flag.id(), List.of()));
            }
            case COMMITS ->
                    said.stream()
                            .filter(passage -> commits(passage, signals, known))
                            .map(passage -> quote(passage.passage(), answer))
                            .limit(QUOTES)
                            .collect(
                                    java.util.stream.Collectors.collectingAndThen(
                                            java.util.stream.Collectors.toList(),
                                            quotes ->
                                                    quotes.isEmpty()
                                                            ? Optional.<FlagHit>empty()
                                                            : Optional.of(
                                                                    new FlagHit(
                                                                            flag.id(), quotes))));
        };
    }

    /** The passage says what the signal says, and a sound answer does not say it as well. */
    private boolean commits(
            Said said, List<PreparedQuestion.Wanted> signals, PreparedQuestion known) {
        double sound = 0;
        for (var strong : known.strong()) {
            sound = Math.max(sound, strong.cosine(said.statement()));
        }
        for (var signal : signals) {
            double meaning = signal.statement().cosine(said.statement());
            double words = known.coverage(signal.statement().stems(), said.statement().stems());
            boolean sameSense =
                    signal.statement().negation().any() == said.statement().negation().any();
            if (sameSense
                    && meaning > sound
                    && meaning + calibration.words() * words >= calibration.flagCommitted()) {
                return true;
            }
        }
        return false;
    }

    private double confidence(double doubt, Answer answer) {
        double most =
                answer.language() == AnswerLanguage.PYTHON
                        ? calibration.confidenceCode()
                        : calibration.confidenceProse();
        long words = answer.text().chars().filter(Character::isWhitespace).count() + 1;
        double length = Math.min(1, 0.6 + 0.4 * words / ENOUGH_WORDS);
        return Math.round(100 * most * (1 - doubt) * length) / 100.0;
    }

    private static String rationale(
            Criterion criterion, int level, List<Match> met, List<Match> partly, int absent) {
        var text = new StringBuilder();
        int all = met.size() + partly.size() + absent;
        if (met.isEmpty() && partly.isEmpty()) {
            text.append("None of the ")
                    .append(all)
                    .append(" things this criterion looks for was found in your answer.");
        } else if (met.size() == all) {
            text.append("Everything this criterion looks for was found in your answer.");
        } else {
            text.append("Found ").append(met.size()).append(" of ").append(all);
            if (!partly.isEmpty()) {
                text.append(", and ").append(partly.size()).append(" in part");
            }
            text.append('.');
        }
        if (!met.isEmpty() && met.size() < all) {
            text.append(" Found: ").append(list(met)).append('.');
        }
        if (!partly.isEmpty()) {
            text.append(" In part: ").append(list(partly)).append('.');
        }
        if (!criterion.levels().isEmpty()) {
            text.append(" Level ").append(level).append(" means: ");
            text.append(criterion.levels().get(level));
        }
        return text.toString();
    }

    private static String list(List<Match> matches) {
        var listed = new StringBuilder();
        for (var match : matches) {
            if (!listed.isEmpty()) {
                listed.append("; ");
            }
            var indicator = match.indicator().strip();
            listed.append(
                    indicator.endsWith(".")
                            ? indicator.substring(0, indicator.length() - 1)
                            : indicator);
        }
        return listed.toString();
    }

    private static List<String> quotes(List<Match> met, List<Match> partly, Answer answer) {
        var best = new ArrayList<Match>(met);
        best.sort(Comparator.comparingDouble(Match::credit).reversed());
        if (best.size() < QUOTED_INDICATORS) {
            best.addAll(
                    partly.stream()
                            .sorted(Comparator.comparingDouble(Match::credit).reversed())
                            .toList());
        }
        return best.stream()
                .map(Match::passage)
                .flatMap(passage -> Optional.ofNullable(passage).stream())
                .distinct()
                .limit(QUOTES)
                .map(passage -> quote(passage, answer))
                .toList();
    }

    private static String quote(Passage passage, Answer answer) {
        return passage.in(answer.text());
    }

    private record Said(Passage passage, Statement statement) {}

    /**
     * How well a passage shows an indicator.
     *
     * @param passage absent when the answer has none
     * @param credit 0 to 1
     * @param meaning cosine of the vectors
     * @param words share of the indicator's words, 0 to 1
     * @param visibility how well this grader can see the indicator at all, 0 to 1
     */
    private record Match(
            String indicator,
            @Nullable Passage passage,
            double credit,
            double meaning,
            double words,
            double visibility) {
        /** From 0 (clear) to 1: near a threshold, or meaning and words tell different stories. */
        double doubt(Calibration calibration) {
            double nearest =
                    Math.min(
                            Math.abs(credit - calibration.met()),
                            Math.abs(credit - calibration.partly()));
            double margin = 1 - Math.min(1, nearest / 0.25);
            boolean shown = credit >= calibration.partly();
            double disagreement = shown && words < 0.15 ? 0.4 : !shown && words > 0.5 ? 0.4 : 0;
            // What it can hardly see it may well have overlooked.
            double blindness = credit >= calibration.met() ? 0.15 : 0.6;
            return Math.min(0.9, 0.4 * margin + disagreement + blindness * (1 - visibility));
        }
    }
}
