package io.greenroom.grading.embedded;

import java.util.Collection;

/**
 * A word that carries content.
 *
 * @param rarity 0 to 1
 */
record Term(String word, String stem, double rarity) {
    private static final double SAME_BEGINNING = 0.9;
    private static final double MISSPELT = 0.85;

    /** 1 for the same word, less for a related or misspelt one, 0 for another. */
    double likeness(Term other) {
        // Hardly anybody gets a first letter wrong, and this is asked a million times.
        if (word.charAt(0) != other.word.charAt(0)) {
            return 0;
        }
        if (stem.equals(other.stem)) {
            return 1;
        }
        if (Character.isDigit(word.charAt(0)) || Character.isDigit(other.word.charAt(0))) {
            return 0;
        }
        int shorter = Math.min(word.length(), other.word.length());
        int longer = Math.max(word.length(), other.word.length());
        int common = 0;
        while (common < shorter && word.charAt(common) == other.word.charAt(common)) {
            common++;
        }
        if (common >= 5 && common >= 0.6 * longer) {
            return SAME_BEGINNING;
        }
        if (shorter >= 5 && longer - shorter <= 2) {
            int slips = distance(word, other.word);
            if (slips <= 1 || (slips == 2 && shorter >= 8)) {
                return MISSPELT;
            }
        }
        return 0;
    }

    /** The best likeness to any of the others. */
    double among(Collection<Term> others) {
        double best = 0;
        for (var other : others) {
            best = Math.max(best, likeness(other));
            if (best == 1) {
                break;
            }
        }
        return best;
    }

    /** How many letters must be changed, added or left out. */
    private static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] =
                        Math.min(
                                Math.min(current[j - 1], previous[j]) + 1,
                                previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
