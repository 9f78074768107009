package io.greenroom.catalog.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import io.greenroom.catalog.contract.ContractSchema;
import io.greenroom.catalog.learn.LearningContent.Company;
import io.greenroom.catalog.learn.LearningContent.Guide;
import io.greenroom.catalog.learn.LearningContent.Loop;
import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.catalog.learn.LearningContent.QuestionCollection;
import io.greenroom.catalog.learn.LearningContent.RoundProfile;
import io.greenroom.catalog.learn.LearningContent.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the learning files of a content directory. A file that does not fit its schema is left out,
 * whole, and named; the others are taken.
 */
final class LearningReader {
    private final ObjectMapper yaml =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build());

    private final ObjectMapper json =
            JsonMapper.builder()
                    .findAndAddModules()
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Path directory;
    private final List<Fault> faults = new ArrayList<>();

    private LearningReader(Path directory) {
        this.directory = directory;
    }

    /** What could be read, and what is wrong. */
    record Read(LearningContent content, List<Fault> faults) {
        Read {
            faults = List.copyOf(faults);
        }
    }

    /**
     * @param directory holds topics.yaml, companies/ and so on; what is not there is empty
     * @throws IOException when a file that is there cannot be read
     */
    static Read read(Path directory) throws IOException {
        return new LearningReader(directory).read();
    }

    private Read read() throws IOException {
        var content =
                new LearningContent(
                        list("topics", Topic.class),
                        list("collections", QuestionCollection.class),
                        folder("companies", "company", Company.class),
                        folder("loops", "loop", Loop.class),
                        folder("plans", "plan", Plan.class),
                        folder("rounds", "round", RoundProfile.class),
                        folder("guides", "guide", Guide.class));
        return new Read(content, faults);
    }

    /** A file whose only member is a list. */
    private <T> Map<String, T> list(String name, Class<T> type) throws IOException {
        Map<String, T> found = new LinkedHashMap<>();
        var file = directory.resolve(name + ".yaml");
        if (Files.isRegularFile(file)) {
            int index = 0;
            for (var item : parsed(file, name).path(name)) {
                add(found, file, "/" + name + "/" + index++ + "/id", item, type);
            }
        }
        return found;
    }

    /** A folder with a file each, named after the id. */
    private <T> Map<String, T> folder(String name, String schema, Class<T> type)
            throws IOException {
        Map<String, T> found = new LinkedHashMap<>();
        var folder = directory.resolve(name);
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (var listed = Files.list(folder)) {
                files = listed.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
            }
            for (var file : files) {
                var item = parsed(file, schema);
                if (item.isObject()) {
                    var id = item.path("id").asText();
                    if (!file.endsWith(id + ".yaml")) {
                        fault(file, "/id", "The id \"" + id + "\" must be the file's name.");
                    }
                    add(found, file, "/id", item, type);
                }
            }
        }
        return found;
    }

    private <T> void add(
            Map<String, T> found, Path file, String pointer, JsonNode item, Class<T> type) {
        var id = item.path("id").asText();
        try {
            if (found.putIfAbsent(id, json.treeToValue(item, type)) != null) {
                fault(file, pointer, "The id \"" + id + "\" comes twice.");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The schema lets through what the record refuses", e);
        }
    }

    /** The file's tree, or a missing node when it does not fit. */
    private JsonNode parsed(Path file, String schema) throws IOException {
        JsonNode tree;
        try {
            tree = yaml.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            fault(
                    file,
                    "",
                    "Not valid YAML"
                            + (at == null
                                    ? ""
                                    : " (line %d, column %d)"
                                            .formatted(at.getLineNr(), at.getColumnNr()))
                            + ": "
                            + e.getOriginalMessage());
            return yaml.missingNode();
        }
        var violations = schema(schema).validate(tree);
        violations.forEach(
                violation ->
                        fault(
                                file,
                                violation.getInstanceLocation().toString(),
                                violation.getMessage()));
        return violations.isEmpty() ? tree : yaml.missingNode();
    }

    private static JsonSchema schema(String name) {
        return ContractSchema.withFormats("catalog/" + name + ".v1.schema.json");
    }

    private void fault(Path file, String pointer, String detail) {
        faults.add(new Fault(directory.relativize(file).toString(), pointer, detail));
    }
}
