package io.greenroom.catalog.question;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What other features may know of the questions on offer: never more than a list shows. */
@ApplicationScoped
public class PublishedQuestions {
    private static final String FROM =
            """
            from question q
            join question_version v on v.question_id = q.id and v.version = q.published_version
            """;

    private final Pool pool;

    @Inject
    PublishedQuestions(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is looked for: values within a list are alternatives, lists are joined by and; an empty
     * list asks for nothing.
     *
     * @param excluded ids of questions that are not wanted
     */
    public record Wanted(
            List<Round> rounds,
            List<String> topics,
            List<QuestionContent.Level> levels,
            List<String> companies,
            List<Integer> difficulties,
            List<String> excluded) {
        public Wanted {
            rounds = List.copyOf(rounds);
            topics = List.copyOf(topics);
            levels = List.copyOf(levels);
            companies = List.copyOf(companies);
            difficulties = List.copyOf(difficulties);
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * Questions in an order that only the seed and their ids decide.
     *
     * @param total how many fit; those beyond the limit are left out
     */
    public record Shuffled(List<QuestionSummary> questions, long total) {
        public Shuffled {
            questions = List.copyOf(questions);
        }
    }

    /** Those of the ids that are on offer, in the order of the ids. */
    public Uni<List<QuestionSummary>> withIds(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery("select v.*, q.slug " + FROM + " where q.id = any($1)")
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(
                        rows -> {
                            Map<String, QuestionSummary> found = new HashMap<>();
                            summaries(rows).forEach(question -> found.put(question.id(), question));
                            return ids.stream().map(found::get).filter(Objects::nonNull).toList();
                        });
    }

    /**
     * Draws at most so many.
     *
     * @param longest none that takes more minutes
     */
    public Uni<Shuffled> shuffled(Wanted wanted, int longest, long seed, int limit) {
        return pool.preparedQuery(
                        "select v.*, q.slug, count(*) over () as total "
                                + FROM
                                + """
                                where (cardinality($1::text[]) = 0 or v.round = any($1))
                                    and (cardinality($2::text[]) = 0 or v.topics && $2)
                                    and (cardinality($3::int[]) = 0 or exists (
                                        select 1 from unnest($3::int[]) l where l between v.level_min and v.level_max))
                                    and (cardinality($4::text[]) = 0 or v.companies && $4)
                                    and (cardinality($5::int[]) = 0 or v.difficulty = any($5))
                                    and q.id <> all($6::text[])
                                    and v.minutes <= $7
                                order by hashtextextended(q.id, $8), q.id limit $9
                                """)
                .execute(
                        Tuple.tuple(
                                List.of(
                                        wanted.rounds().stream()
                                                .map(Round::wire)
                                                .toArray(String[]::new),
                                        wanted.topics().toArray(String[]::new),
                                        wanted.levels().stream()
                                                .map(QuestionContent.Level::number)
                                                .toArray(Integer[]::new),
                                        wanted.companies().toArray(String[]::new),
                                        wanted.difficulties().toArray(Integer[]::new),
                                        wanted.excluded().toArray(String[]::new),
                                        longest,
                                        seed,
                                        limit)))
                .map(
                        rows -> {
                            long total = 0;
                            for (Row row : rows) {
                                total = row.getLong("total");
                            }
                            return new Shuffled(summaries(rows), total);
                        });
    }

    private static List<QuestionSummary> summaries(RowSet<Row> rows) {
        var summaries = new ArrayList<QuestionSummary>();
        for (Row row : rows) {
            summaries.add(QuestionSummary.of(row));
        }
        return summaries;
    }
}
