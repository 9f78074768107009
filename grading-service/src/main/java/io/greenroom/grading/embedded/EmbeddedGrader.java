package io.greenroom.grading.embedded;

import io.greenroom.grading.code.CodeEvidence;
import io.greenroom.grading.code.CodePassages;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Assessment;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.FlagHit;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.grading.rubric.RubricGrader;
import io.greenroom.grading.rubric.Verdict;
import io.greenroom.grading.text.Negation;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import io.greenroom.platform.embedding.TextModel;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares an answer with the rubric by meaning, words and manner, and lets what was fitted on
 * human-graded answers say how good that is. Which indicators were met is looked up passage by
 * passage. The same input always gives the same assessment.
 */
public final class EmbeddedGrader implements RubricGrader {
    /** Changes whenever the same answer could be graded differently. */
    private static final String VERSION = "embedded-7";

    private static final String STATEMENTS = "statements-3";

    /** Some megabytes each. */
    private static final int PREPARED = 32;

    private static final int QUOTES = 3;

    /** "It is resizable" is an answer, and near to nothing. */
    private static final int WORDS_FOR_RELEVANCE = 10;

    /** It may still be right in a way that this grader cannot see. */
    private static final Fitted.Estimate NOTHING_TO_THE_POINT = new Fitted.Estimate(0, 0.5);

    /** From this share of contrary sentences on, a person decides whether they are meant so. */
    private static final double CONTRARY = 0.25;

    /** Who compares without understanding is never surer than this. */
    private static final double SUREST = 0.8;

    private static final ReviewReason BESIDE_THE_QUESTION =
            new ReviewReason(
                    "beside-the-question",
                    "This may be about something else than the question, so a person will look at"
                            + " it.");

    private static final ReviewReason CONTRADICTS =
            new ReviewReason(
                    "contradicts",
                    "Some sentences seem to say the opposite of what is right, in nearly the same"
                            + " words, so a person will look at it.");

    /** Between passages of equal credit the nearer one is quoted. */
    private static final double NEARER = 0.01;

    private final Reader reader;
    private final Calibration calibration;
    private final Fitted statements;
    private final Fitted rubrics;
    private final Relevance relevance;
    private final @Nullable Entailment entailment;
    private final Map<String, PreparedQuestion> prepared;

