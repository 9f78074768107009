package io.greenroom.catalog.search;

import java.util.Arrays;

/**
 * The signs of vectors' numbers, as bits, side by side in the order of questions' numbers. How many
 * of them two vectors share tells roughly how alike they are, and a hundred thousand are looked
 * through in a millisecond. One thread writes, any may read.
 */
final class Sketches {
    /** How many longs a vector's signs take. */
    private static final int EACH = 6;

    static final int LENGTH = EACH * Long.SIZE;

    /** Nothing but zeros where there is no question or its vector is not known. */
    private final long[] signs;

    /** Read before and written after the signs, so that what one thread wrote others see. */
    private volatile int written;

    private Sketches(long[] signs) {
        this.signs = signs;
    }

    static Sketches none() {
        return new Sketches(new long[0]);
    }

    /** These, with room for questions up to a number. */
    Sketches upTo(int questions) {
        return new Sketches(Arrays.copyOf(signs, EACH * questions));
    }

    /**
     * @param vector of {@link #LENGTH} numbers
     */
    void put(int question, float[] vector) {
        of(vector, signs, EACH * question);
        written++;
    }

    /** How often something was written. */
    int written() {
        return written;
    }

    void remove(int question) {
        Arrays.fill(signs, EACH * question, EACH * (question + 1), 0);
        written++;
    }

    private static void of(float[] vector, long[] into, int at) {
        for (int i = 0; i < EACH; i++) {
            long bits = 0;
            for (int k = 0; k < Long.SIZE; k++) {
                bits |= (vector[i * Long.SIZE + k] > 0 ? 1L : 0) << k;
            }
            into[at + i] = bits;
        }
    }

    /**
     * The numbers of the questions that differ from a vector in the fewest signs, ascending: as
     * many as are wanted, and those that are as near as the last of them.
     */
    int[] nearest(float[] vector, int most) {
        int questions = written < 0 ? 0 : signs.length / EACH;
        var wanted = new long[EACH];
        of(vector, wanted, 0);
        var differences = new short[questions];
        var having = new int[LENGTH + 1];
        for (int i = 0; i < questions; i++) {
            int difference = difference(wanted, i);
            differences[i] = (short) difference;
            if (difference <= LENGTH) {
                having[difference]++;
            }
        }
        int furthest = -1;
        int count = 0;
        while (furthest < LENGTH && count < most) {
            count += having[++furthest];
        }
        var nearest = new int[count];
        int found = 0;
        for (int i = 0; i < questions; i++) {
            if (differences[i] <= furthest) {
                nearest[found++] = i;
            }
        }
        return nearest;
    }

    /** Above {@link #LENGTH} when nothing is known. */
    private int difference(long[] wanted, int question) {
        int at = EACH * question;
        long a = signs[at];
        long b = signs[at + 1];
        long c = signs[at + 2];
        long d = signs[at + 3];
        long e = signs[at + 4];
        long f = signs[at + 5];
        if ((a | b | c | d | e | f) == 0) {
            return LENGTH + 1;
        }
        return Long.bitCount(a ^ wanted[0])
                + Long.bitCount(b ^ wanted[1])
                + Long.bitCount(c ^ wanted[2])
                + Long.bitCount(d ^ wanted[3])
                + Long.bitCount(e ^ wanted[4])
                + Long.bitCount(f ^ wanted[5]);
    }
}
