package io.greenroom.grading.catalog;

import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.Signals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the read model of questions up with the catalog. */
@ApplicationScoped
class QuestionConsumer {
    private final Events events;
    private final Questions questions;
    private final Signals signals;

    @Inject
    QuestionConsumer(Events events, Questions questions, Signals signals) {
        this.events = events;
        this.questions = questions;
        this.signals = signals;
    }

    @Incoming("questions")
    Uni<Void> consume(String message) {
        return events.once(
                "grading.questions",
                message,
                event ->
                        questions
                                .take(event)
                                .chain(
                                        () ->
                                                signals.send(
                                                        QuestionSignal.CHANNEL, event.subject())));
    }
}
