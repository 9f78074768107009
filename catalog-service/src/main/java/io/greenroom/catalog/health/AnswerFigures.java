package io.greenroom.catalog.health;

import io.greenroom.catalog.reveal.AnswerSubmitted;
import io.greenroom.catalog.reveal.SubmissionFollower;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.greenroom.platform.privacy.Forgotten;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Gathers figures of answers from submissions, grades and appeals, in whatever order they come. */
@ApplicationScoped
class AnswerFigures implements PersonalData, SubmissionFollower {
    private static final String GRADES = "catalog.grades";
    private static final String REVIEWS = "catalog.reviews";
    private static final String ANSWER_GRADED = "grading.answer-graded.v1";
    private static final String GRADE_DECIDED = "grading.grade-decided.v1";
    private static final String APPEAL_CHANGED = "grading.appeal-changed.v1";

    private final Events events;
    private final EventJson json;
    private final Forgotten forgotten;

    @Inject
    AnswerFigures(Events events, EventJson json, Forgotten forgotten) {
        this.events = events;
        this.json = json;
        this.forgotten = forgotten;
    }

    @Override
    public Uni<Void> submitted(AnswerSubmitted answer) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into answer_figure (attempt_id, candidate_id, question_id,
                                                    question_version, submitted_at, active_seconds)
                                                values (:attempt, :candidate, :question, :version, :at, :seconds)
                                                on conflict (attempt_id) do update set
                                                    question_id = excluded.question_id,
                                                    question_version = excluded.question_version,
                                                    submitted_at = excluded.submitted_at,
                                                    active_seconds = excluded.active_seconds
                                                """)
                                        .setParameter("attempt", answer.attemptId())
                                        .setParameter("candidate", answer.candidateId())
                                        .setParameter("question", answer.questionId())
                                        .setParameter("version", answer.questionVersion())
                                        .setParameter(
                                                "at", answer.submittedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("seconds", answer.activeSeconds())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    @Incoming("grades")
    Uni<Void> onGrade(String message) {
        return events.once(
                GRADES,
                message,
                event -> {
                    if (!event.type().equals(ANSWER_GRADED)) {
                        return Uni.createFrom().voidItem();
                    }
                    var graded = json.data(event, Graded.class);
                    return unlessForgotten(
                            graded.candidateId(),
                            graded.attemptId(),
                            event.time(),
                            () -> graded(graded, 1, true));
                });
    }

    @Incoming("reviews")
    Uni<Void> onReview(String message) {
        return events.once(
                REVIEWS,
                message,
                event ->
                        switch (event.type()) {
                            case GRADE_DECIDED -> {
                                var decided = json.data(event, Graded.class);
                                yield unlessForgotten(
                                        decided.candidateId(),
                                        decided.attemptId(),
                                        event.time(),
                                        () ->
                                                graded(
                                                        decided,
                                                        Objects.requireNonNullElse(
                                                                decided.sequence(), 0),
                                                        !"person".equals(decided.by())));
                            }
                            case APPEAL_CHANGED -> {
                                var appeal = json.data(event, Appeal.class);
                                yield unlessForgotten(
                                        appeal.candidateId(),
                                        appeal.attemptId(),
                                        event.time(),
                                        () -> appealed(appeal));
                            }
                            default -> Uni.createFrom().voidItem();
                        });
    }

    private Uni<Void> unlessForgotten(
            String candidateId, String attemptId, Instant at, Supplier<Uni<Void>> effect) {
        return forgotten
                .contains(candidateId, at)
                .chain(
                        isGone ->
                                isGone
                                        ? Uni.createFrom().item(true)
                                        : forgotten.contains(attemptId, at))
                .chain(isGone -> isGone ? Uni.createFrom().voidItem() : effect.get());
    }

    private static Uni<Void> graded(Graded graded, int sequence, boolean byMachine) {
        if (sequence < 1 || (graded.grade() == null) != graded.state().equals("NOT_GRADED")) {
            throw new PoisonEventException("A grade that lacks what its state promises.");
        }
        var grade = graded.grade();
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into answer_figure as known (attempt_id, candidate_id, question_id,
                                                    question_version, sequence, state, score, levels, machine_sequence,
                                                    machine_score, human_sequence, human_score)
                                                values (:attempt, :candidate, :question, :version, :sequence, :state,
                                                    :score, cast(cast(:levels as text) as jsonb), :machineSequence, :machineScore,
                                                    :humanSequence, :humanScore)
                                                on conflict (attempt_id) do update set
                                                    question_id = coalesce(known.question_id, excluded.question_id),
                                                    question_version = coalesce(known.question_version, excluded.question_version),
                                                    state = case when excluded.sequence > known.sequence
                                                        then excluded.state else known.state end,
                                                    score = case when excluded.sequence > known.sequence
                                                        then excluded.score else known.score end,
                                                    levels = case when excluded.sequence > known.sequence
                                                        then excluded.levels else known.levels end,
                                                    sequence = greatest(known.sequence, excluded.sequence),
                                                    machine_score = case when excluded.machine_sequence > known.machine_sequence
                                                        then excluded.machine_score else known.machine_score end,
                                                    machine_sequence = greatest(known.machine_sequence, excluded.machine_sequence),
                                                    human_score = case when excluded.human_sequence > known.human_sequence
                                                        then excluded.human_score else known.human_score end,
                                                    human_sequence = greatest(known.human_sequence, excluded.human_sequence)
                                                """)
                                        .setParameter("attempt", graded.attemptId())
                                        .setParameter("candidate", graded.candidateId())
                                        .setParameter("question", graded.questionId())
                                        .setParameter("version", graded.questionVersion())
                                        .setParameter("sequence", sequence)
                                        .setParameter("state", graded.state())
                                        .setParameter("score", score(grade))
                                        .setParameter("levels", levels(grade))
                                        // What could not be graded is no opinion on the answer.
                                        .setParameter(
                                                "machineSequence",
                                                byMachine && grade != null ? sequence : 0)
                                        .setParameter(
                                                "machineScore", byMachine ? score(grade) : null)
                                        .setParameter(
                                                "humanSequence",
                                                !byMachine && grade != null ? sequence : 0)
                                        .setParameter("humanScore", byMachine ? null : score(grade))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> appealed(Appeal appeal) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into appeal_figure as known
                                                    (appeal_id, attempt_id, candidate_id, opened_at, state, granted)
                                                values (:appeal, :attempt, :candidate, :at, :state, :granted)
                                                on conflict (appeal_id) do update
                                                set state = excluded.state, granted = excluded.granted
                                                where known.state = 'OPEN'
                                                """)
                                        .setParameter("appeal", appeal.appealId())
                                        .setParameter("attempt", appeal.attemptId())
                                        .setParameter("candidate", appeal.candidateId())
                                        .setParameter(
                                                "at", appeal.openedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("state", appeal.state())
                                        .setParameter(
                                                "granted",
                                                appeal.outcome() != null
                                                        && appeal.outcome().changed())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return delete("answer_figure", "coalesce(submitted_at, '-infinity')", person)
                .chain(() -> delete("appeal_figure", "opened_at", person));
    }

    private static Uni<Void> delete(String table, String since, PersonDeleted person) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from %s
                                                where candidate_id = :candidate and %s <= :at
                                                or attempt_id = any(string_to_array(:attempts, ','))
                                                """
                                                        .formatted(table, since))
                                        .setParameter("candidate", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .setParameter("attempts", person.attempts())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private static @Nullable Integer score(@Nullable Grade grade) {
        return grade == null ? null : grade.score();
    }

    private static @Nullable String levels(@Nullable Grade grade) {
        return grade == null
                ? null
                : grade.criteria().stream()
                        .map(c -> "\"%s\":%d".formatted(c.criterionId(), c.level()))
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * What a first or further grade tells: its figures, nothing of the words it quotes.
     *
     * @param sequence counts the grades of an attempt; a first grade does not say it
     * @param by machine or person; a first grade does not say it
     */
    record Graded(
            String attemptId,
            String candidateId,
            String questionId,
            int questionVersion,
            String state,
            @Nullable Integer sequence,
            @Nullable String by,
            @Nullable Grade grade) {}

    record Grade(int score, List<CriterionLevel> criteria) {
        Grade {
            criteria = List.copyOf(criteria);
        }
    }

    record CriterionLevel(String criterionId, int level) {}

    record Appeal(
            String attemptId,
            String candidateId,
            String appealId,
            String state,
            Instant openedAt,
            @Nullable Outcome outcome) {}

    record Outcome(boolean changed) {}
}
