package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the descriptors of a criterion say something, rise, and count what is there. */
final class Levels {
    private static final int HIGHEST = 4;
    private static final String NUMBER = "(one|two|three|four|five|six|seven|[1-7])";

    /** "All four indicators are met", "Shows all four." */
    private static final Pattern ALL =
            Pattern.compile(
                    "^(?:shows )?all "
                            + NUMBER
                            + "(?: indicators\\b|(?=[.,;:]|$| (?:are |is"
                            + " )?(?:met|fully|concretely)\\b))");

    /** "Two of the three indicators". */
    private static final Pattern OF_ALL =
            Pattern.compile("^(?:shows )?" + NUMBER + " of the " + NUMBER + " indicators\\b");

    /** "Three or four indicators are met": the last of the numbers is the most that it asks for. */
    private static final Pattern SOME =
            Pattern.compile(
                    "^(?:shows )?(?:at least )?(?:"
                            + NUMBER
                            + " (?:or|to) )?"
                            + NUMBER
                            + " indicators?\\b");

    private static final List<String> NAMES =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven");

    /** What is left of a descriptor without these is what it says of an answer. */
    private static final Set<String> COUNTING =
            Set.of(
                    "no",
                    "none",
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "all",
                    "both",
                    "every",
                    "some",
                    "most",
                    "several",
                    "half",
                    "at",
                    "least",
                    "only",
                    "more",
                    "than",
                    "or",
                    "to",
                    "and",
                    "but",
                    "of",
                    "the",
                    "them",
                    "its",
                    "this",
                    "criterion",
                    "answer",
                    "indicator",
                    "indicators",
                    "point",
                    "points",
                    "item",
                    "items",
                    "is",
                    "are",
                    "met",
                    "meets",
                    "shows",
                    "shown",
                    "hold",
                    "holds",
                    "fulfilled",
                    "satisfied",
                    "present",
                    "missing",
                    "nothing",
                    "everything",
                    "fully",
                    "partly",
                    "concretely");

    private Levels() {}

    static void check(DraftContent draft, Findings findings) {
        for (int i = 0; i < draft.criteria().size(); i++) {
            var criterion = draft.criteria().get(i);
            check(
                    "/rubric/criteria/" + i + "/levels",
                    criterion.levels(),
                    criterion.indicators().size(),
                    findings);
        }
    }

    private static void check(
            String place, Map<String, String> levels, int indicators, Findings findings) {
        Integer below = null;
        for (int level = 0; level <= HIGHEST; level++) {
            var text = levels.get("" + level);
            if (text == null || text.isBlank()) {
                continue;
            }
            var pointer = place + "/" + level;
            if (saysNothingOfTheAnswer(text)) {
                findings.warn(
                        Rule.LEVEL_ONLY_COUNTS,
                        pointer,
                        "Level %d counts, and says nothing of what an answer at it looks like."
                                .formatted(level));
            }
            for (int lower = 0; lower < level; lower++) {
                var other = levels.get("" + lower);
                if (other != null && Words.all(other).equals(Words.all(text))) {
                    findings.error(
                            Rule.LEVELS_DO_NOT_RISE,
                            pointer,
                            "Level %d says the same as level %d.".formatted(level, lower),
                            place + "/" + lower);
                }
            }
            var lower = text.toLowerCase(Locale.ROOT);
            Integer counted = total(lower);
            if (counted != null && indicators > 0 && counted != indicators) {
                findings.error(
                        Rule.LEVELS_MISCOUNT,
                        pointer,
                        "It speaks of %d indicators; there are %d.".formatted(counted, indicators));
            }
            Integer wanted = wanted(lower);
            if (wanted == null) {
                below = null;
                continue;
            }
            if (indicators > 0 && wanted > indicators && !wanted.equals(counted)) {
                findings.error(
                        Rule.LEVELS_MISCOUNT,
                        pointer,
                        "It asks for %d indicators; there are %d.".formatted(wanted, indicators));
            }
            if (below != null && wanted < below) {
                findings.error(
                        Rule.LEVELS_DO_NOT_RISE,
                        pointer,
                        "It asks for %d indicators, the level below for %d."
                                .formatted(wanted, below),
                        place + "/" + (level - 1));
            }
            below = wanted;
        }
    }

    private static boolean saysNothingOfTheAnswer(String text) {
        return Words.all(text).stream()
                .allMatch(
                        word ->
                                COUNTING.contains(word.toLowerCase(Locale.ROOT))
                                        || word.chars().allMatch(Character::isDigit));
    }

    /** How many indicators it says there are. */
    private static @Nullable Integer total(String text) {
        var all = ALL.matcher(text);
        if (all.find()) {
            return number(all.group(1));
        }
        var some = OF_ALL.matcher(text);
        return some.find() ? number(some.group(2)) : null;
    }

    /** How many indicators it asks for at most. */
    private static @Nullable Integer wanted(String text) {
        var all = ALL.matcher(text);
        if (all.find()) {
            return number(all.group(1));
        }
        var of = OF_ALL.matcher(text);
        if (of.find()) {
            return number(of.group(1));
        }
        var some = SOME.matcher(text);
        return some.find() ? number(some.group(2)) : null;
    }

    private static int number(String word) {
        return Character.isDigit(word.charAt(0)) ? word.charAt(0) - '0' : NAMES.indexOf(word);
    }
}
