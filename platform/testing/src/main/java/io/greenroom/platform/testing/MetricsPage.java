package io.greenroom.platform.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}, held equal to what a running service tells. */
public final class MetricsPage {
    private static final Pattern FAMILY =
            Pattern.compile("(?m)^# TYPE (greenroom_\\w+) (counter|gauge|histogram|summary)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private MetricsPage() {}

    /**
     * The sections list just the metrics of our own that the service under test has, each with its
     * kind and labels.
     *
     * @param topic one that the service consumes: an event is sent, so that there is something to
     *     count
     */
    public static void assertLists(Path page, String topic, String... sections) {
        var key = UUID.randomUUID().toString();
        TestTopics.send(
                topic,
                key,
                """
                {"specversion": "1.0", "id": "%s", "source": "/test", "type": "test.nobody-knows.v1",
                 "subject": "s", "time": "2026-11-22T10:00:00Z", "data": {}}
                """
                        .formatted(key));
        var documented =
                Arrays.stream(sections)
                        .flatMap(section -> rows(page, section).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told()).isEqualTo(documented));
    }

    private static Set<String> told() {
        var scrape = given().accept("text/plain").get("/q/metrics").asString();
        var told = new TreeSet<String>();
        var family = FAMILY.matcher(scrape);
        while (family.find()) {
            var name = family.group(1);
            // What Micrometer adds to every timer.
            if (!name.endsWith("_max")) {
                told.add("%s %s %s".formatted(name, family.group(2), labels(scrape, name)));
            }
        }
        return told;
    }

    private static Set<String> labels(String scrape, String name) {
        var labels = new TreeSet<String>();
        scrape.lines()
                .filter(line -> line.matches(name + "(_count|_sum|_bucket)?[{ ].*"))
                .forEach(
                        line -> {
                            var label = LABEL.matcher(line);
                            while (label.find()) {
                                labels.add(label.group(1));
                            }
                        });
        labels.remove("le");
        return labels;
    }

    /** Rows are {@code | `name` | kind | labels | what |}. */
    private static Set<String> rows(Path page, String section) {
        try {
            String text = Files.readString(page);
            int start = text.indexOf("\n## " + section + "\n");
            assertThat(start).as("a section %s", section).isPositive();
            int end = text.indexOf("\n## ", start + 1);
            return text.substring(start, end < 0 ? text.length() : end)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.split("\\|"))
                    .map(
                            cells ->
                                    "%s %s %s"
                                            .formatted(
                                                    cells[1].strip().replace("`", ""),
                                                    cells[2].strip(),
                                                    Arrays.stream(
                                                                    cells[3].replace("`", "")
                                                                            .split(","))
                                                            .map(String::strip)
                                                            .filter(label -> !label.isEmpty())
                                                            .collect(
                                                                    Collectors.toCollection(
                                                                            TreeSet::new))))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
