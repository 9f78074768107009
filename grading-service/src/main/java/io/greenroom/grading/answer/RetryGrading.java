package io.greenroom.grading.answer;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeState;
import io.greenroom.grading.grade.Grades;
import io.greenroom.platform.event.Signals;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Grades an attempt again that could not be graded. */
@ApplicationScoped
class RetryGrading {
    /** How often an owner may ask. */
    static final Duration OWNERS_PAUSE = Duration.ofHours(1);

    private final Answers answers;
    private final Grades grades;
    private final GradingJobs jobs;
    private final Signals signals;
    private final Clock clock;

    @Inject
    RetryGrading(Answers answers, Grades grades, GradingJobs jobs, Signals signals, Clock clock) {
        this.answers = answers;
        this.grades = grades;
        this.jobs = jobs;
        this.signals = signals;
        this.clock = clock;
    }

    /** What became of the wish. */
    sealed interface Outcome {
        /** It waits for a grader. */
        record Accepted() implements Outcome {}

        /** It has a grade, or waits already. */
        record NotRetryable() implements Outcome {}

        /**
         * The owner asked a short while ago.
         *
         * @param pause until they may ask again
         */
        record TooSoon(Duration pause) implements Outcome {}

        /** There is no such attempt of theirs. */
        record NotThere() implements Outcome {}
    }

    @WithTransaction
    Uni<Outcome> retry(UUID attemptId, String who, boolean admin) {
        return answers.lock(attemptId)
                .chain(
                        answer -> {
                            if (answer.isEmpty()
                                    || !admin && !answer.get().candidateId().equals(who)) {
                                return outcome(new Outcome.NotThere());
                            }
                            return grades.current(attemptId)
                                    .chain(
                                            current ->
                                                    current.isPresent()
                                                                    && current.get().given().state()
                                                                            == GradeState.NOT_GRADED
                                                            ? again(attemptId, admin)
                                                            : outcome(new Outcome.NotRetryable()));
                        });
    }

    private Uni<Outcome> again(UUID attemptId, boolean admin) {
        return jobs.waiting(attemptId)
                .chain(
                        waiting -> {
                            if (waiting.isEmpty() || waiting.get().waits()) {
                                return outcome(new Outcome.NotRetryable());
                            }
                            var now = clock.instant();
                            var last = waiting.get().retriedAt();
                            if (!admin && last != null && last.plus(OWNERS_PAUSE).isAfter(now)) {
                                return outcome(
                                        new Outcome.TooSoon(
                                                Duration.between(now, last.plus(OWNERS_PAUSE))));
                            }
                            return jobs.again(attemptId, now)
                                    .chain(
                                            () ->
                                                    signals.send(
                                                            GradingWorkers.CHANNEL,
                                                            attemptId.toString()))
                                    .replaceWith(new Outcome.Accepted());
                        });
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
