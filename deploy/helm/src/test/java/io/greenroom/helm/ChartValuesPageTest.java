package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The end of docs/helm.md is made of the comments in values.yaml. After a change, write it anew:
 * {@code mvn -pl deploy/helm -Dtest=ChartValuesPageTest -Dvalues.write=true test}.
 */
class ChartValuesPageTest {
    private static final Path PAGE = Tools.REPOSITORY.resolve("docs/helm.md");
    private static final Path VALUES = Chart.HOME.resolve("values.yaml");
    private static final String HEADING = "## Values\n";
    private static final String SAME_FOR_EACH = "services.gateway.";
    private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z-]+):.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void thePageListsEveryValueWithItsDefault() throws IOException {
        var page = Files.readString(PAGE);
        var kept = page.substring(0, page.indexOf(HEADING));
        var wanted = new StringBuilder(kept).append(HEADING).append(INTRODUCTION);
        var values = Chart.read(VALUES);
        documented()
                .forEach(
                        (path, meaning) ->
                                wanted.append("| `")
                                        .append(path.replace(SAME_FOR_EACH, "services.<service>."))
                                        .append("` | ")
                                        .append(shown(values.at("/" + path.replace('.', '/'))))
                                        .append(" | ")
                                        .append(meaning.replace("|", "\\|"))
                                        .append(" |\n"));
        if (Boolean.getBoolean("values.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(wanted.toString());
    }

    @Test
    void everyValueSaysWhatItIsFor() throws IOException {
        var documented = documented().keySet();
        var silent = new ArrayList<String>();
        leaves(Chart.read(VALUES), "", silent);
        silent.removeIf(
                leaf ->
                        documented.stream()
                                .anyMatch(
                                        path -> leaf.equals(path) || leaf.startsWith(path + ".")));
        // The other services have the same values as the gateway.
        silent.removeIf(leaf -> leaf.matches("services\\.[a-z]+-service\\..*"));
        assertThat(silent).isEmpty();
    }

    @Test
    void everyServiceHasTheSameValues() {
        var services = Chart.read(VALUES).path("services");
        var gateway = new ArrayList<String>();
        services.path("gateway").fieldNames().forEachRemaining(gateway::add);
        for (var service : services) {
            var names = new ArrayList<String>();
            service.fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(gateway);
        }
    }

    private static final String INTRODUCTION =
            """
            Made of the comments in `values.yaml`. `<service>` is `gateway`, `catalog-service`, `session-service` or `grading-service`; the defaults shown are the gateway's.

            | value | default | what |
            |---|---|---|
            """;

    /** Path to meaning, in the order of the file. */
    private static Map<String, String> documented() throws IOException {
        var documented = new LinkedHashMap<String, String>();
        Deque<String> path = new ArrayDeque<>();
        var meaning = "";
        for (var line : Files.readAllLines(VALUES)) {
            if (line.strip().startsWith("# -- ")) {
                meaning = line.strip().substring(5);
                continue;
            }
            var key = KEY.matcher(line);
            if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!meaning.isEmpty()) {
                    documented.put(String.join(".", path), meaning);
                }
            }
            meaning = "";
        }
        return documented;
    }

    private static String shown(JsonNode value) {
        assertThat(value.isMissingNode()).isFalse();
        if (value.isTextual() && value.asText().isEmpty()) {
            return "empty";
        }
        try {
            return "`"
                    + (value.isTextual() ? value.asText() : JSON.writeValueAsString(value))
                    + "`";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void leaves(JsonNode value, String path, List<String> leaves) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(
                            one ->
                                    leaves(
                                            one.getValue(),
                                            path.isEmpty()
                                                    ? one.getKey()
                                                    : path + "." + one.getKey(),
                                            leaves));
        } else {
            leaves.add(path);
        }
    }
}
