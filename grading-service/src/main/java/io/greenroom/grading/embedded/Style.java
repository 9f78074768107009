package io.greenroom.grading.embedded;

import io.greenroom.grading.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How concretely an answer speaks: numbers, names, reasons and decisions on the one hand, general
 * assurances on the other. All are shares of the words, so that length tells nothing.
 */
final class Style {
    private static final Pattern SENTENCE = Pattern.compile("[.!?;:]+\\s+|\\n+");
    private static final Pattern MARKED = Pattern.compile("\\w[_/]\\w|[a-z][A-Z]|[`$%\"“]");

    private static final Set<String> ASSURING =
            words(
                    "robust robustly scalable scalability comprehensive comprehensively holistic"
                        + " proactive proactively leverage leverages leveraging ensure ensures"
                        + " ensuring seamless seamlessly alignment aligned stakeholder stakeholders"
                        + " optimal optimally efficient efficiently effective effectively key"
                        + " crucial critical essential important strategic rigorous rigorously"
                        + " systematic continuous continuously appropriate appropriately various"
                        + " properly carefully thorough thoroughly best practice practices industry"
                        + " modern advanced powerful strong strongly clear clearly transparent"
                        + " transparently transparency culture mindset excellence deliver delivers"
                        + " delivering value foster fostered collaborative collaboratively"
                        + " collaboration ownership empower framework approach strategy principle"
                        + " principled structured standard standards sophisticated intelligent"
                        + " dynamic dynamically flexible overall ultimately fully complete"
                        + " completely end-to-end production-grade high-quality reliable reliably"
                        + " safe safely");
    private static final Set<String> SWEEPING =
            words("always never every everyone everything all any each constantly whenever");
    private static final Set<String> HEDGING =
            words(
                    "maybe perhaps probably might roughly about around guess think unsure likely"
                            + " say");
    private static final Set<String> REASONING =
            words("because so since otherwise unless until if when then but instead therefore why");
    private static final Set<String> FIRST = words("i my me myself");
    private static final Set<String> WE = words("we our us");

    private Style() {}

    static void figures(String text, Reading.Wording words, Map<String, Double> figures) {
        var all = words.all();
        double size = words.size();
        figures.put("t.numbers", share(all, word -> word.chars().anyMatch(Character::isDigit)));
        figures.put("t.assuring", share(all, ASSURING::contains));
        figures.put("t.sweeping", share(all, SWEEPING::contains));
        figures.put("t.hedging", share(all, HEDGING::contains));
        figures.put("t.reasoning", share(all, REASONING::contains));
        figures.put("t.first", share(all, FIRST::contains));
        figures.put("t.we", share(all, WE::contains));
        figures.put("t.past", share(all, word -> word.length() > 4 && word.endsWith("ed")));
        figures.put("t.abstract", share(all, Style::isAbstract));
        figures.put("t.adverbs", share(all, word -> word.length() > 4 && word.endsWith("ly")));
        figures.put("t.long", share(all, word -> word.length() > 8));
        figures.put("t.function", share(all, Words::isFunction));
        figures.put("t.variety", new HashSet<>(all).size() / Math.sqrt(size));
        figures.put(
                "t.rarity", words.terms().stream().mapToDouble(Term::rarity).average().orElse(0));
        var marked = MARKED.matcher(text);
        int marks = 0;
        while (marked.find()) {
            marks++;
        }
        figures.put("t.marked", marks / size);
        var sentences = SENTENCE.split(text);
        int names = 0;
        double squares = 0;
        for (var sentence : sentences) {
            var said = sentence.strip().split("\\s+");
            for (int i = 1; i < said.length; i++) {
                if (said[i].length() > 1 && Character.isUpperCase(said[i].charAt(0))) {
                    names++;
                }
            }
            squares += said.length * (double) said.length;
        }
        double mean = size / sentences.length;
        figures.put("t.names", names / size);
        figures.put("t.sentence", Math.log(mean));
        figures.put(
                "t.rhythm",
                Math.sqrt(Math.max(0, squares / sentences.length - mean * mean)) / mean);
        figures.put("t.size", Math.log(size));
    }

    private static boolean isAbstract(String word) {
        return word.length() > 6
                && (word.endsWith("tion")
                        || word.endsWith("ment")
                        || word.endsWith("ness")
                        || word.endsWith("ity")
                        || word.endsWith("ance")
                        || word.endsWith("ence")
                        || word.endsWith("ing"));
    }

    private static double share(List<String> words, Predicate<String> wanted) {
        return words.isEmpty() ? 0 : words.stream().filter(wanted).count() / (double) words.size();
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }
}
