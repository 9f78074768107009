package io.greenroom.grading.review;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends graded attempts to people although nobody doubts them, to measure agreement. */
@ApplicationScoped
class DrawSample {
    /** Enough for a tight interval, and still a queue that people can work off. */
    private static final int MOST = 200;

    private static final int CONSIDERED = 5_000;

    private final Answers answers;
    private final Grades grades;
    private final Reviews reviews;
    private final OpenReviews opening;

    @Inject
    DrawSample(Answers answers, Grades grades, Reviews reviews, OpenReviews opening) {
        this.answers = answers;
        this.grades = grades;
        this.reviews = reviews;
        this.opening = opening;
    }

    /** What became of one attempt. */
    sealed interface Drawn {
        /** It is in the queue now. */
        record Opened(UUID reviewId) implements Drawn {}

        /** It is not. */
        record Refused(ProblemType problem, String detail) implements Drawn {}
    }

    /**
     * That very attempt; may be repeated once the earlier review has ended. Who is no admin knows
     * only the attempts that they have marked, and may ask for a second look at those.
     */
    @WithTransaction
    Uni<Drawn> one(UUID attemptId, Reviewer who) {
        return (who.admin() ? Uni.createFrom().item(true) : reviews.hasMarked(attemptId, who.id()))
                .chain(
                        allowed ->
                                allowed
                                        ? answers.lock(attemptId)
                                                .chain(answer -> one(attemptId, answer, who))
                                        : refused(
                                                CommonProblem.FORBIDDEN,
                                                "You can send what you have marked yourself."));
    }

    private Uni<Drawn> one(UUID attemptId, Optional<SubmittedAnswer> answer, Reviewer who) {
        if (answer.isPresent() && answer.get().candidateId().equals(who.id())) {
            return refused(CommonProblem.FORBIDDEN, "Somebody else has to send your own attempt.");
        }
        return grades.current(attemptId)
                .chain(
                        current -> {
                            if (answer.isEmpty()
                                    || current.isEmpty()
                                    || current.get().given().grade() == null) {
                                return refused(
                                        GradingProblem.NOTHING_TO_REVIEW,
                                        "There is no graded attempt with this id.");
                            }
                            return opening.sample(answer.get(), who.name()).map(DrawSample::drawn);
                        });
    }

    /** A random share of those that nobody has looked at; the same ones when drawn again. */
    @WithTransaction
    Uni<SampleReviews.Sampled> share(SampleReviews wanted, String who) {
        return unseen(wanted.questionId(), wanted.since())
                .chain(
                        attempts ->
                                Multi.createFrom()
                                        .iterable(attempts)
                                        .filter(id -> PublishGrade.isSample(id, wanted.share()))
                                        .select()
                                        .first(MOST)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                id ->
                                                        answers.lock(id)
                                                                .chain(
                                                                        answer ->
                                                                                opening.sample(
                                                                                        answer
                                                                                                .orElseThrow(),
                                                                                        who)))
                                        .collect()
                                        .asList()
                                        .map(
                                                opened ->
                                                        new SampleReviews.Sampled(
                                                                opened.size(), attempts.size())));
    }

    private static Uni<List<UUID>> unseen(@Nullable String questionId, @Nullable Instant since) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select g.attempt_id from attempt_grade g
                                                where g.sequence = 1 and g.score is not null
                                                    and (cast(:question as text) is null or g.question_id = :question)
                                                    and g.decided_at >= :since
                                                    and not exists (
                                                        select 1 from review r where r.attempt_id = g.attempt_id)
                                                order by g.decided_at desc limit :most
                                                """,
                                                UUID.class)
                                        .setParameter("question", questionId)
                                        .setParameter(
                                                "since",
                                                (since == null ? Instant.EPOCH : since)
                                                        .atOffset(ZoneOffset.UTC))
                                        .setParameter("most", CONSIDERED)
                                        .getResultList());
    }

    private static Drawn drawn(@Nullable Review review) {
        return review == null
                ? new Drawn.Refused(
                        GradingProblem.ALREADY_IN_REVIEW, "It is in the queue as a sample.")
                : new Drawn.Opened(review.id());
    }

    private static Uni<Drawn> refused(ProblemType problem, String detail) {
        return Uni.createFrom().item(new Drawn.Refused(problem, detail));
    }
}
