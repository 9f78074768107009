package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The chart's list of topics against the launcher's, and against what the services read and write.
 */
class ChartTopicsTest {
    private static final List<String> SERVICES =
            List.of("catalog-service", "grading-service", "session-service");
    private static final String EVERYBODY_READS = "identity.deletions";
    private static final Pattern NAME = Pattern.compile("\"([a-z]+\\.[a-z]+)\"");
    private static final Pattern WRITTEN =
            Pattern.compile("(?:TOPIC = \"([a-z]+\\.[a-z]+)\"|(PersonDeleted\\.TOPIC))");
    private static final JsonNode TOPICS =
            Chart.read(Chart.HOME.resolve("files/topics.yaml")).path("topics");

    @Test
    void theTopicsAreTheLaunchers() throws IOException {
        var source =
                Files.readString(
                        Tools.REPOSITORY.resolve(
                                "deploy/local/src/main/java/io/greenroom/local/kafka/Topics.java"));
        assertThat(source)
                .contains("name.startsWith(\"catalog.\") ? COMPACTED : KEPT")
                .contains("name + \".dlq\", PARTITIONS, COPIES).configs(KEPT)")
                .contains("Map.of(\"cleanup.policy\", \"delete\", \"retention.ms\", FOREVER)");
        var launcher = new TreeMap<String, String>();
        var name = NAME.matcher(source.substring(source.indexOf("static List<NewTopic> all()")));
        while (name.find()) {
            var topic = name.group(1);
            launcher.put(topic, topic.startsWith("catalog.") ? "compact" : "delete");
        }
        var chart = new TreeMap<String, String>();
        TOPICS.forEach(one -> chart.put(one.path("name").asText(), one.path("cleanup").asText()));
        assertThat(chart).isEqualTo(launcher);
    }

    @Test
    void eachServiceMayReadWhatItReads() throws IOException {
        for (var service : SERVICES) {
            var reads = new TreeSet<>(Set.of(EVERYBODY_READS));
            var settings = settings(service);
            settings.stringPropertyNames().stream()
                    .filter(key -> key.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topic"))
                    .forEach(key -> reads.add(settings.getProperty(key)));
            assertThat(topics("readers", service)).as(service).isEqualTo(reads);
            var dead = settings.getProperty("mp.messaging.incoming.dead-letters.topics");
            assertThat(Set.of(dead.split(",", -1)))
                    .as(service)
                    .isEqualTo(reads.stream().map(one -> one + ".dlq").collect(Collectors.toSet()));
        }
    }

    @Test
    void eachServiceMayWriteWhatItWrites() throws IOException {
        for (var service : SERVICES) {
            var writes = new TreeSet<String>();
            try (var files = Files.walk(Tools.REPOSITORY.resolve(service + "/src/main/java"))) {
                for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    var written = WRITTEN.matcher(Files.readString(file));
                    while (written.find()) {
                        writes.add(written.group(1) == null ? EVERYBODY_READS : written.group(1));
                    }
                }
            }
            assertThat(topics("writers", service)).as(service).isEqualTo(writes);
        }
    }

    /** What Strimzi is told is just that, and its dead letters. */
    @Test
    void eachUserOfKafkaHasTheRightsOfItsServiceAndNoMore() {
        var users = Chart.rendered("production").stream().filter(one -> one.is("KafkaUser"));
        var rights =
                users.collect(
                        Collectors.toMap(
                                one -> one.name().replace("greenroom-kafka-", ""),
                                ChartTopicsTest::topicRights));
        assertThat(rights.keySet())
                .containsExactlyInAnyOrder(
                        "catalog-service", "grading-service", "session-service", "keda");
        assertThat(rights.get("keda"))
                .isEqualTo(Map.of("practice.submissions", Set.of("Describe")));
        for (var service : SERVICES) {
            var reads = topics("readers", service);
            var writes = topics("writers", service);
            var own = Objects.requireNonNull(rights.get(service));
            assertThat(own.keySet())
                    .allMatch(
                            topic ->
                                    reads.contains(topic.replace(".dlq", ""))
                                            || writes.contains(topic));
            own.forEach(
                    (topic, may) -> {
                        assertThat(may.contains("Write"))
                                .as(service + " " + topic)
                                .isEqualTo(writes.contains(topic) || topic.endsWith(".dlq"));
                        assertThat(may.contains("Read"))
                                .as(service + " " + topic)
                                .isEqualTo(reads.contains(topic.replace(".dlq", "")));
                    });
        }
    }

    @Test
    void everyTopicIsMadeWithItsDeadLetters() {
        var wanted = new TreeSet<String>();
        TOPICS.forEach(one -> wanted.add(one.path("name").asText()));
        Set.copyOf(wanted).forEach(one -> wanted.add(one + ".dlq"));
        var strimzi =
                Chart.rendered("production").stream()
                        .filter(one -> one.is("KafkaTopic"))
                        .map(one -> one.json().at("/spec/topicName").asText())
                        .collect(Collectors.toSet());
        assertThat(strimzi).isEqualTo(wanted);
        var job =
                Chart.rendered("minimal").stream()
                        .filter(one -> one.is("Job"))
                        .findFirst()
                        .orElseThrow();
        var made =
                job.pod()
                        .at("/containers/0/args/0")
                        .asText()
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("make "))
                        .map(line -> line.split(" ", 3)[1])
                        .filter(one -> one.contains("."))
                        .collect(Collectors.toSet());
        assertThat(made).isEqualTo(wanted);
    }

    private static Map<String, Set<String>> topicRights(Manifest user) {
        var rights = new TreeMap<String, Set<String>>();
        for (var rule : user.json().at("/spec/authorization/acls")) {
            if (rule.at("/resource/type").asText().equals("topic")) {
                rights.computeIfAbsent(rule.at("/resource/name").asText(), topic -> new TreeSet<>())
                        .addAll(Manifest.texts(rule.path("operations")));
            }
        }
        return rights;
    }

    private static Set<String> topics(String who, String service) {
        return Manifest.elements(TOPICS)
                .filter(one -> Manifest.texts(one.path(who)).contains(service))
                .map(one -> one.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties settings(String service) throws IOException {
        var settings = new Properties();
        var file = service + "/src/main/resources/application.properties";
        try (var reader = Files.newBufferedReader(Tools.REPOSITORY.resolve(file))) {
            settings.load(reader);
        }
        return settings;
    }
}
