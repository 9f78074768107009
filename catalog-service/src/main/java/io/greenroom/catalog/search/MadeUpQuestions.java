package io.greenroom.catalog.search;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Published questions of made-up words that occur as often as Zipf's law has it, always the same
 * ones; and a table {@code word} of all their words, which raw SQL needs to correct a typo.
 */
final class MadeUpQuestions {
    static final String[] ROUNDS = {"coding", "fundamentals", "system-design", "domain"};
    static final int TOPICS = 120;

    private static final int WORDS = 24_000;
    private static final int PROMPT_WORDS = 90;
    private static final int AT_ONCE = 5_000;

    private final int howMany;
    private final Random random = new Random(42);
    private final String[] words = words();

    MadeUpQuestions(int howMany) {
        this.howMany = howMany;
    }

    /** Makes them in a database that has our tables and no questions. */
    void fill(Connection connection) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        connection.createStatement().execute("create extension if not exists pg_trgm");
        for (int from = 0; from < howMany; from += AT_ONCE) {
            var questions = new StringBuilder();
            var versions = new StringBuilder();
            for (int i = from; i < Math.min(howMany, from + AT_ONCE); i++) {
                var id = String.format("q-%06d", i);
                questions.append(String.join("\t", id, id, "made-up", "1", "x")).append('\n');
                var topics = some("topic-", TOPICS, 3);
                var companies = some("company-", 25, 2);
                var round = ROUNDS[random.nextInt(ROUNDS.length)];
                int level = 3 + random.nextInt(3);
                versions.append(
                                String.join(
                                        "\t",
                                        id + "@1",
                                        id,
                                        "1",
                                        id,
                                        "{}",
                                        text(5 + random.nextInt(4)),
                                        round,
                                        "{" + String.join(",", topics) + "}",
                                        "" + level,
                                        "" + (level + 2),
                                        "" + (1 + random.nextInt(5)),
                                        "" + 5 * (1 + random.nextInt(9)),
                                        "text",
                                        "{" + String.join(",", companies) + "}",
                                        "{}",
                                        "An excerpt of some length, as lists show it.",
                                        String.join(" ", topics)
                                                + " "
                                                + String.join(" ", companies)
                                                + " "
                                                + round,
                                        text(PROMPT_WORDS / 2 + random.nextInt(PROMPT_WORDS)),
                                        "2026-11-22T00:00:00Z"))
                        .append('\n');
            }
            copy.copyIn(
                    "copy question (id, slug, pack_id, published_version, digest) from stdin",
                    new StringReader(questions.toString()));
            copy.copyIn(
                    "copy question_version (id, question_id, version, slug, content, title, round,"
                        + " topics, level_min, level_max, difficulty, minutes, answer_format,"
                        + " companies, covers, excerpt, search_words, search_body, published_at)"
                        + " from stdin",
                    new StringReader(versions.toString()));
        }
        connection
                .createStatement()
                .execute(
                        "create table word as select word, ndoc from ts_stat('select"
                            + " to_tsvector(''simple'', title || '' '' || search_words || '' '' ||"
                            + " search_body) from question_version')");
        connection.createStatement().execute("vacuum analyze");
    }

    /** In how many questions each word stands. */
    static Map<String, Integer> counts(Connection connection) throws SQLException {
        var counts = new HashMap<String, Integer>();
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select word, ndoc from word where word ~ '^[a-z]+$'")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    private List<String> some(String prefix, int of, int howMany) {
        var some = new HashSet<String>();
        while (some.size() < howMany) {
            some.add(prefix + Math.min(random.nextInt(of), random.nextInt(of)));
        }
        return some.stream().sorted().toList();
    }

    /** Words as often as Zipf's law has it: the first ones stand in nearly every second text. */
    private String text(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int rank = (int) Math.pow(WORDS, random.nextDouble()) - 1;
            text.append(words[rank]).append(' ');
        }
        return text.toString().strip();
    }

    private static String[] words() {
        var syllables =
                "ba be bi bo bu da de di do du fa fe fi ga ge go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za zo"
                        .split(" ");
        var random = new Random(1);
        var words = new HashSet<String>();
        var all = new ArrayList<String>();
        while (all.size() < WORDS) {
            int length = 3 + random.nextInt(3);
            var word =
                    IntStream.range(0, length)
                            .mapToObj(i -> syllables[random.nextInt(syllables.length)])
                            .collect(Collectors.joining());
            if (words.add(word)) {
                all.add(word);
            }
        }
        return all.toArray(String[]::new);
    }
}
