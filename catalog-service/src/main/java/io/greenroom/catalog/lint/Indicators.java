package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an indicator can be checked against an answer. */
final class Indicators {
    private static final int LONG = 35;

    /** States of mind: an answer shows what it says, not what its writer understands. */
    private static final Pattern STATE_OF_MIND =
            Pattern.compile(
                    "^(?:Understands|Knows|Is"
                        + " (?:aware|familiar|comfortable)|Appreciates|Realizes|Grasps|Has (?:a"
                        + " )?(?:good |deep |solid |clear |firm |strong )*(?:grasp"
                        + "|understanding|knowledge|awareness|sense)|(?:Demonstrates|Shows|Displays)"
                        + " (?:a |an |some )?(?:good |deep |solid |clear |firm |strong |genuine )*"
                        + "(?:understanding|knowledge|awareness|grasp|familiarity|insight|ability"
                        + "|skills?|competence|expertise))\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Words that judge and leave open what is judged. */
    private static final Set<String> JUDGING =
            Set.of(
                    ("good better proper properly appropriate appropriately adequate adequately"
                         + " suitable suitably reasonable reasonably sensible sensibly clear"
                         + " clearly nice nicely relevant meaningful meaningfully effective"
                         + " effectively thorough thoroughly comprehensive comprehensively solid"
                         + " strong deep deeply various etc important importantly interesting great"
                         + " excellent convincing convincingly sound correctly correct high quality"
                         + " high-quality")
                            .split(" "));

    /** Words that say nothing about this question: with a judgement alone, nothing is checkable. */
    private static final Set<String> GENERAL =
            Set.of(
                    ("answer answers candidate question topic subject problem problems issue issues"
                         + " solution solutions approach approaches concept concepts idea ideas"
                         + " understanding knowledge awareness insight grasp thinking reasoning"
                         + " communication communicates detail details depth aspect aspects point"
                         + " points thing things way ways explanation explanations example examples"
                         + " discusses discuss describes describe mentions mention covers cover"
                         + " addresses address considers consider handles handle talks understands"
                         + " understand knows know shows show demonstrates demonstrate has makes"
                         + " uses use provides provide structure structured level skills skill"
                         + " ability trade-offs tradeoffs trade offs decision decisions choice"
                         + " choices thoughts general overall key main necessary matter")
                            .split(" "));

    /** A number, a name, code or a formula can be looked up in an answer. */
    private static final Pattern SPECIFIC = Pattern.compile("[0-9`=“\"]|(?<=[\\p{L} ,(])\\p{Lu}");

    private static final Pattern NEGATIVE =
            Pattern.compile("^(?:Does not|Doesn['’]t|Do not|Avoids|Never|Refrains|No )\\b.*");

    /** What is done instead can be seen in an answer. */
    private static final Pattern POSITIVE_PART =
            Pattern.compile(
                    "\\b(?:but|instead|rather|unless|and|because|only)\\b",
                    Pattern.CASE_INSENSITIVE);

    /** A second sentence, or a second claim with a verb of saying of its own. */
    private static final Pattern SECOND_IDEA =
            Pattern.compile(
                    "[.!?]\\s+[A-Z]\\p{L}|;\\s+(?:and\\s+)?(?:also\\s+)?\\p{L}+|(?:,\\s*|\\s)and"
                        + " (?:also"
                        + " )?(?:says|names|explains|states|describes|computes|gives|mentions"
                        + " that|shows|derives|justifies|compares|proposes|recommends|concludes|defines|points"
                        + " out)\\b|\\bas well as (?:says|names|explains|why|how)\\b");

    private Indicators() {}

    static void check(DraftContent draft, Findings findings) {
        Map<Set<String>, String> known = new HashMap<>();
        Texts.indicators(draft)
                .forEach(
                        (pointer, text) -> {
                            check(pointer, text, "code".equals(draft.answerFormat()), findings);
                            repeated(pointer, text, known, findings);
                        });
    }

    private static void check(String pointer, String text, boolean code, Findings findings) {
        var words = Words.all(text);
        var content = new HashSet<String>();
        String judging = null;
        for (var word : words) {
            if (JUDGING.contains(word)) {
                judging = judging == null ? word : judging;
            } else if (!GENERAL.contains(word) && Words.carriesContent(word)) {
                content.add(word);
            }
        }
        var mind = STATE_OF_MIND.matcher(text);
        if (content.isEmpty() && !SPECIFIC.matcher(text).find()) {
            findings.error(
                    Rule.VAGUE_INDICATOR,
                    pointer,
                    "Nothing in “%s” is about this question.".formatted(text));
        } else if (mind.find()) {
            findings.warn(
                    Rule.VAGUE_INDICATOR,
                    pointer,
                    "“%s” is a state of mind, which no answer shows.".formatted(mind.group()));
        } else if (judging != null && content.size() < 3) {
            findings.warn(
                    Rule.VAGUE_INDICATOR,
                    pointer,
                    "“%s” judges without saying by what.".formatted(judging));
        }
        if (!code && NEGATIVE.matcher(text).matches() && !POSITIVE_PART.matcher(text).find()) {
            findings.warn(
                    Rule.NEGATIVE_INDICATOR,
                    pointer,
                    "It asks that an answer does not do something.");
        }
        var second = SECOND_IDEA.matcher(text);
        if (second.find()) {
            findings.warn(
                    Rule.TWO_IDEAS,
                    pointer,
                    "“%s” begins a second idea."
                            .formatted(
                                    text.substring(second.start()).replaceFirst("^[\\s.;,]+", "")));
        }
        if (words.size() > LONG) {
            findings.warn(Rule.LONG_INDICATOR, pointer, "It has %d words.".formatted(words.size()));
        }
    }

    private static void repeated(
            String pointer, String text, Map<Set<String>, String> known, Findings findings) {
        var same = Set.copyOf(Words.all(text.toLowerCase(Locale.ROOT)));
        if (same.isEmpty()) {
            return;
        }
        var first = known.putIfAbsent(same, pointer);
        if (first != null) {
            findings.error(
                    Rule.REPEATED_INDICATOR,
                    pointer,
                    "The same words stand in another indicator.",
                    first);
        }
    }
}
