package io.greenroom.session.scorecard;

import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Brings the grader's opinion to the interviewer who asked. */
@ApplicationScoped
class ReceiveOpinion {
    private final Events events;
    private final EventJson json;
    private final Opinions opinions;

    @Inject
    ReceiveOpinion(Events events, EventJson json, Opinions opinions) {
        this.events = events;
        this.json = json;
        this.opinions = opinions;
    }

    @Incoming("opinions")
    Uni<Void> consume(String message) {
        return events.once(
                "session.opinions",
                message,
                event ->
                        event.type().equals(Opinions.OpinionGiven.TYPE)
                                ? take(event)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> take(Event event) {
        var given = json.data(event, Opinions.OpinionGiven.class);
        if (given.opinionId() == null
                || (given.grade() == null) == (given.notGradedReason() == null)) {
            throw new PoisonEventException("An opinion has a grade or the reason why it has none.");
        }
        return opinions.given(given, event.time());
    }
}
