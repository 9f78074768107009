package io.greenroom.catalog.curation;

import io.greenroom.platform.paging.PageInfo;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds questions for curators, with and without drafts. */
@ApplicationScoped
class CuratedQuestions {
    /** Parameters $1 to $6: states, words, topics, rounds, author, pack. */
    private static final String FOUND =
            """
            with rows as (
                select q.id, coalesce(d.slug, q.slug) as slug,
                    coalesce(nullif(d.title, ''), v.title, '') as title,
                    coalesce(d.round, v.round) as round, coalesce(d.topics, v.topics, '{}') as topics,
                    q.pack_id, q.published_version, q.latest_version, q.retired_at,
                    coalesce(d.author, v.published_by, q.updated_by) as author,
                    greatest(q.updated_at, d.updated_at) as updated_at,
                    case when d.updated_at > q.updated_at then d.updated_by else q.updated_by end as updated_by,
                    d.state as draft_state, d.revision, d.author as draft_author, d.base_version,
                    d.updated_at as draft_updated_at, d.updated_by as draft_updated_by, d.scheduled_for,
                    case when q.retired_at is not null then 'retired'
                        when q.published_version > 0 then 'published'
                        else coalesce(replace(lower(d.state), '_', '-'), 'discarded') end as state,
                    array_remove(array[
                        case when q.retired_at is not null then 'retired'
                            when q.published_version > 0 then 'published'
                            when d.state is null then 'discarded' end,
                        replace(lower(d.state), '_', '-')], null) as states
                from question q
                left join question_version v on v.question_id = q.id and v.version = q.latest_version
                left join question_draft d on d.question_id = q.id
            ), candidates as (
                select *,
                    case when cardinality($1::text[]) = 0 then states <> '{discarded}'
                        else states && $1::text[] end as state_fits,
                    cardinality($3::text[]) = 0 or topics && $3::text[] as topic_fits,
                    cardinality($4::text[]) = 0 or round = any($4::text[]) as round_fits,
                    $5::text is null or author = $5 as author_fits,
                    $6::text is null or pack_id = $6 as pack_fits
                from rows
                where $2::text is null or strpos(lower(title), lower($2)) > 0
                    or strpos(id, lower($2)) > 0 or strpos(slug, lower($2)) > 0
            )
            """;

    private static final String ALL_FIT =
            " state_fits and topic_fits and round_fits and author_fits and pack_fits ";

    private static final String FACETS =
            FOUND
                    + """
                    select 'total' as facet, '' as value, count(*) as hits from candidates where %s
                    union all
                    select 'state', s, count(*) from candidates, unnest(states) s
                    where topic_fits and round_fits and author_fits and pack_fits group by s
                    union all
                    select 'topic', t, count(*) from candidates, unnest(topics) t
                    where state_fits and round_fits and author_fits and pack_fits group by t
                    union all
                    select 'round', round, count(*) from candidates
                    where round is not null and state_fits and topic_fits and author_fits and pack_fits group by round
                    union all
                    select 'author', author, count(*) from candidates
                    where state_fits and topic_fits and round_fits and pack_fits group by author
                    union all
                    select 'pack', pack_id, count(*) from candidates
                    where state_fits and topic_fits and round_fits and author_fits group by pack_id
                    order by 1, 3 desc, 2
                    """
                            .formatted(ALL_FIT);

    private final Pool pool;

    @Inject
    CuratedQuestions(Pool pool) {
        this.pool = pool;
    }

    Uni<CuratedQuestionPage> find(
            CuratedQuestionQuery query, CuratedQuestionQuery.Sort sort, PageRequest page) {
        var items =
                pool.preparedQuery(
                                FOUND
                                        + "select * from candidates where"
                                        + ALL_FIT
                                        + "order by "
                                        + sort.orderBy()
                                        + ", id limit "
                                        + page.size()
                                        + " offset "
                                        + page.offset())
                        .execute(parameters(query))
                        .map(CuratedQuestions::rows);
        var facets =
                pool.preparedQuery(FACETS).execute(parameters(query)).map(CuratedQuestions::facets);
        return Uni.combine()
                .all()
                .unis(items, facets)
                .with(
                        (found, counts) -> {
                            long total = counts.getOrDefault("total", List.of()).getFirst().count();
                            counts.remove("total");
                            return new CuratedQuestionPage(
                                    found, new PageInfo(page.number(), page.size(), total), counts);
                        });
    }

    /** The ids of those that fit, in the order of their titles. */
    Uni<List<String>> ids(CuratedQuestionQuery query, int most) {
        return pool.preparedQuery(
                        FOUND
                                + "select id from candidates where"
                                + ALL_FIT
                                + "order by lower(title), id limit "
                                + most)
                .execute(parameters(query))
                .map(
                        rows -> {
                            var ids = new ArrayList<String>();
                            rows.forEach(row -> ids.add(row.getString("id")));
                            return ids;
                        });
    }

    private static Tuple parameters(CuratedQuestionQuery query) {
        return Tuple.tuple()
                .addArrayOfString(query.states().toArray(String[]::new))
                .addString(query.words())
                .addArrayOfString(query.topics().toArray(String[]::new))
                .addArrayOfString(query.rounds().toArray(String[]::new))
                .addString(query.author())
                .addString(query.pack());
    }

    private static List<CuratedQuestionRow> rows(RowSet<Row> found) {
        var rows = new ArrayList<CuratedQuestionRow>();
        for (Row row : found) {
            rows.add(
                    new CuratedQuestionRow(
                            row.getString("id"),
                            row.getString("slug"),
                            row.getString("title"),
                            row.getString("round"),
                            List.of(row.getArrayOfStrings("topics")),
                            row.getString("pack_id"),
                            row.getString("state"),
                            positive(row.getInteger("published_version")),
                            positive(row.getInteger("latest_version")),
                            time(row.getOffsetDateTime("retired_at")),
                            row.getOffsetDateTime("updated_at").toInstant(),
                            row.getString("updated_by"),
                            draft(row)));
        }
        return rows;
    }

    private static CuratedQuestionRow.@Nullable DraftInfo draft(Row row) {
        return row.getString("draft_state") == null
                ? null
                : new CuratedQuestionRow.DraftInfo(
                        DraftState.valueOf(row.getString("draft_state")),
                        row.getLong("revision"),
                        row.getString("draft_author"),
                        row.getInteger("base_version"),
                        row.getOffsetDateTime("draft_updated_at").toInstant(),
                        row.getString("draft_updated_by"),
                        time(row.getOffsetDateTime("scheduled_for")));
    }

    private static @Nullable Integer positive(int version) {
        return version > 0 ? version : null;
    }

    private static @Nullable Instant time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static Map<String, List<CuratedQuestionPage.Count>> facets(RowSet<Row> rows) {
        var facets = new LinkedHashMap<String, List<CuratedQuestionPage.Count>>();
        for (String name : List.of("total", "state", "topic", "round", "author", "pack")) {
            facets.put(name, new ArrayList<>());
        }
        for (Row row : rows) {
            facets.getOrDefault(row.getString("facet"), new ArrayList<>())
                    .add(
                            new CuratedQuestionPage.Count(
                                    row.getString("value"), row.getLong("hits")));
        }
        return facets;
    }
}
