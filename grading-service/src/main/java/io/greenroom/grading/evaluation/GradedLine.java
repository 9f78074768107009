package io.greenroom.grading.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One human-graded answer: a line of JSON.
 *
 * @param questionId the question's id, or its text where there is none
 * @param referenceAnswer empty when only a rubric is given
 * @param rubric statements that a full answer makes; empty when only a reference is given
 * @param score what people gave, 0 to 1
 */
public record GradedLine(
        String dataset,
        String questionId,
        String question,
        String referenceAnswer,
        List<String> rubric,
        String answer,
        double score) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public GradedLine {
        rubric = List.copyOf(rubric);
    }

    /**
     * @param fallbackDataset the name of the data set where the line has none
     * @return null for an answer that is marked as blank
     * @throws BrokenLineException when it cannot be used
     */
    public static @Nullable GradedLine read(String line, String fallbackDataset) {
        JsonNode node;
        try {
            node = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new BrokenLineException("not JSON");
        }
        if (node == null || !node.isObject()) {
            throw new BrokenLineException("not a JSON object");
        }
        if (node.path("blank").asBoolean(false)) {
            return null;
        }
        var score = node.path("score");
        if (!score.isNumber() || score.asDouble() < 0 || score.asDouble() > 1) {
            throw new BrokenLineException("no score from 0 to 1");
        }
        if (!node.path("answer").isTextual() || !node.path("question").isTextual()) {
            throw new BrokenLineException("no question or no answer");
        }
        var rubric = new ArrayList<String>();
        for (var item : node.path("rubric")) {
            var text = statement(item);
            if (!text.isBlank()) {
                rubric.add(text);
            }
        }
        if (rubric.isEmpty() && node.path("rubric").isTextual()) {
            rubric.add(node.path("rubric").asText());
        }
        var reference = node.path("referenceAnswer").asText("");
        if (reference.isBlank() && rubric.isEmpty()) {
            throw new BrokenLineException("neither a reference answer nor a rubric");
        }
        var question = node.path("question").asText();
        return new GradedLine(
                node.path("dataset").asText(fallbackDataset),
                node.path("questionId").asText(question),
                question,
                reference,
                rubric,
                node.path("answer").asText(),
                score.asDouble());
    }

    private static String statement(JsonNode item) {
        if (item.isTextual()) {
            return item.asText();
        }
        for (var name : List.of("description", "criterion", "text", "title", "indicator")) {
            if (item.path(name).isTextual()) {
                return item.path(name).asText();
            }
        }
        return "";
    }
}
