package io.greenroom.session.practice;

import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Brings grades and appeals to their attempt, in whatever order they come. */
@ApplicationScoped
class ReceiveGrade {
    private static final Logger LOG = Logger.getLogger(ReceiveGrade.class);
    private static final String FIRST_GRADES = "session.grades";
    private static final String FURTHER_GRADES = "session.reviews";

    private final Events events;
    private final EventJson json;
    private final Attempts attempts;
    private final GradeHistory history;
    private final AttemptStream stream;
    private final Clock clock;

    @Inject
    ReceiveGrade(
            Events events,
            EventJson json,
            Attempts attempts,
            GradeHistory history,
            AttemptStream stream,
            Clock clock) {
        this.events = events;
        this.json = json;
        this.attempts = attempts;
        this.history = history;
        this.stream = stream;
        this.clock = clock;
    }

    @Incoming("grades")
    Uni<Void> onGrade(String message) {
        return events.once(
                FIRST_GRADES,
                message,
                event ->
                        event.type().equals(AnswerGraded.TYPE)
                                ? first(event)
                                : Uni.createFrom().voidItem());
    }

    @Incoming("reviews")
    Uni<Void> onReview(String message) {
        return events.once(
                FURTHER_GRADES,
                message,
                event ->
                        switch (event.type()) {
                            case GradeDecided.TYPE -> further(event);
                            case AppealChanged.TYPE -> appeal(event);
                            default -> Uni.createFrom().voidItem();
                        });
    }

    private Uni<Void> first(Event event) {
        var graded = json.data(event, AnswerGraded.class);
        return take(
                GradeGiven.of(
                        graded.attemptId(),
                        1,
                        "first",
                        "machine",
                        event.time().toString(),
                        graded.summary(),
                        event.data()));
    }

    private Uni<Void> further(Event event) {
        var decided = json.data(event, GradeDecided.class);
        return take(
                GradeGiven.of(
                        decided.attemptId(),
                        decided.sequence(),
                        decided.kind(),
                        decided.by(),
                        decided.decidedAt().toString(),
                        decided.summary(),
                        event.data()));
    }

    private Uni<Void> take(GradeGiven given) {
        if (!given.summary().isWhole()) {
            throw new PoisonEventException("A grade that lacks what its state promises.");
        }
        return note(given.attemptId(), () -> history.add(given));
    }

    private Uni<Void> appeal(Event event) {
        var appeal = json.data(event, AppealChanged.class);
        return note(appeal.attemptId(), () -> history.add(appeal));
    }

    /** Notes a fact about the attempt, and what follows from all facts so far. */
    private Uni<Void> note(UUID attemptId, Supplier<Uni<Boolean>> fact) {
        return attempts.findById(attemptId, LockModeType.PESSIMISTIC_WRITE)
                .chain(
                        attempt -> {
                            if (attempt == null) {
                                // The candidate's data may have been deleted in the meantime.
                                LOG.warnf("A grade for the unknown attempt %s", attemptId);
                                return Uni.createFrom().voidItem();
                            }
                            return fact.get()
                                    .chain(
                                            isNew ->
                                                    isNew
                                                            ? settle(attempt)
                                                            : Uni.createFrom().voidItem());
                        });
    }

    private Uni<Void> settle(Attempt attempt) {
        return history.standing(attempt.id())
                .chain(
                        standing ->
                                standing.isPresent()
                                                && attempt.settle(standing.get(), clock.instant())
                                        ? stream.announce(attempt.id())
                                        : Uni.createFrom().voidItem());
    }
}
