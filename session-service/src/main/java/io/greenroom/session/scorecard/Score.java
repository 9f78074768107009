package io.greenroom.session.scorecard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The score of an answer, 0 to 100, by the rule of practice: the weighted share of the levels,
 * bounded by the caps of red flags. What was not seen counts neither for nor against.
 */
final class Score {
    private static final int MAX_LEVEL = 4;

    /** With less than this of the rubric's weight seen, a number would be made up. */
    private static final int LEAST_SEEN = 50;

    private Score() {}

    /**
     * The score of an answer with these levels.
     *
     * @param levels by criterion; what was not seen is left out
     * @param hit ids of red flags
     * @return empty when too little was seen
     */
    static OptionalInt of(Rubric rubric, Map<String, Integer> levels, Collection<String> hit) {
        int seen = 0;
        int reached = 0;
        for (var criterion : rubric.criteria()) {
            var level = levels.get(criterion.id());
            if (level != null) {
                seen += criterion.weight();
                reached += criterion.weight() * level;
            }
        }
        if (seen < LEAST_SEEN) {
            return OptionalInt.empty();
        }
        int score = (int) Math.round(100.0 * reached / (MAX_LEVEL * seen));
        for (var flag : rubric.redFlags()) {
            if (hit.contains(flag.id())) {
                score = Math.min(score, flag.cap());
            }
        }
        return OptionalInt.of(score);
    }

    /** A score and how much it counts. */
    record Weighted(int score, int minutes) {}

    /** The mean of several answers, each as much as it was given time; empty for none. */
    static OptionalInt mean(List<Weighted> scores) {
        long sum = 0;
        long minutes = 0;
        for (var one : scores) {
            sum += (long) one.score() * Math.max(1, one.minutes());
            minutes += Math.max(1, one.minutes());
        }
        return minutes == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.round((double) sum / minutes));
    }
}
