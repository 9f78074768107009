package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.text.Passage;
import io.greenroom.grading.text.Passages;
import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final int LITTLE_LEFT = 8;
    private static final int RUN = 4;
    private static final double PARROTED = 0.7;
    private static final int PROSE_FOR_STRUCTURE = 25;
    private static final double FUNCTION_WORDS = 0.12;
    private static final double BROKEN_PAIRS = 0.18;
    private static final int WORDS_FOR_TOPIC = 20;
    private static final double ON_TOPIC = 0.06;

    private static final Pattern NON_ANSWER =
            Pattern.compile(
                    "\\W*(?:(?:sorry|hm+|well|honestly)\\W+)*(?:(?:i|we)\\s+(?:really\\s+|honestly\\s+|just\\s+)?(?:do\\s*n[o']?t|don’t|dont|do"
                        + " not|can'?t|cannot|have no|am not|'m"
                        + " not)\\s+(?:know|remember|recall|idea|clue|sure|answer|say|really"
                        + " know)\\b.*|no\\s+(?:idea|clue|answer|response|comment)|idk|n/?a|none|pass|skip(?:ped)?|todo|tbd|dunno|not"
                        + " sure|unknown|nothing|blank|null|undefined|test|-)\\W*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** After these an article or a preposition cannot stand in an English sentence. */
    private static final Set<String> LEADERS =
            Set.of("the", "a", "an", "its", "their", "our", "your", "my", "his", "every", "each");

    private static final Set<String> NEVER_FOLLOW =
            Set.of(
                    "the", "a", "an", "of", "in", "on", "at", "by", "for", "with", "from", "to",
                    "into", "and", "or", "but", "is", "are", "was", "were", "be", "been", "has",
                    "have", "had", "that", "which", "because", "if", "when", "it", "we", "they",
                    "i", "you", "not", "this", "these", "its", "their", "our", "then", "so", "as",
                    "than");

    /** What the guard makes of the answer to the question. */
    public GuardReport inspect(Question question, Answer answer) {
        var text = answer.text();
        var findings = new ArrayList<Finding>();
        if (isNonAnswer(text) || isUnchangedStarter(question, text)) {
            findings.add(
                    new Finding(
                            Finding.Kind.BLANK,
                            "There is no answer here yet, so there was nothing to grade. Even a"
                                    + " rough attempt earns feedback."));
            return new GuardReport(" ".repeat(text.length()), findings, 0, false);
        }
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
                            "Part of the text cannot be seen by a reader (invisible characters, a"
                                + " comment or an encoded block). It was left out of grading."));
        }

        boolean code = answer.language() == AnswerLanguage.PYTHON;
        var visible = blanked(text, excluded);
        var passages =
                Passages.of(visible, code).stream().filter(passage -> !passage.part()).toList();
        var address = GraderAddress.forQuestion(everythingOf(question));
        var aimed = spansOf(passages, passage -> address.in(passage.in(text)));
        // A line of its own may not be a passage of its own: look at lines too.
        aimed.addAll(linesOf(text, address::in));
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

        var promptRuns = runs(question.prompt() + "\n" + question.title());
        var starter = codeLines(question.starterCode());
        var parroted =
                spansOf(
                        passages,
                        passage ->
                                starter.contains(passage.in(visible).strip())
                                        || shareOfRuns(passage.in(visible), promptRuns)
                                                >= PARROTED);
        excluded.addAll(parroted);

        var gradable = blanked(text, excluded);
        long left = Words.all(gradable).size();
        boolean parrots = !parroted.isEmpty() && length(parroted) > 0.5 * visible.strip().length();
        if (parrots || allFromPrompt(question, gradable, code)) {
            cap = Math.min(cap, LOW_CAP);
            findings.add(
                    new Finding(
                            Finding.Kind.PARROTED_PROMPT,
                            "Most of this repeats the question. Say what you would do and why, in"
                                    + " your own words."));
        }
        if (left < LITTLE_LEFT && !aimed.isEmpty()) {
            cap = Math.min(cap, LOW_CAP);
        }
        if (left < FEW_WORDS) {
            findings.add(
                    new Finding(
                            Finding.Kind.VERY_SHORT,
                            "This is very short, so little could be judged. A few full sentences"
                                    + " would show more of what you know."));
        }
        if (!code && left >= WORDS_FOR_TOPIC && isOffTopic(question, gradable)) {
            cap = Math.min(cap, LOW_CAP);
            findings.add(
                    new Finding(
                            Finding.Kind.OFF_TOPIC,
                            "This does not seem to be about the question that was asked."));
        }
        if (!code && isSalad(gradable)) {
            cap = Math.min(cap, SALAD_CAP);
            review = true;
            findings.add(
                    new Finding(
                            Finding.Kind.KEYWORDS_WITHOUT_SENTENCES,
                            "These look like words without sentences. How the ideas belong together"
                                    + " is a large part of an answer."));
        }
        var report = new GuardReport(gradable, findings, cap, review);
        // Nothing but an attack: there is no grade in doubt that a person could settle.
        return report.nothingToGrade() ? new GuardReport(gradable, findings, cap, false) : report;
    }

    private static boolean isNonAnswer(String text) {
        var stripped = text.strip();
        if (stripped.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return true;
        }
        return Words.all(stripped).size() <= 14 && NON_ANSWER.matcher(stripped).matches();
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

    private static List<Span> spansOf(
            List<Passage> passages, java.util.function.Predicate<Passage> wanted) {
        var spans = new ArrayList<Span>();
        for (var passage : passages) {
            if (wanted.test(passage)) {
                spans.add(new Span(passage.start(), passage.end()));
            }
        }
        return spans;
    }

    /** Lines that are wanted but reach over no more than a sentence or two of prose. */
    private static List<Span> linesOf(String text, java.util.function.Predicate<String> wanted) {
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

    /** Every word that carries content is the prompt's: turned around, but nothing added. */
    private static boolean allFromPrompt(Question question, String gradable, boolean code) {
        var own = Words.stems(gradable);
        if (code || own.size() < 4) {
            return false;
        }
        var prompt = Words.stems(question.prompt() + " " + question.title());
        return own.stream().filter(prompt::contains).count() > 0.9 * own.size();
    }

    private static boolean isOffTopic(Question question, String gradable) {
        var own = Words.stems(gradable);
        var topic = Words.stems(everythingOf(question));
        return own.stream().filter(topic::contains).count() < ON_TOPIC * own.size();
    }

    private static boolean isSalad(String gradable) {
        var prose = new ArrayList<String>();
        int sentences = 0;
        for (var passage : Passages.of(gradable, false)) {
            if (passage.kind() == Passage.Kind.PROSE && !passage.part()) {
                prose.addAll(Words.all(passage.words()));
                sentences++;
            }
        }
        if (prose.size() < PROSE_FOR_STRUCTURE) {
            return false;
        }
        long function = prose.stream().filter(Words::isFunction).count();
        // Notes may be terse; a long line of bare words is no note.
        boolean bare = function < FUNCTION_WORDS * prose.size() && prose.size() > 14.0 * sentences;
        int leaders = 0;
        int broken = 0;
        for (int i = 0; i + 1 < prose.size(); i++) {
            if (LEADERS.contains(prose.get(i))) {
                leaders++;
                if (NEVER_FOLLOW.contains(prose.get(i + 1))) {
                    broken++;
                }
            }
        }
        boolean shuffled = leaders >= 6 && broken > BROKEN_PAIRS * leaders;
        return bare || shuffled;
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
