package io.greenroom.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.catalog.question.Round;
import io.greenroom.platform.paging.PageRequest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;

/**
 * Compares the search with raw SQL on the same PostgreSQL, an empty one that it fills with made-up
 * questions. Prints figures and judges none of them: what they were, and what they mean, is in
 * docs/search.md.
 */
public final class MeasureSearch {
    private static final int USAGE = 2;
    private static final int CONNECTIONS = 4;
    private static final int CLIENTS = 2;
    private static final int QUERIES = 300;
    private static final int COMMON = 100;
    private static final int UNKNOWN = 5_000;
    private static final int SENTENCES = 4_000;
    private static final int IN_OTHER_WORDS = 200;
    private static final PageRequest FIRST = new PageRequest(0, 20);

    private final RawSql.Database database;
    private final Pool pool;
    private final Path content;
    private final int questions;
    private final long millis;
    private final PrintStream out;
    private final Random random = new Random(7);

    /** What is searched for, in both ways. */
    private record Query(SearchQuery query, List<String> parameters) {
        static Query of(String words) {
            return new Query(SearchQuery.of(words), List.of(words, words));
        }
    }

    /**
     * What people search for, and raw SQL for it.
     *
     * @param others so many that were not searched for yet, or as many as there are
     */
    private record Kind(
            String name, RawSql sql, List<Query> queries, IntFunction<List<Query>> others) {}

    private MeasureSearch(
            RawSql.Database database,
            Pool pool,
            Path content,
            int questions,
            long millis,
            PrintStream out) {
        this.database = database;
        this.pool = pool;
        this.content = content;
        this.questions = questions;
        this.millis = millis;
        this.out = out;
    }

