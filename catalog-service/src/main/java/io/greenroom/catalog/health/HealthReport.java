package io.greenroom.catalog.health;

import io.greenroom.catalog.health.QuestionHealth.CriterionHealth;
import io.greenroom.catalog.health.QuestionHealth.VersionHealth;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Reckons the health of questions from the figures of their answers. Plain SQL: it is statistics.
 */
@ApplicationScoped
class HealthReport {
    /**
     * Others' questions that a candidate must have done before they say anything about this one.
     */
    private static final int OTHERS = 2;

    /** $1: one question, or null for all. */
    private static final String FIGURES =
            """
            with firsts as (
                select distinct on (candidate_id, question_id) attempt_id, candidate_id, question_id, score
                from answer_figure
                where state = 'GRADED' and submitted_at is not null
                order by candidate_id, question_id, submitted_at, attempt_id
            ),
            candidates as (
                select candidate_id, sum(score) as points, count(*) as answers from firsts group by candidate_id
            ),
            compared as (
                select f.attempt_id, f.score as here, (c.points - f.score)::float8 / (c.answers - 1) as elsewhere
                from firsts f join candidates c using (candidate_id)
                where c.answers > %d
            ),
            appeals as (
                select attempt_id, count(*) as opened, count(*) filter (where granted) as granted
                from appeal_figure where state <> 'WITHDRAWN' group by attempt_id
            )
            select q.id, q.slug, v.title, v.version, v.minutes,
                count(f.submitted_at) as attempts,
                count(*) filter (where f.state = 'GRADED') as graded,
                count(*) filter (where f.state = 'NOT_GRADED') as not_graded,
                (avg(f.score) filter (where f.state = 'GRADED'))::float8 as mean_score,
                (stddev_samp(f.score) filter (where f.state = 'GRADED'))::float8 as spread,
                case when count(c.attempt_id) >= %d then corr(c.here, c.elsewhere) end as discrimination,
                percentile_cont(0.5) within group (order by f.active_seconds / 60.0)
                    filter (where f.state = 'GRADED' and f.active_seconds is not null) as median_minutes,
                coalesce(sum(a.opened), 0)::bigint as appeals,
                coalesce(sum(a.granted), 0)::bigint as appeals_granted,
                count(*) filter (where f.machine_score is not null and f.human_score is not null) as both_graded,
                avg(abs(f.machine_score - f.human_score))::float8 as disagreement
            from question q
            join question_version v on v.question_id = q.id and v.version = q.published_version
            left join answer_figure f on f.question_id = q.id and f.question_version = v.version
            left join compared c on c.attempt_id = f.attempt_id
            left join appeals a on a.attempt_id = f.attempt_id
            where $1::text is null or q.id = $1
            group by q.id, v.id
            """
                    .formatted(OTHERS, Care.ENOUGH);

    private static final String CRITERIA =
            """
            select v.question_id, c.criterion ->> 'id' as id, c.criterion ->> 'title' as title,
                count(l.level) as answers, min(l.level) as lowest, max(l.level) as highest,
                avg(l.level)::float8 as mean_level
            from question q
            join question_version v on v.question_id = q.id and v.version = q.published_version
            cross join lateral jsonb_array_elements(v.content::jsonb -> 'rubric' -> 'criteria')
                with ordinality as c (criterion, place)
            join lateral (
                select (f.levels ->> (c.criterion ->> 'id'))::int as level
                from answer_figure f
                where f.question_id = q.id and f.question_version = v.version and f.state = 'GRADED'
            ) l on l.level is not null
            where $1::text is null or q.id = $1
            group by v.question_id, c.criterion, c.place
            order by v.question_id, c.place
            """;

    private static final String SCORES =
            """
            select least(f.score / 10, 9) as bin, count(*) as answers
            from answer_figure f
            join question q on q.id = f.question_id and q.published_version = f.question_version
            where q.id = $1 and f.state = 'GRADED' group by bin
            """;

