package io.greenroom.session.study;

import io.greenroom.session.study.NextItem.Reason;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Suggests what to practise next: a draft that waits, weak topics, what the plan asks for, what was
 * marked, topics that are new, anything new, and at last the weakest answer once more. Each step
 * takes a share, so that one reason does not crowd out the others; what is left is filled in the
 * same order. For the same history it suggests the same.
 */
@ApplicationScoped
class NextForMe {
    /** Parameters $1 candidate, $2 longest minutes, $3 ids that are taken. */
    private static final String UNANSWERED =
            "select"
                    + ListedQuestion.COLUMNS
                    + """
                    from question q where q.version is not null and q.minutes <= $2 and q.id <> all($3::text[])
                        and not exists (select from attempt a where a.candidate_id = $1 and a.question_id = q.id
                            and (a.submitted_at is not null or a.state = 'DRAFT' and a.revision > 1))
                        and not exists (select from session_result r where r.candidate_id = $1 and r.question_id = q.id)
                    """;

    /**
     * What they reached last on each question, in practice or in a mock session: one scale, one
     * history.
     */
    private static final String REACHED =
            """
            select distinct on (question_id) question_id, score from (
                select question_id, score, submitted_at as at from attempt
                where candidate_id = $1 and state in ('GRADED', 'APPEALED')
                union all
                select question_id, score, released_at from session_result where candidate_id = $1) as reached
            order by question_id, at desc
            """;

    /** Easy ones first; among equals an order that is each candidate's own. */
    private static final String IN_ORDER =
            " order by q.difficulty, hashtextextended(q.id || $1, 0), q.id limit ";

    private static final int MOST_TOPICS = 20;

    private final Pool pool;
    private final ChosenPlans plans;

    @Inject
    NextForMe(Pool pool, ChosenPlans plans) {
        this.pool = pool;
        this.plans = plans;
    }

    /** What is asked for, and what was found so far. */
    private record Search(String candidateId, int size, int minutes, List<NextItem> found) {
        boolean isFull() {
            return found.size() >= size;
        }

        int left() {
            return size - found.size();
        }

        String[] taken() {
            return found.stream().map(NextItem::questionId).toArray(String[]::new);
        }

        Tuple with(@Nullable Object... more) {
            var tuple = Tuple.of(candidateId, minutes, taken());
            for (var value : more) {
                tuple.addValue(value);
            }
            return tuple;
        }
    }