    EmbeddedGrader(
            int questions,
            Reader reader,
            Calibration calibration,
            Fitted statements,
            Fitted rubrics,
            Relevance relevance,
            @Nullable Entailment entailment) {
        this.reader = reader;
        this.calibration = calibration;
        this.statements = statements;
        this.rubrics = rubrics;
        this.relevance = relevance;
        this.entailment = entailment;
        this.prepared =
                new LinkedHashMap<>(64, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, PreparedQuestion> eldest) {
                        return size() > questions;
                    }
                };
    }

    /**
     * The grader with its own models alone and what was fitted last.
     *
     * @param executor runs the models; the work of one text is one task
     */
    public static EmbeddedGrader create(Executor executor) {
        return create(executor, (Entailment) null);
    }

    /**
     * The grader with the stronger model too that the environment and the system properties set, if
     * any: for measuring it outside the service.
     *
     * @throws RuntimeException when that model cannot be used; the message names the setting
     */
    public static EmbeddedGrader ofEnvironment(Executor executor) {
        return create(
                executor,
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .addSystemSources()
                        .withMapping(EntailmentSettings.class)
                        .build()
                        .getConfigMapping(EntailmentSettings.class));
    }

    /** The grader with the stronger model too, if one is set. */
    static EmbeddedGrader create(Executor executor, EntailmentSettings settings) {
        return create(
                executor,
                EntailmentModel.load(settings)
                        .map(model -> new Entailment(model, executor))
                        .orElse(null));
    }

    private static EmbeddedGrader create(Executor executor, @Nullable Entailment entailment) {
        return create(PREPARED, new Reader(executor), Fitted.load(STATEMENTS), entailment);
    }

    /** The grader alone with more in its memory. */
    static EmbeddedGrader create(Executor executor, int questions, int clauses) {
        return create(questions, new Reader(executor, clauses), Fitted.load(STATEMENTS), null);
    }

    /** The grader alone with another fit of bare statements. For measuring it. */
    static EmbeddedGrader create(Reader reader, Fitted statements) {
        return create(PREPARED, reader, statements, null);
    }

    private static EmbeddedGrader create(
            int questions, Reader reader, Fitted statements, @Nullable Entailment entailment) {
        return new EmbeddedGrader(
                questions,
                reader,
                Calibration.current(),
                statements,
                Fitted.load("rubrics-2"),
                Relevance.load("relevance-1"),
                entailment);
    }

    /** The vectors, of length 1, of texts as its broader model reads them; in the same order. */
    public List<float[]> vectors(List<String> texts) {
        return reader.vectors(texts);
    }

    /** A grader that only tells figures, because nothing is fitted yet. */
    static EmbeddedGrader forFitting(Reader reader) {
        var nothing = new Fitted("none", Blend.NOTHING, Blend.NOTHING);
        return new EmbeddedGrader(
                PREPARED, reader, Calibration.current(), nothing, nothing, Relevance.NONE, null);
    }

    /** Loads the models (about two seconds), so that the first answer does not wait for it. */
    public void warmUp() {
        reader.read("ready", List.of());
    }

    @Override
    public GraderInfo info() {
        if (entailment == null) {
            return new GraderInfo(GraderInfo.Kind.EMBEDDED, VERSION, Reader.models(), null);
        }
        var model = entailment.model();
        return new GraderInfo(
                GraderInfo.Kind.EMBEDDED,
                VERSION + "+" + model.digest(),
                Reader.models() + "+" + model.name(),
                null);
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
        var heard = heard(known, answer);
        var said = heard.said();
        double relevant = relevance(known, heard);
        boolean nothing = said.isEmpty() || relevant == 0;
        var figures = nothing ? List.<Map<String, Double>>of() : figures(known, heard, answer);
        var fitted = known.hasRubric() ? rubrics : statements;
        var opinion = opinion(question, known, said);
        double contrary =
                Contradiction.share(
                        said,
                        known.statements(),
                        opinion == null ? Set.of() : opinion.contrary(known.indicators()));
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < known.targets().size(); i++) {
            var target = known.targets().get(i);
            var estimate = nothing ? NOTHING_TO_THE_POINT : fitted.of(figures.get(i));
            if (opinion != null) {
                estimate = opinion.with(estimate, target.wanted());
            }
            verdicts.add(
                    verdict(
                            target,
                            estimate.without(contrary).asFarAs(relevant),
                            known,
                            said,
                            opinion,
                            answer));
        }
        var doubts = new ArrayList<ReviewReason>();
        if (contrary >= CONTRARY) {
            doubts.add(CONTRADICTS);
        }
        if (relevant < 1) {
            doubts.add(BESIDE_THE_QUESTION);
        }
        return new Assessment(
                info(),
                false,
                verdicts,
                flags(question, known, heard, opinion, isVague(question, verdicts, said), answer),
                null,
                doubts);
    }

    /** What the stronger model says; nothing when there is none, or nothing to ask it about. */
    private Entailment.@Nullable Opinion opinion(
            Question question, PreparedQuestion known, List<Said> said) {
        if (entailment == null || said.isEmpty()) {
            return null;
        }
        var statements = new ArrayList<>(known.indicators());
        question.redFlags().forEach(flag -> statements.addAll(known.signals(flag)));
        return entailment.of(said, statements);
    }

    private double relevance(PreparedQuestion known, Heard heard) {
        if (heard.said().isEmpty()) {
            return 1;
        }
        if (known.hasRubric()) {
            return relevance.of(known.subject(relevance), sentences(heard));
        }
        return words(heard.said()).size() < WORDS_FOR_RELEVANCE
                ? 1
                : relevance.ofStatements(known.subject(relevance), sentences(heard));
    }

    /** The figures that tell how far an answer is about its question. For fitting. */
    Relevance.Figures relevanceFigures(Question question, Answer answer, Relevance field) {
        var known = prepare(question);
        return field.figures(known.subject(field), sentences(heard(known, answer)));
    }

    /** What a question is about. For fitting. */
    Relevance.Subject subject(Question question, Relevance field) {
        return prepare(question).subject(field);
    }

    /** The vectors of what a question's answers should say. For fitting. */
    List<float[]> expectedSentences(Question question) {
        return PreparedQuestion.sentences(prepare(question).statements());
    }

    private static List<float[]> sentences(Heard heard) {
        return PreparedQuestion.sentences(heard.said().stream().map(Said::statement).toList());
    }

    /** The figures that an answer is judged by, a map a criterion. For fitting. */
    List<Map<String, Double>> figures(Question question, Answer answer) {
        var known = prepare(question);
        return figures(known, heard(known, answer), answer);
    }

    private List<Map<String, Double>> figures(PreparedQuestion known, Heard heard, Answer answer) {
        if (heard.said().isEmpty()) {
            return List.of();
        }
        if (heard.code() != null) {
            return measured(known, heard, answer);
        }
        // What is left of an answer is often what was left of it before, whatever was cut out.
        var passages =
                heard.said().stream()
                        .map(
                                one ->
                                        one.passage().in(answer.text())
                                                + "\n"
                                                + one.passage().kind()
                                                + one.passage().part())
                        .toList();
        return known.figures(passages, () -> measured(known, heard, answer));
    }

    private List<Map<String, Double>> measured(PreparedQuestion known, Heard heard, Answer answer) {
        var said = heard.said();
        var whole =
                said.stream()
                        .filter(one -> !one.passage().part())
                        .map(one -> one.passage().words())
                        .collect(Collectors.joining(" "));
        var reading = reader.join(whole, said.stream().map(Said::statement).toList());
        if (!known.hasRubric()) {
            return known.targets().stream()
                    .map(target -> Likeness.figures(known.prompt(), target.indicators(), reading))
                    .toList();
        }
        var written =
                said.stream()
                        .filter(one -> !one.passage().part())
                        .map(one -> one.passage().in(answer.text()))
                        .collect(Collectors.joining("\n"));
        return RubricFigures.of(known, reading, written, heard.code());
    }

    private Heard heard(PreparedQuestion known, Answer answer) {
        // A program may also be handed in within Markdown; then its words count too.
        boolean program =
                answer.language() == AnswerLanguage.PYTHON && !answer.text().contains("```");
        var code =
                program
                        ? known.code().map(judgement -> judgement.read(answer.text()))
                        : Optional.<CodeEvidence>empty();
        var passages =
                code.map(evidence -> CodePassages.of(answer.text(), true, evidence.reading()))
                        .orElseGet(
                                () ->
                                        Passages.of(
                                                answer.text(),
                                                answer.language() == AnswerLanguage.PYTHON));
        var clauses =
                reader.clauses(
                        passages.stream()
                                .map(passage -> new Reader.Piece(passage.words(), passage.part()))
                                .toList());
        var said = new ArrayList<Said>();
        for (int i = 0; i < passages.size(); i++) {
            said.add(
                    new Said(
                            passages.get(i), clauses.get(i), Negation.in(passages.get(i).words())));
        }
        return new Heard(Gist.of(said, known.subject()), code.orElse(null));
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
        var known = new PreparedQuestion(question, reader, calibration);
        synchronized (prepared) {
            prepared.put(key, known);
        }
        return known;
    }

    private Verdict verdict(
            PreparedQuestion.Target target,
            Fitted.Estimate estimate,
            PreparedQuestion known,
            List<Said> said,
            Entailment.@Nullable Opinion opinion,
            Answer answer) {
        var criterion = target.criterion();
        double points = estimate.value() * Criterion.MAX_LEVEL;
        int level = (int) Math.round(points);
        var matches =
                target.wanted().stream()
                        .map(wanted -> best(wanted, known, said, opinion))
                        .sorted(Comparator.comparingDouble(Match::credit).reversed())
                        .toList();
        // What was fitted says how much was shown; the passages say which of it.
        double shown = estimate.value() * matches.size();
        var met = new ArrayList<Match>();
        var partly = new ArrayList<Match>();
        var missing = new ArrayList<String>();
        for (var match : matches) {
            double rest = shown - met.size() - 0.5 * partly.size();
            if (rest >= 0.75) {
                met.add(match);
            } else if (rest >= 0.25) {
                partly.add(match);
                missing.add(match.indicator());
            } else {
                missing.add(match.indicator());
            }
        }
        return new Verdict(
                criterion.id(),
                level,
                points,
                Math.round(100 * Math.min(SUREST, estimate.sureness())) / 100.0,
                rationale(criterion, level, met, partly, matches.size()),
                quotes(level, met, partly, matches, answer),
                missing);
    }

    /** The passage that shows a statement best, and how well. */
    private Match best(
            PreparedQuestion.Wanted wanted,
            PreparedQuestion known,
            List<Said> said,
            Entailment.@Nullable Opinion opinion) {
        var best = new Match(wanted.statement().text(), null, 0);
        for (var passage : said) {
            var match = match(wanted, known, passage);
            if (best.passage() == null || match.credit() > best.credit()) {
                best = match;
            }
        }
        if (opinion == null || !opinion.counts()) {
            return best;
        }
        var nearest = best;
        return opinion.sentence(wanted)
                .map(
                        judged ->
                                new Match(
                                        nearest.indicator(),
                                        judged.said().passage(),
                                        judged.judgement().shows()))
                .orElseGet(
                        () ->
                                new Match(
                                        nearest.indicator(),
                                        nearest.passage(),
                                        nearest.credit() * opinion.doubted()));
    }

    private Match match(PreparedQuestion.Wanted wanted, PreparedQuestion known, Said said) {
        var ramp =
                said.passage().kind() == Passage.Kind.PROSE
                        ? calibration.prose()
                        : calibration.code();
        double nearness = known.likeness(wanted.statement(), said.statement(), calibration);
        double credit = ramp.of(nearness);
        for (var example : wanted.examples()) {
            double likeness = known.likeness(example.statement(), said.statement(), calibration);
            credit =
                    Math.max(
                            credit,
                            example.fit()
                                    * calibration.reference().of(likeness)
                                    * agreement(example.statement(), said));
        }
        // What is denied is not shown.
        credit *= agreement(wanted.statement(), said);
        return new Match(wanted.statement().text(), said.passage(), credit + NEARER * nearness);
    }

    /** 1 when both affirm or both deny, the small rest of the credit when only one does. */
    private double agreement(Reading.Clause wanted, Said said) {
        if (said.passage().kind() == Passage.Kind.CODE || Negation.in(wanted.text()).any()) {
            return 1;
        }
        double denied = said.negation().share(stems(wanted));
        return denied > 0.5 ? calibration.deniedKeeps() : 1;
    }

    private static Set<String> stems(Reading.Clause clause) {
        var stems = new HashSet<String>();
        clause.terms().forEach(term -> stems.add(term.stem()));
        return stems;
    }

    /** Of a program what it does tells; of prose only what it says. */
    private List<FlagHit> flags(
            Question question,
            PreparedQuestion known,
            Heard heard,
            Entailment.@Nullable Opinion opinion,
            boolean vague,
            Answer answer) {
        var inCode = new LinkedHashMap<String, FlagHit>();
        var code = heard.code();
        if (code != null) {
            known.code().stream()
                    .flatMap(judgement -> judgement.hits(code, answer.text()).stream())
                    .forEach(hit -> inCode.put(hit.redFlagId(), hit));
        }
        var committed = new LinkedHashMap<String, List<Said>>();
        if (code == null) {
            for (var flag : question.redFlags()) {
                if (flag.kind() == RedFlag.Kind.COMMITS) {
                    committed.put(
                            flag.id(),
                            heard.said().stream()
                                    .filter(
                                            one ->
                                                    commits(
                                                            one,
                                                            known.signals(flag),
                                                            known,
                                                            opinion))
                                    .toList());
                }
            }
        }
        var mistaken = committed.values().stream().flatMap(List::stream).toList();
        var flags = new ArrayList<FlagHit>();
        for (var flag : question.redFlags()) {
            var hit = inCode.get(flag.id());
            if (hit != null) {
                flags.add(hit);
            } else if (code == null) {
                switch (flag.kind()) {
                    case OMITS -> {
                        if (!shown(flag, known, heard.said(), mistaken, opinion, vague)) {
                            flags.add(new FlagHit(flag.id(), List.of()));
                        }
                    }
                    case COMMITS -> {
                        var quotes =
                                committed.getOrDefault(flag.id(), List.of()).stream()
                                        .map(one -> one.passage().in(answer.text()))
                                        .limit(QUOTES)
                                        .toList();
                        if (!quotes.isEmpty()) {
                            flags.add(new FlagHit(flag.id(), quotes));
                        }
                    }
                }
            }
        }
        return flags;
    }

    /** Prose that shows little of what is wanted, and names hardly a figure. */
    private boolean isVague(Question question, List<Verdict> verdicts, List<Said> said) {
        if (said.stream().anyMatch(one -> one.passage().kind() == Passage.Kind.CODE)) {
            return false;
        }
        double shown = 0;
        for (int i = 0; i < verdicts.size(); i++) {
            shown += question.criteria().get(i).weight() / 100.0 * verdicts.get(i).estimate();
        }
        var words = words(said);
        long figures =
                words.stream().filter(word -> word.chars().anyMatch(Character::isDigit)).count();
        return shown < calibration.vagueEstimate() * Criterion.MAX_LEVEL
                && figures < calibration.vagueFigures() * words.size();
    }

    private static List<String> words(List<Said> said) {
        return said.stream()
                .filter(one -> !one.passage().part())
                .flatMap(one -> Words.all(one.statement().text()).stream())
                .toList();
    }

    /**
     * Something is said as the strong answer says what must not be left out. A vague answer has the
     * words for everything, so they alone show nothing.
     */
    private boolean isMadeGood(RedFlag omission, PreparedQuestion known, List<Said> said) {
        var examples =
                known.signals(omission).stream()
                        .flatMap(signal -> signal.examples().stream())
                        .toList();
        return examples.stream()
                        .mapToDouble(example -> nearest(example.statement(), said))
                        .average()
                        .orElse(1)
                >= calibration.flagMadeGood();
    }

    private static double nearest(Reading.Clause statement, List<Said> said) {
        return said.stream()
                .mapToDouble(
                        one ->
                                TextModel.cosine(
                                        statement.vectors().getFirst(),
                                        one.statement().vectors().getFirst()))
                .max()
                .orElse(0);
    }

    /** A passage says one of the things of which a sound answer says at least one. */
    private boolean shown(
            RedFlag omission,
            PreparedQuestion known,
            List<Said> said,
            List<Said> mistaken,
            Entailment.@Nullable Opinion opinion,
            boolean vague) {
        if (vague
                && !isMadeGood(omission, known, said)
                && (opinion == null
                        || said.stream()
                                .noneMatch(
                                        one ->
                                                known.signals(omission).stream()
                                                        .anyMatch(
                                                                signal ->
                                                                        opinion.shows(
                                                                                one, signal))))) {
            return false;
        }
        return said.stream()
                .anyMatch(
                        one ->
                                known.signals(omission).stream()
                                        .anyMatch(
                                                signal ->
                                                        says(
                                                                one, signal, known, opinion,
                                                                mistaken)));
    }

    private static boolean overlap(Said one, Said other) {
        return one.passage().start() < other.passage().end()
                && other.passage().start() < one.passage().end();
    }

    /**
     * The passage says what a sound answer should. To be like it is not enough for one that commits
     * a mistake: that is no evidence of anything sound, however near its matter.
     */
    private boolean says(
            Said said,
            PreparedQuestion.Wanted signal,
            PreparedQuestion known,
            Entailment.@Nullable Opinion opinion,
            List<Said> mistaken) {
        return (known.likeness(signal.statement(), said.statement(), calibration)
                                >= calibration.flagOmitted()
                        && mistaken.stream().noneMatch(wrong -> overlap(said, wrong)))
                || (opinion != null && opinion.shows(said, signal));
    }

    /**
     * The mistake follows from the passage; or, as far as that cannot be told, the passage says
     * what the signal says, and a sound answer does not say it as well.
     */
    private boolean commits(
            Said said,
            List<PreparedQuestion.Wanted> signals,
            PreparedQuestion known,
            Entailment.@Nullable Opinion opinion) {
        if (opinion != null && signals.stream().anyMatch(one -> opinion.entails(said, one))) {
            return true;
        }
        float[] meaning = said.statement().vectors().getFirst();
        double sound = 0;
        for (var strong : known.strong()) {
            sound = Math.max(sound, TextModel.cosine(strong.vectors().getFirst(), meaning));
        }
        for (var signal : signals) {
            var statement = signal.statement();
            boolean sameSense = Negation.in(statement.text()).any() == said.negation().any();
            if (sameSense
                    && TextModel.cosine(statement.vectors().getFirst(), meaning) > sound
                    && (known.likeness(statement, said.statement(), calibration)
                                    >= calibration.flagCommitted()
                            || (opinion != null && opinion.shows(said, signal)))) {
                return true;
            }
        }
        return false;
    }

    private static String rationale(
            Criterion criterion, int level, List<Match> met, List<Match> partly, int all) {
        var text = new StringBuilder();
        if (met.isEmpty() && partly.isEmpty()) {
            text.append("Hardly anything of the ")
                    .append(all)
                    .append(" things this criterion looks for was recognised in your answer.");
        } else if (met.size() == all) {
            text.append("What this criterion looks for was recognised in your answer.");
        } else {
            text.append("Recognised about ").append(met.size()).append(" of ").append(all);
            if (!partly.isEmpty()) {
                text.append(", and ").append(partly.size()).append(" in part");
            }
            text.append('.');
        }
        if (!met.isEmpty() && met.size() < all) {
            text.append(" Clearest: ").append(list(met)).append('.');
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
        return matches.stream()
                .map(match -> match.indicator().strip())
                .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                .collect(Collectors.joining("; "));
    }

    /** Where to look in the answer: the passages of what was recognised, or the nearest one. */
    private static List<String> quotes(
            int level, List<Match> met, List<Match> partly, List<Match> all, Answer answer) {
        var best = new ArrayList<Match>(met);
        if (best.size() < QUOTES) {
            best.addAll(partly);
        }
        if (best.isEmpty() && level > 0) {
            best.addAll(all.subList(0, Math.min(1, all.size())));
        }
        return best.stream()
                .map(Match::passage)
                .flatMap(passage -> Optional.ofNullable(passage).stream())
                .distinct()
                .limit(QUOTES)
                .map(passage -> passage.in(answer.text()))
                .toList();
    }

    /**
     * A passage of the answer.
     *
     * @param statement as it is compared
     * @param negation what it denies
     */
    record Said(Passage passage, Reading.Clause statement, Negation negation) {}

    /**
     * What an answer says.
     *
     * @param code what its code does; absent where it is no program
     */
    private record Heard(List<Said> said, @Nullable CodeEvidence code) {}

    /**
     * How well a passage shows an indicator.
     *
     * @param passage absent when the answer has none
     * @param credit 0 to 1, and a little more for the nearer of two
     */
    private record Match(String indicator, @Nullable Passage passage, double credit) {}
}
