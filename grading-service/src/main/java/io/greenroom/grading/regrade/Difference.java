package io.greenroom.grading.regrade;

/** How one attempt's score would change. */
record Difference(int oldScore, String oldBand, int newScore, String newBand) {
    int points() {
        return newScore - oldScore;
    }

    boolean crossesBand() {
        return !oldBand.equals(newBand);
    }
}
