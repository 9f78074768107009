package io.greenroom.grading.rubric;

import java.util.List;

/**
 * A grader's claim that the answer shows a red flag.
 *
 * @param quotes the words that commit the mistake; empty for an omission
 */
public record FlagHit(String redFlagId, List<String> quotes) {
    public FlagHit {
        quotes = List.copyOf(quotes);
    }
}
