package io.greenroom.grading.review;

import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.GradeRecordView;
import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.RecordedGrade;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.Question;
import io.greenroom.platform.Slugs;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer does: take a review up, mark it blind, hand the marks in, compare and decide.
 * Every step takes the review's lock, so that two who do the same take turns.
 */
@ApplicationScoped
class ReviewDesk {
    private final ReviewSettings settings;
    private final Reviews reviews;
    private final Answers answers;
    private final Grades grades;
    private final Questions questions;
    private final HumanMarks humanMarks;
    private final AppealDecisions appeals;
    private final Clock clock;

    @Inject
    ReviewDesk(
            ReviewSettings settings,
            Reviews reviews,
            Answers answers,
            Grades grades,
            Questions questions,
            HumanMarks humanMarks,
            AppealDecisions appeals,
            Clock clock) {
        this.settings = settings;
        this.reviews = reviews;
        this.answers = answers;
        this.grades = grades;
        this.questions = questions;
        this.humanMarks = humanMarks;
        this.appeals = appeals;
        this.clock = clock;
    }

    /** A review with what it is about. */
    private record Case(Review review, SubmittedAnswer answer, Question question) {}

    @WithSession
    Uni<ReviewOutcome> read(UUID id, Reviewer viewer) {
        return reviews.findById(id)
                .chain(
                        review ->
                                review == null || isOwn(review, viewer)
                                        ? notFound()
                                        : caseOf(review).chain(found -> view(found, viewer)));
    }

    /** Takes a review up, or holds it longer. */
    @WithTransaction
    Uni<ReviewOutcome> claim(UUID id, Reviewer who) {
        return open(
                id,
                who,
                found -> {
                    var review = found.review();
                    var now = clock.instant();
                    boolean held = review.isHeldBy(who.id(), now);
                    return reviews.markedElsewhere(who.id(), Set.of(id))
                            .chain(
                                    elsewhere -> {
                                        if (!elsewhere.isEmpty()) {
                                            return refused(
                                                    GradingProblem.ANOTHER_REVIEWER_NEEDED,
                                                    "You have marked this attempt before; a second"
                                                            + " look needs somebody else.");
                                        }
                                        return reviews.marksOf(id, who.id())
                                                .chain(
                                                        marks -> {
                                                            boolean handedIn =
                                                                    marks.map(KeptMarks::isHandedIn)
                                                                            .orElse(false);
                                                            if (!review.claim(
                                                                    who,
                                                                    handedIn,
                                                                    now,
                                                                    settings.reviewClaim())) {
                                                                return refused(
                                                                        GradingProblem
                                                                                .REVIEW_CLAIMED,
                                                                        review.claimedName()
                                                                                + " is at it. It"
                                                                                + " comes back to"
                                                                                + " the queue when"
                                                                                + " their claim"
                                                                                + " runs out.");
                                                            }
                                                            return (held
                                                                            ? Uni.createFrom()
                                                                                    .voidItem()
                                                                            : log(
                                                                                    review,
                                                                                    ReviewLogView
                                                                                            .What
                                                                                            .CLAIMED,
                                                                                    who))
                                                                    .chain(() -> view(found, who));
                                                        });
                                    });
                });
    }

    /** Gives a review back; the marks so far are kept for the reviewer. */
    @WithTransaction
    Uni<ReviewOutcome> release(UUID id, Reviewer who) {
        return held(
                id,
                who,
                null,
                found -> {
                    found.review().release();
                    return log(found.review(), ReviewLogView.What.RELEASED, who)
                            .chain(() -> view(found, who));
                });
    }

    /** Keeps own marks so far, and the claim. */
    @WithTransaction
    Uni<ReviewOutcome> save(UUID id, Reviewer who, Marks marks, long seenRevision) {
        return held(
                id,
                who,
                seenRevision,
                found -> {
                    var review = found.review();
                    if (review.isMarked()) {
                        return refused(
                                GradingProblem.MARKS_HANDED_IN,
                                "They are final: the machine's marks have been shown since.");
                    }
                    var broken = MarksCheck.of(found.question(), found.answer(), marks);
                    if (broken.isPresent()) {
                        return Uni.createFrom().item(broken.get());
                    }
                    var now = clock.instant();
                    return reviews.hasRead(review.attemptId(), who.id())
                            .chain(sawBefore -> reviews.save(id, who.id(), marks, !sawBefore, now))
                            .invoke(() -> review.saved(now, settings.reviewClaim()))
                            .chain(() -> view(found, who));
                });
    }

