package io.greenroom.local.stack;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.process.LogTail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a running service tells of itself, by its metrics and its log.
 *
 * @param name of the part
 * @param version of the program
 * @param build tells one build of it from another
 * @param without what it has to do without although it serves
 * @param behind how many events of a topic it has yet to read; topics that it has read are left out
 * @param deadLetters events that it could not process and nobody has decided on
 * @param errors lines of that level in the end of its log
 * @param warnings likewise
 * @param lastErrors the last of both, the newest last
 */
@JsonPropertyOrder({
    "name",
    "version",
    "build",
    "without",
    "behind",
    "deadLetters",
    "errors",
    "warnings",
    "lastErrors"
})
public record Figures(
        String name,
        String version,
        String build,
        List<String> without,
        Map<String, Long> behind,
        long deadLetters,
        long errors,
        long warnings,
        List<String> lastErrors) {

    private static final Pattern OURS = Pattern.compile("gateway|[a-z]+-service(-\\d+)?");
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)})? ([-+0-9.eE]+|NaN)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern TEXT_LINE =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\d [0-9:,]+ (ERROR|WARN) .*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOG_LINES = 5_000;
    private static final int SHOWN = 3;
    private static final int WIDTH = 200;

    public Figures {
        without = List.copyOf(without);
        behind = Map.copyOf(behind);
        lastErrors = List.copyOf(lastErrors);
    }

    /** Empty for what is no service of ours, or does not answer. */
    public static Optional<Figures> of(StackStatus.Service service, Path log) {
        if (service.pid() == null || !OURS.matcher(service.name()).matches()) {
            return Optional.empty();
        }
        return HttpProbe.text("http://127.0.0.1:" + service.port() + "/q/metrics")
                .map(metrics -> read(service.name(), metrics, LogTail.of(log, LOG_LINES)));
    }

    static Figures read(String name, String metrics, List<String> log) {
        List<Sample> samples = samples(metrics);
        Map<String, Long> behind = new TreeMap<>();
        named(samples, "kafka_consumer_fetch_manager_records_lag")
                // Each is told twice; the other name, with underscores, is of the past.
                .filter(sample -> sample.label("topic").contains(".") && sample.value() > 0)
                .forEach(
                        sample ->
                                behind.merge(
                                        sample.label("topic"),
                                        Math.round(sample.value()),
                                        Long::sum));
        Optional<Sample> build = named(samples, "greenroom_build_info").findFirst();
        List<Line> trouble = log.stream().flatMap(line -> Line.of(line).stream()).toList();
        return new Figures(
                name,
                build.map(sample -> sample.label("version")).orElse(""),
                build.map(sample -> sample.label("build")).orElse(""),
                named(samples, "greenroom_degraded")
                        .filter(sample -> sample.value() > 0)
                        .map(sample -> sample.label("reason"))
                        .sorted()
                        .toList(),
                behind,
                named(samples, "greenroom_dead_letters_undecided")
                        .mapToLong(sample -> Math.round(sample.value()))
                        .sum(),
                trouble.stream().filter(line -> line.level().equals("ERROR")).count(),
                trouble.stream().filter(line -> line.level().equals("WARN")).count(),
                trouble.subList(Math.max(0, trouble.size() - SHOWN), trouble.size()).stream()
                        .map(Line::text)
                        .toList());
    }

    private static Stream<Sample> named(List<Sample> samples, String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && !Double.isNaN(sample.value()));
    }

    private static List<Sample> samples(String metrics) {
        return SAMPLE.matcher(metrics)
                .results()
                .map(
                        found ->
                                new Sample(
                                        found.group(1),
                                        found.group(2) == null ? "" : found.group(2),
                                        Double.parseDouble(found.group(3))))
                .toList();
    }

    private record Sample(String name, String labels, double value) {
        String label(String wanted) {
            Matcher label = LABEL.matcher(labels);
            while (label.find()) {
                if (label.group(1).equals(wanted)) {
                    return label.group(2);
                }
            }
            return "";
        }
    }

    /** A line that tells of trouble, in either form that the services log in. */
    private record Line(String level, String text) {
        static Optional<Line> of(String line) {
            if (line.startsWith("{")) {
                return ofJson(line);
            }
            Matcher text = TEXT_LINE.matcher(line);
            return text.matches()
                    ? Optional.of(new Line(text.group(1), shortened(line)))
                    : Optional.empty();
        }

        private static Optional<Line> ofJson(String line) {
            try {
                JsonNode read = JSON.readTree(line);
                String level = read.path("level").asText();
                return level.equals("ERROR") || level.equals("WARN")
                        ? Optional.of(
                                new Line(
                                        level,
                                        shortened(
                                                "%s %s [%s] %s"
                                                        .formatted(
                                                                read.path("timestamp").asText(),
                                                                level,
                                                                read.path("logger").asText(),
                                                                read.path("message").asText()))))
                        : Optional.empty();
            } catch (JsonProcessingException e) {
                // The first line of the window may be half a one.
                return Optional.empty();
            }
        }

        private static String shortened(String line) {
            return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
        }
    }
}
