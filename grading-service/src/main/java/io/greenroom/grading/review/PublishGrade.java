package io.greenroom.grading.review;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.GradeState;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.grade.ReviewReasonView;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.ReviewReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
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
        var given =
                doubted(NewGrade.of(GradeKind.FIRST, judged))
                        .due(clock.instant().plus(settings.reviewDeadline()));
        return grades.addFirst(answer, given)
                .chain(
                        () ->
                                switch (given.state()) {
                                    case IN_REVIEW ->
                                            opening.doubt(answer, given.reviewReasons())
                                                    .replaceWithVoid();
                                    case GRADED ->
                                            isSample(answer.attemptId(), settings.reviewSample())
                                                    ? opening.sample(answer, OpenReviews.MACHINE)
                                                            .replaceWithVoid()
                                                    : Uni.createFrom().voidItem();
                                    case NOT_GRADED -> Uni.createFrom().voidItem();
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
        return further(attemptId, NewGrade.of(kind, judged), false);
    }

    /**
     * The same.
     *
     * @param overPerson true to put it over a person's decision, because an admin said so
     */
    public Uni<Boolean> further(UUID attemptId, NewGrade judged, boolean overPerson) {
        if (judged.kind() == GradeKind.FIRST || judged.kind().isByPerson()) {
            throw new IllegalArgumentException("No further grade of the machine");
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
                                                                                        judged,
                                                                                        overPerson)
                                                                        ? add(
                                                                                answer.get(),
                                                                                doubted(judged))
                                                                        : no()));
    }

    private static boolean takes(RecordedGrade current, NewGrade judged, boolean overPerson) {
        if (current.isByPerson() && !overPerson) {
            return false;
        }
        var grade = current.given().grade();
        return switch (judged.kind()) {
            case RETRY -> current.given().state() == GradeState.NOT_GRADED;
            case REPLACEMENT -> judged.grade() != null && grade != null && grade.provisional();
            case REGRADE -> judged.grade() != null && grade != null;
            case FIRST, REVIEW, APPEAL -> false;
        };
    }

    private Uni<Boolean> add(SubmittedAnswer answer, NewGrade given) {
        var attemptId = answer.attemptId();
        return reviews.lockOpen(attemptId, ReviewKind.APPEAL)
                .chain(
                        appeal ->
                                appeal != null
                                        ? no()
                                        : reviews.lockOpen(attemptId, ReviewKind.DOUBT)
                                                .chain(doubt -> add(answer, given, doubt))
                                                .replaceWith(true));
    }

    private Uni<Void> add(SubmittedAnswer answer, NewGrade given, @Nullable Review doubt) {
        var now = clock.instant();
        if (doubt == null) {
            var added = grades.add(answer, given.due(now.plus(settings.reviewDeadline())));
            return given.state() == GradeState.IN_REVIEW
                    ? added.chain(() -> opening.doubt(answer, given.reviewReasons()))
                            .replaceWithVoid()
                    : added.replaceWithVoid();
        }
        if (given.state() == GradeState.GRADED && !doubt.isClaimed(now)) {
            doubt.withdraw(now);
            return grades.add(answer, given)
                    .chain(
                            () ->
                                    reviews.log(
                                            doubt,
                                            ReviewLogView.What.WITHDRAWN,
                                            OpenReviews.MACHINE,
                                            "The new grade is certain.",
                                            now));
        }
        // Somebody is at it: their word is waited for, however certain the machine is now.
        var awaited =
                given.state() == GradeState.GRADED ? given.doubted(reviews.reasons(doubt)) : given;
        return grades.add(answer, awaited.due(doubt.dueAt())).replaceWithVoid();
    }

    /**
     * A grade that the grader is not sure enough of goes to a person; a provisional one waits for a
     * better grader first, or an outage would fill the queue.
     */
    public NewGrade doubted(NewGrade given) {
        var grade = given.grade();
        return given.state() == GradeState.GRADED
                        && grade != null
                        && !grade.provisional()
                        && grade.confidence() < settings.reviewBelow()
                ? given.doubted(ReviewReasonView.of(List.of(ReviewReason.lowConfidence())))
                : given;
    }

    /** The same attempt is always drawn or never, whatever is tried twice. */
    static boolean isSample(UUID attemptId, double share) {
        return share > 0
                && (attemptId.getLeastSignificantBits() ^ attemptId.getMostSignificantBits())
                                        * 0x9E3779B97F4A7C15L
                                >>> 11
                        < share * (1L << 53);
    }

    private static Uni<Boolean> no() {
        return Uni.createFrom().item(false);
    }
}
