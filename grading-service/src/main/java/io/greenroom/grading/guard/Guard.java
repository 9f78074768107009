package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an answer before any grader does. What it excludes is never graded; where a doubt stays
 * it asks for a person instead of deciding.
 */
public final class Guard {
    /** What only repeats the question, says nothing on topic or is only aimed at the grader. */
    static final int LOW_CAP = 20;

    /** Words without sentences may show knowledge, but not an answer. */
    static final int SALAD_CAP = 50;

    private static final int FEW_WORDS = 15;
    private static final int LITTLE_CODE = 15;
    private static final int RUN = 4;
    private static final double PARROTED = 0.7;
    private static final double FUNCTION_WORDS = 0.12;
    private static final int LONG_LINE = 13;
    private static final Set<String> JOINTS = Set.of("and", "or", "then", "with");
    private static final int WORDS_FOR_PIECES = 8;
    private static final double ALL_KNOWN = 0.95;
    private static final double IN_ORDER = 0.25;
    private static final int WORDS_FOR_NEARNESS = 5;
    private static final int WORDS_FOR_TOPIC = 20;
    private static final double ON_TOPIC = 0.06;

    private static final Pattern NON_ANSWER =
            Pattern.compile(
                    "\\W*(?:(?:sorry|hm+|well|honestly)\\W+)*(?:(?:(?:i|we)(?:\\s+|(?=['’])))?(?:really\\s+|honestly\\s+|just\\s+)?(?:do\\s*n[o']?t|don’t|dont|do"
                        + " not|can'?t|cannot|have no|am not|'m"
                        + " not)\\s+(?:know|remember|recall|idea|clue|sure|answer|say|really"
                        + " know)\\b.*|no\\s+(?:idea|clue|answer|response|comment)|idk|n/?a|none|pass|skip(?:ped)?|todo|tbd|dunno|not"
                        + " (?:really )?sure\\b.*|unknown|nothing|blank|null|undefined|test|-)\\W*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final double SAME_WORDS = 0.9;
    private static final double MOST_WORDS = 0.7;

    static final Pattern DENIAL =
            Pattern.compile(
                    "\\b(?:it is|it's|that is) (?:not (?:true|the"
                        + " case|correct)|false|wrong|untrue|a mistake)(?: (?:that|to (?:say|think)"
                        + " that))?|\\b(?:nobody|no one) (?:should|would) (?:think|say|claim)(?:"
                        + " that)?|\\b(?:not|never|no|cannot|without|neither|nor|hardly)\\b|n['’]t\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Stems of words that only announce an answer. */
    static final Set<String> SCAFFOLD =
            Words.stems(
                    "question answer solution response explanation following follows final thought"
                        + " process thinking step result here begin start below above text correct"
                        + " python java def return code let solve problem sorry thanks please know"
                        + " idea clue sure remember recall understand skip skipped guess learn"
                        + " class course mean say comment verified level none nothing unknown blank"
                        + " null undefined test todo dunno dont idk na n/a pass one thing anything"
                        + " cover decode read run end");

    private final @Nullable Understanding understanding;
    private final WordOrder wordOrder = WordOrder.current();

    /** A guard that goes by the wording alone. */
    public Guard() {
        understanding = null;
    }

    /** A guard that also goes by what sentences mean. */
    public Guard(Meaning meaning) {
        understanding = new Understanding(meaning);
    }

    /** What the guard makes of the answer to the question. */
    public GuardReport inspect(Question question, Answer answer) {
        var text = answer.text();
        if (isNonAnswer(question, text) || isUnchangedStarter(question, text)) {
            return blank(text);
        }
        var findings = new ArrayList<Finding>();
        var excluded = new ArrayList<Span>();
        boolean review = false;
        int cap = 100;

        var hidden = HiddenText.in(text);
        if (!hidden.isEmpty()) {
            excluded.addAll(hidden);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.HIDDEN_TEXT,
                            "Part of the text cannot be seen or read by a person (invisible or"
                                + " disguised characters, a comment or an encoded block). It was"
                                + " left out of grading."));
        }

        boolean code = answer.language() == AnswerLanguage.PYTHON;
        var visible = blanked(text, excluded);
        var passages = Passages.of(visible, code);
        var kinds = kinds(question, passages);
        var address = GraderAddress.forQuestion(everythingOf(question));
        var aimed =
                spansOf(
                        passages,
                        passage ->
                                kinds.get(passage) == Understanding.Kind.TO_GRADER
                                        || !passage.part() && address.in(passage.in(text)));
        // A line of its own may not be a passage of its own: look at lines too.
        aimed.addAll(linesOf(visible, address::in));
        if (!aimed.isEmpty()) {
            excluded.addAll(aimed);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.INSTRUCTIONS_TO_GRADER,
                            "Part of the text speaks to the grader instead of answering the"
                                + " question. It was left out of grading and changes nothing in the"
                                + " score."));
        }

        var whole = passages.stream().filter(passage -> !passage.part()).toList();
        var foreign =
                spansOf(
                        whole,
                        passage ->
                                passage.kind() != Passage.Kind.CODE
                                        && ForeignText.is(passage.in(visible)));
        if (!foreign.isEmpty()) {
            excluded.addAll(foreign);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.OTHER_LANGUAGE,
                            "Part of this is not in English, which is all that the grader reads, so"
                                    + " a person will look at it."));
        }

        var promptRuns = runs(question.prompt() + "\n" + question.title());
        var expectedRuns = runs(String.join("\n", expected(question)));
        var asked = Words.stems(question.prompt() + " " + question.title());
        var starter = codeLines(question.starterCode());
        var parroted =
                spansOf(
                        whole,
                        passage -> {
                            var said = passage.in(visible);
                            double repeated = shareOfRuns(said, promptRuns);
                            // Where the question holds its answer, saying it is no parroting.
                            return starter.contains(said.strip())
                                    || repeated >= PARROTED
                                            && repeated > shareOfRuns(said, expectedRuns)
                                            && !saysAllOfOne(question, said, asked);
                        });
        var withoutAttacks = blanked(text, excluded);
        excluded.addAll(parroted);

        var empty =
                spansOf(
                        whole,
                        passage ->
                                kinds.get(passage) == Understanding.Kind.GENERIC
                                        || kinds.get(passage) == Understanding.Kind.NOTHING
                                        || kinds.get(passage) == Understanding.Kind.ASIDE);
        var denied = code ? List.<Span>of() : denied(question, whole);
        boolean reversed = !code && Reversal.is(visible, reference(question));
        if (!denied.isEmpty() || reversed) {
            excluded.addAll(denied);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.CONTRADICTS,
                            "Part of this seems to say the contrary of what is expected, so a"
                                    + " person will look at it."));
        }
        excluded.addAll(repeated(whole));
        var gradable = blanked(blanked(text, excluded), empty);
        boolean attacked = !(aimed.isEmpty() && hidden.isEmpty() && foreign.isEmpty());
        boolean substance = hasSubstance(question, gradable, attacked);
        if (!substance
                && hidden.isEmpty()
                && !whole.isEmpty()
                && whole.stream().allMatch(one -> kinds.get(one) == Understanding.Kind.NOTHING)) {
            return blank(text);
        }
        long left = Words.all(gradable).size();
        boolean parrots =
                !parroted.isEmpty()
                        && (!substance || length(parroted) > 0.5 * visible.strip().length());
        if (parrots || allFromPrompt(question, gradable, code)) {
            cap = Math.min(cap, LOW_CAP);
            findings.add(
                    new Finding(
                            Finding.Kind.PARROTED_PROMPT,
                            "Most of this repeats the question. Say what you would do and why, in"
                                    + " your own words."));
        }
        if (attacked && (!substance || !code && isLittleCode(gradable))) {
            cap = Math.min(cap, LOW_CAP);
        }
        if (!substance && !empty.isEmpty()) {
            cap = Math.min(cap, LOW_CAP);
            findings.add(
                    new Finding(
                            Finding.Kind.GENERIC,
                            "These sentences would fit almost any question. Say what is particular"
                                    + " to this one."));
        }
        if (left < FEW_WORDS) {
            findings.add(
                    new Finding(
                            Finding.Kind.VERY_SHORT,
                            "This is very short, so little could be judged. A few full sentences"
                                    + " would show more of what you know."));
        }
        if (!code && isOffTopic(question, gradable, left)) {
            cap = Math.min(cap, LOW_CAP);
            findings.add(
                    new Finding(
                            Finding.Kind.OFF_TOPIC,
                            "This does not seem to be about the question that was asked."));
        }
        if (!code && isSalad(question, gradable)) {
            cap = Math.min(cap, SALAD_CAP);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.KEYWORDS_WITHOUT_SENTENCES,
                            "These look like words without sentences. How the ideas belong together"
                                    + " is a large part of an answer."));
        }
        var graded =
                code && !gradable.isBlank() ? whole(whole, withoutAttacks, gradable) : gradable;
        var report = new GuardReport(graded, findings, cap, review);
        // Nothing but an attack: there is no grade in doubt that a person could settle. Another
        // language may well hold an answer.
        return report.nothingToGrade() && foreign.isEmpty() && denied.isEmpty()
                ? new GuardReport(graded, findings, cap, false)
                : report;
    }

    /**
     * A program is read as a whole: without the signature and the imports that the starter code
     * gave, the rest of it would mean something else. Only an attack stays out of it.
     */
    private static String whole(List<Passage> passages, String withoutAttacks, String gradable) {
        var characters = gradable.toCharArray();
        for (var passage : passages) {
            if (passage.kind() == Passage.Kind.CODE) {
                withoutAttacks.getChars(
                        passage.start(), passage.end(), characters, passage.start());
            }
        }
        return new String(characters);
    }

    private static GuardReport blank(String text) {
        return new GuardReport(
                " ".repeat(text.length()),
                List.of(
                        new Finding(
                                Finding.Kind.BLANK,
                                "There is no answer here yet, so there was nothing to grade. Even a"
                                        + " rough attempt earns feedback.")),
                0,
                false);
    }

    /** What each passage is by its meaning; nothing is known of code. */
    private Map<Passage, Understanding.Kind> kinds(Question question, List<Passage> passages) {
        var kinds = new HashMap<Passage, Understanding.Kind>();
        if (understanding != null) {
            var prose = passages.stream().filter(one -> one.kind() != Passage.Kind.CODE).toList();
            var found = understanding.kinds(question, prose);
            for (int i = 0; i < prose.size(); i++) {
                kinds.put(prose.get(i), found.get(i));
            }
        }
        return kinds;
    }

    private static boolean isNonAnswer(Question question, String text) {
        var stripped = text.strip();
        if (stripped.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return true;
        }
        var stems = Words.stems(stripped);
        if (!stems.isEmpty() && stems.size() <= 4 && SCAFFOLD.containsAll(stems)) {
            return true;
        }
        return Words.all(stripped).size() <= 14
                && NON_ANSWER.matcher(stripped).matches()
                && !hasSubstance(question, stripped, false);
    }

    /** True when there is a word that neither the question has nor any introduction needs. */
    private static boolean hasSubstance(Question question, String gradable, boolean attacked) {
        var own = new HashSet<>(Words.stems(gradable));
        if (attacked) {
            // What is left around an attack, a number or a letter, is no answer.
            own.removeIf(word -> word.length() < 2 || Character.isDigit(word.charAt(0)));
        }
        own.removeAll(Words.stems(question.prompt() + " " + question.title()));
        own.removeAll(SCAFFOLD);
        return !own.isEmpty();
    }

    /**
     * A few lines of a program, or of its comments, that are left around what was cut out of it.
     */
    private static boolean isLittleCode(String gradable) {
        int words = 0;
        for (var passage : Passages.of(gradable, false)) {
            if (passage.kind() == Passage.Kind.PROSE) {
                return false;
            }
            words += passage.part() ? 0 : Words.all(passage.in(gradable)).size();
        }
        return words > 0 && words < LITTLE_CODE;
    }

    /** What was said before in the same words. */
    private static List<Span> repeated(List<Passage> passages) {
        var seen = new HashSet<List<String>>();
        return spansOf(
                passages,
                passage ->
                        passage.kind() == Passage.Kind.PROSE
                                && !seen.add(Words.all(passage.words())));
    }

    /** Sentences in the words of what is expected, of which one denies and the other doesn't. */
    private static List<Span> denied(Question question, List<Passage> passages) {
        var statements = new ArrayList<String>();
        for (var statement : expected(question)) {
            Passages.of(statement, false).stream()
                    .filter(passage -> !passage.part())
                    .map(Passage::words)
                    .forEach(statements::add);
        }
        return spansOf(
                passages,
                passage ->
                        passage.kind() == Passage.Kind.PROSE
                                && statements.stream()
                                        .anyMatch(one -> isContrary(passage.words(), one)));
    }

    private static boolean isContrary(String said, String expected) {
        if (denials(said) % 2 == denials(expected) % 2) {
            return false;
        }
        var own = new HashSet<>(Words.stems(DENIAL.matcher(said).replaceAll(" ")));
        var known = Words.stems(DENIAL.matcher(expected).replaceAll(" "));
        if (own.isEmpty() || own.size() == 1 && known.size() > 2) {
            return false;
        }
        long shared = own.stream().filter(known::contains).count();
        return shared >= SAME_WORDS * own.size() && shared >= MOST_WORDS * known.size();
    }

    private static long denials(String text) {
        return DENIAL.matcher(text).results().count();
    }

    private static boolean isUnchangedStarter(Question question, String text) {
        return !question.starterCode().isBlank()
                && text.replaceAll("\\s+", "")
                        .equals(question.starterCode().replaceAll("\\s+", ""));
    }

    private static String everythingOf(Question question) {
        var all = new StringBuilder(question.title()).append('\n').append(question.prompt());
        question.criteria().forEach(c -> c.indicators().forEach(i -> all.append('\n').append(i)));
        question.redFlags().forEach(f -> f.signals().forEach(s -> all.append('\n').append(s)));
        return all.append('\n').append(question.strongAnswer()).toString();
    }

    private static List<Span> spansOf(List<Passage> passages, Predicate<Passage> wanted) {
        var spans = new ArrayList<Span>();
        for (var passage : passages) {
            if (wanted.test(passage)) {
                spans.add(new Span(passage.start(), passage.end()));
            }
        }
        return spans;
    }

    /** Lines that are wanted but reach over no more than a sentence or two of prose. */
    private static List<Span> linesOf(String text, Predicate<String> wanted) {
        var spans = new ArrayList<Span>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            var line = text.substring(start, end);
            if (line.length() <= 200 && wanted.test(line)) {
                spans.add(new Span(start, end));
            }
            start = end + 1;
        }
        return spans;
    }

    private static Set<String> codeLines(String code) {
        var lines = new HashSet<String>();
        code.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }

    private static Set<List<String>> runs(String text) {
        var words = Words.all(text);
        var runs = new HashSet<List<String>>();
        for (int i = 0; i + RUN <= words.size(); i++) {
            runs.add(List.copyOf(words.subList(i, i + RUN)));
        }
        return runs;
    }

    private static double shareOfRuns(String text, Set<List<String>> of) {
        var own = runs(text);
        if (own.isEmpty()) {
            return 0;
        }
        return own.stream().filter(of::contains).count() / (double) own.size();
    }

    private static int length(List<Span> spans) {
        return spans.stream().mapToInt(span -> span.end() - span.start()).sum();
    }

    /** It may be the question turned into a sentence, with the word in it that was asked for. */
    private static boolean saysAllOfOne(Question question, String said, Set<String> asked) {
        var own = Words.stems(said);
        return expected(question).stream()
                .map(Words::stems)
                .map(stems -> stems.stream().filter(stem -> !asked.contains(stem)).toList())
                .anyMatch(wanted -> !wanted.isEmpty() && own.containsAll(wanted));
    }

    /** Every word that carries content is the prompt's, and most of the prompt's are there. */
    private static boolean allFromPrompt(Question question, String gradable, boolean code) {
        var own = Words.stems(gradable);
        if (code || own.size() < 6) {
            return false;
        }
        var prompt = Words.stems(question.prompt() + " " + question.title());
        long shared = own.stream().filter(prompt::contains).count();
        return shared > 0.9 * own.size() && shared > 0.5 * prompt.size();
    }

    private boolean isOffTopic(Question question, String gradable, long words) {
        if (understanding != null) {
            var passages = Passages.of(gradable, false).stream().map(Passage::words).toList();
            // What formulas are about cannot be told from what they mean as sentences.
            return words >= WORDS_FOR_NEARNESS
                    && !passages.stream().allMatch(one -> WordOrder.isFormula(Words.all(one)))
                    && understanding.isUnrelated(question, passages, words < WORDS_FOR_TOPIC / 2);
        }
        if (words < WORDS_FOR_TOPIC) {
            return false;
        }
        var own = Words.stems(gradable);
        var topic = Words.stems(everythingOf(question));
        return own.stream().filter(topic::contains).count() < ON_TOPIC * own.size();
    }

    private boolean isSalad(Question question, String gradable) {
        var prose = new StringBuilder();
        for (var passage : Passages.of(gradable, false)) {
            if (passage.kind() == Passage.Kind.PROSE && !passage.part()) {
                prose.append(passage.in(gradable)).append('\n');
            }
        }
        var text = prose.toString();
        return isBare(text)
                || wordOrder.isShuffled(text)
                || isRubricInPieces(question, Words.all(text));
    }

    /** Long lines of words that nothing holds together but "and". Notes may be terse. */
    private static boolean isBare(String prose) {
        int bare = 0;
        int all = 0;
        for (var line : WordOrder.lines(prose)) {
            var words = Words.all(line).stream().filter(Guard::isWord).toList();
            all += words.size();
            long function =
                    words.stream()
                            .filter(word -> Words.isFunction(word) && !JOINTS.contains(word))
                            .count();
            if (words.size() >= LONG_LINE
                    && function < FUNCTION_WORDS * words.size()
                    && !isListOfTerms(line)) {
                bare += words.size();
            }
        }
        return bare > 0.5 * all;
    }

    /** Terms of several words each, set apart by commas, are an honest way to name things. */
    private static boolean isListOfTerms(String line) {
        int items = line.split("[,(]").length;
        return items > 2 && Words.all(line).size() >= 2 * items;
    }

    /** False for what formulas and tables are made of. */
    private static boolean isWord(String word) {
        return (word.length() > 1 || word.equals("a") || word.equals("i"))
                && word.chars().noneMatch(Character::isDigit);
    }

    /**
     * Nearly all words are those of what is expected and of the question, but hardly two of them in
     * an order that these know.
     */
    private static boolean isRubricInPieces(Question question, List<String> words) {
        if (words.size() < WORDS_FOR_PIECES) {
            return false;
        }
        var known = new HashSet<String>();
        var pairs = new HashSet<List<String>>();
        var texts = new ArrayList<>(expected(question));
        texts.add(question.prompt());
        for (var text : texts) {
            var own = Words.all(text);
            known.addAll(own);
            for (int i = 0; i + 1 < own.size(); i++) {
                pairs.add(List.copyOf(own.subList(i, i + 2)));
            }
        }
        long found = words.stream().filter(known::contains).count();
        int kept = 0;
        for (int i = 0; i + 1 < words.size(); i++) {
            kept += pairs.contains(words.subList(i, i + 2)) ? 1 : 0;
        }
        return found >= ALL_KNOWN * words.size() && kept < IN_ORDER * (words.size() - 1);
    }

    /** What is right, as one text. */
    private static String reference(Question question) {
        return question.strongAnswer().isBlank()
                ? String.join("\n", expected(question))
                : question.strongAnswer();
    }

    /** What a full answer would say. */
    private static List<String> expected(Question question) {
        return question.criteria().stream()
                .flatMap(
                        criterion ->
                                criterion.levels().isEmpty()
                                        ? criterion.indicators().stream()
                                        : criterion.indicators().stream().limit(1))
                .toList();
    }

    private static String blanked(String text, List<Span> spans) {
        var characters = text.toCharArray();
        for (var span : spans) {
            for (int i = span.start(); i < span.end(); i++) {
                if (characters[i] != '\n') {
                    characters[i] = ' ';
                }
            }
        }
        return new String(characters);
    }
}
