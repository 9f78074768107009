package io.greenroom.catalog.search;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.platform.paging.PageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one ranking of a search. Questions that hold all words come as {@code ts_rank} orders them,
 * equal ones by id; when they are few, those follow that hold most of the words. Those nearest in
 * meaning are another list. Both become one by reciprocal rank fusion.
 */
final class Ranking {
    /**
     * What is chosen here was tried on the relevance set (docs/search.md).
     *
     * @param few below this many with all words, those with most of them count too
     * @param share of the words' weight that they must hold
     * @param near how alike in meaning, as a cosine, a question must be to be found for that alone
     * @param nearly and how alike, as a share of the nearest one's
     * @param nearest so many are found for their meaning, at most
     * @param mostWeight of those with most of the words, where those with all have 1
     * @param smoothing of reciprocal rank fusion: the larger, the less the first places differ
     * @param meaningWeight the list of meaning's weight; that of words has 1
     */
    record Choices(
            int few,
            double share,
            double near,
            double nearly,
            int nearest,
            double mostWeight,
            double smoothing,
            double meaningWeight) {
        static final Choices DEFAULT = new Choices(20, 0.5, 0.25, 0.6, 50, 0.7, 3, 1);
    }

    private static final String[] FIELDS = {"prompt", "prompt", "topics", "title"};

    /** Of the list by words at least so many take part in the fusion. */
    private static final int FUSED = 200;

    /**
     * Questions with most of the words come after all with all of them, whose ranks are above 0.
     */
    private static final float BEHIND = 1_000;

    /** Of more questions than this only {@link #WHOLE} are compared whole, chosen by sketches. */
    private static final int SKETCHED = 10_000;

    private static final int WHOLE = 100;

    /** So many numbers come from memory together. */
    private static final int LINE = 64 / Float.BYTES;

    /** Up to so many hits it is quickest to sort all of them. */
    private static final int SORTED = 1_000;

    /**
     * What was found.
     *
     * @param page the questions of the page, in order
     */
    record Found(List<Hit> page, long total, Map<String, List<Filters.Count>> facets) {}

    /** A question with the reason that it was found; null when no words were searched for. */
    record Hit(Entry entry, @Nullable Why why) {}

    private final Corpus corpus;
    private final Names topics;
    private final Names companies;
    private final Choices choices;

    Ranking(Corpus corpus, Names topics, Names companies, Choices choices) {
        this.corpus = corpus;
        this.topics = topics;
        this.companies = companies;
        this.choices = choices;
    }

    /**
     * @param withAll the questions with all that is wanted
     * @param byMeaning what is {@link #nearest} to the words; null when only words are to be
     *     compared
     */
    Found find(
            SearchQuery query,
            Wanted wanted,
            Corpus.Hits withAll,
            Corpus.@Nullable Hits byMeaning,
            PageRequest page) {
        var filters = new Filters(query, topics, companies);
        if (query.words().isBlank()) {
            var all = new Corpus.Hits();
            for (int number : corpus.all()) {
                if (filters.lets(corpus.entry(number))) {
                    all.add(number, 0);
                }
            }
            return found(best(all, query.sort(), page.offset() + page.size()), page, filters, null);
        }
        var byWords = byWords(query, wanted, withAll);
        var alike =
                byMeaning == null || !wanted.excluded().isEmpty() ? new Corpus.Hits() : byMeaning;
        var words = new Corpus.Hits();
        for (int i = 0; i < byWords.size(); i++) {
            if (filters.lets(corpus.entry(byWords.number(i)))) {
                words.add(byWords.number(i), byWords.rank(i));
            }
        }
        var also = alike.size() == 0 ? new int[0] : numbers(byWords);
        var nearest = new Corpus.Hits();
        for (int i = 0; i < alike.size(); i++) {
            int number = alike.number(i);
            var entry = corpus.entry(number);
            if (among(also, number) ? filters.wouldLet(entry) : filters.lets(entry)) {
                nearest.add(number, alike.rank(i));
            }
        }
        var near = numbers(nearest);
        int deep = page.offset() + page.size();
        int[] order;
        if (query.sort() == SearchQuery.Sort.RELEVANCE) {
            order =
                    near.length == 0
                            ? best(words, query.sort(), deep)
                            : fuse(
                                    best(words, query.sort(), Math.max(FUSED, deep)),
                                    withAll(words),
                                    best(nearest, query.sort(), choices.nearest()));
        } else {
            var inWords = numbers(words);
            var all = new Corpus.Hits();
            for (int i = 0; i < words.size(); i++) {
                all.add(words.number(i), 0);
            }
            for (int number : near) {
                if (!among(inWords, number)) {
                    all.add(number, 0);
                }
            }
            order = best(all, query.sort(), deep);
        }
        return found(order, page, filters, number -> why(number, wanted, among(near, number)));
    }

