package io.greenroom.grading.replacement;

import io.greenroom.grading.assessment.WantedGrading;
import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.provisional.ProvisionalGrades;
import io.greenroom.grading.provisional.ProvisionalGrades.Waiting;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.telemetry.GradingTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Grades answers again whose grade is a stand-in's, one at a time, while the wanted grader can
 * judge. The new grade stands beside the first one and counts. Who dies in between lets a lease run
 * out; a grade that was published twice would be no replacement any more and is not taken.
 */
@ApplicationScoped
class ReplaceGrades {
    private static final Logger LOG = Logger.getLogger(ReplaceGrades.class);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final ReplacementSettings settings;
    private final ProvisionalGrades provisional;
    private final WantedGrading wanted;
    private final Transactions transactions;
    private final Answers answers;
    private final Questions questions;
    private final PublishGrade publishing;
    private final GradingTelemetry telemetry;
    private final ScheduledExecutorService heartbeat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("replacement-heartbeat").factory());
    private volatile boolean stopping;
    private volatile @Nullable Waiting held;
    private @Nullable Thread worker;

    @Inject
    ReplaceGrades(
            ReplacementSettings settings,
            ProvisionalGrades provisional,
            WantedGrading wanted,
            Transactions transactions,
            Answers answers,
            Questions questions,
            PublishGrade publishing,
            GradingTelemetry telemetry) {
        this.settings = settings;
        this.provisional = provisional;
        this.wanted = wanted;
        this.transactions = transactions;
        this.answers = answers;
        this.questions = questions;
        this.publishing = publishing;
        this.telemetry = telemetry;
    }

    /** Without a wanted grader no grade is provisional, and those of former days wait for one. */
    void start(@Observes StartupEvent event) {
        if (!wanted.exists()) {
            return;
        }
        worker = Thread.ofVirtual().name("replacement").start(this::work);
        long beat = Math.max(1, settings.lease().toMillis() / 3);
        var unused =
                heartbeat.scheduleAtFixedRate(this::renewLease, beat, beat, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        heartbeat.shutdownNow();
        if (worker != null) {
            worker.interrupt();
            worker.join(LEAVE);
        }
    }

    private void work() {
        while (!stopping) {
            try {
                provisional.takeUp(settings.after());
                while (wanted.isReady() && replaceOne()) {
                    LOG.debug("One more may be due");
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Replacing provisional grades pauses: %s", e.getMessage());
            }
            try {
                Thread.sleep(settings.sweep());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** False when none is due. */
    private boolean replaceOne() throws InterruptedException {
        var claimed = provisional.claim(settings.lease());
        if (claimed.isEmpty()) {
            return false;
        }
        var waiting = claimed.get();
        held = waiting;
        try {
            replace(waiting);
        } finally {
            held = null;
        }
        return true;
    }

    private void replace(Waiting waiting) throws InterruptedException {
        var answer = transactions.run(() -> answers.find(waiting.attemptId()));
        if (answer.isEmpty()) {
            provisional.giveUp(waiting);
            return;
        }
        var question =
                transactions.run(
                        () ->
                                questions.find(
                                        answer.get().questionId(), answer.get().questionVersion()));
        GradingOutcome outcome;
        try {
            outcome = judged(question.orElseThrow(), answer.get());
        } catch (GraderFailedException e) {
            LOG.infof(
                    "Attempt %s keeps its provisional grade for now: %s",
                    waiting.attemptId(), e.getMessage());
            later(waiting, e.kind() == GraderFailedException.Cause.NO_JUDGEMENT, e.retryAfter());
            return;
        }
        boolean taken =
                transactions.run(
                        () ->
                                publishing.further(
                                        waiting.attemptId(), GradeKind.REPLACEMENT, outcome));
        if (taken) {
            provisional.done(waiting);
        } else {
            // A person is at it, or has decided: the next look will tell.
            later(waiting, true, null);
        }
    }

    private GradingOutcome judged(Question question, SubmittedAnswer answer) {
        return telemetry.grading(
                answer.attemptId(), question, () -> wanted.grade(question, answer.answer()));
    }

    private void later(Waiting waiting, boolean tried, @Nullable Duration wished) {
        if (tried && waiting.tries() + 1 >= settings.tries()
                || waiting.age().compareTo(settings.patience()) > 0) {
            LOG.warnf("Attempt %s keeps its provisional grade", waiting.attemptId());
            provisional.giveUp(waiting);
            return;
        }
        // A little longer each time.
        var pause = waiting.age().dividedBy(4);
        if (pause.compareTo(settings.after()) < 0) {
            pause = settings.after();
        }
        // Not sooner than was wished; but looking once in a while costs little, and a budget may be
        // raised, a provider be back before it said.
        if (wished != null && wished.compareTo(pause) > 0) {
            pause = wished;
        }
        if (pause.compareTo(settings.longestPause()) > 0) {
            pause = settings.longestPause();
        }
        provisional.postpone(waiting, pause, tried);
    }

    private void renewLease() {
        var waiting = held;
        if (waiting == null) {
            return;
        }
        try {
            provisional.renew(waiting, settings.lease());
        } catch (RuntimeException e) {
            LOG.warnf("A lease could not be renewed: %s", e.getMessage());
        }
    }
}
