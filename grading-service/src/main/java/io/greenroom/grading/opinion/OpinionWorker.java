package io.greenroom.grading.opinion;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.catalog.QuestionSignal;
import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.TransactionFailedException;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.telemetry.GradingTelemetry;
import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.event.Signals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Gives opinions, one after the other, by the way that every grade takes, beside the grading of
 * candidates' answers, which does not wait for them. Nothing of it reaches a candidate or an
 * attempt.
 */
@ApplicationScoped
class OpinionWorker {
    /** The channel on which all instances learn that there is something to do. */
    static final String CHANNEL = "grading_opinions";

    private static final Logger LOG = Logger.getLogger(OpinionWorker.class);

    /** Longer than any grader takes; after a kill a question waits so long. */
    private static final Duration LEASE = Duration.ofMinutes(4);

    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE_WITHOUT_DATABASE = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final Opinions opinions;
    private final Transactions transactions;
    private final Questions questions;
    private final GradeAnswer gradeAnswer;
    private final PublishGrade publishing;
    private final GradingTelemetry telemetry;
    private final Outbox outbox;
    private final Signals signals;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    @Inject
    OpinionWorker(
            Opinions opinions,
            Transactions transactions,
            Questions questions,
            GradeAnswer gradeAnswer,
            PublishGrade publishing,
            GradingTelemetry telemetry,
            Outbox outbox,
            Signals signals,
            Clock clock) {
        this.opinions = opinions;
        this.transactions = transactions;
        this.questions = questions;
        this.gradeAnswer = gradeAnswer;
        this.publishing = publishing;
        this.telemetry = telemetry;
        this.outbox = outbox;
        this.signals = signals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANNEL, id -> work.release());
        signals.listen(QuestionSignal.CHANNEL, id -> work.release());
        thread = Thread.ofVirtual().name("opinion").start(this::work);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void work() {
        while (!stopping) {
            try {
                if (!takeOne()) {
                    work.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
                    // One look serves all signals so far.
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (stopping || !paused(e)) {
                    return;
                }
            }
        }
    }

    private static boolean paused(RuntimeException e) {
        LOG.warnf("Opinions pause: %s", e.toString());
        try {
            Thread.sleep(PAUSE_WITHOUT_DATABASE);
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    /** False when nothing is due. */
    private boolean takeOne() throws InterruptedException {
        var lease = UUID.randomUUID();
        var claimed = transactions.run(() -> opinions.claim(lease, LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        var asked = claimed.get();
        try (var trace = telemetry.of(asked.trace()).makeCurrent()) {
            judge(asked, lease);
        }
        return true;
    }

    private void judge(Opinion asked, UUID lease) throws InterruptedException {
        Optional<Question> question =
                transactions.run(() -> questions.find(asked.questionId(), asked.questionVersion()));
        if (question.isEmpty()) {
            withoutQuestion(asked, lease);
            return;
        }
        GradingOutcome outcome;
        try {
            outcome =
                    telemetry.grading(
                            asked.id(),
                            question.get(),
                            () -> gradeAnswer.grade(question.get(), asked.answer()));
        } catch (GraderFailedException e) {
            // The message never quotes the answer.
            LOG.warnf("No opinion yet on item %s: %s", asked.itemId(), e.getMessage());
            if (asked.failures() + 1 < TRIES) {
                transactions.run(() -> opinions.postpone(asked.id(), lease, PAUSE, true));
                return;
            }
            outcome =
                    new GradingOutcome.NotGraded(
                            GradingOutcome.Reason.GRADER_FAILED,
                            "The grader failed several times on this answer.");
        }
        give(asked, lease, outcome);
    }

    private void withoutQuestion(Opinion asked, UUID lease) throws InterruptedException {
        var waited = Duration.between(asked.receivedAt(), clock.instant());
        if (waited.compareTo(PATIENCE) < 0) {
            transactions.run(() -> opinions.postpone(asked.id(), lease, PAUSE, false));
            return;
        }
        give(
                asked,
                lease,
                new GradingOutcome.NotGraded(
                        GradingOutcome.Reason.QUESTION_UNAVAILABLE,
                        "The question could not be found by the grader."));
    }

    private void give(Opinion asked, UUID lease, GradingOutcome outcome)
            throws InterruptedException, TransactionFailedException {
        var judged = publishing.doubted(NewGrade.of(GradeKind.FIRST, outcome));
        transactions.run(() -> give(asked, lease, judged));
    }

    private Uni<Void> give(Opinion asked, UUID lease, NewGrade judged) {
        return opinions.give(asked, lease, judged.grade())
                .chain(
                        stillHeld ->
                                stillHeld
                                        ? opinions.compare(asked.itemId(), asked.requestedBy())
                                                .chain(
                                                        () ->
                                                                outbox.append(
                                                                        OpinionGiven.TOPIC,
                                                                        asked.sessionId()
                                                                                .toString(),
                                                                        OpinionGiven.TYPE,
                                                                        OpinionGiven.of(
                                                                                asked,
                                                                                judged,
                                                                                clock.instant())))
                                                .replaceWithVoid()
                                        : Uni.createFrom().voidItem());
    }
}
