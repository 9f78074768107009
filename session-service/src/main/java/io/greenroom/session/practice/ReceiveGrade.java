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
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Brings a grade to its attempt. */
@ApplicationScoped
class ReceiveGrade {
    private static final Logger LOG = Logger.getLogger(ReceiveGrade.class);
    private static final String CONSUMER = "session.grades";

    private final Events events;
    private final EventJson json;
    private final Attempts attempts;
    private final AttemptStream stream;
    private final Clock clock;

    @Inject
    ReceiveGrade(
            Events events, EventJson json, Attempts attempts, AttemptStream stream, Clock clock) {
        this.events = events;
        this.json = json;
        this.attempts = attempts;
        this.stream = stream;
        this.clock = clock;
    }

    @Incoming("grades")
    Uni<Void> onGrade(String message) {
        return events.once(
                CONSUMER,
                message,
                event ->
                        event.type().equals(AnswerGraded.TYPE)
                                ? receive(event)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> receive(Event event) {
        var graded = json.data(event, AnswerGraded.class);
        if (!graded.isWhole()) {
            throw new PoisonEventException("A grade that lacks what its state promises.");
        }
        @Nullable String grade =
                event.data().hasNonNull("grade") ? event.data().get("grade").toString() : null;
        return attempts.findById(graded.attemptId(), LockModeType.PESSIMISTIC_WRITE)
                .chain(
                        attempt -> {
                            if (attempt == null) {
                                // The candidate's data may have been deleted in the meantime.
                                LOG.warnf("A grade for the unknown attempt %s", graded.attemptId());
                                return Uni.createFrom().voidItem();
                            }
                            return attempt.takeGrade(graded, grade, clock.instant())
                                    ? stream.announce(attempt.id())
                                    : Uni.createFrom().voidItem();
                        });
    }
}
