package io.greenroom.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.catalog.meaning.Meaning;
import io.greenroom.platform.paging.PageRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How well people are served who search {@code content/}: nDCG@10 over {@code
 * search/relevance.yaml}, on which the ranking was chosen, and over {@code
 * search/relevance-unseen.yaml}, on which nothing was; of the one ranking and of each of its two
 * halves alone. The figures stand in docs/search.md.
 */
class RelevanceIT {
    private static final int DEPTH = 10;

    /** A little under what docs/search.md says, since new questions change what is found. */
    private static final double FLOOR = 0.66;

    private static final double UNSEEN_FLOOR = 0.56;

    private static final PageRequest FIRST = new PageRequest(0, DEPTH);

    private static TestCatalog catalog;
    private static SearchIndex index;
    private static SearchQuestions search;
    private static Meaning meaning;
    private static List<Judged> queries;
    private static List<Judged> unseen;

    /** A query and how well each question serves it: 3 is what was meant, 1 touches it. */
    private record Judged(String words, String kind, Map<String, Integer> grades) {}

    @BeforeAll
    static void start() throws IOException, SQLException {
        catalog = TestCatalog.start();
        catalog.publishOurContent();
        meaning = new Meaning();
        index = new SearchIndex(catalog.pool(), meaning, () -> true, Path.of("../content"));
        index.begin();
        index.readMeanings();
        search = new SearchQuestions(index, meaning, catalog.pool());
        queries = queries("/search/relevance.yaml");
        unseen = queries("/search/relevance-unseen.yaml");
        // Nobody listens for signals here; what was computed is read anew.
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(meant()).isEqualTo(index.corpus().size()));
        index.begin();
    }

    private static int meant() throws SQLException {
        try (var connection = catalog.connect();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("select count(*) from question_meaning")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        index.stop();
        catalog.close();
    }

    @Test
    void judgesEnoughAndOnlyWhatThereIs() {
        assertThat(queries).hasSizeGreaterThanOrEqualTo(60);
        assertThat(unseen)
                .hasSizeGreaterThanOrEqualTo(60)
                .extracting(query -> query.words().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(
                        queries.stream()
                                .map(query -> query.words().toLowerCase(Locale.ROOT))
                                .toList());
        assertThat(Stream.of(queries, unseen).flatMap(List::stream))
                .allSatisfy(
                        query -> {
                            assertThat(query.grades()).isNotEmpty();
                            assertThat(query.grades().keySet())
                                    .as(query.words())
                                    .allSatisfy(
                                            id ->
                                                    assertThat(index.corpus().number(id))
                                                            .isNotNegative());
                        });
    }

    @Test
    void oneRankingServesBetterThanWordsOrMeaningAlone() {
        oneRankingServesBest("", queries, FLOOR);
    }

    @Test
    void oneRankingServesBetterWhereNothingWasChosenOnTheQueries() {
        oneRankingServesBest("unseen, ", unseen, UNSEEN_FLOOR);
    }

    private static void oneRankingServesBest(String which, List<Judged> queries, double floor) {
        var words = quality(queries, query -> find(query.words(), false));
        var near = quality(queries, query -> nearest(query.words()));
        var both = quality(queries, query -> find(query.words(), true));
        report(which + "words alone", words);
        report(which + "meaning alone", near);
        report(which + "one ranking", both);
        assertThat(both.get("all"))
                .isGreaterThan(floor)
                .isGreaterThan(words.get("all"))
                .isGreaterThan(near.get("all"));
    }

    @Test
    void theAbbreviationsOfTheFieldAreUnderstood() {
        assertThat(find("RLHF", false)).contains("training-rlhf-pipeline", "training-dpo-or-rlhf");
        assertThat(find("retrieval augmented", false)).contains("llm-rag-complete-process");
        assertThat(find("kv cache", false).getFirst()).isEqualTo("llm-kv-cache");
        assertThat(find("reinforcement learning from human feedback", false))
                .contains("training-rlhf-pipeline");
        assertThat(find("MoE", false)).contains("llm-mixture-of-experts");
    }

    private static List<String> find(String words, boolean byMeaning) {
        return search
                .find(SearchQuery.of(words), FIRST, Ranking.Choices.DEFAULT, byMeaning)
                .await()
                .indefinitely()
                .page()
                .stream()
                .map(hit -> hit.entry().id())
                .toList();
    }

    private static List<String> nearest(String words) {
        var corpus = index.corpus();
        var wanted = meaning.of(words);
        var alike = new LinkedHashMap<String, Double>();
        for (int number : corpus.all()) {
            var own = corpus.entry(number).meaning();
            alike.put(corpus.entry(number).id(), own == null ? -1 : Meaning.alike(wanted, own));
        }
        return alike.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(DEPTH)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Mean nDCG@10 of all queries and of each kind. */
    private static Map<String, Double> quality(
            List<Judged> queries, Function<Judged, List<String>> ranking) {
        var sums = new TreeMap<String, double[]>();
        for (var query : queries) {
            double quality = ndcg(ranking.apply(query), query.grades());
            for (var kind : List.of("all", query.kind())) {
                var sum = sums.computeIfAbsent(kind, one -> new double[2]);
                sum[0] += quality;
                sum[1]++;
            }
        }
        var means = new TreeMap<String, Double>();
        sums.forEach((kind, sum) -> means.put(kind, sum[0] / sum[1]));
        return means;
    }

    private static double ndcg(List<String> found, Map<String, Integer> grades) {
        var ideal = grades.values().stream().sorted(Comparator.reverseOrder()).toList();
        return gain(found.stream().map(id -> grades.getOrDefault(id, 0)).toList()) / gain(ideal);
    }

    private static double gain(List<Integer> grades) {
        double gain = 0;
        for (int i = 0; i < Math.min(DEPTH, grades.size()); i++) {
            gain += (Math.pow(2, grades.get(i)) - 1) * Math.log(2) / Math.log(i + 2);
        }
        return gain;
    }

    private static void report(String name, Map<String, Double> quality) {
        var line = new StringBuilder(String.format("nDCG@10, %-21s", name));
        quality.forEach(
                (kind, value) -> line.append(String.format(Locale.ROOT, " %s %.3f", kind, value)));
        System.out.println(line);
    }

    private static List<Judged> queries(String name) throws IOException {
        try (var file = RelevanceIT.class.getResourceAsStream(name)) {
            var queries = new ArrayList<Judged>();
            for (JsonNode one : new YAMLMapper().readTree(file).get("queries")) {
                var grades = new LinkedHashMap<String, Integer>();
                one.get("relevant")
                        .properties()
                        .forEach(grade -> grades.put(grade.getKey(), grade.getValue().asInt()));
                queries.add(new Judged(one.get("q").asText(), one.get("kind").asText(), grades));
            }
            return queries;
        }
    }
}
