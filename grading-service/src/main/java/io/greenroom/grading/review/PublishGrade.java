package io.greenroom.grading.review;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.GradeState;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.ReviewReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives an attempt what the machine made of its answer, and asks a person to look where that is in
 * doubt. What a person decided or is deciding, no machine touches. All methods need a session with
 * a transaction.
 */
@ApplicationScoped
public class PublishGrade {
    private final ReviewSettings settings;
    private final Answers answers;
    private final Grades grades;
    private final Reviews reviews;
    private final OpenReviews opening;
    private final Clock clock;

    @Inject
    PublishGrade(
            ReviewSettings settings,
            Answers answers,
            Grades grades,
            Reviews reviews,
            OpenReviews opening,
            Clock clock) {
        this.settings = settings;
        this.answers = answers;
        this.grades = grades;
        this.reviews = reviews;
        this.opening = opening;
        this.clock = clock;
    }

    /** The first grade of an attempt; fails when it has one. */
    public Uni<Void> first(SubmittedAnswer answer, GradingOutcome judged) {
        var outcome = doubted(judged);
        var due = clock.instant().plus(settings.reviewDeadline());
        return grades.addFirst(answer, NewGrade.of(GradeKind.FIRST, outcome, dueOf(outcome, due)))
                .chain(
                        () ->
                                switch (outcome) {
                                    case GradingOutcome.InReview doubtful ->
                                            opening.doubt(answer, doubtful.reasons())
                                                    .replaceWithVoid();
                                    case GradingOutcome.Graded certain ->
                                            isSample(answer.attemptId(), settings.reviewSample())
                                                    ? opening.sample(answer, OpenReviews.MACHINE)
                                                            .replaceWithVoid()
                                                    : Uni.createFrom().voidItem();
                                    case GradingOutcome.NotGraded none ->
                                            Uni.createFrom().voidItem();
                                });
    }

    /**
     * A further grade by the machine.
     *
     * @param kind REPLACEMENT of a provisional grade, RETRY of an attempt that was not graded, or
     *     REGRADE
     * @return false when it was not taken: the attempt is not in that state (any more), a person
     *     has decided or an appeal is open, or there is no better grade than before
     */
    public Uni<Boolean> further(UUID attemptId, GradeKind kind, GradingOutcome judged) {
        return further(attemptId, kind, judged, false);
    }

    /**
     * The same.
     *
     * @param overPerson true to put it over a person's decision, because an admin said so
     */
    public Uni<Boolean> further(
            UUID attemptId, GradeKind kind, GradingOutcome judged, boolean overPerson) {
        if (kind == GradeKind.FIRST || kind.isByPerson()) {
            throw new IllegalArgumentException(kind + " is no further grade of the machine");
        }
        return answers.lock(attemptId)
                .chain(
                        answer ->
                                answer.isEmpty()
                                        ? no()
                                        : grades.current(attemptId)
                                                .chain(
                                                        current ->
                                                                current.isPresent()
                                                                                && takes(
                                                                                        current
                                                                                                .get(),
                                                                                        kind,
                                                                                        judged,
                                                                                        overPerson)
                                                                        ? add(
                                                                                answer.get(),
                                                                                kind,
                                                                                doubted(judged))
                                                                        : no()));
    }

    private static boolean takes(
            RecordedGrade current, GradeKind kind, GradingOutcome judged, boolean overPerson) {
        if (current.isByPerson() && !overPerson) {
            return false;
        }
        var grade = current.given().grade();
        boolean none = judged instanceof GradingOutcome.NotGraded;
        return switch (kind) {
            case RETRY -> current.given().state() == GradeState.NOT_GRADED;
            case REPLACEMENT -> !none && grade != null && grade.provisional();
            case REGRADE -> !none && grade != null;
            case FIRST, REVIEW, APPEAL -> false;
        };
    }

    private Uni<Boolean> add(SubmittedAnswer answer, GradeKind kind, GradingOutcome outcome) {
        var attemptId = answer.attemptId();
        return reviews.lockOpen(attemptId, ReviewKind.APPEAL)
                .chain(
                        appeal ->
                                appeal != null
                                        ? no()
                                        : reviews.lockOpen(attemptId, ReviewKind.DOUBT)
                                                .chain(doubt -> add(answer, kind, outcome, doubt))
                                                .replaceWith(true));
    }

    private Uni<Void> add(
            SubmittedAnswer answer,
            GradeKind kind,
            GradingOutcome outcome,
            @Nullable Review doubt) {
        var now = clock.instant();
        if (doubt == null) {
            var due = dueOf(outcome, now.plus(settings.reviewDeadline()));
            var added = grades.add(answer, NewGrade.of(kind, outcome, due));
            return outcome instanceof GradingOutcome.InReview doubtful
                    ? added.chain(() -> opening.doubt(answer, doubtful.reasons())).replaceWithVoid()
                    : added.replaceWithVoid();
        }
        if (outcome instanceof GradingOutcome.Graded graded) {
            if (!doubt.isClaimed(now)) {
                doubt.withdraw(now);
                return grades.add(answer, NewGrade.of(kind, outcome, null))
                        .chain(
                                () ->
                                        reviews.log(
                                                doubt,
                                                ReviewLogView.What.WITHDRAWN,
                                                OpenReviews.MACHINE,
                                                "The new grade is certain.",
                                                now));
            }
            // Somebody is at it: their word is waited for.
            var stillDoubted =
                    new GradingOutcome.InReview(
                            graded.grade(),
                            reviews.reasons(doubt).stream()
                                    .map(r -> new ReviewReason(r.code(), r.detail()))
                                    .toList());
            return grades.add(answer, NewGrade.of(kind, stillDoubted, doubt.dueAt()))
                    .replaceWithVoid();
        }
        return grades.add(answer, NewGrade.of(kind, outcome, dueOf(outcome, doubt.dueAt())))
                .replaceWithVoid();
    }

    /** A grade that the grader is not sure enough of goes to a person. */
    private GradingOutcome doubted(GradingOutcome outcome) {
        return outcome instanceof GradingOutcome.Graded graded
                        && graded.grade().confidence() < settings.reviewBelow()
                ? new GradingOutcome.InReview(graded.grade(), List.of(ReviewReason.lowConfidence()))
                : outcome;
    }

    /** The same attempt is always drawn or never, whatever is tried twice. */
    static boolean isSample(UUID attemptId, double share) {
        return share > 0
                && (attemptId.getLeastSignificantBits() ^ attemptId.getMostSignificantBits())
                                        * 0x9E3779B97F4A7C15L
                                >>> 11
                        < share * (1L << 53);
    }

    private static @Nullable Instant dueOf(GradingOutcome outcome, Instant due) {
        return outcome instanceof GradingOutcome.InReview ? due : null;
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}
