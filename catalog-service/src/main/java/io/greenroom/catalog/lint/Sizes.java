package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.wording.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether sizes fit the time, and what is referred to exists. */
final class Sizes {
    /** Read aloud, this takes two minutes. */
    private static final int PROMPT_WORDS = 260;

    private static final int PROMPT_WORDS_A_MINUTE = 40;
    private static final int ANSWER_WORDS_A_MINUTE = 60;
    private static final double INDICATORS_A_MINUTE = 2;
    private static final int HARD = 5;
    private static final int SHORT_MINUTES = 8;

    private static final Pattern SHORTENER =
            Pattern.compile("https://(?:bit\\.ly|t\\.co|goo\\.gl|tinyurl\\.com|ow\\.ly)/.*");
    private static final Pattern BARE_SITE = Pattern.compile("https://[^/]+/?");

    private Sizes() {}

    static void check(DraftContent draft, KnownIds known, Findings findings) {
        sizes(draft, findings);
        difficulty(draft, findings);
        ids(Rule.UNKNOWN_TOPIC, "/topics/", draft.topics(), known.topics(), findings);
        ids(Rule.UNKNOWN_COMPANY, "/companies/", draft.companies(), known.companies(), findings);
        references(draft, findings);
        if ("code".equals(draft.answerFormat())
                && draft.strongAnswer() != null
                && !draft.strongAnswer().isBlank()
                && !draft.strongAnswer().contains("```")) {
            findings.warn(Rule.CODE_WITHOUT_CODE, "/strongAnswer", "There is no code block in it.");
        }
    }

    private static void sizes(DraftContent draft, Findings findings) {
        int minutes = draft.minutes() == null ? 0 : draft.minutes();
        int prompt = draft.prompt() == null ? 0 : Words.all(draft.prompt()).size();
        if (prompt > PROMPT_WORDS || minutes > 0 && prompt > PROMPT_WORDS_A_MINUTE * minutes) {
            findings.warn(
                    Rule.PROMPT_TOO_LONG,
                    "/prompt",
                    "It has %d words%s."
                            .formatted(prompt, minutes > 0 ? " for " + minutes + " minutes" : ""));
        }
        if (minutes == 0) {
            return;
        }
        int indicators = Texts.indicators(draft).size();
        if (indicators > INDICATORS_A_MINUTE * minutes) {
            findings.warn(
                    Rule.TOO_MUCH_FOR_THE_TIME,
                    "/minutes",
                    "%d indicators in %d minutes.".formatted(indicators, minutes));
        }
        int answer = draft.strongAnswer() == null ? 0 : Words.all(draft.strongAnswer()).size();
        if (answer > ANSWER_WORDS_A_MINUTE * minutes) {
            findings.warn(
                    Rule.STRONG_ANSWER_TOO_LONG,
                    "/strongAnswer",
                    "It has %d words for %d minutes.".formatted(answer, minutes));
        }
    }

    private static void difficulty(DraftContent draft, Findings findings) {
        var level = draft.level();
        var difficulty = draft.difficulty();
        if (difficulty == null) {
            return;
        }
        if (difficulty >= HARD
                && level != null
                && level.min() != null
                && level.min() == QuestionContent.Level.L3) {
            findings.warn(
                    Rule.DIFFICULTY,
                    "/difficulty",
                    "It is of the highest difficulty and starts at the lowest level.");
        }
        if (difficulty >= HARD && draft.minutes() != null && draft.minutes() < SHORT_MINUTES) {
            findings.warn(
                    Rule.DIFFICULTY,
                    "/minutes",
                    "It is of the highest difficulty and has %d minutes."
                            .formatted(draft.minutes()));
        }
    }

    private static void ids(
            Rule rule, String place, List<String> ids, Set<String> known, Findings findings) {
        if (known.isEmpty()) {
            return;
        }
        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            if (!known.contains(id)) {
                var nearest =
                        known.stream()
                                .filter(other -> isNear(id, other))
                                .sorted()
                                .findFirst()
                                .map(other -> " Is “" + other + "” meant?")
                                .orElse("");
                findings.warn(rule, place + i, "“%s” is not known.%s".formatted(id, nearest));
            }
        }
    }

    /** The same letters but one or two, or the same words. */
    private static boolean isNear(String a, String b) {
        var words = new HashSet<>(List.of(a.split("-")));
        return words.equals(new HashSet<>(List.of(b.split("-"))))
                || a.length() > 4 && (distance(a, b) <= 2 || b.startsWith(a) || a.startsWith(b));
    }

    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static void references(DraftContent draft, Findings findings) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < draft.references().size(); i++) {
            var url = draft.references().get(i).url();
            if (url == null) {
                continue;
            }
            var pointer = "/references/" + i + "/url";
            var first = seen.putIfAbsent(url.replaceFirst("/$", "").toLowerCase(Locale.ROOT), i);
            if (first != null) {
                findings.warn(
                        Rule.REFERENCE,
                        pointer,
                        "The same address comes twice.",
                        "/references/" + first + "/url");
            }
            if (SHORTENER.matcher(url).matches()) {
                findings.warn(Rule.REFERENCE, pointer, "A shortened address may lead anywhere.");
            } else if (BARE_SITE.matcher(url).matches()) {
                findings.warn(Rule.REFERENCE, pointer, "This is a site, not a source.");
            }
        }
    }
}
