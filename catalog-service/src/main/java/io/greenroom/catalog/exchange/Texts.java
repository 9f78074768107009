package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.function.BiFunction;

/** What formats do to texts, said in one place so that it can be foretold. */
final class Texts {
    private static final Set<String> BODIES =
            Set.of("prompt", "probe", "strongAnswer", "description");
    private static final String STARTER_CODE = "starterCode";

    private Texts() {}

    /** As text layouts keep them: line feeds only, no blank space around, titles on one line. */
    static ObjectNode tidied(ObjectNode content) {
        var tidy = (ObjectNode) mapped("", content, Texts::tidy);
        if (tidy.path(STARTER_CODE).asText("x").isEmpty()) {
            tidy.remove(STARTER_CODE);
        }
        return tidy;
    }

    /** As a format in XML keeps them: tidied, and without what XML cannot say. */
    static ObjectNode forXml(ObjectNode content) {
        return tidied((ObjectNode) mapped("", content, (field, text) -> forXml(text)));
    }

    static String tidy(String field, String text) {
        var lines = lineFeeds(text);
        if (field.equals(STARTER_CODE)) {
            return lines.stripTrailing();
        }
        if (BODIES.contains(field)) {
            return body(lines);
        }
        return field.equals("title") ? line(lines) : lines.strip();
    }

    /** Without blank lines around. */
    static String body(String text) {
        return text.replaceFirst("\\A(?:[^\\S\\n]*\\n)+", "").stripTrailing();
    }

    static String line(String text) {
        return text.replaceAll("\\s*\\n\\s*", " ").strip();
    }

    static String lineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** XML 1.0, production 2. */
    static String forXml(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(
                        c ->
                                c == '\t'
                                        || c == '\n'
                                        || c == '\r'
                                        || c >= 0x20 && c <= 0xd7ff
                                        || c >= 0xe000 && c <= 0xfffd
                                        || c >= 0x10000)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static JsonNode mapped(
            String field, JsonNode node, BiFunction<String, String, String> change) {
        if (node.isTextual()) {
            return TextNode.valueOf(change.apply(field, node.asText()));
        }
        if (node instanceof ArrayNode array) {
            var copy = array.arrayNode();
            array.forEach(item -> copy.add(mapped("", item, change)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            var copy = object.objectNode();
            object.properties()
                    .forEach(
                            entry ->
                                    copy.set(
                                            entry.getKey(),
                                            mapped(entry.getKey(), entry.getValue(), change)));
            return copy;
        }
        return node.deepCopy();
    }
}
