package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.wording.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How much two questions ask the same, by what task and rubric mean and by the words that both
 * tasks have. The figures are shares from 0 to 1 and the same in both directions.
 *
 * @param lexical words in common, rare ones counting more
 * @param shared phrases that stand in both, longest first
 */
record Resemblance(double similarity, double semantic, double lexical, List<String> shared) {
    /** From here on both ask the same; below, they are near. Set on our own questions. */
    static final double LIKELY = 0.70;

    /** Below this they only share their field; of our own pairs one in a thousand is above. */
    static final double NEAR = 0.55;

    private static final double BY_TASK = 0.45;
    private static final double BY_RUBRIC = 0.25;
    private static final double BY_WORDS = 0.30;

    /** Without rubrics. */
    private static final double BY_WORDS_ALONE = 0.15;

    private static final int SHORTEST_PHRASE = 4;
    private static final int MOST_PHRASES = 5;

    Resemblance {
        shared = List.copyOf(shared);
    }

    /**
     * How often words occur, so that a word of the field counts less than one of the matter.
     *
     * @param among those among which a duplicate is sought
     */
    static Map<String, Integer> frequencies(List<Asked> among) {
        var frequencies = new HashMap<String, Integer>();
        for (var asked : among) {
            Words.stems(asked.task()).forEach(stem -> frequencies.merge(stem, 1, Integer::sum));
        }
        return frequencies;
    }

    /**
     * Compares.
     *
     * @param frequencies of words among that many questions
     * @param meaning gives the vector of a text
     */
    static Resemblance of(
            Asked one,
            Asked other,
            Map<String, Integer> frequencies,
            int among,
            Function<String, float[]> meaning) {
        double lexical =
                lexical(Words.stems(one.task()), Words.stems(other.task()), frequencies, among);
        double semantic = BY_TASK * alike(one.task(), other.task(), meaning);
        double weight = BY_TASK;
        double words = BY_WORDS_ALONE;
        if (!one.rubric().isBlank() && !other.rubric().isBlank()) {
            semantic += BY_RUBRIC * alike(one.rubric(), other.rubric(), meaning);
            weight += BY_RUBRIC;
            words = BY_WORDS;
        }
        // The root, since even a question told anew shares but half of its words.
        double similarity = (semantic + words * Math.sqrt(lexical)) / (weight + words);
        return new Resemblance(
                rounded(similarity),
                rounded(semantic / weight),
                rounded(lexical),
                phrases(Words.all(one.task()), Words.all(other.task())));
    }

    boolean isLikely() {
        return similarity >= LIKELY;
    }

    boolean isNear() {
        return similarity >= NEAR;
    }

    private static double alike(String one, String other, Function<String, float[]> meaning) {
        return Math.clamp(Meaning.alike(meaning.apply(one), meaning.apply(other)), 0, 1);
    }

    static double lexical(
            Set<String> one, Set<String> other, Map<String, Integer> frequencies, int among) {
        var all = new HashSet<>(one);
        all.addAll(other);
        double sum = 0;
        double both = 0;
        for (var stem : all) {
            double rarity = Math.log((among + 2.0) / (frequencies.getOrDefault(stem, 0) + 1.0));
            sum += Math.max(0, rarity);
            if (one.contains(stem) && other.contains(stem)) {
                both += Math.max(0, rarity);
            }
        }
        return sum == 0 ? 0 : both / sum;
    }

    /** Runs of words that stand in both, without those within a longer one. */
    private static List<String> phrases(List<String> one, List<String> other) {
        var places = new HashMap<String, List<Integer>>();
        for (int j = 0; j < other.size(); j++) {
            places.computeIfAbsent(other.get(j), word -> new ArrayList<>()).add(j);
        }
        var found = new LinkedHashMap<String, Integer>();
        int i = 0;
        while (i < one.size()) {
            int longest = 0;
            for (int j : places.getOrDefault(one.get(i), List.of())) {
                int length = 0;
                while (i + length < one.size()
                        && j + length < other.size()
                        && one.get(i + length).equals(other.get(j + length))) {
                    length++;
                }
                longest = Math.max(longest, length);
            }
            var run = one.subList(i, i + longest);
            if (longest >= SHORTEST_PHRASE && run.stream().anyMatch(Words::carriesContent)) {
                found.putIfAbsent(String.join(" ", run), longest);
            }
            i += Math.max(1, longest);
        }
        return found.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_PHRASES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static double rounded(double share) {
        return Math.round(1_000 * Math.clamp(share, 0, 1)) / 1_000.0;
    }
}