    private static final String VERSIONS =
            """
            select question_version as version, count(*) as attempts,
                count(*) filter (where state = 'GRADED') as graded,
                (avg(score) filter (where state = 'GRADED'))::float8 as mean_score
            from answer_figure where question_id = $1 and submitted_at is not null
            group by question_version order by question_version desc
            """;

    private final Pool pool;

    @Inject
    HealthReport(Pool pool) {
        this.pool = pool;
    }

    /** All published questions, in no order. */
    Uni<List<QuestionHealth>> all() {
        return health(null);
    }

    /** The published question with that id, or null. */
    Uni<QuestionHealth.@Nullable Detail> of(String questionId) {
        var one = Tuple.of(questionId);
        return Uni.combine()
                .all()
                .unis(
                        health(questionId),
                        pool.preparedQuery(SCORES).execute(one),
                        pool.preparedQuery(VERSIONS).execute(one))
                .with(
                        (health, scores, versions) ->
                                health.isEmpty()
                                        ? null
                                        : new QuestionHealth.Detail(
                                                health.getFirst(),
                                                histogram(scores),
                                                versions(versions)));
    }

    private Uni<List<QuestionHealth>> health(@Nullable String questionId) {
        var which = Tuple.of(questionId);
        return Uni.combine()
                .all()
                .unis(
                        pool.preparedQuery(FIGURES).execute(which),
                        pool.preparedQuery(CRITERIA).execute(which))
                .with(
                        (figures, levels) -> {
                            var criteria = criteria(levels);
                            var health = new ArrayList<QuestionHealth>();
                            for (Row row : figures) {
                                health.add(
                                        health(
                                                row,
                                                criteria.getOrDefault(
                                                        row.getString("id"), List.of())));
                            }
                            return health;
                        });
    }

    private static QuestionHealth health(Row row, List<CriterionHealth> criteria) {
        var bare =
                new QuestionHealth(
                        row.getString("id"),
                        row.getString("slug"),
                        row.getString("title"),
                        row.getInteger("version"),
                        row.getInteger("minutes"),
                        row.getLong("attempts"),
                        row.getLong("graded"),
                        row.getLong("not_graded"),
                        row.getDouble("mean_score"),
                        row.getDouble("spread"),
                        row.getDouble("discrimination"),
                        row.getDouble("median_minutes"),
                        row.getLong("appeals"),
                        row.getLong("appeals_granted"),
                        row.getLong("both_graded"),
                        row.getDouble("disagreement"),
                        criteria,
                        List.of());
        return bare.with(Care.of(bare));
    }

    private static Map<String, List<CriterionHealth>> criteria(RowSet<Row> rows) {
        var criteria = new HashMap<String, List<CriterionHealth>>();
        for (Row row : rows) {
            long answers = row.getLong("answers");
            boolean enough = answers >= Care.ENOUGH;
            criteria.computeIfAbsent(row.getString("question_id"), id -> new ArrayList<>())
                    .add(
                            new CriterionHealth(
                                    row.getString("id"),
                                    row.getString("title"),
                                    answers,
                                    enough && row.getInteger("highest") <= 1,
                                    enough && row.getInteger("lowest") >= 3,
                                    row.getDouble("mean_level")));
        }
        return criteria;
    }

    private static List<Long> histogram(RowSet<Row> rows) {
        var bins = new long[10];
        for (Row row : rows) {
            bins[row.getInteger("bin")] = row.getLong("answers");
        }
        return LongStream.of(bins).boxed().toList();
    }

    private static List<VersionHealth> versions(RowSet<Row> rows) {
        var versions = new ArrayList<VersionHealth>();
        for (Row row : rows) {
            versions.add(
                    new VersionHealth(
                            row.getInteger("version"),
                            row.getLong("attempts"),
                            row.getLong("graded"),
                            row.getDouble("mean_score")));
        }
        return versions;
    }
}
