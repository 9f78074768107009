package io.greenroom.grading.opinion;

import io.greenroom.grading.grade.GradeView;
import io.greenroom.grading.grade.Rows;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What interviewers marked and what they ask, kept in the database so that no kill loses any. A
 * worker holds a question by a lease. All methods need a session with a transaction.
 */
@ApplicationScoped
class Opinions {
    private final StoredJson json;

    @Inject
    Opinions(StoredJson json) {
        this.json = json;
    }

    /** Adds what is asked; the same question is asked once. */
    Uni<Void> add(OpinionRequested asked, @Nullable String trace) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into opinion (id, session_id, item_id, candidate_id, question_id,
                                                    question_version, answer, language, requested_by, requested_at, trace)
                                                values (:id, :session, :item, :candidate, :question, :version, :answer,
                                                    :language, :by, :at, cast(:trace as text))
                                                on conflict do nothing
                                                """)
                                        .setParameter("id", asked.opinionId())
                                        .setParameter("session", asked.sessionId())
                                        .setParameter("item", asked.itemId())
                                        .setParameter("candidate", asked.candidate())
                                        .setParameter("question", asked.questionId())
                                        .setParameter("version", asked.questionVersion())
                                        .setParameter("answer", asked.text())
                                        .setParameter("language", asked.language())
                                        .setParameter("by", asked.requestedBy())
                                        .setParameter(
                                                "at", asked.requestedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("trace", trace)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The one that has waited longest, held under that lease; empty when none is due. */
    Uni<Optional<Opinion>> claim(UUID lease, Duration length) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update opinion
                                                set lease = :lease, due_at = now() + :length * interval '1 millisecond'
                                                where id = (
                                                    select id from opinion
                                                    where state = 'WAITING' and due_at <= now()
                                                    order by due_at
                                                    limit 1
                                                    for update skip locked)
                                                returning id, session_id, item_id, candidate_id, question_id,
                                                    question_version, answer, language, requested_by, received_at,
                                                    failures, trace
                                                """,
                                                Tuple.class)
                                        .setParameter("lease", lease)
                                        .setParameter("length", length.toMillis())
                                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row).map(Opinions::opinion));
    }

    private static Opinion opinion(Tuple row) {
        return new Opinion(
                row.get("id", UUID.class),
                row.get("session_id", UUID.class),
                row.get("item_id", UUID.class),
                row.get("question_id", String.class),
                row.get("question_version", Integer.class),
                new Answer(
                        row.get("answer", String.class),
                        AnswerLanguage.valueOf(
                                row.get("language", String.class).toUpperCase(Locale.ROOT)),
                        row.get("candidate_id", String.class)),
                row.get("requested_by", String.class),
                Rows.instant(row, "received_at"),
                row.get("failures", Integer.class),
                row.get("trace", String.class));
    }

    /** Gives it back for a while. */
    Uni<Void> postpone(UUID id, UUID lease, Duration pause, boolean failed) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update opinion
                                                set lease = null, failures = failures + :failed,
                                                    due_at = now() + :pause * interval '1 millisecond'
                                                where id = :id and lease = :lease and state = 'WAITING'
                                                """)
                                        .setParameter("failed", failed ? 1 : 0)
                                        .setParameter("pause", pause.toMillis())
                                        .setParameter("id", id)
                                        .setParameter("lease", lease)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Ends it and erases what was asked.
     *
     * @return false when it is no longer held under that lease, or its person was forgotten
     */
    Uni<Boolean> give(Opinion asked, UUID lease, @Nullable GradeView grade) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update opinion
                                                set state = 'GIVEN', lease = null, answer = '',
                                                    levels = cast(:levels as text), grader = cast(:grader as text),
                                                    grader_version = cast(:version as text)
                                                where id = :id and lease = :lease and state = 'WAITING'
                                                """)
                                        .setParameter(
                                                "levels", grade == null ? null : levels(grade))
                                        .setParameter(
                                                "grader",
                                                grade == null ? null : grade.provenance().grader())
                                        .setParameter(
                                                "version",
                                                grade == null
                                                        ? null
                                                        : grade.provenance().graderVersion())
                                        .setParameter("id", asked.id())
                                        .setParameter("lease", lease)
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    private String levels(GradeView grade) {
        var levels = new TreeMap<String, Integer>();
        grade.criteria()
                .forEach(criterion -> levels.put(criterion.criterionId(), criterion.level()));
        return json.write(levels);
    }

    /** Adds the levels of a card, and the machine's beside them if it has said any. */
    Uni<Void> mark(ScorecardSubmitted card) {
        return Multi.createFrom()
                .iterable(card.items())
                .onItem()
                .transformToUniAndConcatenate(
                        item ->
                                Multi.createFrom()
                                        .iterable(item.criteria())
                                        .filter(given -> given.level() != null)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                given -> mark(card, item, given))
                                        .collect()
                                        .last()
                                        .chain(() -> compare(item.itemId(), card.interviewerId())))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Integer> mark(
            ScorecardSubmitted card, ScorecardSubmitted.Item item, ScorecardSubmitted.Level given) {
        var candidate = card.candidateId();
        Map<String, Object> values =
                Map.of(
                        "item", item.itemId(),
                        "candidate", candidate == null ? "" : candidate,
                        "question", item.questionId(),
                        "version", item.questionVersion(),
                        "title", item.questionTitle(),
                        "criterion", given.criterionId(),
                        "criterionTitle", given.criterionTitle(),
                        "reviewer", card.interviewerId(),
                        "name", card.interviewerName(),
                        "at", card.submittedAt().atOffset(ZoneOffset.UTC));
        return Panache.getSession()
                .chain(
                        session -> {
                            var query =
                                    session.createNativeQuery(
                                            """
                                            insert into human_mark (source, source_id, attempt_id, candidate_id,
                                                question_id, question_version, question_title, criterion_id,
                                                criterion_title, reviewer, reviewer_name, level, blind, marked_at)
                                            values ('SCORECARD', :item, :item, :candidate, :question, :version,
                                                :title, :criterion, :criterionTitle, :reviewer, :name, :level,
                                                true, :at)
                                            on conflict do nothing
                                            """);
                            values.forEach(query::setParameter);
                            return query.setParameter("level", given.level()).executeUpdate();
                        });
    }

    /** Puts the machine's levels beside those that the interviewer gave, whichever came first. */
    Uni<Void> compare(UUID itemId, String interviewer) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update human_mark m
                                                set machine_level = cast(cast(o.levels as jsonb) ->> m.criterion_id as integer),
                                                    grader = o.grader, grader_version = o.grader_version
                                                from opinion o
                                                where o.item_id = :item and o.requested_by = :by and o.levels is not null
                                                    and m.source = 'SCORECARD' and m.source_id = o.item_id
                                                    and m.reviewer = o.requested_by
                                                """)
                                        .setParameter("item", itemId)
                                        .setParameter("by", interviewer)
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
