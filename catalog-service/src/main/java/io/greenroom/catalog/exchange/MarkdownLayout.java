package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one layout of a question in Markdown (docs/exchange.md): headings say what the text under
 * them is, and that is taken as it stands, so that nothing is rewritten on its way.
 *
 * <p>A text that would be mistaken for the layout (it has headings of its own, an open fence) is
 * written as a block quote.
 */
final class MarkdownLayout {
    private static final Pattern ITEM = Pattern.compile("(?s)(?:[-*+]|\\d{1,9}[.)]) (.*)");
    private static final Pattern FACT = Pattern.compile("(?s)([A-Za-z][A-Za-z ]*?)\\s*:\\s*(.*)");
    private static final Pattern HEADING = Pattern.compile("(?s)(#{1,6})[ \\t](.*)");
    private static final Pattern LINK = Pattern.compile("(?s)\\[(.*)]\\((\\S*)\\)");
    private static final Pattern LEVELS =
            Pattern.compile("(L\\d+)(?:\\s*(?:to|-|–)\\s*(L\\d+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("> ?");
    private static final Set<String> SECTIONS =
            Set.of(
                    "prompt",
                    "starter code",
                    "probe",
                    "rubric",
                    "red flags",
                    "strong answer",
                    "hints",
                    "follow-ups",
                    "references");
    private static final int SECTION = 2;
    private static final int PART = 3;
    private static final int FIELD = 4;

    private MarkdownLayout() {}

    /**
     * What was read.
     *
     * @param known how many sections of the layout it has; none means that it is another text
     */
    record Parsed(
            @Nullable String id,
            @Nullable String slug,
            ObjectNode content,
            List<String> remarks,
            int known) {}

    // --- Writing

    /** The whole question. */
    static String document(ExchangedQuestion question) {
        var content = Texts.tidied(question.content());
        var out = new StringBuilder();
        out.append("# ").append(content.path("title").asText()).append("\n\n");
        facts(out, question, content);
        body(out, "Prompt", content.path("prompt"));
        starterCode(out, content);
        staffSections(out, content);
        return out.toString();
    }

    /** All but what a candidate sees: for formats that have a place for notes to the marker. */
    static String staffPart(ExchangedQuestion question) {
        var content = Texts.tidied(question.content());
        var out = new StringBuilder();
        facts(out, question, content);
        staffSections(out, content);
        return out.toString();
    }

    private static void facts(StringBuilder out, ExchangedQuestion question, ObjectNode content) {
        fact(out, "Id", question.id());
        if (question.slug() != null && !question.slug().equals(question.id())) {
            fact(out, "Slug", question.slug());
        }
        fact(out, "Round", text(content.path("round")));
        fact(out, "Topics", listed(content.path("topics")));
        if (content.has("level")) {
            fact(
                    out,
                    "Level",
                    content.path("level").path("min").asText()
                            + " to "
                            + content.path("level").path("max").asText());
        }
        fact(out, "Difficulty", text(content.path("difficulty")));
        fact(out, "Minutes", text(content.path("minutes")));
        fact(out, "Answer", text(content.path("answerFormat")));
        fact(out, "Language", text(content.path("codeLanguage")));
        fact(out, "Companies", listed(content.path("companies")));
        fact(out, "Covers", listed(content.path("covers")));
        out.append('\n');
    }

    private static void fact(StringBuilder out, String name, @Nullable String value) {
        if (value != null) {
            out.append("- ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    private static @Nullable String listed(JsonNode list) {
        return list.isArray()
                ? StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : null;
    }

    private static void starterCode(StringBuilder out, ObjectNode content) {
        if (!content.has("starterCode")) {
            return;
        }
        var code = content.path("starterCode").asText();
        var fence = "```";
        while (code.contains(fence)) {
            fence += "`";
        }
        out.append("## Starter code\n\n")
                .append(fence)
                .append(content.path("codeLanguage").asText(""))
                .append('\n')
                .append(code)
                .append('\n')
                .append(fence)
                .append("\n\n");
    }

    private static void staffSections(StringBuilder out, ObjectNode content) {
        body(out, "Probe", content.path("probe"));
        var criteria = content.path("rubric").path("criteria");
        if (criteria.isArray()) {
            out.append("## Rubric\n\n");
        }
        for (var criterion : criteria) {
            out.append("### ").append(criterion.path("title").asText()).append("\n\n");
            fact(out, "Id", text(criterion.path("id")));
            fact(out, "Weight", text(criterion.path("weight")));
            out.append("\n#### Indicators\n\n");
            items(out, criterion.path("indicators"));
            out.append("#### Levels\n\n");
            criterion
                    .path("levels")
                    .properties()
                    .forEach(level -> item(out, level.getKey() + ": " + level.getValue().asText()));
            out.append('\n');
        }
        var flags = content.path("redFlags");
        if (flags.isArray()) {
            out.append("## Red flags\n\n");
        }
        for (var flag : flags) {
            out.append("### ").append(flag.path("title").asText()).append("\n\n");
            fact(out, "Id", text(flag.path("id")));
            fact(out, "Severity", text(flag.path("severity")));
            fact(out, "Cap", text(flag.path("cap")));
            fact(out, "Kind", text(flag.path("kind")));
            out.append("\n#### Description\n\n");
            body(out, flag.path("description").asText(), FIELD);
            out.append("#### Signals\n\n");
            items(out, flag.path("signals"));
        }
        body(out, "Strong answer", content.path("strongAnswer"));
        section(out, "Hints", content.path("hints"));
        section(out, "Follow-ups", content.path("followUps"));
        var references = content.path("references");
        if (references.isArray()) {
            out.append("## References\n\n");
            for (var reference : references) {
                item(
                        out,
                        reference.path("title").asText()
                                + "\n<"
                                + reference.path("url").asText()
                                + ">");
            }
            out.append('\n');
        }
    }

    private static void section(StringBuilder out, String name, JsonNode list) {
        if (list.isArray()) {
            out.append("## ").append(name).append("\n\n");
            items(out, list);
        }
    }

    private static void items(StringBuilder out, JsonNode list) {
        for (var item : list) {
            item(out, item.asText());
        }
        out.append('\n');
    }

    private static void item(StringBuilder out, String text) {
        out.append("- ").append(text.replace("\n", "\n  ")).append('\n');
    }

    private static void body(StringBuilder out, String name, JsonNode text) {
        if (text.isTextual()) {
            out.append("## ").append(name).append("\n\n");
            body(out, text.asText(), SECTION);
        }
    }

    private static void body(StringBuilder out, String text, int level) {
        out.append(staysWithin(text, level) ? text : "> " + text.replace("\n", "\n> "));
        out.append("\n\n");
    }

    /** Whether a text under a heading of that level ends where it ends, and begins as it begins. */
    private static boolean staysWithin(String text, int level) {
        var lines = lines(text);
        var fences = new Fences();
        lines.forEach(fences::take);
        return !fences.inside()
                && !isQuote(lines)
                && headings(lines).stream().allMatch(heading -> heading.level() > level);
    }

    /** Whether a line outside a fence begins a question. */
    static boolean startsQuestion(String line) {
        return line.startsWith("# ") || line.startsWith("#\t");
    }

    // --- Reading

    /** A heading and where the text under it lies. */
    private record Title(int level, String title, int line, int from) {}

    /** A heading with the lines under it, up to the next one that is not below it. */
    private record Part(String title, List<String> lines, int from) {}

    static Parsed parse(String markdown) {
        var lines = lines(Texts.lineFeeds(markdown));
        var titles = headings(lines);
        var content = JsonNodeFactory.instance.objectNode();
        var remarks = new ArrayList<String>();
        int known = 0;
        var title = titles.isEmpty() || titles.getFirst().level() != 1 ? null : titles.getFirst();
        if (title != null) {
            content.put("title", title.title());
        }
        int start = title == null ? 0 : title.from();
        var facts =
                facts(
                        lines.subList(
                                start,
                                titles.stream()
                                        .filter(t -> t.line() >= start)
                                        .mapToInt(Title::line)
                                        .findFirst()
                                        .orElse(lines.size())));
        facts(content, facts, remarks);
        for (var part : parts(lines, titles, SECTION, 0, lines.size())) {
            var name = part.title().toLowerCase(Locale.ROOT);
            if (SECTIONS.contains(name)) {
                known++;
                take(content, name, part, titles, lines);
            } else {
                remarks.add(
                        "The section \"%s\" is not known and is left out.".formatted(part.title()));
            }
        }
        return new Parsed(
                facts.get("id"), facts.get("slug"), Texts.tidied(content), remarks, known);
    }

    private static void take(
            ObjectNode content, String name, Part part, List<Title> titles, List<String> lines) {
        switch (name) {
            case "prompt" -> content.put("prompt", body(part.lines()));
            case "starter code" -> content.put("starterCode", code(part.lines()));
            case "probe" -> content.put("probe", body(part.lines()));
            case "rubric" -> content.set("rubric", rubric(part, titles, lines));
            case "red flags" -> content.set("redFlags", redFlags(part, titles, lines));
            case "strong answer" -> content.put("strongAnswer", body(part.lines()));
            case "hints" -> content.set("hints", items(part.lines()));
            case "follow-ups" -> content.set("followUps", items(part.lines()));
            case "references" -> content.set("references", references(part.lines()));
            default -> throw new IllegalStateException(name);
        }
    }

    private static void facts(ObjectNode content, Map<String, String> facts, List<String> remarks) {
        facts.forEach(
                (name, value) -> {
                    switch (name) {
                        case "id", "slug" -> {}
                        case "round" -> content.put("round", value.toLowerCase(Locale.ROOT));
                        case "topics" -> content.set("topics", ids(value));
                        case "companies" -> content.set("companies", ids(value));
                        case "covers" -> content.set("covers", ids(value));
                        case "level" -> level(content, value);
                        case "difficulty" -> CsvColumns.putNumber(content, "difficulty", value);
                        case "minutes" -> CsvColumns.putNumber(content, "minutes", value);
                        case "answer" -> content.put("answerFormat", value);
                        case "language" -> content.put("codeLanguage", value);
                        default ->
                                remarks.add(
                                        "\"%s: %s\" is not known and is left out."
                                                .formatted(name, value));
                    }
                });
    }

    private static void level(ObjectNode content, String value) {
        Matcher levels = LEVELS.matcher(value);
        var level = content.putObject("level");
        if (levels.matches()) {
            var lowest = levels.group(1).toUpperCase(Locale.ROOT);
            level.put("min", lowest);
            level.put(
                    "max",
                    levels.group(2) == null ? lowest : levels.group(2).toUpperCase(Locale.ROOT));
        } else {
            level.put("min", value);
        }
    }

    static ArrayNode ids(String value) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var id : value.split("[,;\\n]")) {
            if (!id.isBlank()) {
                list.add(id.strip());
            }
        }
        return list;
    }

    private static ObjectNode rubric(Part part, List<Title> titles, List<String> lines) {
        var rubric = JsonNodeFactory.instance.objectNode();
        var criteria = rubric.putArray("criteria");
        for (var one : parts(lines, titles, PART, part.from(), part.from() + part.lines().size())) {
            var criterion = criteria.addObject();
            criterion.put("title", one.title());
            var facts = facts(one.lines());
            facts.forEach(
                    (name, value) -> {
                        if (name.equals("id")) {
                            criterion.put("id", value);
                        } else if (name.equals("weight")) {
                            CsvColumns.putNumber(criterion, "weight", value.replace("%", ""));
                        }
                    });
            for (var field :
                    parts(lines, titles, FIELD, one.from(), one.from() + one.lines().size())) {
                switch (field.title().toLowerCase(Locale.ROOT)) {
                    case "indicators" -> criterion.set("indicators", items(field.lines()));
                    case "levels" -> {
                        var levels = criterion.putObject("levels");
                        for (var item : items(field.lines())) {
                            var text = item.asText();
                            int colon = text.indexOf(':');
                            if (colon > 0) {
                                levels.put(
                                        text.substring(0, colon).strip(),
                                        text.substring(colon + 1).strip());
                            }
                        }
                    }
                    default -> {}
                }
            }
        }
        return rubric;
    }

    private static ArrayNode redFlags(Part part, List<Title> titles, List<String> lines) {
        var flags = JsonNodeFactory.instance.arrayNode();
        for (var one : parts(lines, titles, PART, part.from(), part.from() + part.lines().size())) {
            var flag = flags.addObject();
            flag.put("title", one.title());
            facts(one.lines())
                    .forEach(
                            (name, value) -> {
                                switch (name) {
                                    case "id", "severity", "kind" -> flag.put(name, value);
                                    case "cap" -> CsvColumns.putNumber(flag, "cap", value);
                                    default -> {}
                                }
                            });
            for (var field :
                    parts(lines, titles, FIELD, one.from(), one.from() + one.lines().size())) {
                switch (field.title().toLowerCase(Locale.ROOT)) {
                    case "description" -> flag.put("description", body(field.lines()));
                    case "signals" -> flag.set("signals", items(field.lines()));
                    default -> {}
                }
            }
        }
        return flags;
    }

    private static ArrayNode references(List<String> lines) {
        var references = JsonNodeFactory.instance.arrayNode();
        for (var item : items(lines)) {
            var text = item.asText();
            var reference = references.addObject();
            var link = LINK.matcher(text);
            int last = text.lastIndexOf('<');
            if (text.endsWith(">") && last >= 0) {
                reference.put("title", text.substring(0, last).strip());
                reference.put("url", text.substring(last + 1, text.length() - 1));
            } else if (link.matches()) {
                reference.put("title", link.group(1));
                reference.put("url", link.group(2));
            } else {
                reference.put("title", text);
            }
        }
        return references;
    }

    /** The list before the first heading, as names and values. */
    private static Map<String, String> facts(List<String> lines) {
        Map<String, String> facts = new LinkedHashMap<>();
        var until = new ArrayList<String>();
        for (var line : lines) {
            if (line.startsWith("#")) {
                break;
            }
            until.add(line);
        }
        for (var item : items(until)) {
            var fact = FACT.matcher(item.asText());
            if (fact.matches()) {
                facts.put(fact.group(1).toLowerCase(Locale.ROOT), fact.group(2).strip());
            }
        }
        return facts;
    }

    static ArrayNode items(List<String> lines) {
        var items = new ArrayList<StringBuilder>();
        for (var line : lines) {
            var item = ITEM.matcher(line);
            if (item.matches()) {
                items.add(new StringBuilder(item.group(1)));
            } else if (!items.isEmpty()) {
                items.getLast()
                        .append('\n')
                        .append(line.startsWith("  ") ? line.substring(2) : line);
            }
        }
        var list = JsonNodeFactory.instance.arrayNode();
        for (var item : items) {
            var text = item.toString().strip();
            if (!text.isEmpty()) {
                list.add(text);
            }
        }
        return list;
    }

    private static String body(List<String> lines) {
        var text = Texts.body(String.join("\n", lines));
        return isQuote(lines(text))
                ? lines(text).stream()
                        .map(line -> QUOTED.matcher(line).replaceFirst(""))
                        .collect(Collectors.joining("\n"))
                : text;
    }

    private static boolean isQuote(List<String> lines) {
        return lines.stream().allMatch(line -> line.startsWith(">"));
    }

    private static String code(List<String> lines) {
        var fences = new Fences();
        var code = new ArrayList<String>();
        boolean begun = false;
        for (var line : lines) {
            boolean fenced = fences.take(line);
            if (fenced && !begun) {
                begun = true;
            } else if (begun && !fences.inside()) {
                return String.join("\n", code);
            } else if (begun) {
                code.add(line);
            }
        }
        return begun ? String.join("\n", code) : Texts.body(String.join("\n", lines));
    }

    private static List<Part> parts(
            List<String> lines, List<Title> titles, int level, int from, int to) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < titles.size(); i++) {
            var title = titles.get(i);
            if (title.level() != level || title.line() < from || title.line() >= to) {
                continue;
            }
            int end = to;
            for (var next : titles.subList(i + 1, titles.size())) {
                if (next.level() <= level) {
                    end = Math.min(end, next.line());
                    break;
                }
            }
            parts.add(
                    new Part(
                            title.title(),
                            lines.subList(title.from(), Math.max(title.from(), end)),
                            title.from()));
        }
        return parts;
    }

    /**
     * Lines that begin with # signs, outside fenced code. Nothing else counts: what stands in an
     * item or a quote is indented or marked, so no text in there can end it.
     */
    private static List<Title> headings(List<String> lines) {
        var titles = new ArrayList<Title>();
        var fences = new Fences();
        for (int i = 0; i < lines.size(); i++) {
            if (!fences.take(lines.get(i))) {
                var heading = HEADING.matcher(lines.get(i));
                if (heading.matches()) {
                    titles.add(
                            new Title(
                                    heading.group(1).length(), heading.group(2).strip(), i, i + 1));
                }
            }
        }
        return titles;
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }
}
