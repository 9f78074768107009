package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Which column holds what of a question. */
final class CsvColumns {
    private static final int CRITERIA = 6;
    private static final int RED_FLAGS = 6;
    private static final int LEVELS = 5;

    private static final Map<String, String> TEXTS = new LinkedHashMap<>();
    private static final Map<String, String> LISTS = new LinkedHashMap<>();

    static {
        TEXTS.put("title", "title");
        TEXTS.put("round", "round");
        TEXTS.put("answer_format", "answerFormat");
        TEXTS.put("code_language", "codeLanguage");
        TEXTS.put("starter_code", "starterCode");
        TEXTS.put("prompt", "prompt");
        TEXTS.put("probe", "probe");
        TEXTS.put("strong_answer", "strongAnswer");
        LISTS.put("topics", "topics");
        LISTS.put("hints", "hints");
        LISTS.put("follow_ups", "followUps");
        LISTS.put("companies", "companies");
        LISTS.put("covers", "covers");
    }

    /** Their items have no commas, so people may write them with some. */
    private static final Set<String> IDS = Set.of("topics", "companies", "covers");

    static final List<String> NAMES = names();

    private CsvColumns() {}

    private static List<String> names() {
        var names =
                new ArrayList<>(
                        List.of(
                                "id",
                                "slug",
                                "title",
                                "round",
                                "topics",
                                "level_min",
                                "level_max",
                                "difficulty",
                                "minutes",
                                "answer_format",
                                "code_language",
                                "starter_code",
                                "prompt",
                                "probe"));
        for (int i = 1; i <= CRITERIA; i++) {
            for (var part : List.of("id", "title", "weight", "indicators")) {
                names.add("criterion" + i + "_" + part);
            }
            for (int level = 0; level < LEVELS; level++) {
                names.add("criterion" + i + "_level" + level);
            }
        }
        for (int i = 1; i <= RED_FLAGS; i++) {
            for (var part :
                    List.of("id", "title", "severity", "cap", "kind", "description", "signals")) {
                names.add("red_flag" + i + "_" + part);
            }
        }
        names.addAll(
                List.of(
                        "strong_answer",
                        "hints",
                        "follow_ups",
                        "references",
                        "companies",
                        "covers"));
        return List.copyOf(names);
    }

    static List<String> cellsOf(ExchangedQuestion question) {
        Map<String, String> cells = new LinkedHashMap<>();
        var content = question.content();
        cells.put("id", question.id() == null ? "" : question.id());
        cells.put("slug", question.slug() == null ? "" : question.slug());
        TEXTS.forEach((column, field) -> cells.put(column, content.path(field).asText("")));
        LISTS.forEach((column, field) -> cells.put(column, joined(content.path(field))));
        cells.put("level_min", content.path("level").path("min").asText(""));
        cells.put("level_max", content.path("level").path("max").asText(""));
        cells.put("difficulty", content.path("difficulty").asText(""));
        cells.put("minutes", content.path("minutes").asText(""));
        int i = 1;
        for (var criterion : content.path("rubric").path("criteria")) {
            var prefix = "criterion" + i++ + "_";
            for (var part : List.of("id", "title", "weight")) {
                cells.put(prefix + part, criterion.path(part).asText(""));
            }
            cells.put(prefix + "indicators", joined(criterion.path("indicators")));
            for (int level = 0; level < LEVELS; level++) {
                cells.put(
                        prefix + "level" + level,
                        criterion.path("levels").path(String.valueOf(level)).asText(""));
            }
        }
        i = 1;
        for (var flag : content.path("redFlags")) {
            var prefix = "red_flag" + i++ + "_";
            for (var part : List.of("id", "title", "severity", "cap", "kind", "description")) {
                cells.put(prefix + part, flag.path(part).asText(""));
            }
            cells.put(prefix + "signals", joined(flag.path("signals")));
        }
        cells.put(
                "references",
                StreamSupport.stream(content.path("references").spliterator(), false)
                        .map(
                                reference ->
                                        escaped(
                                                reference.path("title").asText("")
                                                        + " | "
                                                        + reference.path("url").asText("")))
                        .collect(Collectors.joining("\n")));
        return NAMES.stream().map(name -> cells.getOrDefault(name, "")).toList();
    }

