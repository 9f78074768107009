package io.greenroom.grading.trial;

import io.github.bucket4j.Bucket;
import io.greenroom.grading.assessment.GradeAnswer;
import io.greenroom.grading.bucket.SharedBuckets;
import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.NewGrade;
import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.grading.review.PublishGrade;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.GraderFailedException;
import io.greenroom.grading.rubric.Question;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Grades as for a candidate, by the way that every grade takes, and keeps nothing: no attempt, no
 * grade, no event. What a language model costs for it counts as the admin's. Blocks.
 */
@ApplicationScoped
class TryRubric {
    private static final Logger LOG = Logger.getLogger(TryRubric.class);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final GradeAnswer gradeAnswer;
    private final PublishGrade publishing;
    private final TrialSettings settings;
    private final Semaphore turns;
    private final ExecutorService grading = Executors.newVirtualThreadPerTaskExecutor();
    private final SharedBuckets buckets;

    @Inject
    TryRubric(
            GradeAnswer gradeAnswer,
            PublishGrade publishing,
            TrialSettings settings,
            SharedBuckets buckets) {
        this.gradeAnswer = gradeAnswer;
        this.publishing = publishing;
        this.settings = settings;
        this.buckets = buckets;
        this.turns = new Semaphore(settings.atOnce(), true);
    }

    void stop(@Observes ShutdownEvent event) {
        grading.shutdownNow();
    }

    NewGrade grade(Question question, Answer answer) {
        buckets.removeSomeExpired();
        var probe = bucket(answer.candidateId()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(
                    "You may try %d times a minute.".formatted(settings.perMinute()),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        try {
            if (!turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw tooMany("Others are trying rubrics just now.", SOON);
            }
            try {
                return judged(question, answer);
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unable("The service is stopping.", SOON);
        }
    }

    private NewGrade judged(Question question, Answer answer) throws InterruptedException {
        var result = grading.submit(() -> gradeAnswer.grade(question, answer));
        try {
            return publishing.doubted(
                    NewGrade.of(
                            GradeKind.FIRST,
                            result.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            throw unable("Grading this takes too long.", SOON);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GraderFailedException failed) {
                // The message never quotes the answer.
                LOG.warnf("A trial was not graded: %s", failed.getMessage());
                var wait = failed.retryAfter();
                throw unable(
                        "The grader could not judge this answer just now.",
                        wait == null ? SOON : wait);
            }
            throw new IllegalStateException("A trial failed", e.getCause());
        } finally {
            result.cancel(true);
        }
    }

    private Bucket bucket(String admin) {
        return buckets.of(
                "trial:%d:%s".formatted(settings.perMinute(), SharedBuckets.pseudonym(admin)),
                settings.perMinute(),
                Duration.ofMinutes(1));
    }

    private static ProblemException tooMany(String detail, Duration wait) {
        return ProblemException.of(GradingProblem.TOO_MANY_TRIALS, detail).retryAfter(wait);
    }

    private static ProblemException unable(String detail, Duration wait) {
        return ProblemException.of(CommonProblem.SERVICE_UNAVAILABLE, detail).retryAfter(wait);
    }
}
