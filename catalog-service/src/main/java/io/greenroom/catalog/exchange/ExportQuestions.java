package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.search.OfferedQuestions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Published questions by what was asked for. Words find what they find in a search; all else is
 * plain SQL, since the questions are read once, in order.
 */
@ApplicationScoped
class ExportQuestions {
    private final Pool pool;
    private final OfferedQuestions offered;

    @Inject
    ExportQuestions(Pool pool, OfferedQuestions offered) {
        this.pool = pool;
        this.offered = offered;
    }

    /**
     * Which questions: values within a list are alternatives, lists are joined by and, an empty
     * list asks for nothing.
     *
     * @param words as in a search; may be empty
     */
    record Wanted(
            List<String> ids,
            String words,
            List<String> topics,
            List<String> rounds,
            List<Integer> levels,
            List<Integer> difficulties,
            List<String> companies,
            List<String> covers) {}

    /** A question that is wanted, without its content. */
    record Found(String id, String packId) {}

    /** In the order of their packs and ids, so that a file changes no more than its questions. */
    Uni<List<Found>> find(Wanted wanted) {
        return wanted.words().isEmpty()
                ? find(wanted, null)
                : offered.idsFoundBy(wanted.words()).chain(ids -> find(wanted, ids));
    }

    /**
     * @param searched what the words find; null when there are none
     */
    private Uni<List<Found>> find(Wanted wanted, @Nullable Set<String> searched) {
        return pool.preparedQuery(
                        """
                        select q.id, q.pack_id
                        from question q
                        join question_version v on v.question_id = q.id and v.version = q.published_version
                        where (cardinality($1::text[]) = 0 or q.id = any($1::text[]))
                            and ($2::text[] is null or q.id = any($2::text[]))
                            and (cardinality($3::text[]) = 0 or v.topics && $3::text[])
                            and (cardinality($4::text[]) = 0 or v.round = any($4::text[]))
                            and (cardinality($5::int[]) = 0 or exists (
                                select 1 from unnest($5::int[]) l where l between v.level_min and v.level_max))
                            and (cardinality($6::int[]) = 0 or v.difficulty = any($6::int[]))
                            and (cardinality($7::text[]) = 0 or v.companies && $7::text[])
                            and (cardinality($8::text[]) = 0 or v.covers && $8::text[])
                        order by q.pack_id, q.id
                        """)
                .execute(
                        Tuple.tuple(
                                Arrays.asList(
                                        wanted.ids().toArray(String[]::new),
                                        searched == null ? null : searched.toArray(String[]::new),
                                        wanted.topics().toArray(String[]::new),
                                        wanted.rounds().toArray(String[]::new),
                                        wanted.levels().toArray(Integer[]::new),
                                        wanted.difficulties().toArray(Integer[]::new),
                                        wanted.companies().toArray(String[]::new),
                                        wanted.covers().toArray(String[]::new))))
                .map(
                        rows -> {
                            var found = new ArrayList<Found>();
                            for (Row row : rows) {
                                found.add(new Found(row.getString("id"), row.getString("pack_id")));
                            }
                            return found;
                        });
    }

    /**
     * Those questions, as they are now; one that is no longer offered is left out.
     *
     * @param withPack whether each says which pack it belongs to
     */
    Uni<List<ExchangedQuestion>> read(List<String> ids, boolean withPack) {
        return pool.preparedQuery(
                        """
                        select q.id, q.slug, q.pack_id, v.content
                        from question q
                        join question_version v on v.question_id = q.id and v.version = q.published_version
                        where q.id = any($1::text[])
                        order by q.pack_id, q.id
                        """)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(
                                                row ->
                                                        ExchangedQuestion.of(
                                                                row.getString("id"),
                                                                row.getString("slug"),
                                                                withPack
                                                                        ? row.getString("pack_id")
                                                                        : null,
                                                                content(row.getString("content"))))
                                        .toList());
    }

    private static ObjectNode content(String json) {
        try {
            return (ObjectNode) Candidate.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored question cannot be read", e);
        }
    }
}
