package io.greenroom.grading.regrade;

import io.greenroom.grading.grade.Rows;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Re-grades and their attempts. All methods need a session with a transaction. */
@ApplicationScoped
class Regrades {
    /**
     * An attempt of a re-grade that a worker holds.
     *
     * @param applying true to put its new grade in place, false to grade it
     * @param body the new grade, once there is one
     */
    record Held(
            UUID regradeId,
            UUID attemptId,
            boolean applying,
            boolean latestRubric,
            boolean overPerson,
            boolean byPerson,
            int baseSequence,
            int failures,
            @Nullable String body) {}

    /** A re-grade without its attempts. */
    record Regrade(
            UUID id,
            RegradeState state,
            OpenRegrade.Scope scope,
            boolean latestRubric,
            boolean overPerson,
            String openedBy,
            Instant openedAt,
            @Nullable Instant endedAt) {}

    /** The figures of a re-grade's attempts. */
    record Figures(
            RegradeView.Progress progress,
            @Nullable String grader,
            @Nullable String graderVersion,
            List<Difference> differences) {}

    /** Opens one; empty when another with that scope is open. */
    Uni<Boolean> open(UUID id, OpenRegrade wanted, String who, Instant now) {
        var scope = wanted.bounds();
        return query(
                        """
                        insert into regrade (id, state, question_id, grader, grader_version, since, until,
                            latest_rubric, over_person, opened_by, opened_at)
                        values (:id, 'RUNNING', :question, :grader, :version, :since, :until, :latest, :over,
                            :who, :now)
                        on conflict do nothing
                        """,
                        query ->
                                query.setParameter("id", id)
                                        .setParameter("question", scope.questionId())
                                        .setParameter("grader", scope.grader())
                                        .setParameter("version", scope.graderVersion())
                                        .setParameter("since", time(scope.since()))
                                        .setParameter("until", time(scope.until()))
                                        .setParameter("latest", wanted.latestRubric())
                                        .setParameter("over", wanted.overPeople())
                                        .setParameter("who", who)
                                        .setParameter("now", time(now)))
                .map(rows -> rows == 1);
    }

    /** Adds the attempts within its bounds; those that have no grade have nothing to compare. */
    Uni<Integer> addAttempts(UUID id, OpenRegrade wanted) {
        var scope = wanted.bounds();
        return query(
                """
                insert into regrade_item (regrade_id, attempt_id, question_id, state, base_sequence, by_person,
                    old_score, old_band)
                select :id, g.attempt_id, g.question_id, 'WAITING', g.sequence, g.kind in ('REVIEW', 'APPEAL'),
                    g.score, g.band
                from attempt_grade g
                where g.score is not null
                    and g.sequence = (select max(sequence) from attempt_grade m where m.attempt_id = g.attempt_id)
                    and (cast(:question as text) is null or g.question_id = :question)
                    and (cast(:grader as text) is null or g.grader = :grader)
                    and (cast(:version as text) is null or g.grader_version = :version)
                    and g.decided_at >= :since and g.decided_at < :until
                order by g.decided_at desc limit :most
                """,
                query ->
                        query.setParameter("id", id)
                                .setParameter("question", scope.questionId())
                                .setParameter("grader", scope.grader())
                                .setParameter("version", scope.graderVersion())
                                .setParameter(
                                        "since",
                                        time(
                                                Objects.requireNonNullElse(
                                                        scope.since(), Instant.EPOCH)))
                                .setParameter(
                                        "until",
                                        time(
                                                Objects.requireNonNullElse(
                                                        scope.until(),
                                                        Instant.parse("9999-01-01T00:00:00Z"))))
                                .setParameter("most", wanted.most()));
    }

