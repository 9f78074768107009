package io.greenroom.grading.guard;

import io.greenroom.grading.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a text that is what is right, nearly word by word, but for its denials. The two are aligned
 * by their words; what is denied between the same neighbours in only one of them was turned round.
 */
final class Reversal {
    private static final String DENIED = "\u2260";

    /** Beyond so many words only the beginning is looked at. */
    private static final int ENOUGH = 600;

    private static final int FEWEST = 6;

    /** So much of the text, and so much of what is right, must be the other. */
    private static final double OWN = 0.75;

    private static final double KNOWN = 0.6;

    /** One turned denial in so many words is enough. */
    private static final int WORDS_A_DENIAL = 60;

    private Reversal() {}

    /** True when the text turns round what is right. */
    static boolean is(String said, String right) {
        var own = words(said);
        var known = words(right);
        long ownWords = own.stream().filter(word -> !word.equals(DENIED)).count();
        long knownWords = known.stream().filter(word -> !word.equals(DENIED)).count();
        if (ownWords < FEWEST || knownWords < FEWEST) {
            return false;
        }
        var longest = common(own, known);
        int aligned = longest[0][0];
        if (aligned < OWN * ownWords || aligned < KNOWN * knownWords) {
            return false;
        }
        return turned(own, known, longest) * WORDS_A_DENIAL >= ownWords;
    }

    private static List<String> words(String text) {
        var marked = Guard.DENIAL.matcher(text).replaceAll(" zzdenied ");
        var words = new ArrayList<String>();
        for (var word : Words.all(marked)) {
            words.add(word.equals("zzdenied") ? DENIED : word);
            if (words.size() == ENOUGH) {
                break;
            }
        }
        return words;
    }

    /** Length of the longest common subsequence, denials apart, from each place on. */
    private static int[][] common(List<String> a, List<String> b) {
        var longest = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                longest[i][j] =
                        isSame(a.get(i), b.get(j))
                                ? longest[i + 1][j + 1] + 1
                                : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        return longest;
    }

    private static boolean isSame(String a, String b) {
        return a.equals(b) && !a.equals(DENIED);
    }

    /** How often only one of the two denies between words that they share. */
    private static int turned(List<String> a, List<String> b, int[][] longest) {
        int turned = 0;
        int denials = 0;
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && isSame(a.get(i), b.get(j))) {
                turned += denials % 2 == 0 ? 0 : 1;
                denials = 0;
                i++;
                j++;
            } else if (j >= b.size() || i < a.size() && longest[i + 1][j] >= longest[i][j + 1]) {
                denials += a.get(i++).equals(DENIED) ? 1 : 0;
            } else {
                denials += b.get(j++).equals(DENIED) ? 1 : 0;
            }
        }
        return turned + (denials % 2 == 0 ? 0 : 1);
    }
}
