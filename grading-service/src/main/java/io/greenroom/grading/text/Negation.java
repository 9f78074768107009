package io.greenroom.grading.text;

import java.util.List;
import java.util.Set;

/**
 * Finds what a text denies. Embeddings do not see it: a denied sentence looks like its opposite.
 */
public final class Negation {
    /** How many words after a negation it still rules. */
    private static final int REACH = 5;

    private static final Set<String> CUES =
            Set.of(
                    "not",
                    "no",
                    "never",
                    "without",
                    "cannot",
                    "nor",
                    "neither",
                    "none",
                    "nothing",
                    "skip",
                    "skips",
                    "skipped",
                    "avoid",
                    "avoids",
                    "unnecessary",
                    "needless",
                    "pointless",
                    "ignore",
                    "ignores",
                    "lacks",
                    "lack",
                    "fails",
                    "isn't",
                    "aren't",
                    "don't",
                    "doesn't",
                    "didn't",
                    "won't",
                    "wouldn't",
                    "shouldn't",
                    "can't",
                    "couldn't",
                    "needn't",
                    "wasn't",
                    "weren't",
                    "hasn't",
                    "haven't",
                    "instead",
                    "rather");

    private Negation() {}

    /** True when the text denies anything. */
    public static boolean in(String text) {
        return Words.all(text).stream().anyMatch(CUES::contains);
    }

    /**
     * The share, from 0 to 1, of the given stems in the text that stand under a negation; 0 when
     * none of them is in it.
     */
    public static double share(String text, Set<String> stems) {
        List<String> words = Words.all(text);
        int present = 0;
        int denied = 0;
        int ruledUntil = -1;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (CUES.contains(word)) {
                // "not only" affirms.
                boolean affirms = i + 1 < words.size() && words.get(i + 1).equals("only");
                ruledUntil = affirms ? ruledUntil : i + REACH;
            } else if (stems.contains(Words.stem(word))) {
                present++;
                if (i <= ruledUntil) {
                    denied++;
                }
            }
        }
        return present == 0 ? 0 : (double) denied / present;
    }
}
