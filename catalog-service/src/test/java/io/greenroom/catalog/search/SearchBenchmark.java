package io.greenroom.catalog.search;

import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.platform.paging.PageRequest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * Compares the search with raw SQL on the same PostgreSQL, which holds 100,000 made-up questions.
 * No test: it asserts no times, and its name keeps it out of the build. How to run it and what it
 * printed is in docs/search.md.
 */
class SearchBenchmark {
    private static final int QUESTIONS = Integer.getInteger("search.benchmark.questions", 100_000);
    private static final int WORDS = 24_000;
    private static final int PROMPT_WORDS = 90;
    private static final int TOPICS = 120;
    private static final int CLIENTS = 2;
    private static final long SELECTIVE_MILLIS = 8_000;
    private static final long NAIVE_MILLIS = 20_000;
    private static final PageRequest FIRST = new PageRequest(0, 20);
    private static final String[] ROUNDS = {"coding", "fundamentals", "system-design", "domain"};

    private static final String FROM =
            " from question q join question_version v on v.question_id = q.id and v.version ="
                    + " q.published_version ";

    private static final String ITEM =
            "select q.id, q.slug, v.version, v.title, v.round, v.topics, v.level_min, v.level_max,"
                    + " v.difficulty, v.minutes, v.answer_format, v.companies, v.excerpt";

    private static final String RANKED =
            " order by ts_rank(v.search, plainto_tsquery('english', ?)) desc, q.id collate \"C\""
                    + " limit 20";

    private static final String BY_WORDS =
            ITEM + FROM + "where v.search @@ plainto_tsquery('english', ?)" + RANKED;

    private static final String BY_WORDS_AND_FILTER =
            ITEM
                    + FROM
                    + "where v.search @@ plainto_tsquery('english', ?) and v.topics &&"
                    + " array[?::text] and v.round = ?"
                    + RANKED;

    /** As PostgreSQL's manual corrects: the nearest of the words that occur (F.35.5). */
    private static final String CORRECTED =
            "with nearest as (select word from word order by similarity(word, ?) desc, ndoc desc,"
                    + " word collate \"C\" limit 1) "
                    + ITEM
                    + FROM
                    + ", nearest where v.search @@ plainto_tsquery('english', nearest.word) order"
                    + " by ts_rank(v.search, plainto_tsquery('english', nearest.word)) desc, q.id"
                    + " collate \"C\" limit 20";

    private static final String SIMILAR_TITLES =
            ITEM + FROM + "order by word_similarity(?, v.title) desc, q.id collate \"C\" limit 20";

    /** What is searched for, in both ways. */
    private record Query(SearchQuery query, List<String> parameters) {}

    /** Runs a query and gives the ids it found. */
    private interface Engine {
        List<String> find(Query query) throws SQLException;
    }

