package io.greenroom.catalog.search;

import java.util.List;

/**
 * Why a question was found.
 *
 * @param matched the words and where they stand
 * @param meaning whether it was (also) found because it is about the same
 * @param corrected words that were taken for others
 * @param synonyms words that stand in it under another name
 */
record Why(
        List<Matched> matched,
        boolean meaning,
        List<Wanted.Change> corrected,
        List<Wanted.Change> synonyms) {
    Why {
        matched = List.copyOf(matched);
        corrected = List.copyOf(corrected);
        synonyms = List.copyOf(synonyms);
    }

    /**
     * Words in one part of a question.
     *
     * @param field title, topics (with companies and the round) or prompt
     */
    record Matched(String field, List<String> terms) {
        Matched {
            terms = List.copyOf(terms);
        }
    }
}