    /** Hands own marks in: from now on they are final, and everything else is shown. */
    @WithTransaction
    Uni<ReviewOutcome> handIn(UUID id, Reviewer who, long seenRevision) {
        return held(
                id,
                who,
                seenRevision,
                found -> {
                    var review = found.review();
                    if (review.isMarked()) {
                        return refused(
                                GradingProblem.MARKS_HANDED_IN, "They can be handed in once.");
                    }
                    return reviews.marksOf(id, who.id())
                            .chain(
                                    kept -> {
                                        var missing =
                                                MarksCheck.missing(
                                                        found.question(),
                                                        kept.map(KeptMarks::marks));
                                        if (kept.isEmpty() || missing.isPresent()) {
                                            return refused(
                                                    GradingProblem.MARKS_INCOMPLETE,
                                                    "Give every criterion a level first; "
                                                            + missing.orElse("the first one")
                                                            + " has none.");
                                        }
                                        return handIn(found, who, kept.get());
                                    });
                });
    }

    private Uni<ReviewOutcome> handIn(Case found, Reviewer who, KeptMarks kept) {
        var review = found.review();
        var now = clock.instant();
        review.handedIn(now, settings.reviewClaim());
        return reviews.handIn(review.id(), who.id(), now)
                .chain(() -> grades.history(review.attemptId()))
                .chain(
                        history ->
                                humanMarks.add(
                                        review,
                                        found.question(),
                                        who,
                                        kept,
                                        machines(history).orElse(null),
                                        now))
                .chain(() -> log(review, ReviewLogView.What.HANDED_IN, who))
                .chain(() -> view(found, who));
    }

    /** Decides: the levels become the grade, unless the review is a sample. */
    @WithTransaction
    Uni<ReviewOutcome> decide(UUID id, Reviewer who, DecideReview decide, long seenRevision) {
        return reviews.attemptOf(id)
                // The attempt's lock comes first, as in everything else that adds a grade.
                .chain(
                        attemptId ->
                                attemptId.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : answers.lock(attemptId.get()))
                .chain(() -> held(id, who, seenRevision, found -> decide(found, who, decide)));
    }

    private Uni<ReviewOutcome> decide(Case found, Reviewer who, DecideReview decide) {
        var review = found.review();
        if (!review.isMarked()) {
            return refused(
                    GradingProblem.MARKS_FIRST,
                    "Hand your own marks in before you compare and decide.");
        }
        var broken = MarksCheck.of(found.question(), decide);
        if (broken.isPresent()) {
            return Uni.createFrom().item(broken.get());
        }
        var now = clock.instant();
        return grades.history(review.attemptId())
                .chain(
                        history ->
                                reviews.marksOf(review.id(), who.id())
                                        .chain(
                                                kept -> {
                                                    var marks = kept.orElseThrow().marks();
                                                    var making =
                                                            new HumanGrade(
                                                                    found.question(),
                                                                    marks,
                                                                    machines(history).orElse(null));
                                                    var grade =
                                                            making.of(
                                                                    decide,
                                                                    now,
                                                                    Duration.between(
                                                                            review.openedAt(),
                                                                            now));
                                                    return publish(
                                                                    found,
                                                                    who,
                                                                    grade,
                                                                    decide.comment())
                                                            .invoke(
                                                                    () ->
                                                                            review.decide(
                                                                                    decision(
                                                                                            making,
                                                                                            decide,
                                                                                            grade),
                                                                                    now));
                                                }))
                .chain(() -> log(review, ReviewLogView.What.DECIDED, who))
                .chain(() -> view(found, who));
    }

    private Uni<Void> publish(Case found, Reviewer who, Grade grade, String comment) {
        var review = found.review();
        return switch (review.kind()) {
            case SAMPLE -> Uni.createFrom().voidItem();
            case DOUBT -> add(found, GradeKind.REVIEW, grade, comment, who).replaceWithVoid();
            case APPEAL ->
                    add(found, GradeKind.APPEAL, grade, comment, who)
                            .chain(
                                    given -> {
                                        var appealId = review.appealId();
                                        if (appealId == null) {
                                            throw new IllegalStateException("No appeal");
                                        }
                                        return appeals.decided(appealId, given);
                                    });
        };
    }

    private Uni<RecordedGrade> add(
            Case found, GradeKind kind, Grade grade, String comment, Reviewer who) {
        return grades.add(
                found.answer(), NewGrade.byPerson(kind, GradeView.of(grade), comment, who.id()));
    }

    private String decision(HumanGrade making, DecideReview decide, Grade grade) {
        return reviews.write(
                new Decision(
                        making.sources(decide),
                        decide.redFlags(),
                        decide.comment(),
                        grade.score(),
                        Slugs.of(grade.band()),
                        clock.instant()));
    }

    /** The newest grade that the machine gave. */
    static Optional<GradeView> machines(List<RecordedGrade> history) {
        return history.reversed().stream()
                .filter(grade -> !grade.isByPerson())
                .map(grade -> grade.given().grade())
                .filter(grade -> grade != null)
                .findFirst();
    }

    private Uni<ReviewOutcome> open(
            UUID id, Reviewer who, Function<Case, Uni<ReviewOutcome>> step) {
        return reviews.lock(id)
                .chain(
                        review -> {
                            if (review == null || isOwn(review, who)) {
                                return notFound();
                            }
                            if (!review.isOpen()) {
                                return refused(
                                        GradingProblem.REVIEW_ENDED,
                                        "It was decided or withdrawn in the meantime.");
                            }
                            return caseOf(review).chain(found -> step.apply(found));
                        });
    }

