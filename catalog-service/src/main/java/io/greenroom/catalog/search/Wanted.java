package io.greenroom.catalog.search;

import java.util.List;

/**
 * What a search looks for, after its words were understood.
 *
 * @param groups each must be met by a text that holds all that is wanted
 * @param excluded none of these may be met
 * @param unknown words that no question holds, nor one like them
 * @param corrected what was taken for something else
 */
record Wanted(
        List<Group> groups, List<Group> excluded, List<String> unknown, List<Change> corrected) {
    Wanted {
        groups = List.copyOf(groups);
        excluded = List.copyOf(excluded);
        unknown = List.copyOf(unknown);
        corrected = List.copyOf(corrected);
    }

    /**
     * One word, or several that say one thing together.
     *
     * @param typed as it was typed
     * @param words the lexemes that a text has to hold; empty for a "phrase"
     * @param others phrases that count as much
     */
    record Group(String typed, List<String> words, List<Phrase> others) {
        Group {
            words = List.copyOf(words);
            others = List.copyOf(others);
        }

        boolean isOneWord() {
            return words.size() == 1 && others.isEmpty();
        }
    }

    /**
     * Lexemes in a row.
     *
     * @param text as a person would write it
     * @param offsets how far each stands from the first: words without meaning leave gaps
     */
    record Phrase(String text, List<String> lexemes, List<Integer> offsets) {
        Phrase {
            lexemes = List.copyOf(lexemes);
            offsets = List.copyOf(offsets);
        }
    }

    /** A word that was taken for another. */
    record Change(String from, String to) {}

    boolean isEmpty() {
        return groups.isEmpty();
    }
}