    /**
     * Takes the database from {@code GREENROOM_DB_HOST}, {@code _PORT}, {@code _NAME}, {@code
     * _USER} and {@code _PASSWORD}, as the service does.
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("Usage: MeasureSearch CONTENT QUESTIONS SECONDS");
            System.exit(USAGE);
        }
        var host = System.getenv("GREENROOM_DB_HOST");
        int port = Integer.parseInt(System.getenv("GREENROOM_DB_PORT"));
        var name = System.getenv("GREENROOM_DB_NAME");
        var database =
                new RawSql.Database(
                        "jdbc:postgresql://%s:%d/%s".formatted(host, port, name),
                        System.getenv("GREENROOM_DB_USER"),
                        System.getenv("GREENROOM_DB_PASSWORD"));
        var vertx = Vertx.vertx();
        var pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                                .connectingTo(
                                        new PgConnectOptions()
                                                .setHost(host)
                                                .setPort(port)
                                                .setDatabase(name)
                                                .setUser(database.user())
                                                .setPassword(database.password())
                                                .setCachePreparedStatements(true))
                                .using(vertx)
                                .build());
        new MeasureSearch(
                        database,
                        pool,
                        Path.of(arguments[0]),
                        Integer.parseInt(arguments[1]),
                        1_000L * Integer.parseInt(arguments[2]),
                        new PrintStream(System.out, true, StandardCharsets.UTF_8))
                .run();
        // Clients' connections and the search's threads would keep it alive.
        System.exit(0);
    }

    private void run() throws SQLException, IOException, InterruptedException {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("db/platform", "db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        Map<String, Integer> counts;
        long start = System.nanoTime();
        try (var connection = database.connect()) {
            new MadeUpQuestions(questions).fill(connection);
            counts = MadeUpQuestions.counts(connection);
        }
        out.printf(Locale.ROOT, "%,d questions made in %.0f s%n", questions, since(start));
        var meaning = new Meaning();
        var byWords = new SearchIndex(pool, meaning, () -> false, content);
        long before = used();
        start = System.nanoTime();
        byWords.begin();
        out.printf(
                Locale.ROOT,
                "read into memory in %.1f s, %d MiB of heap%n",
                since(start),
                used() - before >> 20);
        var search = new SearchQuestions(byWords, meaning, pool);
        var offered = new OfferedQuestions(byWords, search);
        start = System.nanoTime();
        offered.tally();
        double first = since(start);
        start = System.nanoTime();
        offered.tally();
        out.printf(
                Locale.ROOT,
                "counted by topic, company and round in %.1f ms, and again in %.3f ms%n",
                1_000 * first,
                1_000 * since(start));
        var rare = rare(counts, QUERIES);
        var filtered = filtered(counts, QUERIES);
        var common = common(counts, COMMON);
        var typos = typos(counts, QUERIES);
        var lookUp = new RawSql(database, RawSql.BY_WORDS, RawSql.Plan.LOOK_UP);
        var lookUpFiltered = new RawSql(database, RawSql.BY_WORDS_AND_FILTER, RawSql.Plan.LOOK_UP);
        var own = new RawSql(database, RawSql.BY_WORDS, RawSql.Plan.OWN);

        out.printf("%nBy words%n");
        compare("one rare word", search, lookUp, rare);
        out.println("  raw SQL with the plan it would choose itself");
        out.println("    " + measure(rare, query -> own.find(query.parameters())));
        compare("a word, a topic and a round", search, lookUpFiltered, filtered);
        compare("two common words", search, own, common);
        var corrected = new RawSql(database, RawSql.CORRECTED, RawSql.Plan.OWN);
        compare("a typo, corrected", search, corrected, typos);
        byWords.stop();

        withMeaning(
                counts,
                List.of(
                        new Kind("one rare word", lookUp, rare, most -> rare(counts, most)),
                        new Kind(
                                "a word, a topic and a round",
                                lookUpFiltered,
                                filtered,
                                most -> filtered(counts, most)),
                        new Kind("two common words", own, common, most -> common(counts, most)),
                        new Kind(
                                "a typo, corrected",
                                corrected,
                                typos,
                                most -> typos(counts, most))));
    }

    /** The same with what questions mean; raw SQL has nothing of the kind. */
    private void withMeaning(Map<String, Integer> counts, List<Kind> kinds)
            throws IOException, InterruptedException {
        var meaning = new Meaning();
        meaning.of("");
        var index = new SearchIndex(pool, meaning, () -> true, content);
        index.begin();
        // An instance does so in the background when it starts; here nothing else may run.
        long start = System.nanoTime();
        meaning.learn(counts.keySet());
        out.printf(Locale.ROOT, "%nnew words read by the model in %.0f s%n", since(start));
        start = System.nanoTime();
        var texts = sentences();
        var vectors =
                texts.subList(IN_OTHER_WORDS, texts.size()).stream()
                        .map(text -> meaning.of(text))
                        .toList();
        out.printf(
                Locale.ROOT,
                "%nBy words and meaning: each question means what two of %,d sentences of the"
                        + " content mean (read in %.0f s)%n",
                vectors.size(),
                since(start));
        var corpus = index.corpus();
        for (int number : corpus.all()) {
            corpus.means(corpus.entry(number), both(vectors));
        }
        var search = new SearchQuestions(index, meaning, pool);
        for (var kind : kinds) {
            // More than are kept, so that none is known when its turn comes again.
            against(
                    kind.name() + ", never searched for",
                    kind.sql(),
                    search,
                    kind.others().apply(UNKNOWN));
            // All of them, however few a slow machine finds in the time that it is given.
            kind.queries().forEach(query -> find(search, query));
            against(kind.name() + ", searched for lately", kind.sql(), search, kind.queries());
        }
        var others = texts.subList(0, IN_OTHER_WORDS);
        out.println("  reading some words quickly");
        var words = rare(counts, UNKNOWN).stream().map(query -> query.query().words()).toList();
        out.println("    " + Measured.of(1, words, millis / 4, meaning::quickly));
        out.println("  reading them with the model");
        out.println("    " + Measured.of(1, words, millis / 4, meaning::of));
        out.println("  reading a sentence with the model");
        out.println(
                "    "
                        + Measured.of(
                                1,
                                texts.subList(IN_OTHER_WORDS, texts.size()),
                                millis / 2,
                                meaning::of));
        compareMeanings(index, others.stream().map(meaning::of).toList());
        index.stop();
    }

