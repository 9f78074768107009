package io.greenroom.grading.answer;

import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.telemetry.GradingTelemetry;
import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.greenroom.platform.event.Signals;
import io.greenroom.platform.privacy.Forgotten;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes submitted answers in. Grading them is another's: this one only makes sure of them. */
@ApplicationScoped
class SubmissionConsumer {
    private final Events events;
    private final EventJson json;
    private final GradingJobs jobs;
    private final Signals signals;
    private final GradingTelemetry telemetry;
    private final Forgotten forgotten;

    @Inject
    SubmissionConsumer(
            Events events,
            EventJson json,
            GradingJobs jobs,
            Signals signals,
            GradingTelemetry telemetry,
            Forgotten forgotten) {
        this.events = events;
        this.json = json;
        this.jobs = jobs;
        this.signals = signals;
        this.telemetry = telemetry;
        this.forgotten = forgotten;
    }

    @Incoming("submissions")
    Uni<Void> consume(String message) {
        return events.once("grading.submissions", message, this::take);
    }

    private Uni<Void> take(Event event) {
        if (!event.type().equals(AnswerSubmitted.TYPE)) {
            return Uni.createFrom().voidItem();
        }
        var submitted = json.data(event, AnswerSubmitted.class);
        check(submitted);
        return forgotten
                .contains(submitted.candidateId(), submitted.submittedAt())
                .chain(isGone -> isGone ? Uni.createFrom().voidItem() : add(submitted));
    }

    private Uni<Void> add(AnswerSubmitted submitted) {
        return jobs.add(submitted, telemetry.trace())
                .chain(
                        () ->
                                signals.send(
                                        GradingWorkers.CHANNEL, submitted.attemptId().toString()));
    }

    private static void check(AnswerSubmitted submitted) {
        boolean known =
                Arrays.stream(AnswerLanguage.values())
                        .anyMatch(
                                language ->
                                        language.name()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(submitted.language()));
        if (!known) {
            throw new PoisonEventException("The answer is in a language that is not known.");
        }
    }
}
