package io.greenroom.grading.guard;

import io.greenroom.grading.text.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.math3.analysis.interpolation.LinearInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Tells whether the words of a text stand in an order that English could have. The text is compared
 * with itself shuffled, under a table of which kind of word follows which; so it does not matter
 * what the words are. Shuffled words score like any shuffle, sentences far above. The table knows
 * function words, and all others by their ending only; {@code GuardFitting} among the tests counts
 * it.
 */
final class WordOrder {
    private static final String CURRENT = "/grading/guard/word-order-1.txt";
    private static final String EDGE = "<>";
    private static final int SHUFFLES = 24;
    private static final long SEED = 5;
    private static final double BACKOFF = 4;
    private static final int SHORTEST_SEGMENT = 4;
    private static final int SHORTEST_LINE = 9;
    private static final int LINES_OF_A_LIST = 3;
    private static final int LONGEST_ITEM = 4;
    private static final double ODD = 0.25;

    /** Words, beyond which only the beginning is looked at. */
    private static final int ENOUGH = 400;

    /**
     * Standard deviations above its own shuffles that a text of so many words needs to count as
     * ordered. Set so that about one in two hundred answers by people falls below.
     */
    private static final PolynomialSplineFunction NEEDED =
            new LinearInterpolator()
                    .interpolate(
                            new double[] {10, 14, 20, 30, 42, 60, 80, 1_000},
                            new double[] {0.2, 0.7, 1.0, 1.4, 2.0, 2.6, 3.0, 3.0});

    private static final int FEWEST = 10;
    private static final int FEWEST_IN_FORMULA = 14;
    private static final double NEEDED_IN_FORMULA = 1;

    /** Sentences have this share of words that hold them together. */
    private static final double SENTENCES = 0.25;

    /** Impossible pairs of words, as a share of all words, and what standing is then too low. */
    private static final double ONE_BREAK = 0.05;

    private static final double WITH_BREAKS = 2;
    private static final double SOME_BREAKS = 0.06;
    private static final double WITH_SOME_BREAKS = 3;

    private static final Pattern NAMED_A = Pattern.compile("\\S\\s+\\W?A\\b");
    private static final Set<String> AFTER_ARTICLE =
            Set.of(
                    ("few many more most other same own very only just less above following all"
                         + " such any some both each every below least not no once further then now"
                         + " much one's for while do if this in")
                            .split(" "));
    private static final Set<String> AFTER_NO_PREPOSITION =
            Set.of(
                    "is", "are", "was", "were", "has", "can", "will", "may", "must", "should", "of",
                    "than", "and", "or");
    private static final Set<String> AFTER_NO_JOINT = Set.of("and", "or", "of", "than");
    private static final Set<String> AFTER_NO_BEING =
            Set.of("is", "are", "can", "will", "has", "have");
    private static final Set<String> AFTER_NO_MODAL =
            Set.of("the", "a", "an", "is", "are", "of", "and", "in", "to");
    private static final Set<String> AFTER_NO_TO =
            Set.of("is", "are", "of", "and", "or", "can", "to", "will");

    private static final Pattern LINE =
            Pattern.compile(
                    "\\n"
                        + "+|<br>|(?:^|\\s)[-*•]\\s?|(?<!\\w)(?<!\\b(?:of|by|from|with|to|is|in)\\s)\\(?\\d{1,2}(?:[.)]|-"
                        + " )\\s?");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+|[;:]\\s");
    private static final Pattern SEVERAL = Pattern.compile("[.!?]\\s+\\w");

    private static final List<String> ENDINGS =
            List.of(
                    "ization", "ation", "tion", "sion", "ment", "ness", "ity", "ing", "ed", "ly",
                    "able", "ible", "ous", "ive", "ful", "ical", "ic", "al", "er", "or", "ers",
                    "ors", "ies", "es", "s", "ance", "ence", "ism", "ist", "ate", "ize", "ise");

    private final Map<String, Map<String, Integer>> followers;
    private final Map<String, Integer> totals = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final int all;

