package io.greenroom.grading.answer;

import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.catalog.QuestionSignal;
import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.TransactionFailedException;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.telemetry.GradingTelemetry;
import io.greenroom.platform.event.Signals;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Grades what waits. Each worker claims an answer, grades it outside any transaction, and in one
 * transaction stores the grade, ends the job and appends the event. A worker that dies lets its
 * lease run out; one that comes back too late finds its lease gone and drops its grade: so each
 * answer gets exactly one.
 */
@ApplicationScoped
class GradingWorkers {
    /** The channel on which a newly submitted answer is signalled to all instances. */
    static final String CHANNEL = "grading_jobs";

    private static final Logger LOG = Logger.getLogger(GradingWorkers.class);

    /** An answer that was taken up so often and never came to an end takes the process with it. */
    private static final int MOST_CLAIMS = 25;

    private static final int STORE_TRIES = 5;
    private static final Duration PAUSE_WITHOUT_DATABASE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LEAVE = Duration.ofSeconds(4);

    private final GradingSettings settings;
    private final Transactions transactions;
    private final GradingJobs jobs;
    private final PublishGrade publishing;
    private final Questions questions;
    private final Signals signals;
    private final GradeAnswer gradeAnswer;
    private final GradingTelemetry telemetry;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private final Map<UUID, UUID> held = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();
    private final ExecutorService grading = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService heartbeat =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("grading-heartbeat").factory());
    private volatile boolean stopping;

    @Inject
    GradingWorkers(
            GradingSettings settings,
            Transactions transactions,
            GradingJobs jobs,
            PublishGrade publishing,
            Questions questions,
            Signals signals,
            GradeAnswer gradeAnswer,
            GradingTelemetry telemetry,
            Clock clock) {
        this.settings = settings;
        this.transactions = transactions;
        this.jobs = jobs;
        this.publishing = publishing;
        this.questions = questions;
        this.signals = signals;
        this.gradeAnswer = gradeAnswer;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANNEL, attemptId -> wake());
        signals.listen(QuestionSignal.CHANNEL, this::questionArrived);
        for (int i = 0; i < settings.workers(); i++) {
            workers.add(Thread.ofVirtual().name("grading-" + i).start(this::work));
        }
        long beat = Math.max(1, settings.lease().toMillis() / 3);
        var unused =
                heartbeat.scheduleAtFixedRate(this::renewLeases, beat, beat, TimeUnit.MILLISECONDS);
    }

    /** What is not begun yet is another instance's. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        work.release(workers.size());
    }

    /** What is being graded is brought to its end if that is near; else its lease runs out. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        work.release(workers.size());
        long deadline = System.nanoTime() + LEAVE.toNanos();
        for (var worker : workers) {
            worker.join(Duration.ofNanos(deadline - System.nanoTime()));
        }
        workers.forEach(Thread::interrupt);
        heartbeat.shutdownNow();
        grading.shutdownNow();
    }

    private void wake() {
        work.release();
    }

    private void questionArrived(String questionId) {
        if (questionId.isEmpty()) {
            wake();
            return;
        }
        Thread.startVirtualThread(
                () -> {
                    try {
                        transactions.run(() -> jobs.questionArrived(questionId));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (TransactionFailedException e) {
                        LOG.debugf(e, "Answers to %s wait for their pause to end", questionId);
                    }
                    wake();
                });
    }

    private void work() {
        while (!stopping) {
            try {
                if (!takeOne()) {
                    work.tryAcquire(settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
                    // One look serves all signals so far.
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Grading pauses: %s", cause(e));
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_WITHOUT_DATABASE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** False when nothing is due. */
    private boolean takeOne() throws InterruptedException {
        var lease = UUID.randomUUID();
        Optional<GradingJob> claimed = transactions.run(() -> jobs.claim(lease, settings.lease()));
        if (claimed.isEmpty()) {
            return false;
        }
        var job = claimed.get();
        held.put(job.attemptId(), lease);
        try (var trace = telemetry.of(job.trace()).makeCurrent()) {
            process(job, lease);
        } finally {
            held.remove(job.attemptId());
        }
        return true;
    }

    private void process(GradingJob job, UUID lease) throws InterruptedException {
        if (job.claims() > MOST_CLAIMS) {
            LOG.errorf("Attempt %s is given up after %d claims", job.attemptId(), job.claims());
            store(job, lease, graderFailed());
            return;
        }
        Optional<Question> question =
                transactions.run(
                        () ->
                                questions.find(
                                        job.submitted().questionId(),
                                        job.submitted().questionVersion()));
        if (question.isEmpty()) {
            withoutQuestion(job, lease);
            return;
        }
        GradingOutcome outcome;
        try {
            outcome = grade(question.get(), job);
        } catch (ExecutionException | TimeoutException e) {
            failed(job, lease, e);
            return;
        }
        store(job, lease, outcome);
    }

    private GradingOutcome grade(Question question, GradingJob job)
            throws InterruptedException, ExecutionException, TimeoutException {
        var result =
                grading.submit(
                        Context.current()
                                .wrap(
                                        () ->
                                                telemetry.grading(
                                                        job.attemptId(),
                                                        question,
                                                        () ->
                                                                gradeAnswer.grade(
                                                                        question,
                                                                        job.submitted()
                                                                                .answer()))));
        try {
            return result.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            result.cancel(true);
        }
    }

    private void withoutQuestion(GradingJob job, UUID lease) throws InterruptedException {
        var waited = Duration.between(job.receivedAt(), clock.instant());
        if (waited.compareTo(settings.questionPatience()) >= 0) {
            LOG.errorf(
                    "Attempt %s is not graded: %s version %d never arrived",
                    job.attemptId(),
                    job.submitted().questionId(),
                    job.submitted().questionVersion());
            store(
                    job,
                    lease,
                    new GradingOutcome.NotGraded(
                            GradingOutcome.Reason.QUESTION_UNAVAILABLE,
                            "The question could not be found by the grader; your answer is kept and"
                                    + " can be graded again."));
            return;
        }
        // A little longer each time; the arrival of the question ends the wait at once.
        var pause = Duration.ofMillis(Math.clamp(waited.toMillis() / 4, 500, 5_000));
        transactions.run(() -> jobs.waitForQuestion(job.attemptId(), lease, pause));
    }

    private void failed(GradingJob job, UUID lease, Exception e) throws InterruptedException {
        int failures = job.failures() + 1;
        // The causes name classes and statuses, never the answer.
        LOG.warnf(
                "Grading attempt %s failed, time %d of %d: %s",
                job.attemptId(), failures, settings.tries(), cause(e));
        if (failures >= settings.tries()) {
            store(job, lease, graderFailed());
            return;
        }
        var pause = settings.pause().multipliedBy(1L << Math.min(failures - 1, 10));
        var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        transactions.run(() -> jobs.failed(job.attemptId(), lease, bounded));
    }

    private GradingOutcome graderFailed() {
        return new GradingOutcome.NotGraded(
                GradingOutcome.Reason.GRADER_FAILED,
                "The grader failed several times; your answer is kept and can be graded again.");
    }

    /** Tries for a while: grading again would cost more than waiting for the database. */
    private void store(GradingJob job, UUID lease, GradingOutcome outcome)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean stored = transactions.run(() -> storeOnce(job, lease, outcome));
                if (!stored) {
                    LOG.infof("Attempt %s was graded by another worker", job.attemptId());
                } else if (!job.retry()) {
                    telemetry.waited(job.submitted().submittedAt());
                }
                return;
            } catch (TransactionFailedException e) {
                if (attempt == STORE_TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE_WITHOUT_DATABASE);
            }
        }
    }

    private Uni<Boolean> storeOnce(GradingJob job, UUID lease, GradingOutcome outcome) {
        return jobs.finish(job.attemptId(), lease)
                .chain(
                        stillHeld -> {
                            if (!stillHeld) {
                                return Uni.createFrom().item(false);
                            }
                            return (job.retry()
                                            ? publishing.further(
                                                    job.attemptId(), GradeKind.RETRY, outcome)
                                            : publishing.first(job.submitted(), outcome))
                                    .replaceWith(true);
                        });
    }

    private void renewLeases() {
        held.forEach(
                (attemptId, lease) -> {
                    try {
                        transactions.run(() -> jobs.renew(attemptId, lease, settings.lease()));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        LOG.warnf("A lease could not be renewed: %s", cause(e));
                    }
                });
    }

    private static String cause(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
}
