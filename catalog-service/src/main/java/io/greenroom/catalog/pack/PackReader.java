package io.greenroom.catalog.pack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import io.greenroom.catalog.contract.ContractSchema;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.catalog.question.QuestionRules;
import io.greenroom.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a pack from YAML or JSON and checks everything about it that needs no database. */
@ApplicationScoped
class PackReader {
    /** YAML is a superset of JSON, so one parser reads both. */
    private final ObjectMapper yaml =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(
                                    com.fasterxml.jackson.core.StreamReadFeature
                                            .STRICT_DUPLICATE_DETECTION)
                            .build());

    private final ObjectMapper json =
            JsonMapper.builder()
                    .findAndAddModules()
                    .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
                    .build();

    private final JsonSchema schema = ContractSchema.of(ContractSchema.PACK);

    /** A pack, or every reason why it is none. */
    sealed interface Read {
        /** Fits. */
        record Fits(Pack pack) implements Read {}

        /** Breaks rules. */
        record Broken(@Nullable String packId, List<Problem.FieldError> errors) implements Read {
            public Broken {
                errors = List.copyOf(errors);
            }
        }
    }

    Read read(String text) {
        JsonNode tree;
        try {
            tree = yaml.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return broken(
                    null,
                    "",
                    "Not valid YAML or JSON"
                            + (at == null
                                    ? ""
                                    : " (line %d, column %d)"
                                            .formatted(at.getLineNr(), at.getColumnNr()))
                            + ": "
                            + e.getOriginalMessage());
        }
        if (tree == null || !tree.isObject()) {
            return broken(null, "", "A pack is an object with \"pack\" and \"questions\".");
        }
        String packId = tree.path("pack").path("id").asText(null);
        var errors = new ArrayList<Problem.FieldError>();
        for (var violation : schema.validate(tree)) {
            errors.add(
                    new Problem.FieldError(
                            violation.getInstanceLocation().toString(), violation.getMessage()));
        }
        if (!errors.isEmpty()) {
            return new Read.Broken(packId, errors);
        }
        var questions = new ArrayList<CuratedQuestion>();
        var ids = new HashSet<String>();
        var slugs = new HashSet<String>();
        int index = 0;
        for (JsonNode node : tree.path("questions")) {
            String place = "/questions/" + index++;
            String id = node.path("id").asText();
            String slug = node.path("slug").asText(id);
            if (!ids.add(id)) {
                errors.add(
                        new Problem.FieldError(
                                place + "/id", "The id \"" + id + "\" comes twice."));
            } else if (!slugs.add(slug)) {
                errors.add(
                        new Problem.FieldError(
                                place + "/slug", "The slug \"" + slug + "\" comes twice."));
            }
            if (!node.path("pack").asText(packId).equals(packId)) {
                errors.add(
                        new Problem.FieldError(
                                place + "/pack",
                                "A question of this file belongs to the pack \"%s\"."
                                        .formatted(packId)));
            }
            var content = content((ObjectNode) node);
            QuestionRules.check(place, content, errors);
            questions.add(new CuratedQuestion(id, slug, content));
        }
        return errors.isEmpty()
                ? new Read.Fits(
                        new Pack(
                                String.valueOf(packId),
                                tree.path("pack").path("title").asText(),
                                questions))
                : new Read.Broken(packId, errors);
    }

    private QuestionContent content(ObjectNode node) {
        var rest = node.deepCopy();
        rest.remove(List.of("id", "slug", "pack"));
        try {
            return json.treeToValue(rest, QuestionContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema lets through what the record refuses", e);
        }
    }

    private static Read broken(@Nullable String packId, String pointer, String detail) {
        return new Read.Broken(packId, List.of(new Problem.FieldError(pointer, detail)));
    }
}
