package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.problem.Problem.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moodle's GIFT: title and prompt of an essay, and facts as tags in the comment before it. GIFT has
 * no place that only markers see, so nothing that only they may see is written.
 */
final class GiftCodec implements Codec {
    private static final String SPECIAL = "\\~=#{}:";
    private static final Pattern TAG = Pattern.compile("\\[(id|tag):((?:[^\\]\\\\]|\\\\.)+)]");
    private static final Pattern LEVEL = Pattern.compile("(L\\d+)-(L\\d+)");
    private static final Set<String> KEPT =
            Set.of(
                    "title",
                    "prompt",
                    "round",
                    "topics",
                    "level",
                    "difficulty",
                    "minutes",
                    "answerFormat",
                    "codeLanguage",
                    "companies",
                    "covers");

    @Override
    public Format format() {
        return Format.GIFT;
    }

    @Override
    public List<Loss> losses() {
        var nowhere = "GIFT has no place that only markers see.";
        return List.of(
                Loss.lost("pack", "The pack's own fields have no place."),
                Loss.lost(
                        "*",
                        "Blank space around a text, carriage returns, and line breaks in titles."),
                Loss.lost("probe", nowhere),
                Loss.lost("rubric", nowhere),
                Loss.lost("redFlags", nowhere),
                Loss.lost("strongAnswer", nowhere),
                Loss.lost("followUps", nowhere),
                Loss.lost("references", nowhere),
                Loss.lost("hints", "GIFT's essays have no hints."),
                Loss.lost("starterCode", "GIFT's essays have no template for the answer."),
                Loss.lost("companies", "That there are none comes back as nothing said."),
                Loss.lost("covers", "That there are none comes back as nothing said."),
                Loss.flattened("round", "A tag."),
                Loss.flattened("level", "A tag."),
                Loss.flattened("difficulty", "A tag."),
                Loss.flattened("minutes", "A tag."),
                Loss.flattened("answerFormat", "A tag."),
                Loss.flattened("codeLanguage", "A tag."),
                Loss.flattened("companies", "Tags."),
                Loss.flattened("covers", "Tags."));
    }

    @Override
    public ObjectNode comesBack(ObjectNode content) {
        var kept = Texts.tidied(content).retain(KEPT);
        for (var list : List.of("companies", "covers")) {
            if (kept.path(list).isEmpty()) {
                kept.remove(list);
            }
        }
        return kept;
    }

