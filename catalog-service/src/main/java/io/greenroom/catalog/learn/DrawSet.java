package io.greenroom.catalog.learn;

import io.greenroom.catalog.question.QuestionSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Draws questions that fit into the time at hand. It takes the first of the given order that
 * repeats the fewest topics, again and again; when no more fits, it changes single questions for
 * longer ones as long as that fills the time better and repeats no more topics. So the result
 * depends on the given order only.
 */
final class DrawSet {
    private final List<QuestionSummary> left;
    private final List<QuestionSummary> taken = new ArrayList<>();
    private final Map<String, Integer> topics = new HashMap<>();
    private int minutesLeft;

    private DrawSet(List<QuestionSummary> candidates, int minutes) {
        this.left = new ArrayList<>(candidates);
        this.minutesLeft = minutes;
    }

    /**
     * @param candidates in random order, each once
     * @param minutes all together take no more than these
     * @param size at most so many
     */
    static List<QuestionSummary> draw(List<QuestionSummary> candidates, int minutes, int size) {
        var draw = new DrawSet(candidates, minutes);
        draw.fill(size);
        draw.useTheRest();
        return List.copyOf(draw.taken);
    }

    private void fill(int size) {
        while (taken.size() < size) {
            var next = leastRepeating();
            if (next == null) {
                return;
            }
            take(taken.size(), next);
        }
    }

    private @Nullable QuestionSummary leastRepeating() {
        QuestionSummary best = null;
        int fewest = Integer.MAX_VALUE;
        for (var candidate : left) {
            int repeated = repeated(candidate);
            if (candidate.minutes() <= minutesLeft && repeated < fewest) {
                best = candidate;
                fewest = repeated;
            }
        }
        return best;
    }

    /** Each change uses more of the time, so it ends. */
    private void useTheRest() {
        boolean changed = true;
        while (changed && minutesLeft > 0) {
            changed = false;
            for (int i = 0; i < taken.size() && !changed; i++) {
                changed = change(i);
            }
        }
    }

    private boolean change(int place) {
        var old = taken.get(place);
        giveBack(place);
        int allowed = repeated(old);
        QuestionSummary better = null;
        for (var candidate : left) {
            if (candidate.minutes() <= minutesLeft
                    && candidate.minutes() > (better == null ? old : better).minutes()
                    && repeated(candidate) <= allowed) {
                better = candidate;
            }
        }
        take(place, better == null ? old : better);
        return better != null;
    }

    private void take(int place, QuestionSummary question) {
        left.remove(question);
        taken.add(place, question);
        minutesLeft -= question.minutes();
        question.topics().forEach(topic -> topics.merge(topic, 1, Integer::sum));
    }

    private void giveBack(int place) {
        var question = taken.remove(place);
        left.add(question);
        minutesLeft += question.minutes();
        question.topics().forEach(topic -> topics.merge(topic, -1, Integer::sum));
    }

    /** How often its topics are in the set already. */
    private int repeated(QuestionSummary question) {
        return question.topics().stream().mapToInt(topic -> topics.getOrDefault(topic, 0)).sum();
    }
}
