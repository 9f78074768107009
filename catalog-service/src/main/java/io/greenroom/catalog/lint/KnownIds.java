package io.greenroom.catalog.lint;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The topics and companies there are. Where none are known, none are missed.
 *
 * @param topics ids
 * @param companies ids
 */
public record KnownIds(Set<String> topics, Set<String> companies) {
    /** Nothing is known. */
    public static final KnownIds NONE = new KnownIds(Set.of(), Set.of());

    private static final String YAML = ".yaml";

    /** Those that the content directory describes. */
    public static KnownIds of(Path content) throws IOException {
        var topics = new HashSet<String>();
        var file = content.resolve("topics" + YAML);
        if (Files.exists(file)) {
            new YAMLMapper()
                    .readTree(file.toFile())
                    .path("topics")
                    .forEach(topic -> topics.add(topic.path("id").asText()));
        }
        var companies = new HashSet<String>();
        var directory = content.resolve("companies");
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                files.map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith(YAML))
                        .map(name -> name.substring(0, name.length() - YAML.length()))
                        .forEach(companies::add);
            }
        }
        return new KnownIds(topics, companies);
    }

    public KnownIds {
        topics = Set.copyOf(topics);
        companies = Set.copyOf(companies);
    }
}
