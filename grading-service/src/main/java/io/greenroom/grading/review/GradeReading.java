package io.greenroom.grading.review;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/**
 * Whether somebody of the staff may read a grade outside of a review. Who reads one is noted: for
 * that attempt they are no longer blind.
 */
@ApplicationScoped
public class GradeReading {
    private final Reviews reviews;
    private final Clock clock;

    @Inject
    GradeReading(Reviews reviews, Clock clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    /** What a reader is told. */
    public enum Answer {
        /** They may read it. */
        ALLOWED,
        /** They hold the review and have not handed in own marks. */
        MARKS_FIRST,
        /** It is none of their business. */
        NOT_THERE
    }

    /** To be called in a transaction. */
    public Uni<Answer> ask(UUID attemptId, String reader, boolean admin) {
        var now = clock.instant();
        return reviews.hasMarked(attemptId, reader)
                .chain(
                        marked -> {
                            if (marked) {
                                return Uni.createFrom().item(Answer.ALLOWED);
                            }
                            if (!admin) {
                                return Uni.createFrom().item(Answer.NOT_THERE);
                            }
                            return reviews.count(
                                            "attemptId = ?1 and claimedBy = ?2 and claimedUntil >"
                                                    + " ?3 and state = OPEN",
                                            attemptId,
                                            reader,
                                            now)
                                    .chain(
                                            held ->
                                                    held > 0
                                                            ? Uni.createFrom()
                                                                    .item(Answer.MARKS_FIRST)
                                                            : reviews.noteReading(
                                                                            attemptId, reader, now)
                                                                    .replaceWith(Answer.ALLOWED));
                        });
    }
}
