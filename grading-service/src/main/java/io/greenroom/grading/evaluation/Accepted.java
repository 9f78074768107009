package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.gate.Gate;
import io.greenroom.grading.gate.GateFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures that were accepted once: a score an answer, under a name that gives nothing of the answer
 * away, and which gates held. No text and no human mark.
 *
 * @param grader the version that was accepted
 * @param scores by data set and {@link Scored#id}
 * @param gates by name
 */
record Accepted(
        String grader, Map<String, Map<String, Double>> scores, Map<String, Boolean> gates) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Accepted {
        scores = Map.copyOf(scores);
        gates = Map.copyOf(gates);
    }

    static Accepted of(
            String grader, Map<String, List<Scored>> datasets, Map<Gate, GateFigures> gates) {
        var scores = new LinkedHashMap<String, Map<String, Double>>();
        datasets.forEach(
                (name, scored) -> {
                    var set = new LinkedHashMap<String, Double>();
                    scored.forEach(one -> set.put(one.id(), one.marked().score()));
                    scores.put(name, set);
                });
        var held = new LinkedHashMap<String, Boolean>();
        gates.forEach((gate, figures) -> held.put(gate.id(), figures.pass()));
        return new Accepted(grader, scores, held);
    }

    static Accepted read(Path file) throws IOException {
        JsonNode root = MAPPER.readTree(file.toFile());
        var scores = new LinkedHashMap<String, Map<String, Double>>();
        for (var set : root.path("scores").properties()) {
            var answers = new LinkedHashMap<String, Double>();
            set.getValue()
                    .properties()
                    .forEach(one -> answers.put(one.getKey(), one.getValue().asDouble()));
            scores.put(set.getKey(), answers);
        }
        var gates = new LinkedHashMap<String, Boolean>();
        root.path("gates")
                .properties()
                .forEach(one -> gates.put(one.getKey(), one.getValue().asBoolean()));
        if (scores.isEmpty()) {
            throw new IOException(file + " holds no accepted figures");
        }
        return new Accepted(root.path("grader").asText("unknown"), scores, gates);
    }

    /** One line an answer, in the order of their names, so that a change can be read. */
    void write(Path file) throws IOException {
        var root = MAPPER.createObjectNode();
        root.put("grader", grader);
        var held = root.putObject("gates");
        gates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(gate -> held.put(gate.getKey(), gate.getValue()));
        var sets = root.putObject("scores");
        scores.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        set -> {
                            var answers = sets.putObject(set.getKey());
                            set.getValue().entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .forEach(
                                            one ->
                                                    answers.put(
                                                            one.getKey(),
                                                            Report.rounded(one.getValue())));
                        });
        Files.writeString(
                file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }
}
