package io.greenroom.catalog.meaning;

/**
 * A vector with four bits a number, -7 to 7: an eighth of its size, and still within a few degrees
 * of it.
 *
 * @param scale what the numbers are to be multiplied by
 * @param numbers two in a byte, each with {@link #MIDDLE} added
 */
record Coarse(float scale, byte[] numbers) {
    private static final int MIDDLE = 8;
    private static final int LARGEST = 7;
    private static final int BITS = 4;
    private static final int MASK = 15;

    static Coarse of(float[] vector) {
        float most = Float.MIN_NORMAL;
        for (float number : vector) {
            most = Math.max(most, Math.abs(number));
        }
        float scale = most / LARGEST;
        var numbers = new byte[vector.length / 2];
        for (int i = 0; i < numbers.length; i++) {
            int low = Math.round(vector[2 * i] / scale) + MIDDLE;
            int high = Math.round(vector[2 * i + 1] / scale) + MIDDLE;
            numbers[i] = (byte) (low | high << BITS);
        }
        return new Coarse(scale, numbers);
    }

    void addTo(float[] sum) {
        for (int i = 0; i < numbers.length; i++) {
            sum[2 * i] += scale * ((numbers[i] & MASK) - MIDDLE);
            sum[2 * i + 1] += scale * ((numbers[i] >> BITS & MASK) - MIDDLE);
        }
    }
}
