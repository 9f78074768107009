package io.greenroom.grading.regrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.catalog.Questions;
import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.Grades;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.grade.SubmittedAnswer;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.telemetry.GradingTelemetry;
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
 * Works re-grades off, one attempt after the other, beside the grading of new answers. Each attempt
 * is held by a lease: who dies lets it run out, and nothing is applied twice, since an attempt is
 * applied and marked so in one transaction.
 */
@ApplicationScoped
class RegradeWorker {
    /** The channel on which all instances learn that there is something to do. */
    static final String CHANNEL = "grading_regrades";

    private static final Logger LOG = Logger.getLogger(RegradeWorker.class);

    /** Longer than any grader takes; after a kill an attempt waits so long. */
    private static final Duration LEASE = Duration.ofMinutes(4);

    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration PAUSE_WITHOUT_DATABASE = Duration.ofSeconds(2);
    private static final int TRIES = 3;

    private final Regrades regrades;
    private final Transactions transactions;
    private final Answers answers;
    private final Grades grades;
    private final Questions questions;
    private final GradeAnswer gradeAnswer;
    private final GradingTelemetry telemetry;
    private final PublishGrade publishing;
    private final ObjectMapper mapper;
    private final Signals signals;
    private final Clock clock;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    @Inject
    RegradeWorker(
            Regrades regrades,
            Transactions transactions,
            Answers answers,
            Grades grades,
            Questions questions,
            GradeAnswer gradeAnswer,
            GradingTelemetry telemetry,
            PublishGrade publishing,
            ObjectMapper mapper,
            Signals signals,
            Clock clock) {
        this.regrades = regrades;
        this.transactions = transactions;
        this.answers = answers;
        this.grades = grades;
        this.questions = questions;
        this.gradeAnswer = gradeAnswer;
        this.telemetry = telemetry;
        this.publishing = publishing;
        this.mapper = mapper;
        this.signals = signals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANNEL, id -> work.release());
        thread = Thread.ofVirtual().name("regrade").start(this::work);
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
        LOG.warnf("Grading again pauses: %s", e.toString());
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
        var claimed = transactions.run(() -> regrades.claim(lease, LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        var held = claimed.get();
        if (held.applying()) {
            transactions.run(() -> apply(held, lease));
        } else {
            grade(held, lease);
        }
        transactions.run(() -> regrades.proceed(held.regradeId(), clock.instant()));
        return true;
    }

    /** An attempt and the question whose rubric it is graded on. */
    private record Case(SubmittedAnswer answer, Question question) {}

    private void grade(Regrades.Held held, UUID lease) throws InterruptedException {
        var found = transactions.run(() -> caseOf(held));
        if (found.isEmpty()) {
            transactions.run(
                    () -> regrades.end(held, lease, "FAILED", "The question is not there."));
            return;
        }
        NewGrade judged;
        try {
            judged =
                    NewGrade.of(
                            GradeKind.REGRADE,
                            telemetry.grading(
                                    found.get().answer().attemptId(),
                                    found.get().question(),
                                    () ->
                                            gradeAnswer.grade(
                                                    found.get().question(),
                                                    found.get().answer().answer())));
        } catch (GraderFailedException e) {
            failed(held, lease, "The grader failed.");
            return;
        }
        var grade = judged.grade();
        if (grade == null || grade.provisional()) {
            failed(held, lease, "The wanted grader was not there.");
            return;
        }
        var body = write(judged);
        transactions.run(
                () ->
                        regrades.graded(
                                held,
                                lease,
                                grade.score(),
                                grade.band(),
                                grade.provenance().grader(),
                                grade.provenance().graderVersion(),
                                body));
    }

    private Uni<Optional<Case>> caseOf(Regrades.Held held) {
        return answers.find(held.attemptId())
                .chain(
                        answer -> {
                            var given = answer.orElseThrow();
                            var question =
                                    held.latestRubric()
                                            ? questions.latest(given.questionId())
                                            : questions.find(
                                                    given.questionId(), given.questionVersion());
                            return question.map(
                                    found -> found.map(version -> new Case(given, version)));
                        });
    }

    private void failed(Regrades.Held held, UUID lease, String detail) throws InterruptedException {
        if (held.failures() + 1 >= TRIES) {
            transactions.run(() -> regrades.end(held, lease, "FAILED", detail));
        } else {
            transactions.run(() -> regrades.failed(held, lease, PAUSE));
        }
    }

    private Uni<Boolean> apply(Regrades.Held held, UUID lease) {
        if (held.byPerson() && !held.overPerson()) {
            return regrades.end(held, lease, "SKIPPED", "A person decided on it.");
        }
        return answers.lock(held.attemptId())
                .chain(() -> grades.current(held.attemptId()))
                .chain(
                        current -> {
                            if (current.isEmpty()
                                    || current.get().sequence() != held.baseSequence()) {
                                return regrades.end(
                                        held, lease, "SKIPPED", "It was graded in the meantime.");
                            }
                            // Ended first: whoever lost the lease must not add a grade.
                            return regrades.end(held, lease, "APPLIED", null)
                                    .chain(
                                            stillHeld ->
                                                    stillHeld
                                                            ? publish(held)
                                                            : Uni.createFrom().item(false));
                        });
    }

    private Uni<Boolean> publish(Regrades.Held held) {
        return publishing
                .further(held.attemptId(), read(held), held.overPerson())
                .chain(
                        taken ->
                                taken
                                        ? Uni.createFrom().item(true)
                                        : regrades.skip(held, "A person is asked to look at it."));
    }

    private NewGrade read(Regrades.Held held) {
        var body = held.body();
        if (body == null) {
            throw new IllegalStateException("There is no new grade to apply");
        }
        try {
            return mapper.readValue(body, NewGrade.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored grade cannot be read", e);
        }
    }

    private String write(NewGrade grade) {
        try {
            return mapper.writeValueAsString(grade);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A grade cannot be written", e);
        }
    }
}