    /** An attempt that is due, held under that lease; those that are to be applied come first. */
    Uni<Optional<Held>> claim(UUID lease, Duration length) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update regrade_item i
                                                set lease = :lease, due_at = now() + :length * interval '1 millisecond'
                                                from regrade r
                                                where r.id = i.regrade_id and (i.regrade_id, i.attempt_id) = (
                                                    select d.regrade_id, d.attempt_id
                                                    from regrade_item d join regrade o on o.id = d.regrade_id
                                                    where d.due_at <= now()
                                                        and (o.state = 'RUNNING' and d.state = 'WAITING'
                                                            or o.state = 'APPLYING' and d.state = 'GRADED')
                                                    order by o.state, d.due_at
                                                    limit 1
                                                    for update of d skip locked)
                                                returning i.regrade_id, i.attempt_id, r.state as regrade_state,
                                                    r.latest_rubric, r.over_person, i.by_person, i.base_sequence,
                                                    i.failures, i.body
                                                """,
                                                Tuple.class)
                                        .setParameter("lease", lease)
                                        .setParameter("length", length.toMillis())
                                        .getSingleResultOrNull())
                .map(
                        row ->
                                Optional.ofNullable(row)
                                        .map(
                                                held ->
                                                        new Held(
                                                                held.get("regrade_id", UUID.class),
                                                                held.get("attempt_id", UUID.class),
                                                                held.get(
                                                                                "regrade_state",
                                                                                String.class)
                                                                        .equals("APPLYING"),
                                                                held.get(
                                                                        "latest_rubric",
                                                                        Boolean.class),
                                                                held.get(
                                                                        "over_person",
                                                                        Boolean.class),
                                                                held.get(
                                                                        "by_person", Boolean.class),
                                                                held.get(
                                                                        "base_sequence",
                                                                        Integer.class),
                                                                held.get("failures", Integer.class),
                                                                held.get("body", String.class))));
    }

    /** The new grade is there. */
    Uni<Boolean> graded(
            Held held,
            UUID lease,
            int score,
            String band,
            String grader,
            String graderVersion,
            String body) {
        return query(
                        """
                        update regrade_item
                        set state = 'GRADED', new_score = :score, new_band = :band, grader = :grader,
                            grader_version = :version, body = :body, lease = null, due_at = now()
                        where regrade_id = :regrade and attempt_id = :attempt and lease = :lease
                            and state = 'WAITING'
                        """,
                        query ->
                                query.setParameter("score", score)
                                        .setParameter("band", band)
                                        .setParameter("grader", grader)
                                        .setParameter("version", graderVersion)
                                        .setParameter("body", body)
                                        .setParameter("regrade", held.regradeId())
                                        .setParameter("attempt", held.attemptId())
                                        .setParameter("lease", lease))
                .map(rows -> rows == 1);
    }

    /** It ends so; only who holds it may say. */
    Uni<Boolean> end(Held held, UUID lease, String state, @Nullable String detail) {
        return query(
                        """
                        update regrade_item set state = :state, detail = :detail, lease = null
                        where regrade_id = :regrade and attempt_id = :attempt and lease = :lease
                            and state in ('WAITING', 'GRADED')
                        """,
                        query ->
                                query.setParameter("state", state)
                                        .setParameter("detail", detail)
                                        .setParameter("regrade", held.regradeId())
                                        .setParameter("attempt", held.attemptId())
                                        .setParameter("lease", lease))
                .map(rows -> rows == 1);
    }

    /** What was just ended as applied was not taken after all. */
    Uni<Boolean> skip(Held held, String detail) {
        return query(
                        """
                        update regrade_item set state = 'SKIPPED', detail = :detail
                        where regrade_id = :regrade and attempt_id = :attempt
                        """,
                        query ->
                                query.setParameter("detail", detail)
                                        .setParameter("regrade", held.regradeId())
                                        .setParameter("attempt", held.attemptId()))
                .map(rows -> rows == 1);
    }

    /** It is tried again after the pause. */
    Uni<Integer> failed(Held held, UUID lease, Duration pause) {
        return query(
                """
                update regrade_item
                set failures = failures + 1, lease = null, due_at = now() + :pause * interval '1 millisecond'
                where regrade_id = :regrade and attempt_id = :attempt and lease = :lease
                """,
                query ->
                        query.setParameter("pause", pause.toMillis())
                                .setParameter("regrade", held.regradeId())
                                .setParameter("attempt", held.attemptId())
                                .setParameter("lease", lease));
    }

    /**
     * A preview without waiting attempts is ready, and what has nothing left to apply is applied.
     */
    Uni<Integer> proceed(UUID id, Instant now) {
        return query(
                """
                update regrade r
                set state = case r.state when 'RUNNING' then 'READY' else 'APPLIED' end,
                    ended_at = case r.state when 'RUNNING' then null else cast(:now as timestamptz) end
                where r.id = :id and r.state in ('RUNNING', 'APPLYING') and not exists (
                    select 1 from regrade_item i where i.regrade_id = r.id
                        and i.state = case r.state when 'RUNNING' then 'WAITING' else 'GRADED' end)
                """,
                query -> query.setParameter("id", id).setParameter("now", time(now)));
    }

    /** Goes from one state to another; false when it is not in the first. */
    Uni<Boolean> move(UUID id, List<RegradeState> from, RegradeState to, Instant now) {
        return query(
                        """
                        update regrade set state = :to, ended_at = cast(:ended as timestamptz)
                        where id = :id and state in (:from)
                        """,
                        query ->
                                query.setParameter("to", to.name())
                                        .setParameter(
                                                "ended",
                                                to == RegradeState.DISCARDED ? time(now) : null)
                                        .setParameter("id", id)
                                        .setParameter(
                                                "from",
                                                from.stream().map(RegradeState::name).toList()))
                .map(rows -> rows == 1);
    }

    /** That one. */
    Uni<Optional<Regrade>> find(UUID id) {
        return rows("where id = :id", query -> query.setParameter("id", id))
                .map(found -> found.stream().findFirst());
    }

    /** A page, newest first. */
    Uni<List<Regrade>> list(int offset, int size) {
        return rows(
                "order by opened_at desc, id limit :size offset :offset",
                query -> query.setParameter("size", size).setParameter("offset", offset));
    }

    Uni<Long> count() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select count(*) from regrade", Long.class)
                                        .getSingleResult());
    }

    /** What has come of its attempts so far. */
    Uni<Figures> figures(UUID id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select state, old_score, old_band, new_score, new_band, grader,
                                                    grader_version
                                                from regrade_item where regrade_id = :id
                                                """,
                                                Tuple.class)
                                        .setParameter("id", id)
                                        .getResultList())
                .map(Regrades::figures);
    }

    /** A page of its attempts, the largest difference first. */
    Uni<List<RegradeItemView>> items(
            UUID id, boolean crossing, @Nullable String state, int offset, int size) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select attempt_id, question_id, state, by_person,"
                                                    + " old_score, old_band, new_score, new_band,"
                                                    + " detail from regrade_item "
                                                        + ITEMS
                                                        + " order by abs(coalesce(new_score,"
                                                        + " old_score) - old_score) desc,"
                                                        + " attempt_id limit :size offset :offset",
                                                Tuple.class)
                                        .setParameter("id", id)
                                        .setParameter("crossing", crossing)
                                        .setParameter("state", state)
                                        .setParameter("size", size)
                                        .setParameter("offset", offset)
                                        .getResultList())
                .map(rows -> rows.stream().map(Regrades::item).toList());
    }

    Uni<Long> countItems(UUID id, boolean crossing, @Nullable String state) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select count(*) from regrade_item " + ITEMS,
                                                Long.class)
                                        .setParameter("id", id)
                                        .setParameter("crossing", crossing)
                                        .setParameter("state", state)
                                        .getSingleResult());
    }

    private static final String ITEMS =
            """
            where regrade_id = :id and (not :crossing or old_band <> new_band)
                and (cast(:state as text) is null or state = :state)
            """;

    private static Figures figures(List<Tuple> rows) {
        var differences =
                rows.stream()
                        .filter(row -> row.get("new_score") != null)
                        .map(
                                row ->
                                        new Difference(
                                                row.get("old_score", Integer.class),
                                                row.get("old_band", String.class),
                                                row.get("new_score", Integer.class),
                                                row.get("new_band", String.class)))
                        .toList();
        var by = rows.stream().filter(row -> row.get("grader") != null).findFirst();
        return new Figures(
                new RegradeView.Progress(
                        rows.size(),
                        in(rows, "WAITING"),
                        in(rows, "GRADED"),
                        in(rows, "FAILED"),
                        in(rows, "APPLIED"),
                        in(rows, "SKIPPED")),
                by.map(row -> row.get("grader", String.class)).orElse(null),
                by.map(row -> row.get("grader_version", String.class)).orElse(null),
                differences);
    }

    private static int in(List<Tuple> rows, String state) {
        return (int)
                rows.stream().filter(row -> row.get("state", String.class).equals(state)).count();
    }

    private static RegradeItemView item(Tuple row) {
        int before = row.get("old_score", Integer.class);
        @Nullable Integer after = row.get("new_score", Integer.class);
        var oldBand = row.get("old_band", String.class);
        @Nullable String newBand = row.get("new_band", String.class);
        return new RegradeItemView(
                row.get("attempt_id", UUID.class),
                row.get("question_id", String.class),
                row.get("state", String.class).toLowerCase(Locale.ROOT),
                row.get("by_person", Boolean.class),
                before,
                oldBand,
                after,
                newBand,
                after == null ? null : after - before,
                newBand != null && !newBand.equals(oldBand),
                row.get("detail", String.class));
    }

    private static Uni<List<Regrade>> rows(
            String where, UnaryOperator<Mutiny.SelectionQuery<Tuple>> bind) {
        return Panache.getSession()
                .chain(
                        session ->
                                bind.apply(
                                                session.createNativeQuery(
                                                        "select * from regrade " + where,
                                                        Tuple.class))
                                        .getResultList())
                .map(found -> found.stream().map(Regrades::regrade).toList());
    }

    private static Regrade regrade(Tuple row) {
        return new Regrade(
                row.get("id", UUID.class),
                RegradeState.valueOf(row.get("state", String.class)),
                new OpenRegrade.Scope(
                        row.get("question_id", String.class),
                        row.get("grader", String.class),
                        row.get("grader_version", String.class),
                        Rows.instantOrNull(row, "since"),
                        Rows.instantOrNull(row, "until")),
                row.get("latest_rubric", Boolean.class),
                row.get("over_person", Boolean.class),
                row.get("opened_by", String.class),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "ended_at"));
    }

    private static Uni<Integer> query(String sql, UnaryOperator<Mutiny.MutationQuery> bind) {
        return Panache.getSession()
                .chain(session -> bind.apply(session.createNativeQuery(sql)).executeUpdate());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