    @Override
    public Writing write(OutputStream out, FileHeader header) {
        return new Essays(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private record Essays(Writer writer) implements Writing {
        @Override
        public void add(ExchangedQuestion question) throws IOException {
            var content = Texts.tidied(question.content());
            var tags = new StringBuilder("//");
            tag(tags, "id", String.valueOf(question.id()));
            if (question.slug() != null && !question.slug().equals(question.id())) {
                tag(tags, "tag", "slug:" + question.slug());
            }
            content.path("topics").forEach(topic -> tag(tags, "tag", topic.asText()));
            for (var field :
                    List.of("round", "difficulty", "minutes", "answerFormat", "codeLanguage")) {
                if (content.has(field)) {
                    tag(tags, "tag", name(field) + ":" + content.path(field).asText());
                }
            }
            if (content.has("level")) {
                tag(
                        tags,
                        "tag",
                        "level:%s-%s"
                                .formatted(
                                        content.path("level").path("min").asText(),
                                        content.path("level").path("max").asText()));
            }
            content.path("companies").forEach(id -> tag(tags, "tag", "company:" + id.asText()));
            content.path("covers").forEach(id -> tag(tags, "tag", "covers:" + id.asText()));
            writer.write(tags.append('\n').toString());
            writer.write(
                    "::%s::[markdown]%s{}\n\n"
                            .formatted(
                                    escaped(content.path("title").asText()),
                                    escaped(content.path("prompt").asText())));
        }

        private static String name(String field) {
            return switch (field) {
                case "answerFormat" -> "answer";
                case "codeLanguage" -> "language";
                default -> field;
            };
        }

        private static void tag(StringBuilder out, String kind, String value) {
            out.append(" [%s:%s]".formatted(kind, value.replace("\\", "\\\\").replace("]", "\\]")));
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    static String escaped(String text) {
        var escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\n') {
                escaped.append("\\n");
            } else {
                if (SPECIAL.indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            if (next == 'n') {
                plain.append('\n');
            } else if (SPECIAL.indexOf(next) >= 0) {
                plain.append(next);
            } else {
                plain.append(c).append(next);
            }
        }
        return plain.toString();
    }

    @Override
    public Reading read(InputStream in) throws IOException {
        var guarded = GuardedInput.of(in);
        return new Blocks(
                guarded,
                new BufferedReader(new InputStreamReader(guarded, StandardCharsets.UTF_8)));
    }

    /** Questions stand apart by blank lines. */
    private static final class Blocks implements Reading {
        private final GuardedInput guarded;
        private final BufferedReader reader;
        private int line;
        private int row;

        Blocks(GuardedInput guarded, BufferedReader reader) {
            this.guarded = guarded;
            this.reader = reader;
        }

        @Override
        public @Nullable ExchangedQuestion next() throws IOException {
            guarded.unit();
            var comments = new StringBuilder();
            var text = new StringBuilder();
            int first = 0;
            for (var next = reader.readLine(); next != null; next = reader.readLine()) {
                line++;
                if (next.isBlank()) {
                    if (!text.isEmpty()) {
                        break;
                    }
                    comments.setLength(0);
                    guarded.unit();
                } else if (next.stripLeading().startsWith("//")) {
                    comments.append(next).append('\n');
                } else if (!next.startsWith("$CATEGORY:")) {
                    first = first == 0 ? line : first;
                    text.append(next).append('\n');
                }
            }
            if (text.isEmpty()) {
                return null;
            }
            row++;
            return question(first, comments.toString(), text.toString());
        }

        private ExchangedQuestion question(int first, String comments, String text) {
            var content = JsonNodeFactory.instance.objectNode();
            var errors = new ArrayList<FieldError>();
            var remarks = new ArrayList<String>();
            String id = null;
            String slug = null;
            var tags = TAG.matcher(comments);
            while (tags.find()) {
                var value = tags.group(2).replace("\\]", "]").replace("\\\\", "\\");
                if (tags.group(1).equals("id")) {
                    id = value;
                } else if (value.startsWith("slug:")) {
                    slug = value.substring(5);
                } else {
                    tagged(content, value);
                }
            }
            body(content, text.strip(), errors);
            return new ExchangedQuestion(
                    row, first, id, slug, null, Texts.tidied(content), errors, remarks);
        }

        private static void tagged(ObjectNode content, String tag) {
            int colon = tag.indexOf(':');
            var value = tag.substring(colon + 1);
            switch (colon < 0 ? "" : tag.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "round" -> content.put("round", value);
                case "difficulty" -> CsvColumns.putNumber(content, "difficulty", value);
                case "minutes" -> CsvColumns.putNumber(content, "minutes", value);
                case "answer" -> content.put("answerFormat", value);
                case "language" -> content.put("codeLanguage", value);
                case "company" -> content.withArray("companies").add(value);
                case "covers" -> content.withArray("covers").add(value);
                case "level" -> {
                    var levels = LEVEL.matcher(value);
                    var level = content.putObject("level");
                    level.put("min", levels.matches() ? levels.group(1) : value);
                    level.put("max", levels.matches() ? levels.group(2) : value);
                }
                default -> content.withArray("topics").add(tag);
            }
        }

        private static void body(ObjectNode content, String text, List<FieldError> errors) {
            var rest = text;
            if (rest.startsWith("::")) {
                int end = indexOf(rest, "::", 2);
                if (end < 0) {
                    errors.add(
                            new FieldError("/title", "The title begins with :: and never ends."));
                    return;
                }
                content.put("title", unescaped(rest.substring(2, end)).strip());
                rest = rest.substring(end + 2).stripLeading();
            }
            var format = "moodle";
            if (rest.startsWith("[") && rest.indexOf(']') > 0) {
                var name = rest.substring(1, rest.indexOf(']'));
                if (Set.of("html", "moodle", "plain", "markdown").contains(name)) {
                    format = name;
                    rest = rest.substring(name.length() + 2);
                }
            }
            int open = indexOf(rest, "{", 0);
            int close = open < 0 ? -1 : indexOf(rest, "}", open);
            if (close < 0) {
                errors.add(
                        new FieldError(
                                "", "Only essay questions can be taken over; they end with {}."));
                content.put("prompt", unescaped(rest));
                return;
            }
            var answer = rest.substring(open + 1, close).strip();
            if (!answer.isEmpty() && !answer.startsWith("####")) {
                errors.add(
                        new FieldError(
                                "",
                                "Only essay questions can be taken over; this one lists answers."));
            }
            var after = rest.substring(close + 1).strip();
            var prompt =
                    unescaped(rest.substring(0, open) + (after.isEmpty() ? "" : "_____ " + after));
            content.put("prompt", format.equals("html") ? HtmlText.toMarkdown(prompt) : prompt);
            if (!content.has("title")) {
                var line = HtmlText.words(prompt.lines().findFirst().orElse(""));
                content.put("title", line.length() > 80 ? line.substring(0, 80) : line);
            }
        }

        /** Where the mark stands without a backslash before it. */
        private static int indexOf(String text, String mark, int from) {
            for (int i = from; i < text.length(); i++) {
                if (text.charAt(i) == '\\') {
                    i++;
                } else if (text.startsWith(mark, i)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
