package io.greenroom.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All published questions at one moment, to be searched by many threads. Questions have numbers;
 * one that changes gets a new number in a later segment, and its old number is gone.
 */
final class Corpus {
    /** So many times as many as are wanted are looked at a second time. */
    private static final int LOOKED_AT_AGAIN = 5;

    /** A question with the lexemes of its text. */
    record Indexed(Entry entry, Map<String, char[]> lexemes) {}

    private final List<Entry> entries;
    private final BitSet gone;
    private final List<Segment> segments;
    private final Map<String, Integer> numbers;

    /** Of what the questions mean, as far as that is known. */
    private final Sketches sketches;

    /** In how many questions each word stands. */
    private final Map<String, Integer> counts;

    private final Vocabulary vocabulary;

    private Corpus(
            List<Entry> entries,
            BitSet gone,
            List<Segment> segments,
            Map<String, Integer> numbers,
            Sketches sketches,
            Map<String, Integer> counts) {
        this.entries = entries;
        this.gone = gone;
        this.segments = segments;
        this.numbers = numbers;
        this.sketches = sketches;
        this.counts = counts;
        this.vocabulary = new Vocabulary(counts);
    }

    /** All of many, which come some at a time: their lexemes together take much memory. */
    static final class Building {
        private final List<Entry> entries = new ArrayList<>();
        private final Segment.Building segment = new Segment.Building();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        /**
         * @param questions none that was added before
         */
        void add(List<Indexed> questions) {
            for (var one : questions) {
                int number = entries.size();
                entries.add(one.entry());
                segment.add(number, one.lexemes());
                numbers.put(one.entry().id(), number);
                for (var word : one.entry().words()) {
                    counts.merge(word, 1, Integer::sum);
                }
            }
        }

        Corpus done() {
            var sketches = Sketches.none().upTo(entries.size());
            for (int number = 0; number < entries.size(); number++) {
                var meaning = entries.get(number).meaning();
                if (meaning != null) {
                    sketches.put(number, meaning);
                }
            }
            return new Corpus(
                    entries,
                    new BitSet(),
                    entries.isEmpty() ? List.of() : List.of(segment.done()),
                    numbers,
                    sketches,
                    counts);
        }
    }

    /** This one without those of some ids, and then with some more, which may have the same ids. */
    Corpus with(Collection<String> without, List<Indexed> more) {
        var all = new ArrayList<>(entries);
        var goneNow = (BitSet) gone.clone();
        var numbersNow = new HashMap<>(numbers);
        var countsNow = new HashMap<>(counts);
        var leaving = new HashSet<>(without);
        more.forEach(one -> leaving.add(one.entry().id()));
        var sketchesNow = sketches.upTo(all.size() + more.size());
        for (var id : leaving) {
            var number = numbersNow.remove(id);
            if (number != null) {
                goneNow.set(number);
                sketchesNow.remove(number);
                for (var word : all.get(number).words()) {
                    countsNow.computeIfPresent(word, (one, n) -> n == 1 ? null : n - 1);
                }
            }
        }
        var segmentsNow = new ArrayList<>(segments);
        if (!more.isEmpty()) {
            var segment = new Segment.Building();
            for (int i = 0; i < more.size(); i++) {
                segment.add(all.size() + i, more.get(i).lexemes());
            }
            segmentsNow.add(segment.done());
        }
        for (var one : more) {
            numbersNow.put(one.entry().id(), all.size());
            var meaning = one.entry().meaning();
            if (meaning != null) {
                sketchesNow.put(all.size(), meaning);
            }
            all.add(one.entry());
            for (var word : one.entry().words()) {
                countsNow.merge(word, 1, Integer::sum);
            }
        }
        return new Corpus(all, goneNow, segmentsNow, numbersNow, sketchesNow, countsNow);
    }

    /** How many segments there are: each costs a little at every search. */
    int segments() {
        return segments.size();
    }

