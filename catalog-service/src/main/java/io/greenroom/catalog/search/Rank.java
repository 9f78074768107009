package io.greenroom.catalog.search;

import java.util.List;

/**
 * How well a text fits words, exactly as PostgreSQL's {@code ts_rank} says with its default weights
 * (its source: {@code tsrank.c}). So a plain SQL query over the same database is the specification
 * of this ranking, and the test of it.
 */
final class Rank {
    /** Of D, C, B and A. */
    private static final float[] WEIGHTS = {0.1f, 0.2f, 0.4f, 1f};

    private static final double SQUARES = 1.64493406685;
    private static final int FAR = 100;
    private static final float BARELY = 1e-20f;

    /** By how far two words stand apart. */
    private static final float[] NEARNESS = new float[FAR + 1];

    static {
        for (int distance = 0; distance <= FAR; distance++) {
            NEARNESS[distance] = (float) (1.0 / (1.005 + 0.05 * Math.exp(distance / 1.5 - 2)));
        }
    }

    private Rank() {}

    /** Where a word stands in a text: a range of an array of places, see {@link Lexemes}. */
    record Places(char[] all, int from, int to) {}

    /** Of a text in which all these words stand; in the order of the words' bytes. */
    static float ofAll(List<Places> words) {
        if (words.size() == 1) {
            return (float) of(words.getFirst());
        }
        float rank = -1;
        for (int i = 1; i < words.size(); i++) {
            var later = words.get(i);
            for (int k = 0; k < i; k++) {
                var earlier = words.get(k);
                for (int l = later.from; l < later.to; l++) {
                    for (int p = earlier.from; p < earlier.to; p++) {
                        char left = later.all[l];
                        char right = earlier.all[p];
                        int distance = Math.abs(Lexemes.position(left) - Lexemes.position(right));
                        if (distance != 0) {
                            float one =
                                    (float)
                                            Math.sqrt(
                                                    WEIGHTS[Lexemes.weight(left)]
                                                            * WEIGHTS[Lexemes.weight(right)]
                                                            * nearness(distance));
                            rank = rank < 0 ? one : (float) (1.0 - (1.0 - rank) * (1.0 - one));
                        }
                    }
                }
            }
        }
        return rank < 0 ? BARELY : rank;
    }

    /** Of one word: its best place counts fully, each further one less. */
    static double of(Places word) {
        float sum = 0;
        float best = -1;
        int at = 0;
        for (int j = 0; j < word.to - word.from; j++) {
            float weight = WEIGHTS[Lexemes.weight(word.all[word.from + j])];
            sum = sum + weight / ((j + 1) * (j + 1));
            if (weight > best) {
                best = weight;
                at = j;
            }
        }
        return best < 0 ? 0 : (best + sum - best / ((at + 1) * (at + 1))) / SQUARES;
    }

    private static float nearness(int distance) {
        return distance > FAR ? 1e-30f : NEARNESS[distance];
    }
}
