package io.greenroom.grading.rubric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a grader made of an answer, unverified.
 *
 * @param by who really graded, which may be a stand-in
 * @param provisional true when a stand-in graded because the wanted grader could not
 * @param usage absent when nothing is metered
 */
public record Assessment(
        GraderInfo by,
        boolean provisional,
        List<Verdict> verdicts,
        List<FlagHit> flags,
        @Nullable Usage usage) {
    public Assessment {
        verdicts = List.copyOf(verdicts);
        flags = List.copyOf(flags);
    }
}
