package io.greenroom.grading.grade;

import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The history of grades: rows are added and never changed, and the one with the highest sequence
 * counts. Each row leaves as an event in the same transaction. All methods need a session.
 */
@ApplicationScoped
public class Grades {
    /** The topic of everything that comes after the first grade. */
    public static final String REVIEWS_TOPIC = "grading.reviews";

    private static final String COLUMNS =
            "attempt_id, sequence, kind, state, body, comment, decided_by, decided_at";

    private final StoredJson json;
    private final Outbox outbox;
    private final GradeMetrics metrics;
    private final Clock clock;

    @Inject
    Grades(StoredJson json, Outbox outbox, GradeMetrics metrics, Clock clock) {
        this.json = json;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What a row keeps as JSON. */
    record Body(
            @Nullable GradeView grade,
            @Nullable NotGradedReason notGradedReason,
            @Nullable List<ReviewReasonView> reviewReasons,
            @Nullable Instant reviewDueAt) {}

    /** Adds the first grade and its event; fails when there is one already. */
    public Uni<RecordedGrade> addFirst(SubmittedAnswer answer, NewGrade given) {
        var first = new RecordedGrade(answer.attemptId(), 1, given, clock.instant());
        return insert(answer, first)
                .chain(
                        () ->
                                outbox.append(
                                        AnswerGraded.TOPIC,
                                        answer.attemptId().toString(),
                                        AnswerGraded.TYPE,
                                        AnswerGraded.of(answer, given)))
                .replaceWith(first);
    }

    /**
     * Adds a further grade, which counts from now on, and its event.
     *
     * @param answer locked by {@link Answers#lock}, so that no two get the same sequence
     */
    public Uni<RecordedGrade> add(SubmittedAnswer answer, NewGrade given) {
        return current(answer.attemptId())
                .chain(
                        current -> {
                            int sequence = 1 + current.map(RecordedGrade::sequence).orElseThrow();
                            var further =
                                    new RecordedGrade(
                                            answer.attemptId(), sequence, given, clock.instant());
                            return insert(answer, further)
                                    .chain(
                                            () ->
                                                    outbox.append(
                                                            REVIEWS_TOPIC,
                                                            answer.attemptId().toString(),
                                                            GradeDecided.TYPE,
                                                            GradeDecided.of(answer, further)))
                                    .replaceWith(further);
                        });
    }

    /** The grade that counts; empty before the first one. */
    public Uni<Optional<RecordedGrade>> current(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select %s from attempt_grade where attempt_id = :attempt
                                                order by sequence desc limit 1
                                                """
                                                        .formatted(COLUMNS),
                                                Tuple.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(this::read));
    }

    /** Every grade that the attempt ever had, oldest first. */
    public Uni<List<RecordedGrade>> history(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select %s from attempt_grade where attempt_id = :attempt
                                                order by sequence
                                                """
                                                        .formatted(COLUMNS),
                                                Tuple.class)
                                        .setParameter("attempt", attemptId)
                                        .getResultList())
                .map(rows -> rows.stream().map(this::read).toList());
    }

    private Uni<Void> insert(SubmittedAnswer answer, RecordedGrade recorded) {
        var given = recorded.given();
        var grade = given.grade();
        var body =
                json.write(
                        new Body(
                                grade,
                                given.notGradedReason(),
                                given.reviewReasons().isEmpty() ? null : given.reviewReasons(),
                                given.reviewDueAt()));
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into attempt_grade (attempt_id, sequence, kind, state,
                                                    candidate_id, question_id, question_version, score, band,
                                                    grader, grader_version, provisional, body, comment,
                                                    decided_by, decided_at)
                                                values (:attempt, :sequence, :kind, :state, :candidate, :question,
                                                    :version, cast(:score as integer), :band, :grader,
                                                    :graderVersion, :provisional, :body, :comment, :by, :at)
                                                """)
                                        .setParameter("attempt", recorded.attemptId())
                                        .setParameter("sequence", recorded.sequence())
                                        .setParameter("kind", given.kind().name())
                                        .setParameter("state", given.state().name())
                                        .setParameter("candidate", answer.candidateId())
                                        .setParameter("question", answer.questionId())
                                        .setParameter("version", answer.questionVersion())
                                        .setParameter("score", grade == null ? null : grade.score())
                                        .setParameter("band", grade == null ? null : grade.band())
                                        .setParameter(
                                                "grader",
                                                grade == null ? null : grade.provenance().grader())
                                        .setParameter(
                                                "graderVersion",
                                                grade == null
                                                        ? null
                                                        : grade.provenance().graderVersion())
                                        .setParameter(
                                                "provisional", grade != null && grade.provisional())
                                        .setParameter("body", body)
                                        .setParameter("comment", given.comment())
                                        .setParameter("by", given.decidedBy())
                                        .setParameter(
                                                "at", recorded.decidedAt().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .invoke(() -> metrics.added(given))
                .replaceWithVoid();
    }

    private RecordedGrade read(Tuple row) {
        var body = json.read(row.get("body", String.class), Body.class);
        var reasons = body.reviewReasons();
        return new RecordedGrade(
                row.get("attempt_id", UUID.class),
                row.get("sequence", Integer.class),
                new NewGrade(
                        GradeKind.valueOf(row.get("kind", String.class)),
                        GradeState.valueOf(row.get("state", String.class)),
                        body.grade(),
                        body.notGradedReason(),
                        reasons == null ? List.of() : reasons,
                        body.reviewDueAt(),
                        row.get("comment", String.class),
                        row.get("decided_by", String.class)),
                Rows.instant(row, "decided_at"));
    }
}
