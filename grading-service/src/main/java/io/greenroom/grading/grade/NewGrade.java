package io.greenroom.grading.grade;

import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.platform.Slugs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grade that is to be added to an attempt's history.
 *
 * @param grade absent only when not graded
 * @param reviewReasons why a person is asked to look; only with IN_REVIEW
 * @param reviewDueAt when a person should have looked; only with IN_REVIEW
 * @param comment of the person who decided
 * @param decidedBy the person's id; absent when the machine decided
 */
public record NewGrade(
        GradeKind kind,
        GradeState state,
        @Nullable GradeView grade,
        @Nullable NotGradedReason notGradedReason,
        List<ReviewReasonView> reviewReasons,
        @Nullable Instant reviewDueAt,
        @Nullable String comment,
        @Nullable String decidedBy) {
    public NewGrade {
        reviewReasons = List.copyOf(reviewReasons);
        if ((state == GradeState.NOT_GRADED) != (grade == null)
                || (grade == null) != (notGradedReason != null)) {
            throw new IllegalArgumentException("A grade or the reason why there is none");
        }
        if (kind.isByPerson() != (decidedBy != null)) {
            throw new IllegalArgumentException("A person's grade has the person's id");
        }
    }

    /** What the machine made of an answer. */
    public static NewGrade of(GradeKind kind, GradingOutcome outcome) {
        return switch (outcome) {
            case GradingOutcome.Graded graded ->
                    byMachine(
                            kind,
                            GradeState.GRADED,
                            GradeView.of(graded.grade()),
                            null,
                            List.of(),
                            null);
            case GradingOutcome.InReview doubtful ->
                    byMachine(
                            kind,
                            GradeState.IN_REVIEW,
                            GradeView.of(doubtful.grade()),
                            null,
                            ReviewReasonView.of(doubtful.reasons()),
                            null);
            case GradingOutcome.NotGraded none ->
                    byMachine(
                            kind,
                            GradeState.NOT_GRADED,
                            null,
                            new NotGradedReason(Slugs.of(none.reason()), none.detail()),
                            List.of(),
                            null);
        };
    }

    /** What a person decided. */
    public static NewGrade byPerson(
            GradeKind kind, GradeView grade, String comment, String decidedBy) {
        return new NewGrade(
                kind, GradeState.GRADED, grade, null, List.of(), null, comment, decidedBy);
    }

    /** The same, in doubt for these reasons. */
    public NewGrade doubted(List<ReviewReasonView> reasons) {
        return byMachine(kind, GradeState.IN_REVIEW, grade, null, reasons, reviewDueAt);
    }

    /** The same; when it is in doubt, a person should have looked by then. */
    public NewGrade due(Instant at) {
        return state == GradeState.IN_REVIEW
                ? byMachine(kind, state, grade, null, reviewReasons, at)
                : this;
    }

    private static NewGrade byMachine(
            GradeKind kind,
            GradeState state,
            @Nullable GradeView grade,
            @Nullable NotGradedReason none,
            List<ReviewReasonView> reasons,
            @Nullable Instant reviewDueAt) {
        return new NewGrade(kind, state, grade, none, reasons, reviewDueAt, null, null);
    }
}
