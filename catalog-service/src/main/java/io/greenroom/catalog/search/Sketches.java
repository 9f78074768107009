package io.greenroom.catalog.search;

import java.util.Arrays;

/**
 * The signs of vectors' numbers, as bits. How many of them two vectors share tells roughly how
 * alike they are, and a hundred thousand are looked through in a tenth of a millisecond. One thread
 * writes at a time, any may read.
 *
 * <p>Each sign is kept twice. In planes, one for each of a vector's numbers, so that only those
 * planes are read where the wanted vector's numbers are large, which say most; and question by
 * question, to look at few of them again.
 */
final class Sketches {
    static final int LENGTH = 384;

    /** How many longs a vector's signs take. */
    private static final int EACH = LENGTH / Long.SIZE;

    private static final int BYTES = LENGTH / Byte.SIZE;
    private static final int BYTE_VALUES = 1 << Byte.SIZE;

    /** Planes are counted so many at a time. */
    private static final int TOGETHER = 8;

    /** So many planes, of the largest numbers, count twice. */
    static final int HEAVY = 6 * TOGETHER;

    /** And so many, of the next largest, once. */
    static final int LIGHT = 12 * TOGETHER;

    /** Of a number that says how many signs are shared, each counting once or twice. */
    private static final int BITS = 8;

    /** Longs of each plane that are counted before the next: they stay in the nearest memory. */
    private static final int BLOCK = 256;

    /** Kept for the thread's next search: fresh memory is slow memory. */
    private static final ThreadLocal<Counts> COUNTS = ThreadLocal.withInitial(Counts::new);

    /** Of each number of vectors the signs of all questions, 64 in a long. */
    private final long[][] planes;

    /** The signs of each question in a row. */
    private final long[] rows;

    /** In which places there is a question whose vector is known; as the planes have it. */
    private final long[] known;

    /** Read before and written after the signs, so that what one thread wrote others see. */
    private volatile int written;

    private Sketches(long[][] planes, long[] rows, long[] known) {
        this.planes = planes;
        this.rows = rows;
        this.known = known;
    }

    static Sketches none() {
        return new Sketches(new long[LENGTH][0], new long[0], new long[0]);
    }

    /** These, with room for questions up to a number. */
    Sketches upTo(int questions) {
        int longs = (questions + Long.SIZE - 1) / Long.SIZE;
        var more = new long[LENGTH][];
        for (int k = 0; k < LENGTH; k++) {
            more[k] = Arrays.copyOf(planes[k], longs);
        }
        return new Sketches(
                more, Arrays.copyOf(rows, questions * EACH), Arrays.copyOf(known, longs));
    }

    /**
     * @param vector of {@link #LENGTH} numbers
     */
    void put(int question, float[] vector) {
        int at = question / Long.SIZE;
        long place = 1L << question % Long.SIZE;
        for (int i = 0; i < EACH; i++) {
            long signs = 0;
            for (int b = 0; b < Long.SIZE; b++) {
                int k = i * Long.SIZE + b;
                if (vector[k] > 0) {
                    planes[k][at] |= place;
                    signs |= 1L << b;
                } else {
                    planes[k][at] &= ~place;
                }
            }
            rows[question * EACH + i] = signs;
        }
        known[at] |= place;
        written++;
    }

    /** How often something was written. */
    int written() {
        return written;
    }

    void remove(int question) {
        known[question / Long.SIZE] &= ~(1L << question % Long.SIZE);
        written++;
    }

    /**
     * The numbers of the questions that are nearest to a vector, as far as sketches tell, in no
     * order. Those that share with it the most of the signs that matter are looked at again: what
     * the vector's numbers would give with nothing but their signs tells better than counting.
     *
     * @param roughly how many are looked at again; a few more where several share as much
     * @param most how many of them are kept
     */
    int[] nearest(float[] vector, int roughly, int most) {
        var candidates = nearest(vector, roughly);
        return candidates.length <= most ? candidates : best(vector, candidates, most);
    }

