package io.greenroom.grading.review;

import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.ReviewReasonView;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts attempts into the queue, and takes them out again. All methods need a session. */
@ApplicationScoped
public class OpenReviews {
    /** Who opens what no person asked for. */
    static final String MACHINE = "machine";

    private final ReviewSettings settings;
    private final Reviews reviews;
    private final Questions questions;
    private final Clock clock;

    @Inject
    OpenReviews(ReviewSettings settings, Reviews reviews, Questions questions, Clock clock) {
        this.settings = settings;
        this.reviews = reviews;
        this.questions = questions;
        this.clock = clock;
    }

    /**
     * How the review of an appeal stands.
     *
     * @param takenUp whether somebody holds it or has marked it
     */
    public record Standing(Instant dueAt, boolean takenUp) {}

    /** The machine is in doubt. */
    Uni<Review> doubt(SubmittedAnswer answer, List<ReviewReasonView> reasons) {
        return open(answer, ReviewKind.DOUBT, null, reasons, MACHINE);
    }

    /** Agreement is to be measured; null when the attempt is drawn already. */
    Uni<@Nullable Review> sample(SubmittedAnswer answer, String who) {
        return reviews.lockOpen(answer.attemptId(), ReviewKind.SAMPLE)
                .chain(
                        there ->
                                there != null
                                        ? Uni.createFrom().nullItem()
                                        : open(
                                                answer,
                                                ReviewKind.SAMPLE,
                                                null,
                                                List.of(
                                                        new ReviewReasonView(
                                                                "sample",
                                                                "Drawn to see how well the grader"
                                                                        + " and people agree.")),
                                                who));
    }

    /**
     * The candidate appeals.
     *
     * @return how the review stands
     */
    public Uni<Standing> appeal(SubmittedAnswer answer, UUID appealId) {
        return open(
                        answer,
                        ReviewKind.APPEAL,
                        appealId,
                        List.of(
                                new ReviewReasonView(
                                        "appeal", "The candidate asks for another look.")),
                        "candidate")
                .map(review -> new Standing(review.dueAt(), false));
    }

    /** Takes an appeal out of the queue; false when somebody has taken it up. */
    public Uni<Boolean> withdrawAppeal(UUID attemptId) {
        var now = clock.instant();
        return reviews.lockOpen(attemptId, ReviewKind.APPEAL)
                .chain(
                        review -> {
                            if (review == null || review.isClaimed(now) || review.isMarked()) {
                                return Uni.createFrom().item(false);
                            }
                            review.withdraw(now);
                            return reviews.log(
                                            review,
                                            ReviewLogView.What.WITHDRAWN,
                                            "candidate",
                                            null,
                                            now)
                                    .replaceWith(true);
                        });
    }

    /** How the review of that appeal stands. */
    public Uni<Optional<Standing>> ofAppeal(UUID appealId) {
        return reviews.find("appealId", appealId)
                .firstResult()
                .map(
                        found ->
                                Optional.ofNullable(found)
                                        .map(
                                                review ->
                                                        new Standing(
                                                                review.dueAt(),
                                                                review.isClaimed(clock.instant())
                                                                        || review.isMarked())));
    }

    /** When a person should have looked at the attempt; empty when nobody is asked to. */
    public Uni<Optional<Instant>> dueAt(UUID attemptId) {
        return reviews.find(
                        "attemptId = ?1 and kind <> ?2 and state = OPEN",
                        attemptId,
                        ReviewKind.SAMPLE)
                .firstResult()
                .map(found -> Optional.ofNullable(found).map(Review::dueAt));
    }

    private Uni<Review> open(
            SubmittedAnswer answer,
            ReviewKind kind,
            @Nullable UUID appealId,
            List<ReviewReasonView> reasons,
            String who) {
        var now = clock.instant();
        return questions
                .heading(answer.questionId(), answer.questionVersion())
                .chain(
                        question -> {
                            var review =
                                    Review.open(
                                            UUID.randomUUID(),
                                            new ReviewSubject(
                                                    answer, question.orElseThrow(), kind, appealId),
                                            reviews.write(reasons),
                                            now,
                                            now.plus(settings.reviewDeadline()));
                            return reviews.persistAndFlush(review)
                                    .chain(
                                            () ->
                                                    reviews.log(
                                                            review,
                                                            ReviewLogView.What.OPENED,
                                                            who,
                                                            null,
                                                            now))
                                    .replaceWith(review);
                        });
    }
}
