package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Words;
import io.greenroom.platform.json.StoredJson;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds questions, drafts among them, that ask nearly the same as a given one. The database offers
 * those that share words; these are compared by words and by meaning. So the cost does not grow
 * with the catalog.
 */
@ApplicationScoped
public class FindDuplicates {
    private static final int MOST = 10;
    private static final int OFFERED = 40;

    /** Of the rows of a file that went by. */
    private static final int OFFERED_OF_A_FILE = 10;

    private static final int WORDS = 24;
    private static final int SHORTEST_WORD = 3;
    private static final int LONGEST_WORD = 40;
    private static final int COMPARED = 25;
    private static final int COMPARED_QUICKLY = 4;

    /** About 6 kB each, with the text. */
    private static final int KEPT = 1_000;

    private static final Predicate<String> PLAIN = Pattern.compile("[a-z0-9]+").asMatchPredicate();

    /** Drafts weigh as published ones do, or any word in a title would put these before them. */
    private static final String NEAR =
            """
            select q.id, coalesce(d.slug, q.slug) as slug, coalesce(d.title, v.title) as title,
                coalesce(d.content, v.content) as content,
                case when q.retired_at is not null then 'retired'
                    when q.published_version > 0 then 'published'
                    when d.state = 'DRAFT' then 'draft'
                    when d.state = 'SCHEDULED' then 'scheduled'
                    else 'in-review' end as state,
                l.kind
            from (
                (select v.question_id as id, ts_rank(v.search, to_tsquery('english', $1)) as rank
                from question_version v
                join question p on p.id = v.question_id and p.latest_version = v.version
                where v.search @@ to_tsquery('english', $1) and v.question_id <> $2
                order by rank desc, id limit $3)
                union all
                (select id, rank from (
                    select d.question_id as id,
                        ts_rank(setweight(to_tsvector('english', d.title), 'A')
                            || setweight(to_tsvector('english', array_to_string(d.topics, ' ')), 'B')
                            || setweight(to_tsvector('english',
                                coalesce(cast(d.content as jsonb) ->> 'prompt', '')), 'C'),
                            to_tsquery('english', $1)) as rank
                    from question_draft d join question p on p.id = d.question_id
                    where p.latest_version = 0 and d.question_id <> $2) drafted
                where rank > 0 order by rank desc, id limit $3)
            ) near
            join question q on q.id = near.id
            left join question_version v on v.question_id = q.id and v.version = q.latest_version
            left join question_draft d on d.question_id = q.id and q.latest_version = 0
            left join question_link l
                on (l.question_id, l.other_id) in ((q.id, $2), ($2, q.id))
            order by near.rank desc, q.id limit $3
            """;

    private final Pool pool;
    private final Meaning meaning;
    private final StoredJson stored;