    private int[] best(float[] vector, int[] candidates, int most) {
        var sums = sums(vector, COUNTS.get().sums);
        var ranked = new long[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            int row = candidates[i] * EACH;
            float alike = 0;
            float also = 0;
            for (int k = 0; k < EACH; k++) {
                long signs = rows[row + k];
                int at = k * Long.BYTES * BYTE_VALUES;
                for (int b = 0; b < Long.BYTES; b += 2) {
                    int low = (int) (signs >>> b * Byte.SIZE) & BYTE_VALUES - 1;
                    int high = (int) (signs >>> (b + 1) * Byte.SIZE) & BYTE_VALUES - 1;
                    alike += sums[at + b * BYTE_VALUES + low];
                    also += sums[at + (b + 1) * BYTE_VALUES + high];
                }
            }
            ranked[i] = (long) sortable(-alike - also) << Integer.SIZE | candidates[i];
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
    private static float[] sums(float[] vector, float[] sums) {
        for (int k = 0; k < BYTES; k++) {
            int at = k * BYTE_VALUES;
            sums[at] = 0;
            for (int i = 0; i < Byte.SIZE; i++) {
                sums[at] -= vector[k * Byte.SIZE + i];
            }
            for (int i = 0; i < Byte.SIZE; i++) {
                float twice = 2 * vector[k * Byte.SIZE + i];
                int half = 1 << i;
                for (int bits = 0; bits < half; bits++) {
                    sums[at + half + bits] = sums[at + bits] + twice;
                }
            }
        }
        return sums;
    }

    /**
     * The numbers of the questions that share with a vector the most of the signs of its largest
     * numbers, ascending: as many as are wanted, and those that share as much as the last of them.
     */
    int[] nearest(float[] vector, int most) {
        int longs = written < 0 ? 0 : known.length;
        var counts = COUNTS.get();
        counts.clear(longs);
        var largest = largestFirst(vector);
        for (int from = 0; from < longs; from += BLOCK) {
            int to = Math.min(longs, from + BLOCK);
            for (int i = 0; i < HEAVY + LIGHT; i += TOGETHER) {
                count(vector, largest, i, counts, from, to);
            }
        }
        return counts.highest(known, most);
    }

    /** Where a vector's numbers stand, the largest first, whatever their sign. */
    private static int[] largestFirst(float[] vector) {
        var sizes = new long[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            sizes[k] = (long) -Float.floatToIntBits(Math.abs(vector[k])) << Integer.SIZE | k;
        }
        Arrays.sort(sizes);
        var largest = new int[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            largest[k] = (int) sizes[k];
        }
        return largest;
    }

    /** Counts which questions share the signs of eight of the vector's numbers. */
    private void count(float[] vector, int[] largest, int first, Counts counts, int from, int to) {
        var shared = new long[TOGETHER][];
        var contrary = new long[TOGETHER];
        for (int i = 0; i < TOGETHER; i++) {
            int k = largest[first + i];
            shared[i] = planes[k];
            contrary[i] = vector[k] > 0 ? 0 : -1;
        }
        counts.add(shared, contrary, first < HEAVY ? 1 : 0, from, to);
    }

    /** A number for each question, and all of them side by side: of each bit a plane of its own. */
    private static final class Counts {
        private final float[] sums = new float[BYTES * BYTE_VALUES];
        private final long[][] bits = new long[BITS][];
        private final long[][] twos = new long[TOGETHER / 2][];
        private final long[][] fours = new long[2][];
        private long[] eights = {};
        private long[] above = {};
        private long[] among = {};

        void clear(int longs) {
            if (above.length < longs) {
                above = new long[longs];
                eights = new long[longs];
                Arrays.setAll(twos, i -> new long[longs]);
                Arrays.setAll(fours, i -> new long[longs]);
                among = new long[longs];
                Arrays.setAll(bits, i -> new long[longs]);
            }
            for (var one : bits) {
                Arrays.fill(one, 0, longs, 0);
            }
        }

        /**
         * @param planes eight
         * @param contrary what turns each one's bits round, or leaves them
         * @param bit at which they count
         */
        void add(long[][] planes, long[] contrary, int bit, int from, int to) {
            var ones = bits[bit];
            for (int i = 0; i < TOGETHER; i += 2) {
                sum(
                        ones,
                        planes[i],
                        contrary[i],
                        planes[i + 1],
                        contrary[i + 1],
                        twos[i / 2],
                        from,
                        to);
            }
            sum(bits[bit + 1], twos[0], twos[1], fours[0], from, to);
            sum(bits[bit + 1], twos[2], twos[3], fours[1], from, to);
            sum(bits[bit + 2], fours[0], fours[1], eights, from, to);
            for (int higher = bit + 3; higher < BITS; higher++) {
                sum(bits[higher], eights, from, to);
            }
        }

        /** Adds two bits to another, and says what is carried. Plain loops become wide. */
        private static void sum(
                long[] bit,
                long[] a,
                long contraryA,
                long[] b,
                long contraryB,
                long[] carried,
                int from,
                int to) {
            for (int i = from; i < to; i++) {
                long x = a[i] ^ contraryA;
                long y = b[i] ^ contraryB;
                long z = bit[i];
                carried[i] = x & y | z & (x ^ y);
                bit[i] = x ^ y ^ z;
            }
        }

        private static void sum(long[] bit, long[] a, long[] b, long[] carried, int from, int to) {
            for (int i = from; i < to; i++) {
                long x = a[i];
                long y = b[i];
                long z = bit[i];
                carried[i] = x & y | z & (x ^ y);
                bit[i] = x ^ y ^ z;
            }
        }

        private static void sum(long[] bit, long[] carried, int from, int to) {
            for (int i = from; i < to; i++) {
                long x = carried[i];
                long y = bit[i];
                carried[i] = x & y;
                bit[i] = x ^ y;
            }
        }

        /**
         * Where the counts are highest, and known: as many as are wanted, and all that are as high
         * as the last of them. Bit by bit, beginning with the highest, it is decided for all.
         */
        int[] highest(long[] known, int most) {
            int longs = known.length;
            System.arraycopy(known, 0, among, 0, longs);
            Arrays.fill(above, 0, longs, 0);
            int found = 0;
            for (int b = BITS - 1; b >= 0; b--) {
                var bit = bits[b];
                int having = 0;
                for (int i = 0; i < longs; i++) {
                    having += Long.bitCount(among[i] & bit[i]);
                }
                if (found + having >= most) {
                    for (int i = 0; i < longs; i++) {
                        among[i] &= bit[i];
                    }
                } else {
                    found += having;
                    for (int i = 0; i < longs; i++) {
                        above[i] |= among[i] & bit[i];
                        among[i] &= ~bit[i];
                    }
                }
            }
            for (int i = 0; i < longs; i++) {
                found += Long.bitCount(among[i]);
            }
            var highest = new int[found];
            int at = 0;
            for (int i = 0; i < longs; i++) {
                for (long left = above[i] | among[i]; left != 0; left &= left - 1) {
                    highest[at++] = i * Long.SIZE + Long.numberOfTrailingZeros(left);
                }
            }
            return highest;
        }
    }
}
