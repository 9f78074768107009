package io.greenroom.grading.opinion;

import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
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

/** Takes in what interviewers of mock sessions marked and what they ask. */
@ApplicationScoped
class ScorecardConsumer {
    private final Events events;
    private final EventJson json;
    private final Opinions opinions;
    private final Forgotten forgotten;
    private final Signals signals;
    private final GradingTelemetry telemetry;

    @Inject
    ScorecardConsumer(
            Events events,
            EventJson json,
            Opinions opinions,
            Forgotten forgotten,
            Signals signals,
            GradingTelemetry telemetry) {
        this.events = events;
        this.json = json;
        this.opinions = opinions;
        this.forgotten = forgotten;
        this.signals = signals;
        this.telemetry = telemetry;
    }

    @Incoming("scorecards")
    Uni<Void> consume(String message) {
        return events.once(
                "grading.scorecards",
                message,
                event ->
                        switch (event.type()) {
                            case ScorecardSubmitted.TYPE -> marks(event);
                            case OpinionRequested.TYPE -> question(event);
                            default -> Uni.createFrom().voidItem();
                        });
    }

    private Uni<Void> marks(Event event) {
        var card = json.data(event, ScorecardSubmitted.class);
        boolean bounded =
                card.items().stream()
                        .flatMap(item -> item.criteria().stream())
                        .map(ScorecardSubmitted.Level::level)
                        .allMatch(
                                level ->
                                        level == null
                                                || level >= 0 && level <= Criterion.MAX_LEVEL);
        if (!bounded) {
            throw new PoisonEventException("There is no such level on a scorecard.");
        }
        var candidate = card.candidateId();
        return forgotten
                .contains(candidate == null ? "" : candidate, card.submittedAt())
                .chain(
                        isGone ->
                                isGone
                                        ? Uni.createFrom().voidItem()
                                        : forgotten
                                                .contains(card.interviewerId(), card.submittedAt())
                                                .chain(
                                                        hasLeft ->
                                                                hasLeft
                                                                        ? Uni.createFrom()
                                                                                .voidItem()
                                                                        : opinions.mark(card)));
    }

    private Uni<Void> question(Event event) {
        var asked = json.data(event, OpinionRequested.class);
        boolean known =
                Arrays.stream(AnswerLanguage.values())
                        .anyMatch(
                                language ->
                                        language.name()
                                                .toLowerCase(Locale.ROOT)
                                                .equals(asked.language()));
        if (!known) {
            throw new PoisonEventException("The answer is in a language that is not known.");
        }
        return forgotten
                .contains(asked.candidate(), asked.requestedAt())
                .chain(
                        isGone ->
                                isGone
                                        ? Uni.createFrom().voidItem()
                                        : opinions.add(asked, telemetry.trace())
                                                .chain(
                                                        () ->
                                                                signals.send(
                                                                        OpinionWorker.CHANNEL,
                                                                        asked.opinionId()
                                                                                .toString())));
    }
}