    /** How long it takes to find the nearest, and how many of them are found. */
    private void compareMeanings(SearchIndex index, List<float[]> wanted)
            throws InterruptedException {
        var corpus = index.corpus();
        var ranking =
                new Ranking(corpus, index.topics(), index.companies(), Ranking.Choices.DEFAULT);
        Measured.of(1, wanted, millis / 2, ranking::nearest);
        out.printf(Locale.ROOT, "  the nearest in meaning of %,d, one client%n", corpus.size());
        out.println("    " + Measured.of(1, wanted, millis / 2, ranking::nearest));
        int found = 0;
        int looked = 0;
        for (var vector : wanted) {
            var got = ranking.nearest(vector);
            var ids =
                    IntStream.range(0, got.size())
                            .mapToObj(i -> corpus.entry(got.number(i)).id())
                            .collect(Collectors.toSet());
            var best = nearest(corpus, vector, 10);
            looked += best.size();
            found += (int) best.stream().filter(ids::contains).count();
        }
        out.printf(
                Locale.ROOT,
                "    of the nearest ten by all numbers %.1f %% are found (%d sentences)%n",
                100.0 * found / Math.max(1, looked),
                wanted.size());
    }

    private static List<String> nearest(Corpus corpus, float[] vector, int most) {
        var all = corpus.all();
        var alike = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            var own = corpus.entry(all[i]).meaning();
            alike[i] = own == null ? -1 : Meaning.alike(vector, own);
        }
        return IntStream.range(0, all.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -alike[i]))
                .limit(most)
                .filter(i -> alike[i] >= Ranking.Choices.DEFAULT.near())
                .map(i -> corpus.entry(all[i]).id())
                .toList();
    }

    /** With how many of the results are the same. */
    private void compare(String name, SearchQuestions search, RawSql sql, List<Query> queries)
            throws InterruptedException {
        int same = 0;
        var some = queries.subList(0, Math.min(100, queries.size()));
        for (var query : some) {
            same += sql.find(query.parameters()).equals(find(search, query)) ? 1 : 0;
        }
        against(
                String.format(
                        Locale.ROOT,
                        "%s: same top 20 on %.0f %% of %d queries",
                        name,
                        100.0 * same / some.size(),
                        some.size()),
                sql,
                search,
                queries);
    }

    /**
     * Both in turn, twice, so that other work on the machine meets both: the second time counts.
     */
    private void against(String name, RawSql sql, SearchQuestions search, List<Query> queries)
            throws InterruptedException {
        measure(queries, query -> sql.find(query.parameters()));
        measure(queries, query -> find(search, query));
        var rawSql = measure(queries, query -> sql.find(query.parameters()));
        var ours = measure(queries, query -> find(search, query));
        ratio(name, rawSql, ours);
    }

    private void ratio(String name, Measured sql, Measured ours) {
        out.println("  " + name);
        out.println("    raw SQL  " + sql);
        out.println("    search   " + ours);
        out.printf(
                Locale.ROOT,
                "    ratio    throughput %.2f, p99 %.3f%n",
                ours.throughput() / sql.throughput(),
                ours.p99() / sql.p99());
    }

    private Measured measure(List<Query> queries, Consumer<Query> work)
            throws InterruptedException {
        return Measured.of(CLIENTS, queries, millis, work);
    }

    private static List<String> find(SearchQuestions search, Query query) {
        return search.find(query.query(), FIRST).await().indefinitely().page().stream()
                .map(hit -> hit.entry().id())
                .toList();
    }

    private static IntPredicate within(int least, int most) {
        return count -> count >= least && count <= most;
    }

    private List<Query> queries(
            Map<String, Integer> counts,
            IntPredicate frequency,
            int howMany,
            Function<String, Query> query) {
        var fitting =
                counts.entrySet().stream()
                        .filter(word -> word.getKey().length() >= 7)
                        .filter(word -> frequency.test(word.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(fitting, random);
        return fitting.stream().limit(howMany).map(query).toList();
    }

    private List<Query> rare(Map<String, Integer> counts, int most) {
        return queries(counts, within(1, questions / 1_600), most, Query::of);
    }

    private List<Query> filtered(Map<String, Integer> counts, int most) {
        return queries(
                counts, within(questions / 330, questions / 40), most, word -> filtered(word));
    }

    private List<Query> typos(Map<String, Integer> counts, int most) {
        return queries(
                counts,
                within(questions / 2_000, questions / 33),
                most,
                word -> typo(word, counts.keySet()));
    }

    /** Each stands in a tenth of the questions or more. */
    private List<Query> common(Map<String, Integer> counts, int howMany) {
        var frequent =
                counts.entrySet().stream()
                        .filter(word -> word.getValue() > questions / 10)
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList();
        return IntStream.range(0, howMany)
                .mapToObj(
                        i ->
                                Query.of(
                                        frequent.get(random.nextInt(frequent.size()))
                                                + " "
                                                + frequent.get(random.nextInt(frequent.size()))))
                .toList();
    }

    private Query filtered(String word) {
        var topic = "topic-" + random.nextInt(MadeUpQuestions.TOPICS / 4);
        var round = MadeUpQuestions.ROUNDS[random.nextInt(MadeUpQuestions.ROUNDS.length)];
        return new Query(
                new SearchQuery(
                        word,
                        List.of(topic),
                        List.of(Round.of(round)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        SearchQuery.Sort.RELEVANCE),
                List.of(word, topic, round, word));
    }

    /** One letter is left out, doubled, mistaken or swapped. */
    private Query typo(String word, Set<String> known) {
        while (true) {
            int at = 1 + random.nextInt(word.length() - 2);
            var before = word.substring(0, at);
            var after = word.substring(at + 1);
            char letter = word.charAt(at);
            var typed =
                    switch (random.nextInt(4)) {
                        case 0 -> before + after;
                        case 1 -> before + letter + letter + after;
                        case 2 -> before + (char) ('a' + random.nextInt(26)) + after;
                        default -> before + after.charAt(0) + letter + after.substring(1);
                    };
            if (!known.contains(typed)) {
                return new Query(SearchQuery.of(typed), List.of(typed));
            }
        }
    }

    /** Of the content, each once, in an order that is always the same. */
    private List<String> sentences() throws IOException {
        var sentences = new LinkedHashSet<String>();
        List<Path> files;
        try (var found = Files.walk(content.resolve("questions"))) {
            files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
        var yaml = new YAMLMapper();
        for (var file : files) {
            collect(yaml.readTree(file.toFile()), sentences);
        }
        var all = new ArrayList<>(sentences);
        Collections.shuffle(all, random);
        return all.subList(0, Math.min(all.size(), SENTENCES));
    }

    private static void collect(JsonNode node, Set<String> sentences) {
        if (node.isTextual()) {
            Arrays.stream(node.asText().split("(?<=[.?!])\\s+|\n+"))
                    .map(String::strip)
                    .filter(one -> one.length() > 25 && one.length() < 250)
                    .forEach(sentences::add);
        } else {
            node.forEach(part -> collect(part, sentences));
        }
    }

    private float[] both(List<float[]> vectors) {
        var a = vectors.get(random.nextInt(vectors.size()));
        var b = vectors.get(random.nextInt(vectors.size()));
        var both = new float[a.length];
        double length = 0;
        for (int i = 0; i < both.length; i++) {
            both[i] = a[i] + b[i];
            length += both[i] * both[i];
        }
        for (int i = 0; i < both.length; i++) {
            both[i] = (float) (both[i] / Math.sqrt(length));
        }
        return both;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