    /**
     * @param followers how often which kind follows which
     */
    WordOrder(Map<String, Map<String, Integer>> followers) {
        this.followers = followers;
        int sum = 0;
        for (var kind : followers.entrySet()) {
            int total = 0;
            for (var next : kind.getValue().entrySet()) {
                total += next.getValue();
                seen.merge(next.getKey(), next.getValue(), Integer::sum);
            }
            totals.put(kind.getKey(), total);
            sum += total;
        }
        all = sum;
    }

    static WordOrder current() {
        var stream = WordOrder.class.getResourceAsStream(CURRENT);
        if (stream == null) {
            throw new IllegalStateException(CURRENT + " is missing");
        }
        var followers = new HashMap<String, Map<String, Integer>>();
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    var fields = line.split(" ");
                    var next = new HashMap<String, Integer>();
                    for (int i = 1; i + 1 < fields.length; i += 2) {
                        next.put(fields[i], Integer.parseInt(fields[i + 1]));
                    }
                    followers.put(fields[0], next);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WordOrder(followers);
    }

    /** True when the text is long enough to tell, and its words could as well stand anyhow. */
    boolean isShuffled(String prose) {
        var segments = segments(prose);
        int words = segments.stream().mapToInt(List::size).sum();
        if (words < FEWEST) {
            return isShuffledFormula(prose);
        }
        double standing = standing(segments);
        if (standing < NEEDED.value(Math.min(words, 1_000))) {
            return true;
        }
        var breaks = breaks(prose);
        return breaks.share() > ONE_BREAK && standing < WITH_BREAKS
                || breaks.count() > 1
                        && breaks.share() > SOME_BREAKS
                        && standing < WITH_SOME_BREAKS;
    }

    /** A text of symbols and numbers may still have words enough to be judged without these. */
    private boolean isShuffledFormula(String prose) {
        var segments =
                lines(prose).stream()
                        .map(line -> Words.all(line).stream().filter(word -> !isOdd(word)).toList())
                        .filter(words -> words.size() > SHORTEST_SEGMENT)
                        .toList();
        long all = segments.stream().mapToLong(List::size).sum();
        long function = segments.stream().flatMap(List::stream).filter(Words::isFunction).count();
        // Notes have hardly any order to lose.
        return all >= FEWEST_IN_FORMULA
                && function >= SENTENCES * all
                && standing(segments) < NEEDED_IN_FORMULA;
    }

    /** Pairs of words that stand in no English sentence, and their share of all words. */
    private record Breaks(int count, double share) {}

    private static Breaks breaks(String prose) {
        int breaks = 0;
        int all = 0;
        for (var line : lines(prose)) {
            var words = Words.all(line);
            // "a dataset A" ends with a name.
            boolean named = NAMED_A.matcher(line).find();
            for (int i = 0; words.size() >= SHORTEST_SEGMENT - 1 && i < words.size(); i++) {
                var next = i + 1 < words.size() ? words.get(i + 1) : EDGE;
                breaks +=
                        !(named && words.get(i).equals("a")) && isBreak(words.get(i), next) ? 1 : 0;
                all++;
            }
        }
        return new Breaks(breaks, breaks / Math.max(1.0, all));
    }

    /** Word by word only: "the of", "and.", "to is". */
    private static boolean isBreak(String word, String next) {
        return switch (word) {
            case "a", "an", "the" ->
                    next.equals(EDGE)
                            || next.length() > 1
                                    && Words.isFunction(next)
                                    && !AFTER_ARTICLE.contains(next);
            case "of", "from", "into" -> next.equals(EDGE) || AFTER_NO_PREPOSITION.contains(next);
            case "with", "by", "for", "at" -> AFTER_NO_PREPOSITION.contains(next);
            case "and", "or", "than" -> next.equals(EDGE) || AFTER_NO_JOINT.contains(next);
            case "is", "are" -> AFTER_NO_BEING.contains(next);
            case "can", "will", "must", "should" -> AFTER_NO_MODAL.contains(next);
            case "to" -> AFTER_NO_TO.contains(next);
            default -> false;
        };
    }

