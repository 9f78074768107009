package io.greenroom.session.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was told about the grades of an attempt. Facts are only added, and an appeal only ends; so
 * whatever the order in which they come, and however often, the end is the same. All methods need a
 * session.
 */
@ApplicationScoped
class GradeHistory {
    private final StoredJson json;

    @Inject
    GradeHistory(StoredJson json) {
        this.json = json;
    }

    /** Adds a grade; false when it was there. */
    Uni<Boolean> add(GradeGiven given) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into attempt_grade (attempt_id, sequence, body)
                                                values (:attempt, :sequence, :body) on conflict do nothing
                                                """)
                                        .setParameter("attempt", given.attemptId())
                                        .setParameter("sequence", given.sequence())
                                        .setParameter("body", given.body().toString())
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** Takes an appeal as it stands; false when that, or its end, was known. */
    Uni<Boolean> add(AppealChanged appeal) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into attempt_appeal (id, attempt_id, open, opened_at, body)
                                                values (:id, :attempt, :open, :opened, :body)
                                                on conflict (id) do update
                                                set open = excluded.open, body = excluded.body
                                                where attempt_appeal.open and not excluded.open
                                                """)
                                        .setParameter("id", appeal.appealId())
                                        .setParameter("attempt", appeal.attemptId())
                                        .setParameter("open", appeal.isOpen())
                                        .setParameter(
                                                "opened",
                                                appeal.openedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("body", json.write(AppealView.of(appeal)))
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** All grades, oldest first. */
    Uni<List<ObjectNode>> grades(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select body from attempt_grade where attempt_id = :attempt
                                                order by sequence
                                                """,
                                                String.class)
                                        .setParameter("attempt", attemptId)
                                        .getResultList())
                .map(
                        bodies ->
                                bodies.stream()
                                        .map(body -> json.read(body, ObjectNode.class))
                                        .toList());
    }

    /** The newest appeal. */
    Uni<Optional<AppealView>> appeal(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select body from attempt_appeal where attempt_id = :attempt
                                                order by opened_at desc limit 1
                                                """,
                                                String.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResultOrNull())
                .map(
                        body ->
                                Optional.ofNullable(body)
                                        .map(stored -> json.read(stored, AppealView.class)));
    }

    /**
     * What counts now: the summary and the whole of the current grade, and whether it is appealed.
     */
    Uni<Optional<Standing>> standing(UUID attemptId) {
        return grades(attemptId)
                .chain(
                        grades ->
                                grades.isEmpty()
                                        ? Uni.createFrom().item(Optional.empty())
                                        : hasOpenAppeal(attemptId)
                                                .map(
                                                        appealed ->
                                                                Optional.of(
                                                                        new Standing(
                                                                                summary(
                                                                                        grades
                                                                                                .getLast()),
                                                                                grades.getLast(),
                                                                                appealed))));
    }

    /** What an attempt's state follows from. */
    record Standing(GradeGiven.Summary summary, ObjectNode body, boolean appealed) {}

    private GradeGiven.Summary summary(ObjectNode body) {
        return json.read(body, GradeGiven.Summary.class);
    }

    private static Uni<Boolean> hasOpenAppeal(UUID attemptId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(*) from attempt_appeal
                                                where attempt_id = :attempt and open
                                                """,
                                                Long.class)
                                        .setParameter("attempt", attemptId)
                                        .getSingleResult())
                .map(count -> count > 0);
    }
}