    /** The ids of all that {@link #find} would find if it had no filters. */
    Set<String> ids(
            SearchQuery query,
            Wanted wanted,
            Corpus.Hits withAll,
            Corpus.@Nullable Hits byMeaning) {
        var numbers = IntStream.of(numbers(byWords(query, wanted, withAll)));
        if (byMeaning != null && wanted.excluded().isEmpty()) {
            numbers = IntStream.concat(numbers, IntStream.of(numbers(byMeaning)));
        }
        return numbers.mapToObj(number -> corpus.entry(number).id()).collect(Collectors.toSet());
    }

    /** Ascending. */
    private static int[] numbers(Corpus.Hits hits) {
        var numbers = new int[hits.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = hits.number(i);
        }
        Arrays.sort(numbers);
        return numbers;
    }

    private static boolean among(int[] ascending, int number) {
        return Arrays.binarySearch(ascending, number) >= 0;
    }

    private interface Reason {
        Why of(int number);
    }

    private Found found(int[] order, PageRequest page, Filters filters, @Nullable Reason reason) {
        var hits = new ArrayList<Hit>();
        for (int i = page.offset(); i < Math.min(order.length, page.offset() + page.size()); i++) {
            hits.add(new Hit(corpus.entry(order[i]), reason == null ? null : reason.of(order[i])));
        }
        return new Found(hits, filters.total(), filters.facets());
    }

    /** Adds to those with all the words; nobody else holds that list. */
    private Corpus.Hits byWords(SearchQuery query, Wanted wanted, Corpus.Hits hits) {
        if (hits.size() < choices.few()) {
            var known = numbers(hits);
            var most = corpus.withMost(wanted, choices.share());
            for (int i = 0; i < most.size(); i++) {
                if (!among(known, most.number(i))) {
                    hits.add(most.number(i), most.rank(i) - BEHIND);
                }
            }
        }
        if (hits.size() == 0 && wanted.excluded().isEmpty()) {
            var title = query.words().toLowerCase(Locale.ROOT);
            for (int number : corpus.all()) {
                if (corpus.entry(number).sortTitle().contains(title)) {
                    hits.add(number, 0);
                }
            }
        }
        return hits;
    }

    /** Those that are near enough in meaning, the nearest with the highest rank. */
    Corpus.Hits nearest(float[] meaning) {
        var near = new Corpus.Hits();
        var numbers = worthComparing(meaning);
        var vectors = new float[numbers.length][];
        for (int i = 0; i < numbers.length; i++) {
            vectors[i] = corpus.entry(numbers[i]).meaning();
        }
        if (!anyKnown(vectors)) {
            return near;
        }
        for (int i = 0; i < numbers.length; i++) {
            var own = vectors[i];
            if (own != null) {
                double alike = Meaning.alike(meaning, own);
                if (alike >= choices.near()) {
                    near.add(numbers[i], (float) alike);
                }
            }
        }
        var nearest = new Corpus.Hits();
        var order = byRank(near, choices.nearest());
        float enough = order.length == 0 ? 0 : (float) (choices.nearly() * near.rank(order[0]));
        for (int i = 0; i < order.length && near.rank(order[i]) >= enough; i++) {
            nearest.add(near.number(order[i]), -i);
        }
        return nearest;
    }

