package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Published questions by what was asked for. Plain SQL: they are read once, in order. */
@ApplicationScoped
class ExportQuestions {
    private final Pool pool;

    @Inject
    ExportQuestions(Pool pool) {
        this.pool = pool;
    }

    /**
     * Which questions: values within a list are alternatives, lists are joined by and, an empty
     * list asks for nothing.
     *
     * @param words may be empty
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
        return pool.preparedQuery(
                        """
                        select q.id, q.pack_id
                        from question q
                        join question_version v on v.question_id = q.id and v.version = q.published_version
                        where (cardinality($1::text[]) = 0 or q.id = any($1::text[]))
                            and ($2 = '' or to_tsvector('english', v.title || ' ' || v.search_words || ' ' || v.search_body)
                                @@ websearch_to_tsquery('english', $2))
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
                                List.of(
                                        wanted.ids().toArray(String[]::new),
                                        wanted.words(),
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
