package io.greenroom.catalog.search;

import java.util.Arrays;

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

    /** Further apart than this is as far as any. */
    private static final int APART = FAR + 1;

    /** What two places give: by both weights, four and four, and by how far they stand apart. */
    private static final float[] TOGETHER =
            new float[WEIGHTS.length * WEIGHTS.length * (APART + 1)];

    static {
        for (int distance = 0; distance <= APART; distance++) {
            float nearness =
                    distance > FAR
                            ? 1e-30f
                            : (float) (1.0 / (1.005 + 0.05 * Math.exp(distance / 1.5 - 2)));
            for (int weights = 0; weights < WEIGHTS.length * WEIGHTS.length; weights++) {
                TOGETHER[weights * (APART + 1) + distance] =
                        (float)
                                Math.sqrt(
                                        WEIGHTS[weights / WEIGHTS.length]
                                                * WEIGHTS[weights % WEIGHTS.length]
                                                * nearness);
            }
        }
    }

    private Rank() {}

    /** Where a word stands in a text: a range of an array of places, see {@link Lexemes}. */
    record Places(char[] all, int from, int to) {}

    /** Where several words stand in a text; to be filled again for the next text. */
    static final class Words {
        private char[][] all = new char[4][];
        private int[] from = new int[4];
        private int[] to = new int[4];
        private int size;

        void clear() {
            size = 0;
        }

        void add(char[] places, int begin, int end) {
            if (size == all.length) {
                all = Arrays.copyOf(all, 2 * size);
                from = Arrays.copyOf(from, 2 * size);
                to = Arrays.copyOf(to, 2 * size);
            }
            all[size] = places;
            from[size] = begin;
            to[size++] = end;
        }
    }

    /** Of a text in which all these words stand; in the order of the words' bytes. */
    static float ofAll(Words words) {
        if (words.size == 1) {
            return (float) of(words.all[0], words.from[0], words.to[0]);
        }
        float rank = -1;
        for (int i = 1; i < words.size; i++) {
            var later = words.all[i];
            for (int k = 0; k < i; k++) {
                var earlier = words.all[k];
                for (int l = words.from[i]; l < words.to[i]; l++) {
                    int position = Lexemes.position(later[l]);
                    int weight = Lexemes.weight(later[l]) * WEIGHTS.length;
                    for (int p = words.from[k]; p < words.to[k]; p++) {
                        int distance = Math.abs(position - Lexemes.position(earlier[p]));
                        if (distance != 0) {
                            int weights = weight + Lexemes.weight(earlier[p]);
                            float one = TOGETHER[weights * (APART + 1) + Math.min(distance, APART)];
                            rank = rank < 0 ? one : (float) (1.0 - (1.0 - rank) * (1.0 - one));
                        }
                    }
                }
            }
        }
        return rank < 0 ? BARELY : rank;
    }

    /** Of one word: its best place counts fully, each further one less. */
    private static double of(char[] places, int from, int to) {
        float sum = 0;
        float best = -1;
        int at = 0;
        for (int j = 0; j < to - from; j++) {
            float weight = WEIGHTS[Lexemes.weight(places[from + j])];
            sum = sum + weight / ((j + 1) * (j + 1));
            if (weight > best) {
                best = weight;
                at = j;
            }
        }
        return best < 0 ? 0 : (best + sum - best / ((at + 1) * (at + 1))) / SQUARES;
    }
}