    int size() {
        return numbers.size();
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Entry entry(int number) {
        return entries.get(number);
    }

    @Nullable Entry entry(String id) {
        var number = numbers.get(id);
        return number == null ? null : entries.get(number);
    }

    /** The number of the question with that id, or -1. */
    int number(String id) {
        return numbers.getOrDefault(id, -1);
    }

    Collection<String> ids() {
        return numbers.keySet();
    }

    int[] all() {
        var all = new int[numbers.size()];
        int count = 0;
        for (int number = gone.nextClearBit(0);
                number < entries.size();
                number = gone.nextClearBit(number + 1)) {
            all[count++] = number;
        }
        return all;
    }

    /** Takes note of what a question means. */
    void means(Entry entry, float[] vector) {
        entry.means(vector);
        var number = numbers.get(entry.id());
        if (number != null && entries.get(number) == entry) {
            sketches.put(number, vector);
        }
    }

    /** Another number whenever more is known of what questions mean. */
    int meanings() {
        return sketches.written();
    }

    /** So many of those that are nearest to a meaning, roughly; see {@link Sketches}. */
    int[] roughlyNearest(float[] meaning, int most) {
        return sketches.nearest(meaning, LOOKED_AT_AGAIN * most, most);
    }

    /** Whether any question holds the lexeme, or held it until lately. */
    boolean knows(String lexeme) {
        return segments.stream().anyMatch(segment -> segment.get(lexeme) != null);
    }

    /** Questions with how well they fit. */
    static final class Hits {
        private int[] numbers = new int[16];
        private float[] ranks = new float[16];
        private int size;

        void add(int number, float rank) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                ranks = Arrays.copyOf(ranks, 2 * size);
            }
            numbers[size] = number;
            ranks[size++] = rank;
        }

        int size() {
            return size;
        }

        int number(int index) {
            return numbers[index];
        }

