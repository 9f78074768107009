package io.greenroom.grading.text;

import java.util.ArrayList;
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

    private final List<String> stems = new ArrayList<>();
    private final List<Boolean> ruled = new ArrayList<>();
    private final boolean any;

    private Negation(String text) {
        List<String> words = Words.all(text);
        int ruledUntil = -1;
        boolean found = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (CUES.contains(word)) {
                // "not only" affirms.
                boolean affirms = i + 1 < words.size() && words.get(i + 1).equals("only");
                ruledUntil = affirms ? ruledUntil : i + REACH;
                found = true;
            } else {
                stems.add(Words.stem(word));
                ruled.add(i <= ruledUntil);
            }
        }
        this.any = found;
    }

    /** Reads a text once, to be asked often. */
    public static Negation in(String text) {
        return new Negation(text);
    }

    /** True when the text denies anything. */
    public boolean any() {
        return any;
    }

    /**
     * The share, from 0 to 1, of the given stems in the text that stand under a negation; 0 when
     * none of them is in it.
     */
    public double share(Set<String> of) {
        int present = 0;
        int denied = 0;
        for (int i = 0; i < stems.size(); i++) {
            if (of.contains(stems.get(i))) {
                present++;
                if (ruled.get(i)) {
                    denied++;
                }
            }
        }
        return present == 0 ? 0 : (double) denied / present;
    }
}