    /**
     * Looks at every part of each, so that all come from memory at the same time, where to compare
     * one after the other waits for each; that takes a third of the time.
     */
    private static boolean anyKnown(float[][] vectors) {
        int known = 0;
        for (var vector : vectors) {
            float some = Float.NaN;
            if (vector != null) {
                some = 0;
                for (int i = 0; i < vector.length; i += LINE) {
                    some += vector[i];
                }
            }
            known += Float.isNaN(some) ? 0 : 1;
        }
        return known > 0;
    }

    private static int withAll(Corpus.Hits words) {
        int count = 0;
        for (int i = 0; i < words.size(); i++) {
            count += words.rank(i) >= 0 ? 1 : 0;
        }
        return count;
    }

    /** All, or of very many those whose sketches are nearest. */
    private int[] worthComparing(float[] meaning) {
        if (corpus.size() <= SKETCHED) {
            return corpus.all();
        }
        return corpus.roughlyNearest(meaning, WHOLE);
    }

    /** Reciprocal rank fusion; among equals the one that is first by words. */
    private int[] fuse(int[] words, int withAll, int[] nearest) {
        var scored = new ArrayList<Scored>();
        var places = new HashMap<Integer, Integer>();
        for (int i = 0; i < words.length; i++) {
            double weight = i < withAll ? 1 : choices.mostWeight();
            places.put(words[i], i);
            scored.add(new Scored(words[i], weight / (choices.smoothing() + i + 1)));
        }
        for (int i = 0; i < nearest.length; i++) {
            double score = choices.meaningWeight() / (choices.smoothing() + i + 1);
            var place = places.get(nearest[i]);
            if (place == null) {
                scored.add(new Scored(nearest[i], score));
            } else {
                scored.set(place, new Scored(nearest[i], scored.get(place).score() + score));
            }
        }
        scored.sort((a, b) -> Double.compare(b.score(), a.score()));
        var order = new int[scored.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = scored.get(i).number();
        }
        return order;
    }

    private record Scored(int number, double score) {}

    /** The first so many in their order, without sorting the rest. */
    private int[] best(Corpus.Hits hits, SearchQuery.Sort sort, int most) {
        if (sort == SearchQuery.Sort.RELEVANCE && hits.size() <= SORTED) {
            var best = byRank(hits, most);
            for (int i = 0; i < best.length; i++) {
                best[i] = hits.number(best[i]);
            }
            return best;
        }
        var order = order(hits, sort);
        if (hits.size() <= most) {
            var all = new Integer[hits.size()];
            Arrays.setAll(all, i -> i);
            Arrays.sort(all, order);
            return Arrays.stream(all).mapToInt(hits::number).toArray();
        }
        var worstFirst = new java.util.PriorityQueue<Integer>(most, order.reversed());
        boolean byRank = sort == SearchQuery.Sort.RELEVANCE;
        float worst = 0;
        for (int i = 0; i < hits.size(); i++) {
            if (worstFirst.size() < most) {
                worstFirst.add(i);
            } else if ((!byRank || hits.rank(i) >= worst)
                    && order.compare(i, worstFirst.element()) < 0) {
                worstFirst.remove();
                worstFirst.add(i);
            } else {
                continue;
            }
            worst = hits.rank(worstFirst.element());
        }
        return worstFirst.stream().sorted(order).mapToInt(hits::number).toArray();
    }