    private final Map<String, float[]> vectors =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
                    return size() > KEPT;
                }
            };

    @Inject
    FindDuplicates(Pool pool, Meaning meaning, StoredJson stored) {
        this.pool = pool;
        this.meaning = meaning;
        this.stored = stored;
    }

    /**
     * Those that ask nearly the same, nearest first; for an editor.
     *
     * @param questionId the question that the content is of, which is no duplicate of itself
     */
    public Uni<List<Duplicate>> of(DraftContent content, @Nullable String questionId) {
        return of(content, questionId, COMPARED);
    }

    /**
     * The same for many questions, e.g. of an import: only the few are compared by meaning whose
     * words are nearest, since each costs some ten milliseconds.
     */
    public Uni<List<Duplicate>> quickly(DraftContent content, @Nullable String questionId) {
        return of(content, questionId, COMPARED_QUICKLY);
    }

    /**
     * Earlier rows of a file that ask nearly the same as this one, nearest first; it is one of them
     * from now on. Blocks and computes.
     */
    public List<Twin> twins(int row, DraftContent content, AskedBefore before) throws IOException {
        var asked = Asked.of(content);
        var earlier = before.sharingWords(asked, OFFERED_OF_A_FILE);
        var others = earlier.stream().map(AskedBefore.Earlier::asked).toList();
        var found =
                near(asked, others, COMPARED_QUICKLY).stream()
                        .map(
                                like -> {
                                    var one = earlier.get(like.index());
                                    return new Twin(
                                            one.row(), one.title(), like.alike().similarity());
                                })
                        .sorted(
                                Comparator.comparingDouble(Twin::similarity)
                                        .reversed()
                                        .thenComparing(Twin::row))
                        .toList();
        before.add(row, content);
        return found;
    }

    private Uni<List<Duplicate>> of(
            DraftContent content, @Nullable String questionId, int compared) {
        var query = query(content);
        if (query.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return pool.preparedQuery(NEAR)
                .execute(Tuple.of(query, questionId == null ? "" : questionId, OFFERED))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(
                        rows -> {
                            var others = new ArrayList<Row>();
                            rows.forEach(others::add);
                            return nearest(Asked.of(content), others, compared);
                        });
    }

    private List<Duplicate> nearest(Asked asked, List<Row> rows, int compared) {
        var others = rows.stream().map(row -> Asked.of(content(row))).toList();
        return near(asked, others, compared).stream()
                .map(like -> duplicate(rows.get(like.index()), like.alike()))
                .sorted(
                        Comparator.comparingDouble(Duplicate::similarity)
                                .reversed()
                                .thenComparing(Duplicate::id))
                .limit(MOST)
                .toList();
    }

    /**
     * One of several questions that is near.
     *
     * @param index its place among them
     */
    private record Like(int index, Resemblance alike) {}

    /** Of those whose words are nearest, the ones that are near. */
    private List<Like> near(Asked asked, List<Asked> others, int compared) {
        var all = new ArrayList<>(others);
        all.add(asked);
        var frequencies = Resemblance.frequencies(all);
        var stems = Words.stems(asked.task());
        var found = new ArrayList<Like>();
        IntStream.range(0, others.size())
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                i ->
                                        -Resemblance.lexical(
                                                stems,
                                                Words.stems(others.get(i).task()),
                                                frequencies,
                                                all.size())))
                .limit(compared)
                .forEach(
                        i -> {
                            var alike =
                                    Resemblance.of(
                                            asked,
                                            others.get(i),
                                            frequencies,
                                            all.size(),
                                            this::vector);
                            if (alike.isNear()) {
                                found.add(new Like(i, alike));
                            }
                        });
        return found;
    }

    private DraftContent content(Row row) {
        return stored.read(row.getString("content"), DraftContent.class);
    }

    /** Of long texts, which stay the same while somebody writes another question. */
    private float[] vector(String text) {
        synchronized (vectors) {
            var known = vectors.get(text);
            if (known != null) {
                return known;
            }
        }
        var vector = meaning.of(text);
        synchronized (vectors) {
            vectors.put(text, vector);
        }
        return vector;
    }

    private static Duplicate duplicate(Row row, Resemblance alike) {
        var link = row.getString("kind");
        return new Duplicate(
                row.getString("id"),
                row.getString("slug"),
                row.getString("title"),
                row.getString("state"),
                alike.similarity(),
                alike.semantic(),
                alike.lexical(),
                alike.isLikely(),
                alike.shared(),
                link == null ? null : LinkKind.of(link));
    }

    /** The title's words and the longest of the prompt, any of which will do. */
    private static String query(DraftContent content) {
        var words = new LinkedHashSet<>(plain(content.title()));
        plain(content.prompt()).stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(words::add);
        return words.stream().limit(WORDS).collect(Collectors.joining(" | "));
    }

    private static List<String> plain(@Nullable String text) {
        return Words.all(text == null ? "" : text).stream()
                .filter(Words::carriesContent)
                .filter(word -> word.length() >= SHORTEST_WORD && word.length() <= LONGEST_WORD)
                .filter(PLAIN)
                .distinct()
                .toList();
    }
}