    /** Milliseconds, and queries a second. */
    private record Figures(double median, double p99, double throughput) {
        static Figures of(List<Long> nanos, long elapsed) {
            var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Figures(
                    sorted[sorted.length / 2] / 1e6,
                    sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.99))] / 1e6,
                    sorted.length / (elapsed / 1e9));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "median %8.2f ms, p99 %8.2f ms, %8.1f queries/s",
                    median,
                    p99,
                    throughput);
        }
    }

    private final Random random = new Random(42);
    private final String[] words = words();

    @Test
    void compare() throws Exception {
        try (var catalog = TestCatalog.start()) {
            try (var connection = catalog.connect()) {
                var start = System.nanoTime();
                fill(connection);
                System.out.printf(
                        "%,d questions made in %.0f s%n",
                        QUESTIONS, (System.nanoTime() - start) / 1e9);
            }
            compare(catalog);
        }
    }

    private void compare(TestCatalog catalog) throws Exception {
        var pool = catalog.pool();
        var index = new SearchIndex(pool, new Meaning(), () -> false, Path.of("../content"));
        var start = System.nanoTime();
        var before = used();
        index.begin();
        System.out.printf(
                "read into memory in %.1f s, %d MiB of heap%n",
                (System.nanoTime() - start) / 1e9, (used() - before) >> 20);
        var search = new SearchQuestions(index, new Meaning(), pool);
        Engine ours =
                query ->
                        search.find(query.query(), FIRST).await().indefinitely().page().stream()
                                .map(hit -> hit.entry().id())
                                .toList();
        var counts = counts(catalog);
        explain(catalog, BY_WORDS, queries(counts, 1, 60, 1, word -> twice(word, word)));
        selective(
                "one rare word",
                ours,
                engine(catalog, BY_WORDS),
                queries(counts, 1, 60, 300, word -> twice(word, word)));
        selective(
                "a word, a topic and a round",
                ours,
                engine(catalog, BY_WORDS_AND_FILTER),
                queries(counts, 300, 2_500, 300, this::filtered));
        var common = common(counts);
        naive("two common words", ours, engine(catalog, BY_WORDS), common);
        naive(
                "a typo, corrected",
                ours,
                engine(catalog, CORRECTED),
                queries(counts, 50, 3_000, 200, word -> typo(word, counts.keySet())));
        var titles = engine(catalog, SIMILAR_TITLES);
        report(
                "for comparison, word_similarity with every title",
                run(
                        titles,
                        queries(counts, 50, 3_000, 100, word -> typo(word, counts.keySet())),
                        NAIVE_MILLIS / 2));
        withVectors(index);
    }

    private void selective(String name, Engine ours, Engine sql, List<Query> queries)
            throws Exception {
        System.out.printf("%n%s: %s%n", name, same(ours, sql, queries));
        run(ours, queries, SELECTIVE_MILLIS / 2);
        run(sql, queries, SELECTIVE_MILLIS / 2);
        var rawSql = run(sql, queries, SELECTIVE_MILLIS);
        var inMemory = run(ours, queries, SELECTIVE_MILLIS);
        compare(rawSql, inMemory);
    }

    private void naive(String name, Engine ours, Engine sql, List<Query> queries) throws Exception {
        System.out.printf(
                "%n%s: %s%n",
                name, same(ours, sql, queries.subList(0, Math.min(100, queries.size()))));
        run(ours, queries, SELECTIVE_MILLIS / 2);
        var rawSql = run(sql, queries, NAIVE_MILLIS);
        var inMemory = run(ours, queries, SELECTIVE_MILLIS);
        compare(rawSql, inMemory);
    }

    private static void compare(Figures sql, Figures ours) {
        report("  raw SQL", sql);
        report("  search ", ours);
        System.out.printf(
                Locale.ROOT,
                "  ratio    throughput %.2f, p99 %.3f%n",
                ours.throughput() / sql.throughput(),
                ours.p99() / sql.p99());
    }

    private static void report(String name, Figures figures) {
        System.out.println(name + "  " + figures);
    }

    /** On how many queries both give the same first 20 in the same order. */
    private static String same(Engine ours, Engine sql, List<Query> queries) throws SQLException {
        int same = 0;
        int found = 0;
        for (var query : queries) {
            var expected = sql.find(query);
            var got = ours.find(query);
            found += expected.size();
            if (expected.equals(got)) {
                same++;
            } else if (Boolean.getBoolean("search.benchmark.verbose")) {
                System.out.println(query + "\n  sql  " + expected + "\n  ours " + got);
            }
        }
        return String.format(
                Locale.ROOT,
                "same top 20 on %.1f %% of %d queries (%.1f results each)",
                100.0 * same / queries.size(),
                queries.size(),
                (double) found / queries.size());
    }

    private static Figures run(Engine engine, List<Query> queries, long millis)
            throws InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            Callable<List<Long>> client =
                    () -> {
                        var nanos = new ArrayList<Long>();
                        while (System.nanoTime() < end) {
                            var query = queries.get(next.getAndIncrement() % queries.size());
                            long before = System.nanoTime();
                            engine.find(query);
                            nanos.add(System.nanoTime() - before);
                        }
                        return nanos;
                    };
            var all = new ArrayList<Long>();
            for (var one : clients.invokeAll(java.util.Collections.nCopies(CLIENTS, client))) {
                all.addAll(one.get());
            }
            return Figures.of(all, System.nanoTime() - start);
        }
    }

    /** A connection and a prepared statement for each client; planned for the words at hand. */
    private static Engine engine(TestCatalog catalog, String sql) {
        var statements =
                ThreadLocal.withInitial(
                        () -> {
                            try {
                                var connection = catalog.connect();
                                connection
                                        .createStatement()
                                        .execute("set plan_cache_mode = force_custom_plan");
                                return connection.prepareStatement(sql);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        return query -> {
            PreparedStatement statement = statements.get();
            for (int i = 0; i < query.parameters().size(); i++) {
                statement.setString(i + 1, query.parameters().get(i));
            }
            var ids = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        };
    }

    /** How PostgreSQL goes about it: raw SQL must not lose by a bad plan. */
    private static void explain(TestCatalog catalog, String sql, List<Query> queries)
            throws SQLException {
        try (var connection = catalog.connect();
                var statement = connection.prepareStatement("explain (analyze, buffers) " + sql)) {
            var parameters = queries.getFirst().parameters();
            for (int i = 0; i < parameters.size(); i++) {
                statement.setString(i + 1, parameters.get(i));
            }
            for (int i = 0; i < 2; i++) {
                try (var rows = statement.executeQuery()) {
                    while (i == 1 && rows.next()) {
                        System.out.println("  " + rows.getString(1));
                    }
                }
            }
        }
    }

    private static Query twice(String text, String typed) {
        return new Query(SearchQuery.of(typed), List.of(text, text));
    }

    private Query filtered(String word) {
        var topic = "topic-" + random.nextInt(TOPICS / 4);
        var round = ROUNDS[random.nextInt(ROUNDS.length)];
        return new Query(
                new SearchQuery(
                        word,
                        List.of(topic),
                        List.of(io.greenroom.catalog.question.Round.of(round)),
                        List.<QuestionContent.Level>of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        SearchQuery.Sort.RELEVANCE),
                List.of(word, topic, round, word));
    }

    /** One letter is left out, doubled, mistaken or swapped. */
    private Query typo(String word, java.util.Set<String> known) {
        while (true) {
            int at = 1 + random.nextInt(word.length() - 2);
            var typed =
                    switch (random.nextInt(4)) {
                        case 0 -> word.substring(0, at) + word.substring(at + 1);
                        case 1 -> word.substring(0, at) + word.charAt(at) + word.substring(at);
                        case 2 ->
                                word.substring(0, at)
                                        + (char) ('a' + random.nextInt(26))
                                        + word.substring(at + 1);
                        default ->
                                word.substring(0, at)
                                        + word.charAt(at + 1)
                                        + word.charAt(at)
                                        + word.substring(at + 2);
                    };
            if (!known.contains(typed)) {
                return new Query(SearchQuery.of(typed), List.of(typed));
            }
        }
    }

    private List<Query> common(Map<String, Integer> counts) {
        var frequent =
                counts.entrySet().stream()
                        .filter(word -> word.getValue() > QUESTIONS / 10)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        return IntStream.range(0, 100)
                .mapToObj(
                        i -> {
                            var a = frequent.get(random.nextInt(frequent.size()));
                            var b = frequent.get(random.nextInt(frequent.size()));
                            return twice(a + " " + b, a + " " + b);
                        })
                .toList();
    }

    private List<Query> queries(
            Map<String, Integer> counts,
            int least,
            int most,
            int howMany,
            java.util.function.Function<String, Query> query) {
        var fitting =
                counts.entrySet().stream()
                        .filter(word -> word.getKey().length() >= 7)
                        .filter(word -> word.getValue() >= least && word.getValue() <= most)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.shuffle(fitting, random);
        return fitting.stream().limit(howMany).map(query).toList();
    }

    private static Map<String, Integer> counts(TestCatalog catalog) throws SQLException {
        var counts = new HashMap<String, Integer>();
        try (var connection = catalog.connect();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select word, ndoc from word where word ~ '^[a-z]+$'")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    /** What finding by meaning costs on top, with vectors of no meaning: every one is compared. */
    private void withVectors(SearchIndex index) {
        var corpus = index.corpus();
        for (int number : corpus.all()) {
            corpus.entry(number).means(vector());
        }
        var ranking =
                new Ranking(corpus, index.topics(), index.companies(), Ranking.Choices.DEFAULT);
        var wanted = new Wanted(List.of(), List.of(), List.of("none"), List.of());
        var nanos = new ArrayList<Long>();
        long start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            var vector = vector();
            long before = System.nanoTime();
            ranking.find(SearchQuery.of("qqqqqq"), wanted, vector, FIRST);
            nanos.add(System.nanoTime() - before);
        }
        System.out.printf("%ncomparing the meaning of all %,d questions, one client%n", QUESTIONS);
        report("  search ", Figures.of(nanos, System.nanoTime() - start));
    }

    private float[] vector() {
        var vector = new float[384];
        double length = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
            length += vector[i] * vector[i];
        }
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= (float) Math.sqrt(length);
        }
        return vector;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void fill(Connection connection) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        connection.createStatement().execute("create extension pg_trgm");
        for (int from = 0; from < QUESTIONS; from += 5_000) {
            var questions = new StringBuilder();
            var versions = new StringBuilder();
            for (int i = from; i < Math.min(QUESTIONS, from + 5_000); i++) {
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