    /**
     * What the cells say; a column that is not there says nothing, an empty cell that there is
     * none.
     */
    static ObjectNode contentOf(Map<String, String> cells) {
        var content = JsonNodeFactory.instance.objectNode();
        TEXTS.forEach(
                (column, field) -> {
                    var cell = cells.get(column);
                    if (cell != null) {
                        content.set(
                                field, cell.isEmpty() ? NullNode.instance : content.textNode(cell));
                    }
                });
        LISTS.forEach(
                (column, field) -> {
                    var cell = cells.get(column);
                    if (cell != null) {
                        content.set(field, split(IDS.contains(field) ? perLine(cell) : cell));
                    }
                });
        var level = JsonNodeFactory.instance.objectNode();
        putText(level, "min", cells.get("level_min"));
        putText(level, "max", cells.get("level_max"));
        if (!level.isEmpty()) {
            content.set("level", level);
        }
        putNumber(content, "difficulty", cells.get("difficulty"));
        putNumber(content, "minutes", cells.get("minutes"));
        parts(content, cells);
        return content;
    }

    private static void parts(ObjectNode content, Map<String, String> cells) {
        var criteria = JsonNodeFactory.instance.arrayNode();
        boolean named = false;
        for (int i = 1; i <= CRITERIA; i++) {
            var prefix = "criterion" + i + "_";
            var criterion = JsonNodeFactory.instance.objectNode();
            named |= cells.containsKey(prefix + "title");
            putText(criterion, "id", cells.get(prefix + "id"));
            putText(criterion, "title", cells.get(prefix + "title"));
            putNumber(criterion, "weight", cells.get(prefix + "weight"));
            putList(criterion, "indicators", cells.get(prefix + "indicators"));
            var levels = JsonNodeFactory.instance.objectNode();
            for (int level = 0; level < LEVELS; level++) {
                putText(levels, String.valueOf(level), cells.get(prefix + "level" + level));
            }
            if (!levels.isEmpty()) {
                criterion.set("levels", levels);
            }
            if (!criterion.isEmpty()) {
                criteria.add(criterion);
            }
        }
        if (named) {
            content.set(
                    "rubric",
                    JsonNodeFactory.instance.objectNode().<ObjectNode>set("criteria", criteria));
        }
        var flags = JsonNodeFactory.instance.arrayNode();
        named = false;
        for (int i = 1; i <= RED_FLAGS; i++) {
            var prefix = "red_flag" + i + "_";
            var flag = JsonNodeFactory.instance.objectNode();
            named |= cells.containsKey(prefix + "title");
            for (var part : List.of("id", "title", "severity", "kind", "description")) {
                putText(flag, part, cells.get(prefix + part));
            }
            putNumber(flag, "cap", cells.get(prefix + "cap"));
            putList(flag, "signals", cells.get(prefix + "signals"));
            if (!flag.isEmpty()) {
                flags.add(flag);
            }
        }
        if (named) {
            content.set("redFlags", flags);
        }
        var references = cells.get("references");
        if (references != null) {
            var list = content.putArray("references");
            for (var item : split(references)) {
                var text = item.asText();
                int bar = text.lastIndexOf(" | ");
                var reference = list.addObject();
                reference.put("title", bar < 0 ? text : text.substring(0, bar));
                if (bar >= 0) {
                    reference.put("url", text.substring(bar + 3));
                }
            }
        }
    }

    static @Nullable String nullIfBlank(@Nullable String cell) {
        return cell == null || cell.isBlank() ? null : cell.strip();
    }

    private static void putText(ObjectNode node, String field, @Nullable String cell) {
        if (cell != null && !cell.isEmpty()) {
            node.put(field, cell);
        }
    }

    private static void putList(ObjectNode node, String field, @Nullable String cell) {
        if (cell != null && !cell.isEmpty()) {
            node.set(field, split(cell));
        }
    }

    /** What is no number stays a text, for the schema to complain about. */
    static void putNumber(ObjectNode node, String field, @Nullable String cell) {
        if (cell == null || cell.isBlank()) {
            return;
        }
        if (cell.strip().matches("-?\\d{1,9}")) {
            node.put(field, Integer.parseInt(cell.strip()));
        } else {
            node.put(field, cell);
        }
    }

    private static String perLine(String cell) {
        return cell.strip().replaceAll("\\s*[,;]\\s*", "\n");
    }

    private static String joined(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> escaped(item.asText()))
                .collect(Collectors.joining("\n"));
    }

    private static String escaped(String item) {
        return item.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static JsonNode split(String cell) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var line : cell.split("\r?\n|\r", -1)) {
            if (!line.isBlank()) {
                list.add(unescaped(line));
            }
        }
        return list;
    }

    private static String unescaped(String line) {
        var item = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                char next = line.charAt(++i);
                switch (next) {
                    case 'n' -> item.append('\n');
                    case 'r' -> item.append('\r');
                    case '\\' -> item.append('\\');
                    default -> item.append(c).append(next);
                }
            } else {
                item.append(c);
            }
        }
        return item.toString();
    }
}
