package io.greenroom.grading.rubric;

import java.util.HashSet;
import java.util.List;

/**
 * A version of a question, as far as grading needs it. A published one never changes.
 *
 * @param strongAnswer a worked answer; empty when there is none
 * @param starterCode what the editor held at the start; empty when there was nothing
 */
public record Question(
        String id,
        int version,
        String title,
        String prompt,
        String starterCode,
        List<Criterion> criteria,
        List<RedFlag> redFlags,
        String strongAnswer) {
    /** The version of a question that is being written; it may change. */
    public static final int UNPUBLISHED = 0;

    public Question {
        criteria = List.copyOf(criteria);
        redFlags = List.copyOf(redFlags);
        if (criteria.stream().mapToInt(Criterion::weight).sum() != 100) {
            throw new IllegalArgumentException("The weights of " + id + " do not sum to 100");
        }
        var ids = new HashSet<String>();
        for (var criterion : criteria) {
            if (!ids.add(criterion.id())) {
                throw new IllegalArgumentException(id + " has two criteria " + criterion.id());
            }
        }
    }
}
