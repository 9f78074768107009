package io.greenroom.session.study;

import java.util.Comparator;
import java.util.List;

/**
 * How somebody does on a topic: their last graded answer to each question on it.
 *
 * @param answers 1 or more
 * @param sum of their scores
 */
record TopicStanding(String topic, int answers, long sum) {
    /** What somebody of whom nothing is known may be expected to reach. */
    private static final double EXPECTED = 65;

    /** As many answers as that expectation is worth: one bad answer is no weak topic yet. */
    private static final int WORTH = 2;

    private static final double WEAK = 60;

    int meanScore() {
        return (int) Math.round((double) sum / answers);
    }

    private double estimate() {
        return (sum + EXPECTED * WORTH) / (answers + WORTH);
    }

    boolean isWeak() {
        return estimate() < WEAK;
    }

    /** Weak ones, the weakest first. */
    static List<TopicStanding> weak(List<TopicStanding> all) {
        return all.stream()
                .filter(TopicStanding::isWeak)
                .sorted(
                        Comparator.comparingDouble(TopicStanding::estimate)
                                .thenComparing(TopicStanding::topic))
                .toList();
    }
}
