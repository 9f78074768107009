package io.greenroom.catalog.search;

import java.util.Arrays;

/**
 * The signs of vectors' numbers, as bits, side by side in the order of questions' numbers. How many
 * of them two vectors share tells roughly how alike they are, and a hundred thousand are looked
 * through in a fraction of a millisecond. One thread writes, any may read.
 */
final class Sketches {
    /** How many longs a vector's signs take. */
    private static final int EACH = 6;

    static final int LENGTH = EACH * Long.SIZE;

    /** Looked through at once: their differences stay in the processor's nearest memory. */
    private static final int BLOCK = 2_048;

    private static final int BYTES = LENGTH / Byte.SIZE;
    private static final int BYTE_VALUES = 1 << Byte.SIZE;

    /**
     * Of all vectors the first long, then of all the second, and so on: the processor counts the
     * bits of several at a time.
     */
    private final long[][] signs;

    /** 0 where there is a question whose vector is known, else more than any difference. */
    private final int[] unknown;

    /** Read before and written after the signs, so that what one thread wrote others see. */
    private volatile int written;

    private Sketches(long[][] signs, int[] unknown) {
        this.signs = signs;
        this.unknown = unknown;
    }

    static Sketches none() {
        return new Sketches(new long[EACH][0], new int[0]);
    }

    /** These, with room for questions up to a number. */
    Sketches upTo(int questions) {
        var more = new long[EACH][];
        for (int i = 0; i < EACH; i++) {
            more[i] = Arrays.copyOf(signs[i], questions);
        }
        var unknownNow = Arrays.copyOf(unknown, questions);
        Arrays.fill(unknownNow, Math.min(unknown.length, questions), questions, LENGTH + 1);
        return new Sketches(more, unknownNow);
    }

    /**
     * @param vector of {@link #LENGTH} numbers
     */
    void put(int question, float[] vector) {
        var own = of(vector);
        for (int i = 0; i < EACH; i++) {
            signs[i][question] = own[i];
        }
        unknown[question] = 0;
        written++;
    }

    /** How often something was written. */
    int written() {
        return written;
    }

    void remove(int question) {
        unknown[question] = LENGTH + 1;
        written++;
    }

    private static long[] of(float[] vector) {
        var signs = new long[EACH];
        for (int i = 0; i < EACH; i++) {
            for (int k = 0; k < Long.SIZE; k++) {
                signs[i] |= (vector[i * Long.SIZE + k] > 0 ? 1L : 0) << k;
            }
        }
        return signs;
    }

    /**
     * The numbers of the questions that are nearest to a vector, as far as sketches tell, in no
     * order. Those that differ from it in the fewest signs are looked at again: what the vector's
     * numbers would give with nothing but their signs tells better than counting how near they are.
     *
     * @param roughly how many are looked at again; a few more where several differ as much
     * @param most how many of them are kept
     */
    int[] nearest(float[] vector, int roughly, int most) {
        var candidates = nearest(vector, roughly);
        return candidates.length <= most ? candidates : best(vector, candidates, most);
    }

    private int[] best(float[] vector, int[] candidates, int most) {
        var sums = sums(vector);
        var ranked = new long[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            int question = candidates[i];
            float alike = 0;
            for (int k = 0; k < BYTES; k++) {
                int bits = (int) (signs[k / Long.BYTES][question] >>> k % Long.BYTES * Byte.SIZE);
                alike += sums[k * BYTE_VALUES + (bits & BYTE_VALUES - 1)];
            }
            ranked[i] = (long) sortable(-alike) << Integer.SIZE | question;
        }
        Arrays.sort(ranked);
        var best = new int[most];
        for (int i = 0; i < most; i++) {
            best[i] = (int) ranked[i];
        }
        return best;
    }

    /** A number that is larger when the other is. */
    private static int sortable(float number) {
        int bits = Float.floatToIntBits(number);
        return bits < 0 ? bits ^ Integer.MAX_VALUE : bits;
    }

    /** Of each eight numbers the sum, for all that their signs can be in a sketch. */
    private static float[] sums(float[] vector) {
        var sums = new float[BYTES * BYTE_VALUES];
        for (int k = 0; k < BYTES; k++) {
            int at = k * BYTE_VALUES;
            for (int i = 0; i < Byte.SIZE; i++) {
                sums[at] -= vector[k * Byte.SIZE + i];
            }
            for (int bits = 1; bits < BYTE_VALUES; bits++) {
                int last = Integer.numberOfTrailingZeros(bits);
                sums[at + bits] = sums[at + (bits & bits - 1)] + 2 * vector[k * Byte.SIZE + last];
            }
        }
        return sums;
    }

    /**
     * The numbers of the questions that differ from a vector in the fewest signs, ascending: as
     * many as are wanted, and those that are as near as the last of them.
     */
    int[] nearest(float[] vector, int most) {
        int questions = written < 0 ? 0 : unknown.length;
        var wanted = of(vector);
        var differences = new int[BLOCK];
        var having = new int[LENGTH + 1];
        var near = new int[2 * most + BLOCK];
        var nearDifferences = new short[near.length];
        int found = 0;
        int furthest = LENGTH;
        int within = 0;
        for (int from = 0; from < questions; from += BLOCK) {
            int count = Math.min(BLOCK, questions - from);
            differences(wanted, from, count, differences);
            if (found + count > near.length) {
                near = Arrays.copyOf(near, 2 * near.length);
                nearDifferences = Arrays.copyOf(nearDifferences, near.length);
            }
            for (int i = 0; i < count; i++) {
                int difference = differences[i];
                if (difference <= furthest) {
                    near[found] = from + i;
                    nearDifferences[found++] = (short) difference;
                    having[difference]++;
                    within++;
                }
            }
            while (furthest >= 0 && within - having[furthest] >= most) {
                within -= having[furthest--];
            }
        }
        var nearest = new int[within];
        int kept = 0;
        for (int i = 0; i < found; i++) {
            if (nearDifferences[i] <= furthest) {
                nearest[kept++] = near[i];
            }
        }
        return nearest;
    }

    /** Above {@link #LENGTH} where nothing is known. One plain loop a long: they become wide. */
    private void differences(long[] wanted, int from, int count, int[] into) {
        System.arraycopy(unknown, from, into, 0, count);
        for (int k = 0; k < EACH; k++) {
            add(signs[k], wanted[k], from, count, into);
        }
    }

    private static void add(long[] signs, long wanted, int from, int count, int[] into) {
        for (int i = 0; i < count; i++) {
            into[i] += Long.bitCount(signs[from + i] ^ wanted);
        }
    }
}