    /** Standard deviations by which the text's own order is more likely than its shuffles. */
    double standing(List<List<String>> segments) {
        var kinds =
                segments.stream().map(one -> one.stream().map(WordOrder::kind).toList()).toList();
        var random = new Random(SEED);
        var shuffled = new SummaryStatistics();
        for (int i = 0; i < SHUFFLES; i++) {
            double sum = 0;
            for (var segment : kinds) {
                var order = new ArrayList<>(segment);
                Collections.shuffle(order, random);
                sum += likelihood(order);
            }
            shuffled.addValue(sum);
        }
        double own = kinds.stream().mapToDouble(this::likelihood).sum();
        return (own - shuffled.getMean()) / (shuffled.getStandardDeviation() + 1e-6);
    }

    private double likelihood(List<String> kinds) {
        double sum = 0;
        var before = EDGE;
        for (int i = 0; i <= kinds.size(); i++) {
            var next = i == kinds.size() ? EDGE : kinds.get(i);
            double alone = (seen.getOrDefault(next, 0) + 0.5) / (all + 200.0);
            int together = followers.getOrDefault(before, Map.of()).getOrDefault(next, 0);
            sum +=
                    Math.log(
                            (together + BACKOFF * alone)
                                    / (totals.getOrDefault(before, 0) + BACKOFF));
            before = next;
        }
        return sum;
    }

    /** The lines and sentences of a text, without the marks of lists. */
    static List<String> lines(String prose) {
        var lines = new ArrayList<String>();
        for (var line : LINE.split(prose)) {
            lines.addAll(List.of(SENTENCE.split(line)));
        }
        return lines;
    }

    /** What of the text has an order to be judged: no lists, no formulas, no headings. */
    static List<List<String>> segments(String prose) {
        var lines = LINE.split(prose);
        boolean list = lines.length >= LINES_OF_A_LIST;
        var segments = new ArrayList<List<String>>();
        int count = 0;
        for (var line : lines) {
            boolean item = list && !SEVERAL.matcher(line).find();
            for (var sentence : SENTENCE.split(line)) {
                var words = Words.all(sentence);
                int shortest = item ? SHORTEST_LINE : SHORTEST_SEGMENT;
                if (words.size() >= shortest && !isFormula(words) && !isEnumeration(sentence)) {
                    segments.add(words);
                    count += words.size();
                    if (count >= ENOUGH) {
                        return segments;
                    }
                }
            }
        }
        return segments;
    }

    /** True where many of the words are numbers and symbols. */
    static boolean isFormula(List<String> words) {
        return words.stream().filter(WordOrder::isOdd).count() > ODD * words.size();
    }

    /** A number or a symbol. */
    private static boolean isOdd(String word) {
        return word.chars().anyMatch(Character::isDigit)
                || word.length() == 1 && !word.equals("a") && !word.equals("i");
    }

    private static boolean isEnumeration(String sentence) {
        var items = sentence.split(",");
        if (items.length < LINES_OF_A_LIST) {
            return false;
        }
        int brief = 0;
        for (var item : items) {
            brief += Words.all(item).size() <= LONGEST_ITEM ? 1 : 0;
        }
        return brief >= 0.7 * items.length;
    }

    /** The kind of a word: itself where it holds sentences together, else its ending. */
    static String kind(String word) {
        if (Words.isFunction(word)) {
            return word;
        }
        if (word.chars().anyMatch(Character::isDigit)) {
            return "<0>";
        }
        for (var ending : ENDINGS) {
            if (word.length() > ending.length() + 2 && word.endsWith(ending)) {
                return "-" + ending;
            }
        }
        return word.length() == 1 ? "<1>" : word.length() <= 3 ? "<3>" : "<w>";
    }

    /** Counts which kind follows which in texts. */
    static Map<String, Map<String, Integer>> count(Iterable<String> texts) {
        var followers = new HashMap<String, Map<String, Integer>>();
        for (var text : texts) {
            for (var sentence : text.split("(?<=[.!?;:])\\s+|\\n+")) {
                var words = Words.all(sentence);
                if (words.isEmpty()) {
                    continue;
                }
                var before = EDGE;
                for (var word : words) {
                    var kind = kind(word);
                    followers
                            .computeIfAbsent(before, key -> new HashMap<>())
                            .merge(kind, 1, Integer::sum);
                    before = kind;
                }
                followers
                        .computeIfAbsent(before, key -> new HashMap<>())
                        .merge(EDGE, 1, Integer::sum);
            }
        }
        return followers;
    }
}