        float rank(int index) {
            return ranks[index];
        }
    }

    /** The questions in which all that is wanted stands, ranked as {@code ts_rank} would. */
    Hits withAll(Wanted wanted) {
        var hits = new Hits();
        if (wanted.isEmpty() || !wanted.unknown().isEmpty()) {
            return hits;
        }
        for (var segment : segments) {
            var places = wanted.groups().stream().map(group -> Met.of(group, segment)).toList();
            if (places.stream().anyMatch(met -> met.questions().length == 0)) {
                continue;
            }
            intersect(places, offered(wanted, segment), hits);
        }
        return hits;
    }

    private static void intersect(List<Met> groups, IntPredicate offered, Hits hits) {
        int fewest = 0;
        for (int i = 1; i < groups.size(); i++) {
            if (groups.get(i).questions().length < groups.get(fewest).questions().length) {
                fewest = i;
            }
        }
        var at = new int[groups.size()];
        var lead = groups.get(fewest).questions();
        var operands = new Rank.Words();
        candidates:
        for (int i = 0; i < lead.length; i++) {
            int question = lead[i];
            at[fewest] = i;
            for (int g = 0; g < at.length; g++) {
                if (g != fewest) {
                    var questions = groups.get(g).questions();
                    at[g] = atLeast(questions, at[g], question);
                    if (at[g] == questions.length) {
                        return;
                    }
                    if (questions[at[g]] != question) {
                        continue candidates;
                    }
                }
            }
            if (offered.test(question)) {
                operands.clear();
                for (int g = 0; g < at.length; g++) {
                    groups.get(g).places(at[g], operands);
                }
                hits.add(question, Rank.ofAll(operands));
            }
        }
    }

    /** The index of the first that is not below; leaps, since lists differ in length. */
    private static int atLeast(int[] sorted, int from, int wanted) {
        int step = 1;
        int high = from;
        while (high < sorted.length && sorted[high] < wanted) {
            from = high + 1;
            high += step;
            step *= 2;
        }
        int to = Math.min(high, sorted.length);
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < wanted) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * The questions in which enough of what is wanted stands; rare words count more.
     *
     * @param share of the words' weight that must be there, 0 to 1
     */
    Hits withMost(Wanted wanted, double share) {
        var hits = new Hits();
        var groups = wanted.groups();
        if (groups.isEmpty() || groups.size() + wanted.unknown().size() < 2) {
            return hits;
        }
        var met = new ArrayList<List<Met>>();
        var weights = new double[groups.size()];
        double known = 0;
        for (int g = 0; g < groups.size(); g++) {
            var group = groups.get(g);
            var each = segments.stream().map(segment -> Met.of(group, segment)).toList();
            int holding = each.stream().mapToInt(one -> one.questions().length).sum();
            weights[g] = Math.log(1 + (size() - holding + 0.5) / (holding + 0.5));
            known += holding == 0 ? 0 : weights[g];
            met.add(each);
        }
        double total = known * groups.size() / Math.max(1, groups.size() - wanted.unknown().size());
        var heaviestFirst =
                IntStream.range(0, groups.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(g -> -weights[g]))
                        .toList();
        double left = Arrays.stream(weights).sum();
        var covered = new HashMap<Integer, double[]>();
        for (int g : heaviestFirst) {
            // Who holds none of the heavier ones and cannot reach the share with the rest is not
            // begun.
            boolean enough = left >= share * total;
            left -= weights[g];
            for (int s = 0; s < segments.size(); s++) {
                add(
                        met.get(g).get(s),
                        weights[g],
                        offered(wanted, segments.get(s)),
                        enough,
                        covered);
            }
        }
        covered.forEach(
                (number, sums) -> {
                    if (sums[0] >= share * total) {
                        hits.add(number, (float) (sums[1] * sums[0] / total));
                    }
                });
        return hits;
    }

    /** Adds weight, and weight by rank, to what questions have so far. */
    private static void add(
            Met met,
            double weight,
            IntPredicate offered,
            boolean begin,
            Map<Integer, double[]> covered) {
        var operands = new Rank.Words();
        for (int i = 0; i < met.questions().length; i++) {
            int number = met.questions()[i];
            var sums = covered.get(number);
            if (sums == null && begin && offered.test(number)) {
                sums = new double[2];
                covered.put(number, sums);
            }
            if (sums != null) {
                operands.clear();
                met.places(i, operands);
                sums[0] += weight;
                sums[1] += weight * Rank.ofAll(operands);
            }
        }
    }

    private IntPredicate offered(Wanted wanted, Segment segment) {
        if (wanted.excluded().isEmpty()) {
            return number -> !gone.get(number);
        }
        var refused = (BitSet) gone.clone();
        for (var group : wanted.excluded()) {
            for (int number : Met.of(group, segment).questions()) {
                refused.set(number);
            }
        }
        return number -> !refused.get(number);
    }

    /** Where a group stands in a question: its own words, else the places of other phrases. */
    List<Rank.Places> places(Wanted.Group group, int number) {
        var found = new ArrayList<Rank.Places>();
        for (var segment : segments) {
            var met = Met.of(group, segment);
            int at = Arrays.binarySearch(met.questions(), number);
            if (at >= 0) {
                found.addAll(met.places(at));
            }
        }
        return found;
    }

    /** Whether the question holds the phrase. */
    boolean holds(Wanted.Phrase phrase, int number) {
        return segments.stream()
                .anyMatch(segment -> Met.phrase(phrase, segment).containsKey(number));
    }

    /** Whether the question holds all these lexemes. */
    boolean holds(List<String> lexemes, int number) {
        return segments.stream()
                .anyMatch(
                        segment ->
                                lexemes.stream()
                                        .allMatch(
                                                lexeme -> {
                                                    var postings = segment.get(lexeme);
                                                    return postings != null
                                                            && Arrays.binarySearch(
                                                                            postings.questions(),
                                                                            number)
                                                                    >= 0;
                                                }));
    }

    /**
     * Where a group is met in a segment.
     *
     * @param postings of a group that is one word
     * @param others of any other group: for each question the places that count
     */
    private record Met(
            int[] questions, Segment.@Nullable Postings postings, List<List<Rank.Places>> others) {
        private static final Met NOWHERE = new Met(new int[0], null, List.of());

        static Met of(Wanted.Group group, Segment segment) {
            if (group.isOneWord()) {
                var postings = segment.get(group.words().getFirst());
                return postings == null
                        ? NOWHERE
                        : new Met(postings.questions(), postings, List.of());
            }
            var found = new TreeMap<Integer, List<Rank.Places>>();
            for (var phrase : group.others()) {
                phrase(phrase, segment)
                        .forEach(
                                (number, places) ->
                                        found.merge(
                                                number,
                                                List.of(places),
                                                (a, b) -> List.of(union(a, b))));
            }
            words(group.words(), segment, found);
            return new Met(
                    found.keySet().stream().mapToInt(Integer::intValue).toArray(),
                    null,
                    List.copyOf(found.values()));
        }

        private static Rank.Places union(List<Rank.Places> a, List<Rank.Places> b) {
            var all = new StringBuilder();
            for (var list : List.of(a, b)) {
                for (var places : list) {
                    all.append(places.all(), places.from(), places.to() - places.from());
                }
            }
            var sorted = all.chars().sorted().distinct().toArray();
            var places = new char[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                places[i] = (char) sorted[i];
            }
            return new Rank.Places(places, 0, places.length);
        }

        private static void words(
                List<String> words, Segment segment, Map<Integer, List<Rank.Places>> found) {
            var lists = words.stream().map(segment::get).toList();
            if (lists.isEmpty() || lists.contains(null)) {
                return;
            }
            var at = new int[lists.size()];
            for (int question : lists.getFirst().questions()) {
                var places = new ArrayList<Rank.Places>();
                for (int i = 0; i < at.length; i++) {
                    var questions = lists.get(i).questions();
                    at[i] = atLeast(questions, at[i], question);
                    if (at[i] == questions.length) {
                        return;
                    }
                    if (questions[at[i]] == question) {
                        places.add(lists.get(i).at(at[i]));
                    }
                }
                if (places.size() == at.length) {
                    found.put(question, places);
                }
            }
        }

        /** The places where the phrase begins, of each question that holds it. */
        static Map<Integer, Rank.Places> phrase(Wanted.Phrase phrase, Segment segment) {
            var each = new TreeMap<Integer, List<Rank.Places>>();
            if (phrase.lexemes().isEmpty()) {
                return Map.of();
            }
            words(phrase.lexemes(), segment, each);
            var found = new HashMap<Integer, Rank.Places>();
            each.forEach(
                    (number, places) -> {
                        var first = places.getFirst();
                        var begins = new StringBuilder();
                        for (int i = first.from(); i < first.to(); i++) {
                            if (continues(phrase, places, Lexemes.position(first.all()[i]))) {
                                begins.append(first.all()[i]);
                            }
                        }
                        if (!begins.isEmpty()) {
                            found.put(
                                    number,
                                    new Rank.Places(
                                            begins.toString().toCharArray(), 0, begins.length()));
                        }
                    });
            return found;
        }

        private static boolean continues(
                Wanted.Phrase phrase, List<Rank.Places> places, int position) {
            for (int i = 1; i < places.size(); i++) {
                var one = places.get(i);
                int wanted = position + phrase.offsets().get(i);
                boolean there = false;
                for (int p = one.from(); p < one.to() && !there; p++) {
                    there = Lexemes.position(one.all()[p]) == wanted;
                }
                if (!there) {
                    return false;
                }
            }
            return true;
        }

        List<Rank.Places> places(int index) {
            return postings != null ? List.of(postings.at(index)) : others.get(index);
        }

        /** Makes nothing anew: called for every question that is met. */
        void places(int index, Rank.Words into) {
            if (postings != null) {
                postings.at(index, into);
            } else {
                for (var one : others.get(index)) {
                    into.add(one.all(), one.from(), one.to());
                }
            }
        }
    }
}
