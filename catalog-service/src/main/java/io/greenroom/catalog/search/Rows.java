package io.greenroom.catalog.search;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.QuestionSummary;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What search reads from and writes to the database. Blocks: for threads that may wait. Of a
 * question only the columns are read that a candidate may see; its content, which holds the rubric,
 * is never touched.
 */
final class Rows {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String OFFERED =
            """
            from question q
            join question_version v on v.question_id = q.id and v.version = q.published_version
            left join question_meaning m
                on m.question_id = q.id and m.version = q.published_version and m.model = '%s'
            """
                    .formatted(Meaning.MODEL);

    private static final String QUESTION =
            """
            select q.id as question_id, q.slug, v.version, v.title, v.round, v.topics, v.level_min, v.level_max, v.difficulty,
                v.minutes, v.answer_format, v.companies, v.covers, v.excerpt, v.published_at,
                v.search_words, v.search_body, v.search::text as search, m.vector
            """
                    + OFFERED;

    /** What is offered, as far as it tells what changed. */
    record Offered(String id, int version, boolean hasMeaning) {}

    /** A question's text to be read by the language model, in two parts. */
    record Text(String id, int version, String about, String prompt) {}

    private final Pool pool;
    private final Names topics;
    private final Names companies;

    Rows(Pool pool, Names topics, Names companies) {
        this.pool = pool;
        this.topics = topics;
        this.companies = companies;
    }

    List<Offered> offered() {
        var offered = new ArrayList<Offered>();
        for (var row :
                query(
                        "select q.id, q.published_version, m.vector is not null as meant "
                                + OFFERED,
                        Tuple.tuple())) {
            offered.add(
                    new Offered(
                            row.getString("id"),
                            row.getInteger("published_version"),
                            row.getBoolean("meant")));
        }
        return offered;
    }

    /** The next so many questions after an id, in the order of ids. */
    List<Corpus.Indexed> after(String id, int most) {
        return indexed(
                query(
                        QUESTION
                                + "where q.id > $1 collate \"C\" order by q.id collate \"C\" limit"
                                + " $2",
                        Tuple.of(id, most)));
    }

    List<Corpus.Indexed> questions(Collection<String> ids) {
        return indexed(
                query(
                        QUESTION + "where q.id = any($1)",
                        Tuple.tuple().addArrayOfString(ids.toArray(String[]::new))));
    }

    /** What a candidate may read of questions whose meaning is not known yet. */
    List<Text> withoutMeaning(int most) {
        var texts = new ArrayList<Text>();
        for (var row :
                query(
                        "select q.id, v.version, v.title, v.topics, v.search_body "
                                + OFFERED
                                + "where m.vector is null order by v.published_at limit $1",
                        Tuple.of(most))) {
            texts.add(
                    new Text(
                            row.getString("id"),
                            row.getInteger("version"),
                            row.getString("title")
                                    + ". "
                                    + String.join(", ", row.getArrayOfStrings("topics"))
                                            .replace('-', ' '),
                            row.getString("search_body")));
        }
        return texts;
    }

    void remember(Text text, float[] meaning) {
        var bytes = ByteBuffer.allocate(meaning.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float one : meaning) {
            bytes.putFloat(one);
        }
        query(
                """
                insert into question_meaning (question_id, version, model, vector)
                values ($1, $2, $3, $4) on conflict do nothing
                """,
                Tuple.of(
                        text.id(),
                        text.version(),
                        Meaning.MODEL,
                        io.vertx.core.buffer.Buffer.buffer(bytes.array())));
    }

    /** The lexeme of each word as PostgreSQL has it, "" of a word without meaning. */
    Map<String, String> lexemes(Collection<String> words) {
        return lexemes(
                query(LEXEMES, Tuple.tuple().addArrayOfString(words.toArray(String[]::new))));
    }

    static final String LEXEMES =
            "select w, (ts_lexize('english_stem', w))[1] as lexeme from unnest($1::text[]) w";

    static Map<String, String> lexemes(RowSet<Row> rows) {
        var lexemes = new HashMap<String, String>();
        for (var row : rows) {
            lexemes.put(
                    row.getString("w"), Objects.requireNonNullElse(row.getString("lexeme"), ""));
        }
        return lexemes;
    }

    private RowSet<Row> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).await().atMost(PATIENCE);
    }

    private List<Corpus.Indexed> indexed(RowSet<Row> rows) {
        var questions = new ArrayList<Corpus.Indexed>();
        for (var row : rows) {
            var summary = QuestionSummary.of(row);
            var words =
                    Stream.of("title", "search_words", "search_body")
                            .flatMap(column -> Typed.words(row.getString(column)).stream())
                            .filter(Rows::isWord)
                            .distinct()
                            .map(String::intern)
                            .toArray(String[]::new);
            questions.add(
                    new Corpus.Indexed(
                            new Entry(
                                    summary,
                                    row.getOffsetDateTime("published_at").toInstant(),
                                    List.of(row.getArrayOfStrings("covers")),
                                    words,
                                    topics.numbers(summary.topics()),
                                    companies.numbers(summary.companies()),
                                    vector(row.getBuffer("vector"))),
                            Lexemes.parse(row.getString("search"))));
        }
        return questions;
    }

    private static boolean isWord(String word) {
        return word.length() > 1 && word.chars().anyMatch(Character::isLetter);
    }

    private static float @Nullable [] vector(@Nullable Buffer stored) {
        if (stored == null) {
            return null;
        }
        var bytes = ByteBuffer.wrap(stored.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        var vector = new float[stored.length() / 4];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = bytes.getFloat();
        }
        return vector;
    }
}
