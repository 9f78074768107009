package io.greenroom.catalog.question;

import io.greenroom.platform.paging.PageInfo;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds published questions with PostgreSQL's full text. Plain SQL: ranking and facets are what the
 * database does best, and no entity is needed to read them.
 */
@ApplicationScoped
class QuestionSearch {
    /**
     * Parameters $1 to $7 of every query here: words, topics, rounds, levels, difficulties,
     * companies, covers.
     */
    private static final String CANDIDATES =
            """
            with candidates as (
                select v.*, q.slug,
                    case when $1 = '' then 0
                        else ts_rank_cd(v.search, websearch_to_tsquery('english', $1)) end as rank,
                    cardinality($2::text[]) = 0 or v.topics && $2::text[] as topic_fits,
                    cardinality($3::text[]) = 0 or v.round = any($3::text[]) as round_fits,
                    cardinality($4::int[]) = 0 or exists (
                        select 1 from unnest($4::int[]) l where l between v.level_min and v.level_max) as level_fits,
                    cardinality($5::int[]) = 0 or v.difficulty = any($5::int[]) as difficulty_fits,
                    cardinality($6::text[]) = 0 or v.companies && $6::text[] as company_fits
                from question q
                join question_version v on v.question_id = q.id and v.version = q.published_version
                where ($1 = '' or v.search @@ websearch_to_tsquery('english', $1)
                        or strpos(lower(v.title), lower($1)) > 0)
                    and (cardinality($7::text[]) = 0 or v.covers && $7::text[])
            )
            """;

    private static final String ALL_FIT =
            " topic_fits and round_fits and level_fits and difficulty_fits and company_fits ";

    private static final String FACETS =
            CANDIDATES
                    + """
                    select 'total' as facet, '' as value, count(*) as hits from candidates where %s
                    union all
                    select 'topic', t, count(*) from candidates, unnest(topics) t
                    where round_fits and level_fits and difficulty_fits and company_fits group by t
                    union all
                    select 'round', round, count(*) from candidates
                    where topic_fits and level_fits and difficulty_fits and company_fits group by round
                    union all
                    select 'level', 'L' || l, count(*) from candidates, generate_series(level_min, level_max) l
                    where topic_fits and round_fits and difficulty_fits and company_fits group by l
                    union all
                    select 'difficulty', difficulty::text, count(*) from candidates
                    where topic_fits and round_fits and level_fits and company_fits group by difficulty
                    union all
                    select 'company', c, count(*) from candidates, unnest(companies) c
                    where topic_fits and round_fits and level_fits and difficulty_fits group by c
                    order by 1, 3 desc, 2
                    """
                            .formatted(ALL_FIT);

    private final Pool pool;

    @Inject
    QuestionSearch(Pool pool) {
        this.pool = pool;
    }

    Uni<QuestionPage> find(QuestionQuery query, PageRequest page) {
        var parameters =
                Tuple.tuple(
                        List.of(
                                query.words(),
                                query.topics().toArray(String[]::new),
                                query.rounds().stream().map(Round::wire).toArray(String[]::new),
                                query.levels().stream()
                                        .map(QuestionContent.Level::number)
                                        .toArray(Integer[]::new),
                                query.difficulties().toArray(Integer[]::new),
                                query.companies().toArray(String[]::new),
                                query.covers().toArray(String[]::new)));
        var items =
                pool.preparedQuery(
                                CANDIDATES
                                        + "select * from candidates where"
                                        + ALL_FIT
                                        + "order by "
                                        + query.sort().orderBy()
                                        + ", question_id limit "
                                        + page.size()
                                        + " offset "
                                        + page.offset())
                        .execute(parameters)
                        .map(QuestionSearch::summaries);
        var facets = pool.preparedQuery(FACETS).execute(parameters).map(QuestionSearch::facets);
        return Uni.combine()
                .all()
                .unis(items, facets)
                .with(
                        (found, counts) -> {
                            long total = counts.getOrDefault("total", List.of()).getFirst().count();
                            counts.remove("total");
                            return new QuestionPage(
                                    found, new PageInfo(page.number(), page.size(), total), counts);
                        });
    }

    private static List<QuestionSummary> summaries(RowSet<Row> rows) {
        var summaries = new ArrayList<QuestionSummary>();
        for (Row row : rows) {
            summaries.add(summary(row));
        }
        return summaries;
    }

    static QuestionSummary summary(Row row) {
        return new QuestionSummary(
                row.getString("question_id"),
                row.getString("slug"),
                row.getInteger("version"),
                row.getString("title"),
                Round.of(row.getString("round")),
                List.of(row.getArrayOfStrings("topics")),
                new QuestionContent.LevelRange(
                        QuestionContent.Level.valueOf("L" + row.getInteger("level_min")),
                        QuestionContent.Level.valueOf("L" + row.getInteger("level_max"))),
                row.getInteger("difficulty"),
                row.getInteger("minutes"),
                row.getString("answer_format"),
                List.of(row.getArrayOfStrings("companies")),
                row.getString("excerpt"));
    }

    private static Map<String, List<QuestionPage.FacetCount>> facets(RowSet<Row> rows) {
        var facets = new LinkedHashMap<String, List<QuestionPage.FacetCount>>();
        for (String name : List.of("total", "topic", "round", "level", "difficulty", "company")) {
            facets.put(name, new ArrayList<>());
        }
        for (Row row : rows) {
            facets.getOrDefault(row.getString("facet"), new ArrayList<>())
                    .add(new QuestionPage.FacetCount(row.getString("value"), row.getLong("hits")));
        }
        return facets;
    }
}
