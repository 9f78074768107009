package io.greenroom.platform.testing;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What people get of a service who ask for a copy of their data. */
public final class OwnDataCopies {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("../docs/privacy.md");
    private static final Pattern SLUG = Pattern.compile("`([a-z0-9_-]+)`(?:, )?");

    private OwnDataCopies() {}

    /**
     * All parts in which there is something, page by page.
     *
     * @param path of the service's copies, e.g. {@code /api/practice/own-data}
     */
    public static Map<String, List<String>> of(String token, String path) {
        var copy = new LinkedHashMap<String, List<String>>();
        for (var part : read(token, path, "").path("parts")) {
            var name = part.path("name").asText();
            assertThat(part.path("about").asText()).isNotBlank();
            var items = new ArrayList<String>();
            var after = "";
            do {
                var page = read(token, path + "/" + name, after);
                page.path("items").forEach(item -> items.add(item.toString()));
                after = page.path("next").asText("");
            } while (!after.isEmpty());
            assertThat(items).as(name).doesNotHaveDuplicates();
            if (!items.isEmpty()) {
                copy.put(name, items);
            }
        }
        return copy;
    }

    /**
     * The page on privacy says of every table in which parts of a copy it is, or why it is in none.
     *
     * @param section its heading, the service's name
     * @param parts the tables of each part
     */
    public static void assertEveryTableIsAccountedFor(
            String section, Collection<String> tables, Map<String, Set<String>> parts) {
        var said = new TreeMap<String, Set<String>>();
        rows(section, said);
        rows("Every service", said);
        var done = new TreeMap<String, Set<String>>();
        parts.forEach(
                (part, stands) ->
                        stands.forEach(
                                table ->
                                        done.computeIfAbsent(table, none -> new TreeSet<>())
                                                .add(part)));
        for (var table : tables) {
            done.putIfAbsent(table, Set.of());
        }
        assertThat(said).as("docs/privacy.md, %s", section).isEqualTo(done);
    }

    private static JsonNode read(String token, String path, String after) {
        try {
            return JSON.readTree(
                    given().auth()
                            .oauth2(token)
                            .queryParam("after", after)
                            .get(path)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString());
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + path, e);
        }
    }

    private static void rows(String section, Map<String, Set<String>> said) {
        try {
            var text = Files.readString(PAGE);
            int start = text.indexOf("\n### " + section + "\n");
            assertThat(start).as("a section %s", section).isPositive();
            int end = text.indexOf("\n#", start + 1);
            text.substring(start, end)
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .forEach(
                            line -> {
                                var cells = line.substring(1, line.length() - 1).split("\\|", -1);
                                var why = cells[cells.length - 1].strip();
                                assertThat(why).as(line).isNotEmpty();
                                for (var table : slugs(cells[0].strip())) {
                                    said.put(table, slugs(why));
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names at the beginning of a cell; what comes after is for people. */
    private static Set<String> slugs(String cell) {
        var matcher = SLUG.matcher(cell);
        var found = new ArrayList<String>();
        while (matcher.lookingAt()) {
            found.add(matcher.group(1));
            matcher.region(matcher.end(), cell.length());
        }
        return found.stream().collect(toCollection(TreeSet::new));
    }
}
