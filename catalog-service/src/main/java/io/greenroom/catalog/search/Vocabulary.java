package io.greenroom.catalog.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The words that stand in published questions, to complete and to correct what is typed.
 *
 * <p>Nearness of spelling is that of PostgreSQL's {@code pg_trgm}: the share of three-letter pieces
 * that two words have in common. A correction is the nearest word, of equally near ones the one
 * that more questions hold, then the first by alphabet; a plain SQL query can say the same.
 */
final class Vocabulary {
    /**
     * {@code pg_trgm}'s own limit is 0.3; below 0.4 a correction is more often wrong than right.
     */
    private static final float NEAR = 0.4f;

    private static final int LETTERS_TO_CORRECT = 4;

    private final String[] words;
    private final int[] questions;
    private volatile @Nullable Map<String, int[]> pieces;
    private volatile int[] pieceCounts = {};

    /**
     * @param counts in how many questions each word stands
     */
    Vocabulary(Map<String, Integer> counts) {
        words = counts.keySet().toArray(String[]::new);
        Arrays.sort(words);
        questions = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            questions[i] = counts.getOrDefault(words[i], 0);
        }
    }

    /** Words that begin so, those in most questions first. */
    List<String> beginningWith(String prefix, int most) {
        int at = Arrays.binarySearch(words, prefix);
        at = at < 0 ? -at - 1 : at;
        var found = new ArrayList<Integer>();
        while (at < words.length && words[at].startsWith(prefix)) {
            found.add(at++);
        }
        return found.stream()
                .sorted(
                        (a, b) ->
                                questions[a] != questions[b]
                                        ? Integer.compare(questions[b], questions[a])
                                        : a.compareTo(b))
                .limit(most)
                .map(one -> words[one])
                .toList();
    }

    /** What was probably meant by a word that no question holds. */
    Optional<String> nearest(String word) {
        if (word.length() < LETTERS_TO_CORRECT) {
            return Optional.empty();
        }
        var index = pieces();
        var wanted = piecesOf(word);
        var shared = new int[words.length];
        for (var piece : wanted) {
            for (int candidate : index.getOrDefault(piece, new int[0])) {
                shared[candidate]++;
            }
        }
        int best = -1;
        float nearness = 0;
        for (int i = 0; i < shared.length; i++) {
            if (shared[i] == 0) {
                continue;
            }
            float one = (float) shared[i] / (wanted.size() + pieceCounts[i] - shared[i]);
            if (one > nearness
                    || (one == nearness && best >= 0 && questions[i] > questions[best])) {
                best = i;
                nearness = one;
            }
        }
        if (nearness >= NEAR) {
            return Optional.of(words[best]);
        }
        return oneSlipAway(word);
    }

    /** Short words share few pieces with what they become by one slip. */
    private Optional<String> oneSlipAway(String word) {
        int best = -1;
        for (int i = 0; i < words.length; i++) {
            if (Math.abs(words[i].length() - word.length()) <= 1
                    && (best < 0 || questions[i] > questions[best])
                    && isOneSlip(word, words[i])) {
                best = i;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(words[best]);
    }

    /** Whether one letter was left out, added, mistaken or swapped with the next. */
    static boolean isOneSlip(String typed, String meant) {
        int length = Math.min(typed.length(), meant.length());
        int same = 0;
        while (same < length && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        if (typed.equals(meant)) {
            return false;
        }
        if (typed.length() == meant.length()) {
            boolean swapped =
                    same + 1 < length
                            && typed.charAt(same) == meant.charAt(same + 1)
                            && typed.charAt(same + 1) == meant.charAt(same)
                            && typed.substring(same + 2).equals(meant.substring(same + 2));
            return swapped || typed.substring(same + 1).equals(meant.substring(same + 1));
        }
        return typed.length() < meant.length()
                ? meant.substring(same + 1).equals(typed.substring(same))
                : typed.substring(same + 1).equals(meant.substring(same));
    }

    private Map<String, int[]> pieces() {
        var known = pieces;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = pieces;
            if (known == null) {
                var counts = new int[words.length];
                var lists = new HashMap<String, List<Integer>>();
                for (int i = 0; i < words.length; i++) {
                    var own = piecesOf(words[i]);
                    counts[i] = own.size();
                    for (var piece : own) {
                        lists.computeIfAbsent(piece, one -> new ArrayList<>()).add(i);
                    }
                }
                known = new HashMap<>();
                for (var list : lists.entrySet()) {
                    known.put(
                            list.getKey(),
                            list.getValue().stream().mapToInt(Integer::intValue).toArray());
                }
                pieceCounts = counts;
                pieces = known;
            }
            return known;
        }
    }

    private static TreeSet<String> piecesOf(String word) {
        var padded = "  " + word + " ";
        var all = new TreeSet<String>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            all.add(padded.substring(i, i + 3));
        }
        return all;
    }
}
