package io.greenroom.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ranking in memory is the one that PostgreSQL's own functions give. */
class SameAsPostgresIT {
    private static final String[] WORDS = {"alpha", "beta", "gamma", "delta", "kv", "cach"};
    private static EmbeddedPostgres postgres;
    private static Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        connection = postgres.getPostgresDatabase().getConnection();
        connection.createStatement().execute("create extension pg_trgm");
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void readsTextVectors() throws SQLException {
        for (String text :
                new String[] {
                    "the cat's key-value cache, and C:\\dir or it''s 3.14 of x/y"
                            + " https://a.example/b?c",
                    "",
                    "naïve Überfitting"
                }) {
            try (var query =
                    connection.prepareStatement(
                            "select setweight(to_tsvector('english', ?), 'B')::text as v,"
                                + " array_to_string(tsvector_to_array(to_tsvector('english', ?)),"
                                + " '§')")) {
                query.setString(1, text);
                query.setString(2, text);
                var row = query.executeQuery();
                row.next();
                var lexemes = Lexemes.parse(row.getString(1));
                assertThat(String.join("§", lexemes.keySet())).isEqualTo(row.getString(2));
                assertThat(lexemes.values())
                        .allSatisfy(
                                places -> {
                                    assertThat(places).isNotEmpty();
                                    assertThat(Lexemes.weight(places[0])).isEqualTo(2);
                                });
            }
        }
    }

    @Test
    void ranksAsTsRankDoes() throws SQLException {
        var random = new Random(7);
        for (int round = 0; round < 400; round++) {
            var text = aText(random);
            var vector = vector(text);
            var wanted =
                    text.keySet().stream().sorted().limit(1 + random.nextInt(text.size())).toList();
            try (var query =
                    connection.prepareStatement(
                            "select ts_rank(?::tsvector, plainto_tsquery('simple', ?))")) {
                query.setString(1, vector);
                query.setString(2, String.join(" ", wanted));
                var row = query.executeQuery();
                row.next();
                var lexemes = Lexemes.parse(vector);
                var words = new Rank.Words();
                for (var word : wanted) {
                    var places = lexemes.getOrDefault(word, new char[0]);
                    words.add(places, 0, places.length);
                }
                assertThat(Rank.ofAll(words))
                        .as("%s in %s", wanted, vector)
                        .isEqualTo(row.getFloat(1));
            }
        }
    }

    @Test
    void correctsToTheNearestWordOfPgTrgm() throws SQLException {
        var counts = new HashMap<String, Integer>();
        var all =
                """
                retrieval retrieve relevance attention attentive transformer transform quantization quantize embedding
                embeddings gradient gradients backpropagation hallucination perplexity tokenizer tokenization guardrails
                orchestration choreography speculative distillation normalization regularization calibration evaluation
                """
                        .split("\\s+");
        for (var word : all) {
            counts.put(word, 1 + word.length() % 3);
        }
        var vocabulary = new Vocabulary(counts);
        for (String typed :
                new String[] {
                    "retreival", "attenton", "trasformer", "quantizaton", "embeding", "gradeint",
                    "halucination", "tokeniser", "gardrails", "specultive", "normalizaton",
                            "calibraton"
                }) {
            try (var query =
                    connection.prepareStatement(
                            "select word from unnest(?::text[], ?::int[]) as t(word, n) order by"
                                    + " similarity(word, ?) desc, n desc, word collate \"C\" limit"
                                    + " 1")) {
                var words = List.copyOf(counts.keySet());
                query.setArray(1, connection.createArrayOf("text", words.toArray()));
                query.setArray(
                        2,
                        connection.createArrayOf("int", words.stream().map(counts::get).toArray()));
                query.setString(3, typed);
                var row = query.executeQuery();
                row.next();
                assertThat(vocabulary.nearest(typed)).as(typed).contains(row.getString(1));
            }
        }
    }

    private static Map<String, List<String>> aText(Random random) {
        var text = new TreeMap<String, List<String>>();
        int position = 1;
        for (int i = 0; i < 3 + random.nextInt(40); i++) {
            position += 1 + (random.nextInt(8) == 0 ? random.nextInt(150) : random.nextInt(3));
            text.computeIfAbsent(WORDS[random.nextInt(WORDS.length)], word -> new ArrayList<>())
                    .add(position + List.of("A", "B", "C", "").get(random.nextInt(4)));
        }
        return text;
    }

    private static String vector(Map<String, List<String>> text) {
        return text.entrySet().stream()
                .map(word -> "'" + word.getKey() + "':" + String.join(",", word.getValue()))
                .collect(Collectors.joining(" "));
    }
}
