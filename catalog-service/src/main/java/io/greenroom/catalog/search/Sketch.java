package io.greenroom.catalog.search;

/**
 * The signs of a vector's numbers, as bits. How many of them two vectors share tells roughly how
 * alike they are, a hundred times sooner than comparing the numbers.
 */
final class Sketch {
    private Sketch() {}

    static long[] of(float[] vector) {
        var bits = new long[(vector.length + Long.SIZE - 1) / Long.SIZE];
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] > 0) {
                bits[i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
        }
        return bits;
    }

    /** In how many signs they differ. */
    static int difference(long[] a, long[] b) {
        int difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Long.bitCount(a[i] ^ b[i]);
        }
        return difference;
    }
}
