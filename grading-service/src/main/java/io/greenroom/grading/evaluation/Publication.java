package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.grading.gate.Gate;
import io.greenroom.grading.gate.GateFigures;
import io.greenroom.grading.rubric.GraderInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What was measured of a grader, in the files that its page shows to admins. */
final class Publication {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Publication() {}

    /**
     * Writes what an operator measured; the gates only if they were tried.
     *
     * @param directory made if it is not there
     */
    static void write(
            Path directory,
            GraderInfo grader,
            Map<String, List<Scored>> datasets,
            Map<Gate, GateFigures> gates)
            throws IOException {
        Files.createDirectories(directory);
        var evaluation = measured("operator");
        datasets.forEach(
                (name, scored) ->
                        put(evaluation, name, scored.stream().map(Scored::pair).toList()));
        write(directory.resolve("evaluation-" + grader.fileName() + ".json"), evaluation);
        if (!gates.isEmpty()) {
            var withstood = measured("operator");
            GateFigures.put(withstood, gates.values());
            write(directory.resolve("gates-" + grader.fileName() + ".json"), withstood);
        }
    }

    /** Today's, of nothing yet. */
    static ObjectNode measured(String by) {
        return MAPPER.createObjectNode()
                .put("measuredOn", LocalDate.now(ZoneOffset.UTC).toString())
                .put("measuredBy", by);
    }

    /** One more data set: its size, and each figure that it gives, with its interval. */
    static void put(ObjectNode evaluation, String name, List<Figures.Pair> pairs) {
        var row = evaluation.withArray("datasets").addObject();
        row.put("name", name);
        row.put("n", pairs.size());
        row.put("questions", pairs.stream().map(Figures.Pair::question).distinct().count());
        Figures.intervals(pairs)
                .forEach(
                        (figure, interval) -> {
                            var value = Report.rounded(Figures.of(figure, pairs));
                            var low = Report.rounded(interval.low());
                            var high = Report.rounded(interval.high());
                            if (value != null && low != null && high != null) {
                                var node = row.putObject(figure);
                                node.put("value", value);
                                node.put("low", low);
                                node.put("high", high);
                            }
                        });
    }

    static void write(Path file, ObjectNode node) throws IOException {
        Files.writeString(
                file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n");
    }
}
