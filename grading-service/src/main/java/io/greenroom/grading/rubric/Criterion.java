package io.greenroom.grading.rubric;

import java.util.List;

/**
 * One thing that an answer is judged on.
 *
 * @param weight percent; the weights of a question sum to 100
 * @param indicators statements that can be checked against an answer
 * @param levels what an answer at level 0 to 4 shows, in that order; empty when the rubric has none
 */
public record Criterion(
        String id, String title, int weight, List<String> indicators, List<String> levels) {
    /** The best level there is. */
    public static final int MAX_LEVEL = 4;

    public Criterion {
        if (id.isBlank() || weight < 1 || weight > 100) {
            throw new IllegalArgumentException("A criterion needs an id and a weight of 1 to 100");
        }
        if (indicators.isEmpty()) {
            throw new IllegalArgumentException("Criterion " + id + " has no indicators");
        }
        if (!levels.isEmpty() && levels.size() != MAX_LEVEL + 1) {
            throw new IllegalArgumentException("Criterion " + id + " must describe levels 0 to 4");
        }
        indicators = List.copyOf(indicators);
        levels = List.copyOf(levels);
    }
}