    /** Where the first so many stand among the hits; makes as little as can be. */
    private int[] byRank(Corpus.Hits hits, int most) {
        var ranked = new long[hits.size()];
        for (int i = 0; i < ranked.length; i++) {
            int bits = Float.floatToIntBits(-hits.rank(i));
            int descending = bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
            ranked[i] = (long) descending << Integer.SIZE | i;
        }
        Arrays.sort(ranked);
        int to;
        for (int from = 0; from < ranked.length; from = to) {
            to = from + 1;
            while (to < ranked.length
                    && ranked[to] >> Integer.SIZE == ranked[from] >> Integer.SIZE) {
                to++;
            }
            if (to - from > 1) {
                var equal = new Integer[to - from];
                for (int i = from; i < to; i++) {
                    equal[i - from] = (int) ranked[i];
                }
                Arrays.sort(equal, order(hits, SearchQuery.Sort.RELEVANCE));
                for (int i = from; i < to; i++) {
                    ranked[i] = equal[i - from];
                }
            }
        }
        var order = new int[Math.min(most, ranked.length)];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) ranked[i];
        }
        return order;
    }

    private Comparator<Integer> order(Corpus.Hits hits, SearchQuery.Sort sort) {
        Comparator<Integer> byId = Comparator.comparing(i -> entry(hits, i).id());
        Comparator<Integer> byTitle =
                Comparator.<Integer, String>comparing(i -> entry(hits, i).sortTitle())
                        .thenComparing(byId);
        return switch (sort) {
            case RELEVANCE ->
                    ((Comparator<Integer>) (a, b) -> Float.compare(hits.rank(b), hits.rank(a)))
                            .thenComparing(byId);
            case TITLE -> byTitle;
            case MINUTES ->
                    Comparator.<Integer>comparingInt(i -> entry(hits, i).summary().minutes())
                            .thenComparing(byTitle);
            case DIFFICULTY ->
                    Comparator.<Integer>comparingInt(i -> entry(hits, i).summary().difficulty())
                            .thenComparing(byTitle);
            case NEWEST ->
                    Comparator.comparing((Integer i) -> entry(hits, i).publishedAt())
                            .reversed()
                            .thenComparing(byTitle);
        };
    }

    private Entry entry(Corpus.Hits hits, int index) {
        return corpus.entry(hits.number(index));
    }

    private Why why(int number, Wanted wanted, boolean near) {
        var terms = new java.util.TreeMap<Integer, Set<String>>(Comparator.reverseOrder());
        var synonyms = new ArrayList<Wanted.Change>();
        for (var group : wanted.groups()) {
            var places = corpus.places(group, number);
            if (places.isEmpty()) {
                continue;
            }
            var term = group.typed();
            if (group.words().isEmpty() || !corpus.holds(group.words(), number)) {
                var other =
                        group.others().stream()
                                .filter(phrase -> corpus.holds(phrase, number))
                                .map(Wanted.Phrase::text)
                                .findFirst()
                                .orElse(term);
                if (!other.startsWith(term)) {
                    synonyms.add(new Wanted.Change(term, other));
                }
                term = other;
            }
            for (var one : places) {
                for (int i = one.from(); i < one.to(); i++) {
                    terms.computeIfAbsent(
                                    Math.max(1, Lexemes.weight(one.all()[i])),
                                    weight -> new LinkedHashSet<>())
                            .add(term);
                }
            }
        }
        var matched =
                terms.entrySet().stream()
                        .map(
                                field ->
                                        new Why.Matched(
                                                FIELDS[field.getKey()],
                                                List.copyOf(field.getValue())))
                        .toList();
        return new Why(matched, near, matched.isEmpty() ? List.of() : wanted.corrected(), synonyms);
    }

    /**
     * Questions like one: near in meaning, and sharing topics; reciprocal rank fusion of the two.
     */
    List<Entry> similar(int number, int most) {
        var own = corpus.entry(number);
        var vector = own.meaning();
        var near = new Corpus.Hits();
        for (int other : vector == null ? new int[0] : worthComparing(vector)) {
            var meaning = corpus.entry(other).meaning();
            if (vector != null && meaning != null && other != number) {
                near.add(other, (float) Meaning.alike(vector, meaning));
            }
        }
        var related = new Corpus.Hits();
        var topicsOfOwn = new BitSet();
        Arrays.stream(own.topics()).forEach(topicsOfOwn::set);
        for (int other : corpus.all()) {
            var entry = corpus.entry(other);
            int shared = 0;
            for (int topic : entry.topics()) {
                shared += topicsOfOwn.get(topic) ? 1 : 0;
            }
            if (shared > 0 && other != number) {
                float all = topicsOfOwn.cardinality() + entry.topics().length - shared;
                float sameRound = entry.summary().round() == own.summary().round() ? 0.1f : 0;
                related.add(other, shared / all + sameRound);
            }
        }
        var order =
                fuse(
                        best(near, SearchQuery.Sort.RELEVANCE, FUSED),
                        FUSED,
                        best(related, SearchQuery.Sort.RELEVANCE, FUSED));
        return Arrays.stream(order).limit(most).mapToObj(corpus::entry).toList();
    }
}
