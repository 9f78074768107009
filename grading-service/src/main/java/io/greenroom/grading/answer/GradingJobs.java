package io.greenroom.grading.answer;

import io.greenroom.grading.grade.Answers;
import io.greenroom.grading.grade.Rows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answers that are to be graded, kept in the database so that no kill loses one. A worker holds
 * a job by a lease: who dies lets it run out, and another takes the job. All methods need a session
 * with a transaction; times are the database's.
 */
@ApplicationScoped
class GradingJobs {
    /**
     * Adds a job; one attempt has one job, whatever is sent twice.
     *
     * @param trace which trace its grading belongs to, as {@code traceparent} has it
     */
    Uni<Void> add(AnswerSubmitted submitted, @Nullable String trace) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into grading_job (attempt_id, candidate_id, question_id,
                                                    question_version, answer, language, submitted_at, trace)
                                                values (:attempt, :candidate, :question, :version, :answer,
                                                    :language, :submitted, cast(:trace as text))
                                                on conflict (attempt_id) do nothing
                                                """)
                                        .setParameter("attempt", submitted.attemptId())
                                        .setParameter("candidate", submitted.candidateId())
                                        .setParameter("question", submitted.questionId())
                                        .setParameter("version", submitted.questionVersion())
                                        .setParameter("answer", submitted.text())
                                        .setParameter("language", submitted.language())
                                        .setParameter("trace", trace)
                                        .setParameter(
                                                "submitted",
                                                submitted.submittedAt().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The job that has waited longest, held under that lease; empty when none is due. */
    Uni<Optional<GradingJob>> claim(UUID lease, Duration length) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job
                                                set lease = :lease, claims = claims + 1,
                                                    due_at = now() + :length * interval '1 millisecond'
                                                where attempt_id = (
                                                    select attempt_id from grading_job
                                                    where not done and due_at <= now()
                                                    order by due_at
                                                    limit 1
                                                    for update skip locked)
                                                returning %s, received_at, claims, failures, retry, trace
                                                """
                                                        .formatted(Answers.COLUMNS),
                                                Tuple.class)
                                        .setParameter("lease", lease)
                                        .setParameter("length", length.toMillis())
                                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(GradingJobs::job));
    }

    /** Holds the job longer; false when it is no longer held under that lease. */
    Uni<Boolean> renew(UUID attemptId, UUID lease, Duration length) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job
                                                set due_at = now() + :length * interval '1 millisecond'
                                                where attempt_id = :attempt and lease = :lease and not done
                                                """)
                                        .setParameter("length", length.toMillis())
                                        .setParameter("attempt", attemptId)
                                        .setParameter("lease", lease)
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Ends the job; false when another worker holds it by now, whose grade counts. */
    Uni<Boolean> finish(UUID attemptId, UUID lease) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job set done = true, lease = null
                                                where attempt_id = :attempt and lease = :lease and not done
                                                """)
                                        .setParameter("attempt", attemptId)
                                        .setParameter("lease", lease)
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Gives the job back after a failure of the grader, to be tried again after the pause. */
    Uni<Void> failed(UUID attemptId, UUID lease, Duration pause) {
        return release(attemptId, lease, pause, "failures = failures + 1");
    }

    /** Gives the job back because its question has not arrived. */
    Uni<Void> waitForQuestion(UUID attemptId, UUID lease, Duration pause) {
        return release(attemptId, lease, pause, "claims = claims - 1");
    }

    /** Makes the jobs due that wait for that question. */
    Uni<Void> questionArrived(String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job set due_at = now()
                                                where question_id = :question and not done and lease is null
                                                """)
                                        .setParameter("question", questionId)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Makes an ended job due once more. */
    Uni<Void> again(UUID attemptId, Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job
                                                set done = false, retry = true, retried_at = :now, received_at = :now,
                                                    due_at = now(), claims = 0, failures = 0
                                                where attempt_id = :attempt and done
                                                """)
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .setParameter("attempt", attemptId)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Whether the attempt waits for a grade, and when it was made to wait again. */
    Uni<Optional<Waiting>> waiting(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select done, retried_at from grading_job
                                                where attempt_id = :attempt
                                                """,
                                                Tuple.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResultOrNull())
                .map(
                        row ->
                                Optional.ofNullable(row)
                                        .map(
                                                found ->
                                                        new Waiting(
                                                                !found.get("done", Boolean.class),
                                                                Rows.instantOrNull(
                                                                        found, "retried_at"))));
    }

    /** How a job stands. */
    record Waiting(boolean waits, @Nullable Instant retriedAt) {}

    private static Uni<Void> release(UUID attemptId, UUID lease, Duration pause, String change) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update grading_job
                                                set lease = null, due_at = now() + :pause * interval '1 millisecond', %s
                                                where attempt_id = :attempt and lease = :lease and not done
                                                """
                                                        .formatted(change))
                                        .setParameter("pause", pause.toMillis())
                                        .setParameter("attempt", attemptId)
                                        .setParameter("lease", lease)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private static GradingJob job(Tuple row) {
        return new GradingJob(
                Answers.answer(row),
                Rows.instant(row, "received_at"),
                row.get("claims", Integer.class),
                row.get("failures", Integer.class),
                row.get("retry", Boolean.class),
                row.get("trace", String.class));
    }
}
