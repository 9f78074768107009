package io.greenroom.grading.rubric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a grader made of an answer, unverified.
 *
 * @param by who really graded, which may be a stand-in
 * @param provisional true when a stand-in graded because the wanted grader could not
 * @param usage absent when nothing is metered
 * @param doubts why the grader itself would rather have a person look; empty when it would not
 * @param notices what a reader of the grade should know of how it was judged
 */
public record Assessment(
        GraderInfo by,
        boolean provisional,
        List<Verdict> verdicts,
        List<FlagHit> flags,
        @Nullable Usage usage,
        List<ReviewReason> doubts,
        List<Notice> notices) {
    public Assessment {
        doubts = List.copyOf(doubts);
        notices = List.copyOf(notices);
        verdicts = List.copyOf(verdicts);
        flags = List.copyOf(flags);
    }

    /** An assessment with nothing to say of how it was made. */
    public Assessment(
            GraderInfo by,
            boolean provisional,
            List<Verdict> verdicts,
            List<FlagHit> flags,
            @Nullable Usage usage,
            List<ReviewReason> doubts) {
        this(by, provisional, verdicts, flags, usage, doubts, List.of());
    }

    /** An assessment that the grader stands by. */
    public Assessment(
            GraderInfo by,
            boolean provisional,
            List<Verdict> verdicts,
            List<FlagHit> flags,
            @Nullable Usage usage) {
        this(by, provisional, verdicts, flags, usage, List.of(), List.of());
    }

    /** The same, at another price. */
    public Assessment withUsage(Usage other) {
        return new Assessment(by, provisional, verdicts, flags, other, doubts, notices);
    }

    /** The same, with one more doubt. */
    public Assessment withDoubt(ReviewReason doubt) {
        var more = new ArrayList<>(doubts);
        more.add(doubt);
        return new Assessment(by, provisional, verdicts, flags, usage, more, notices);
    }

    /** The same, as a stand-in's. */
    public Assessment asProvisional(Notice why) {
        var more = new ArrayList<>(notices);
        more.add(why);
        return new Assessment(by, true, verdicts, flags, usage, doubts, more);
    }
}
