package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Sentences;
import io.greenroom.catalog.wording.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether the candidate can read in prompt or hints what the rubric wants to hear. */
final class Leaks {
    /** So many words in a row are no coincidence. */
    static final int LONG_RUN = 7;

    private static final int FEWEST_STEMS = 5;
    private static final double MOST = 0.85;

    /** What an indicator begins with before it comes to what is to be said. */
    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:Says|States|Explains|Names|Mentions|Notes|Concludes|Describes|Points out"
                            + "|Recognizes|Observes|Argues)(?: that)?\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Questions and tasks, and what somebody in the task claims, which may well be wrong. */
    private static final Pattern ASKS =
            Pattern.compile(
                    "\\?$|[\"“”]|^(?:compute|calculate|estimate|write|give|explain|describe|name|compare"
                        + "|state|decide|show|derive|choose|consider|say|design|find|judge)\\b"
                        + "|\\b(?:say|explain|describe|name|compare|state|decide|show|derive)\\b.*"
                        + "\\b(?:which|what|how|why|whether|where|when)\\b",
                    Pattern.CASE_INSENSITIVE);

    private Leaks() {}

    static void check(DraftContent draft, Findings findings) {
        var indicators = Texts.indicators(draft);
        boolean code = "code".equals(draft.answerFormat());
        Texts.ofCandidate(draft)
                .forEach(
                        (pointer, text) -> {
                            // A programming task has to say what the program must do.
                            if (!code || !pointer.equals("/prompt")) {
                                check(pointer, text, indicators, findings);
                            }
                        });
    }

    private static void check(
            String pointer, String text, Map<String, String> indicators, Findings findings) {
        var joined = " " + String.join(" ", Words.all(text)) + " ";
        var sentences = tellingSentences(pointer, text);
        var stems = sentences.stream().map(Words::stems).toList();
        for (var indicator : indicators.entrySet()) {
            var told = told(indicator.getValue());
            var words = Words.all(told);
            if (words.size() >= LONG_RUN && joined.contains(" " + String.join(" ", words) + " ")) {
                findings.error(
                        Rule.LEAKED_ANSWER,
                        pointer,
                        "It says word for word what an indicator asks for: “%s”".formatted(told),
                        indicator.getKey());
                continue;
            }
            var wanted = Words.stems(told);
            if (wanted.size() < FEWEST_STEMS) {
                continue;
            }
            for (int i = 0; i < stems.size(); i++) {
                var shared = new HashSet<>(wanted);
                shared.retainAll(stems.get(i));
                if (shared.size() >= MOST * wanted.size()) {
                    findings.warn(
                            Rule.LEAKED_ANSWER,
                            pointer,
                            "“%s” has nearly all that this indicator asks for: “%s”"
                                    .formatted(sentences.get(i), indicator.getValue()),
                            indicator.getKey());
                    break;
                }
            }
        }
    }

    /** What the indicator wants to be said. */
    static String told(String indicator) {
        return OPENING.matcher(indicator).replaceFirst("").strip();
    }

    /** Sentences that tell rather than ask; a hint that tells what to do gives it away. */
    static List<String> tellingSentences(String pointer, String text) {
        boolean hint = pointer.startsWith("/hints");
        return Sentences.of(text).stream()
                .filter(s -> hint ? !s.endsWith("?") : !ASKS.matcher(s).find())
                .toList();
    }
}