    /** An open review that the reviewer holds, in the state that they have seen. */
    private Uni<ReviewOutcome> held(
            UUID id,
            Reviewer who,
            @Nullable Long seenRevision,
            Function<Case, Uni<ReviewOutcome>> step) {
        return open(
                id,
                who,
                found -> {
                    var review = found.review();
                    if (!review.isHeldBy(who.id(), clock.instant())) {
                        return refused(
                                GradingProblem.REVIEW_NOT_CLAIMED,
                                "Your claim has run out, or you never took it up. What you saved"
                                        + " is kept; take it up again to go on.");
                    }
                    if (seenRevision != null && seenRevision != review.revision()) {
                        return Uni.createFrom().item(new ReviewOutcome.Stale(review.revision()));
                    }
                    return step.apply(found);
                });
    }

    private Uni<Case> caseOf(Review review) {
        return answers.find(review.attemptId())
                .chain(
                        answer ->
                                questions
                                        .find(review.questionId(), review.questionVersion())
                                        .map(
                                                question ->
                                                        new Case(
                                                                review,
                                                                answer.orElseThrow(),
                                                                question.orElseThrow())));
    }

    private Uni<ReviewOutcome> view(Case found, Reviewer viewer) {
        var review = found.review();
        var now = clock.instant();
        return reviews.marksOf(review.id(), viewer.id())
                .chain(
                        marks ->
                                reviews.markedElsewhere(viewer.id(), Set.of(review.id()))
                                        .chain(
                                                elsewhere ->
                                                        reviews.hasRead(
                                                                        review.attemptId(),
                                                                        viewer.id())
                                                                .chain(
                                                                        hasRead ->
                                                                                view(
                                                                                        found,
                                                                                        viewer,
                                                                                        marks
                                                                                                .orElse(
                                                                                                        null),
                                                                                        ReviewSummaryView
                                                                                                .of(
                                                                                                        review,
                                                                                                        reviews
                                                                                                                .reasons(
                                                                                                                        review),
                                                                                                        viewer
                                                                                                                .id(),
                                                                                                        !elsewhere
                                                                                                                .isEmpty(),
                                                                                                        now),
                                                                                        !hasRead))));
    }

    private Uni<ReviewOutcome> view(
            Case found,
            Reviewer viewer,
            @Nullable KeptMarks marks,
            ReviewSummaryView summary,
            boolean blind) {
        var review = found.review();
        boolean handedIn = marks != null && marks.isHandedIn();
        boolean audits = viewer.admin() && !review.isOpen();
        boolean unveiled = handedIn || audits;
        boolean showsAnswer = summary.mine() || unveiled;
        Uni<List<RecordedGrade>> history =
                unveiled ? grades.history(review.attemptId()) : Uni.createFrom().item(List.of());
        var appealId = review.appealId();
        Uni<Optional<AppealDecisions.Case>> appeal =
                unveiled && appealId != null
                        ? appeals.caseOf(appealId).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty());
        var decision = review.decision();
        return history.chain(
                given ->
                        appeal.map(
                                objection ->
                                        new ReviewOutcome.Done(
                                                new ReviewView(
                                                        summary.id(),
                                                        summary.attemptId(),
                                                        review.revision(),
                                                        summary.kind(),
                                                        summary.state(),
                                                        summary.reasons(),
                                                        summary.openedAt(),
                                                        summary.dueAt(),
                                                        summary.overdue(),
                                                        summary.claim(),
                                                        summary.mine(),
                                                        summary.claimable(),
                                                        marks == null ? blind : marks.blind(),
                                                        ReviewView.QuestionView.of(
                                                                found.question(), review.round()),
                                                        showsAnswer
                                                                ? ReviewView.AnswerView.of(
                                                                        found.answer())
                                                                : null,
                                                        marks == null ? null : marks.marks(),
                                                        marks == null ? null : marks.handedInAt(),
                                                        objection.orElse(null),
                                                        GradeRecordView.of(given),
                                                        unveiled && decision != null
                                                                ? reviews.read(
                                                                        decision, Decision.class)
                                                                : null))));
    }

    private Uni<Void> log(Review review, ReviewLogView.What what, Reviewer who) {
        return reviews.log(review, what, who.name(), null, clock.instant());
    }

    private static boolean isOwn(Review review, Reviewer who) {
        return review.candidateId().equals(who.id());
    }

    private static Uni<ReviewOutcome> notFound() {
        return refused(GradingProblem.REVIEW_NOT_FOUND, "No review has this id.");
    }

    private static Uni<ReviewOutcome> refused(GradingProblem problem, String detail) {
        return Uni.createFrom().item(ReviewOutcome.Refused.of(problem, detail));
    }
}
