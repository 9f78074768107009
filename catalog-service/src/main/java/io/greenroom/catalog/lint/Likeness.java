package io.greenroom.catalog.lint;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.Round;
import io.greenroom.catalog.wording.Sentences;
import io.greenroom.catalog.wording.Words;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What texts mean: whether two indicators want the same, whether a hint gives one away, and whether
 * the strong answer says what an indicator wants. The bounds were set on our own questions, so that
 * a finding is nearly always worth a look.
 */
final class Likeness {
    /** From here on two indicators of different criteria say the same. */
    private static final double SAME = 0.80;

    /** Within one criterion, opposites such as KL(p||q) and KL(q||p) stand side by side. */
    private static final double REPEATED = 0.90;

    private static final double TOLD = 0.82;

    /** Below this no sentence of the strong answer has to do with the indicator. */
    private static final double FAR = 0.30;

    private static final double FEW_WORDS = 0.26;

    /** In these an indicator speaks of what a story must have, in other words than any story. */
    private static final Set<Round> STORIES =
            EnumSet.of(Round.BEHAVIORAL, Round.HIRING_MANAGER, Round.RECRUITER_SCREEN);

    private static final Pattern NEGATION =
            Pattern.compile("\\b(?:not|no|never|without|nor)\\b|n['’]t\\b");

    private final Function<String, float[]> meaning;

    Likeness(Function<String, float[]> meaning) {
        this.meaning = meaning;
    }

    private record Indicator(
            String pointer, String text, Set<String> numbers, boolean negated, float[] vector) {
        String criterion() {
            return pointer.substring(0, pointer.indexOf("/indicators"));
        }

        boolean mayMeanTheSame(Indicator other) {
            return numbers.equals(other.numbers) && negated == other.negated;
        }
    }

    void check(DraftContent draft, Findings findings) {
        var indicators =
                Texts.indicators(draft).entrySet().stream()
                        .map(entry -> indicator(entry.getKey(), entry.getValue()))
                        .toList();
        overlaps(indicators, findings);
        leaks(draft, indicators, findings);
        strongAnswer(draft, indicators, findings);
    }

    private Indicator indicator(String pointer, String text) {
        return new Indicator(
                pointer,
                text,
                Words.all(text).stream().filter(Words::isNumber).collect(Collectors.toSet()),
                NEGATION.matcher(text).find(),
                meaning.apply(Leaks.told(text)));
    }

    private static void overlaps(List<Indicator> indicators, Findings findings) {
        for (int i = 0; i < indicators.size(); i++) {
            var one = indicators.get(i);
            for (int j = 0; j < i; j++) {
                var other = indicators.get(j);
                boolean together = one.criterion().equals(other.criterion());
                if (one.mayMeanTheSame(other)
                        && !findings.has(Rule.REPEATED_INDICATOR, one.pointer())
                        && Meaning.alike(one.vector(), other.vector())
                                >= (together ? REPEATED : SAME)) {
                    findings.warn(
                            together ? Rule.REPEATED_INDICATOR : Rule.OVERLAPPING_CRITERIA,
                            one.pointer(),
                            "%s says nearly the same: “%s”"
                                    .formatted(
                                            together
                                                    ? "Another indicator"
                                                    : "An indicator of another criterion",
                                            other.text()),
                            other.pointer());
                    break;
                }
            }
        }
    }

    private void leaks(DraftContent draft, List<Indicator> indicators, Findings findings) {
        boolean code = "code".equals(draft.answerFormat());
        Texts.ofCandidate(draft)
                .forEach(
                        (pointer, text) -> {
                            if (pointer.equals("/title")
                                    || code && pointer.equals("/prompt")
                                    || findings.has(Rule.LEAKED_ANSWER, pointer)) {
                                return;
                            }
                            for (var sentence : Leaks.tellingSentences(pointer, text)) {
                                var vector = meaning.apply(sentence);
                                var told =
                                        indicators.stream()
                                                .filter(one -> told(one, sentence, vector))
                                                .findFirst();
                                if (told.isPresent()) {
                                    findings.warn(
                                            Rule.LEAKED_ANSWER,
                                            pointer,
                                            "“%s” says what this indicator asks for: “%s”"
                                                    .formatted(sentence, told.get().text()),
                                            told.get().pointer());
                                    return;
                                }
                            }
                        });
    }

    private static boolean told(Indicator indicator, String sentence, float[] vector) {
        return NEGATION.matcher(sentence).find() == indicator.negated()
                && Meaning.alike(vector, indicator.vector()) >= TOLD;
    }

    private void strongAnswer(DraftContent draft, List<Indicator> indicators, Findings findings) {
        var strong = draft.strongAnswer();
        if (strong == null
                || strong.isBlank()
                || "code".equals(draft.answerFormat())
                || draft.round() != null && STORIES.contains(draft.round())) {
            return;
        }
        var sentences = Sentences.of(strong);
        var stems = sentences.stream().map(Words::stems).toList();
        List<float[]> vectors = null;
        for (var indicator : indicators) {
            var wanted = Words.stems(indicator.text());
            if (wanted.isEmpty() || shared(wanted, stems) >= FEW_WORDS) {
                continue;
            }
            if (vectors == null) {
                vectors = new ArrayList<>(sentences.stream().map(meaning).toList());
            }
            if (vectors.stream()
                    .noneMatch(vector -> Meaning.alike(vector, indicator.vector()) >= FAR)) {
                findings.warn(
                        Rule.NOT_IN_STRONG_ANSWER,
                        indicator.pointer(),
                        "No sentence of the strong answer seems to meet it.",
                        "/strongAnswer");
            }
        }
    }

    /** The greatest share of the wanted words that stand in two sentences in a row. */
    private static double shared(Set<String> wanted, List<Set<String>> sentences) {
        double most = 0;
        @Nullable Set<String> before = null;
        for (var sentence : sentences) {
            var found = new HashSet<>(sentence);
            if (before != null) {
                found.addAll(before);
            }
            found.retainAll(wanted);
            most = Math.max(most, found.size() / (double) wanted.size());
            before = sentence;
        }
        return most;
    }
}