    /**
     * @param size at most so many
     * @param minutes none that takes longer
     */
    Uni<List<NextItem>> suggest(String candidateId, int size, int minutes) {
        var search = new Search(candidateId, size, minutes, new ArrayList<>());
        int half = Math.max(1, size / 2);
        int fifth = Math.max(1, size / 5);
        return Uni.combine()
                .all()
                .unis(standings(candidateId), plans.of(candidateId))
                .with(
                        (standings, chosen) ->
                                List.<Step>of(
                                        () -> unfinished(search),
                                        () -> weak(search, standings, half),
                                        () -> planned(search, chosen, half),
                                        () -> bookmarked(search, fifth),
                                        () -> newTopics(search, fifth),
                                        () -> weak(search, standings, size),
                                        () -> planned(search, chosen, size),
                                        () -> unanswered(search),
                                        () -> again(search)))
                .chain(
                        steps ->
                                Multi.createFrom()
                                        .iterable(steps)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                step ->
                                                        search.isFull()
                                                                ? Uni.createFrom().voidItem()
                                                                : step.run())
                                        .collect()
                                        .asList())
                .replaceWith(() -> List.copyOf(search.found()));
    }

    private interface Step {
        Uni<Void> run();
    }

    private Uni<List<TopicStanding>> standings(String candidateId) {
        return pool.preparedQuery(
                        """
                        select t as topic, count(*) as answers, sum(g.score) as points
                        from (%s) as g join question q on q.id = g.question_id, unnest(q.topics) t group by t
                        """
                                .formatted(REACHED))
                .execute(Tuple.of(candidateId))
                .map(
                        rows -> {
                            var standings = new ArrayList<TopicStanding>();
                            for (Row row : rows) {
                                standings.add(
                                        new TopicStanding(
                                                row.getString("topic"),
                                                row.getLong("answers").intValue(),
                                                row.getLong("points")));
                            }
                            return standings;
                        });
    }

    private Uni<Void> unfinished(Search search) {
        return ask(
                search,
                "select a.id as attempt,"
                        + ListedQuestion.COLUMNS
                        + """
                        from attempt a join question q on q.id = a.question_id
                        where a.candidate_id = $1 and a.state = 'DRAFT' and a.revision > 1
                            and q.minutes <= $2 and q.id <> all($3::text[])
                        order by a.updated_at desc limit 1
                        """,
                search.with(),
                row -> Reason.unfinished(row.getUUID("attempt")));
    }

    /** One question on each weak topic, the weakest first. */
    private Uni<Void> weak(Search search, List<TopicStanding> standings, int most) {
        var weak = TopicStanding.weak(standings);
        return each(
                search,
                weak.subList(0, Math.min(weak.size(), MOST_TOPICS)),
                most,
                standing ->
                        ask(
                                search,
                                UNANSWERED + " and q.topics @> array[$4::text]" + IN_ORDER + "1",
                                search.with(standing.topic()),
                                row -> Reason.weakTopic(standing)));
    }

    private Uni<Void> planned(Search search, Optional<ChosenPlans.Chosen> chosen, int most) {
        return chosen.isEmpty()
                ? Uni.createFrom().voidItem()
                : each(
                        search,
                        chosen.get().progress().waiting(),
                        most,
                        waiting ->
                                ask(
                                        search,
                                        UNANSWERED
                                                + """
                                                and ($4::text is null or q.topics @> array[$4::text])
                                                and ($5::text is null or q.round = $5)
                                                """
                                                + IN_ORDER
                                                + "1",
                                        search.with(
                                                waiting.activity().topic(),
                                                waiting.activity().round()),
                                        row -> Reason.plan(chosen.get(), waiting)));
    }

    private Uni<Void> bookmarked(Search search, int most) {
        return ask(
                search,
                UNANSWERED
                        + """
                        and exists (select from bookmark b where b.person_id = $1 and b.question_id = q.id)
                        order by (select b.marked_at from bookmark b where b.person_id = $1 and b.question_id = q.id), q.id
                        limit
                        """
                        + Math.min(most, search.left()),
                search.with(),
                row -> Reason.bookmarked());
    }

    /** A topic with many questions of which none was ever answered. */
    private Uni<Void> newTopics(Search search, int most) {
        return pool.preparedQuery(
                        """
                        with answered as (
                            select distinct t as topic from (
                                select question_id from attempt
                                where candidate_id = $1 and submitted_at is not null
                                union select question_id from session_result where candidate_id = $1) a
                            join question q on q.id = a.question_id, unnest(q.topics) t)
                        select t as topic, count(*) as questions
                        from question q, unnest(q.topics) t
                        where q.version is not null and t not in (select topic from answered)
                        group by t
                        order by questions desc, topic limit $2
                        """)
                .execute(Tuple.of(search.candidateId(), MOST_TOPICS))
                .map(
                        rows -> {
                            var topics = new ArrayList<NewTopic>();
                            for (Row row : rows) {
                                topics.add(
                                        new NewTopic(
                                                row.getString("topic"), row.getLong("questions")));
                            }
                            return topics;
                        })
                .chain(
                        topics ->
                                each(
                                        search,
                                        topics,
                                        most,
                                        topic ->
                                                ask(
                                                        search,
                                                        UNANSWERED
                                                                + " and q.topics @> array[$4::text]"
                                                                + IN_ORDER
                                                                + "1",
                                                        search.with(topic.topic()),
                                                        row ->
                                                                Reason.newTopic(
                                                                        topic.topic(),
                                                                        topic.questions()))));
    }

    private record NewTopic(String topic, long questions) {}

    private Uni<Void> unanswered(Search search) {
        return ask(
                search,
                UNANSWERED + IN_ORDER + search.left(),
                search.with(),
                row -> Reason.isNew());
    }

    /** Only when nothing is new any more. */
    private Uni<Void> again(Search search) {
        return ask(
                search,
                "select"
                        + ListedQuestion.COLUMNS
                        + """
                        , g.score from (%s) as g
                        join question q on q.id = g.question_id
                        where q.version is not null and q.minutes <= $2 and q.id <> all($3::text[]) and g.score < 85
                        order by g.score, q.id limit
                        """
                                .formatted(REACHED)
                        + search.left(),
                search.with(),
                row -> Reason.again(row.getInteger("score")));
    }

    /** Tries one after the other until so many were found. */
    private static <T> Uni<Void> each(
            Search search, List<T> causes, int most, Function<T, Uni<Void>> ask) {
        int enough = Math.min(search.size(), search.found().size() + most);
        return Multi.createFrom()
                .iterable(causes)
                .onItem()
                .transformToUniAndConcatenate(
                        cause ->
                                search.found().size() >= enough
                                        ? Uni.createFrom().voidItem()
                                        : ask.apply(cause))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> ask(Search search, String sql, Tuple parameters, Function<Row, Reason> why) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .invoke((RowSet<Row> rows) -> take(search, rows, why))
                .replaceWithVoid();
    }

    private static void take(Search search, RowSet<Row> rows, Function<Row, Reason> why) {
        for (Row row : rows) {
            if (!search.isFull()) {
                search.found().add(NextItem.of(ListedQuestion.of(row), why.apply(row)));
            }
        }
    }
}
