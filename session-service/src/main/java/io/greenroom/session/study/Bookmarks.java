package io.greenroom.session.study;

import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions that a person has marked. */
@ApplicationScoped
class Bookmarks {
    /** Enough for anybody, and a bound to what one person can make us keep. */
    static final int MOST = 1_000;

    private static final String SELECT =
            "select"
                    + ListedQuestion.COLUMNS
                    + """
                    , q.version is not null as available, b.marked_at, count(*) over () as total,
                        (select count(*) from attempt a where a.candidate_id = b.person_id
                            and a.question_id = b.question_id and a.submitted_at is not null) as submitted,
                        (select max(a.score) from attempt a where a.candidate_id = b.person_id
                            and a.question_id = b.question_id and a.state in ('GRADED', 'APPEALED')) as best
                    from bookmark b join question q on q.id = b.question_id
                    where b.person_id = $1
                    """;

    private final Pool pool;
    private final Clock clock;

    @Inject
    Bookmarks(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * A marked question.
     *
     * @param available false once the question is retired
     * @param submitted how many answers the person has handed in
     * @param bestScore of their graded answers
     */
    record Bookmark(
            String questionId,
            String slug,
            String title,
            String round,
            List<String> topics,
            int minutes,
            int difficulty,
            boolean available,
            Instant markedAt,
            int submitted,
            @Nullable Integer bestScore) {
        static Bookmark of(Row row) {
            var question = ListedQuestion.of(row);
            return new Bookmark(
                    question.id(),
                    question.slug(),
                    question.title(),
                    question.round(),
                    question.topics(),
                    question.minutes(),
                    question.difficulty(),
                    row.getBoolean("available"),
                    row.getOffsetDateTime("marked_at").toInstant(),
                    row.getLong("submitted").intValue(),
                    row.getInteger("best"));
        }
    }

    /** What became of marking a question. */
    enum Marking {
        MARKED,
        NO_SUCH_QUESTION,
        TOO_MANY
    }

    Uni<Page<Bookmark>> of(String personId, PageRequest page) {
        return pool.preparedQuery(
                        SELECT + " order by b.marked_at desc, b.question_id limit $2 offset $3")
                .execute(Tuple.of(personId, page.size(), page.offset()))
                .chain(rows -> page(personId, rows, page));
    }

    /** A page behind the last one has no row that could tell the total. */
    private Uni<Page<Bookmark>> page(String personId, RowSet<Row> rows, PageRequest page) {
        var found = new ArrayList<Bookmark>();
        long total = 0;
        for (Row row : rows) {
            found.add(Bookmark.of(row));
            total = row.getLong("total");
        }
        return found.isEmpty() && page.number() > 0
                ? count(personId).map(all -> Page.of(List.of(), page, all))
                : Uni.createFrom().item(Page.of(found, page, total));
    }

    /** Null when it is not marked. */
    Uni<@Nullable Bookmark> find(String personId, String questionId) {
        return pool.preparedQuery(SELECT + " and b.question_id = $2")
                .execute(Tuple.of(personId, questionId))
                .map(
                        rows -> {
                            var found = rows.iterator();
                            return found.hasNext() ? Bookmark.of(found.next()) : null;
                        });
    }

    Uni<Marking> mark(String personId, String questionId) {
        return count(personId)
                .chain(
                        marked ->
                                marked >= MOST
                                        ? Uni.createFrom().item(Marking.TOO_MANY)
                                        : insert(personId, questionId));
    }

    private Uni<Marking> insert(String personId, String questionId) {
        return pool.preparedQuery(
                        """
                        with offered as (select id from question where id = $2 and version is not null),
                            marked as (
                                insert into bookmark (person_id, question_id, marked_at)
                                select $1::text, id, $3::timestamptz from offered on conflict do nothing)
                        select count(*) as offered from offered
                        """)
                .execute(
                        Tuple.of(
                                personId,
                                questionId,
                                OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .map(
                        rows ->
                                rows.iterator().next().getLong("offered") > 0
                                        ? Marking.MARKED
                                        : Marking.NO_SUCH_QUESTION);
    }

    Uni<Void> unmark(String personId, String questionId) {
        return pool.preparedQuery("delete from bookmark where person_id = $1 and question_id = $2")
                .execute(Tuple.of(personId, questionId))
                .replaceWithVoid();
    }

    private Uni<Long> count(String personId) {
        return pool.preparedQuery("select count(*) as n from bookmark where person_id = $1")
                .execute(Tuple.of(personId))
                .map(rows -> rows.iterator().next().getLong("n"));
    }
}
