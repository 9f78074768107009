package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered once for each of its sets of values. */
final class Chart {
    static final Path HOME = Tools.REPOSITORY.resolve("deploy/helm/greenroom");

    /** Says no to a key that is there twice. */
    static final YAMLMapper YAML =
            YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

    private static final String RELEASE = "greenroom";
    private static final Map<String, List<Manifest>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Names of the sets below {@code ci/}: minimal, production, external. */
    static Stream<String> valueSets() {
        try (var files = Files.list(HOME.resolve("ci"))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path values(String set) {
        return HOME.resolve("ci/" + set + ".yaml");
    }

    static List<Manifest> rendered(String set) {
        return RENDERED.computeIfAbsent(
                set, name -> render(HOME, List.of("-f", values(name).toString())));
    }

    /** As after the loss of all databases: the set with the operators, restored to a moment. */
    static List<Manifest> restored(String... more) {
        var options = new ArrayList<>(List.of("-f", values("production").toString()));
        options.addAll(
                List.of("--set", "database.operator.recovery.objectStore=greenroom-backups"));
        options.addAll(List.of("--set", "database.operator.backup.lineage=second"));
        options.addAll(List.of(more));
        return render(HOME, options);
    }

    static List<Manifest> render(Path chart, List<String> options) {
        var said = template(chart, options);
        assertThat(said.status()).as(said.errors()).isZero();
        return parse(said.out());
    }

    static Tools.Said template(Path chart, List<String> options) {
        var command = new ArrayList<String>();
        command.addAll(List.of(Tools.helm().toString(), "template", RELEASE, chart.toString()));
        command.addAll(List.of("--namespace", "greenroom"));
        command.addAll(options);
        return Tools.run(Path.of("."), command);
    }

    static List<Manifest> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            return documents.readAll().stream()
                    .filter(JsonNode::isObject)
                    .map(Manifest::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest one(List<Manifest> manifests, String kind, String name) {
        return manifests.stream()
                .filter(manifest -> manifest.is(kind) && manifest.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    /** By kind and name, for messages and comparisons. */
    static Map<String, Manifest> byId(List<Manifest> manifests) {
        var byId = new TreeMap<String, Manifest>();
        for (var manifest : manifests) {
            assertThat(byId.put(manifest.id(), manifest)).as("twice: " + manifest.id()).isNull();
        }
        return byId;
    }
}
