package io.greenroom.platform.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One place of an event's content.
 *
 * @param pointer JSON pointer
 * @param length of a string in characters, of an array in items
 */
@Schema(
        name = "DeadLetterField",
        requiredProperties = {"pointer", "type"})
record DeadLetterField(
        String pointer,
        @Schema(enumeration = {"string", "number", "boolean", "null", "array", "object"})
                String type,
        @Nullable Integer length) {
    private static final int MOST = 100;
    private static final int DEEPEST = 4;

    /** A name that a schema could have; anything else might be content. */
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,49}";

    /**
     * The shape of the payload; empty when it is no JSON. Of an array its first item stands for
     * all.
     */
    static List<DeadLetterField> outline(@Nullable String payload) {
        var fields = new ArrayList<DeadLetterField>();
        var event = DeadEvent.parsed(payload);
        if (event.isObject()) {
            walk("", event, 0, fields);
        }
        return fields;
    }

    private static void walk(String pointer, JsonNode node, int depth, List<DeadLetterField> into) {
        if (into.size() >= MOST) {
            return;
        }
        if (!pointer.isEmpty()) {
            into.add(
                    new DeadLetterField(
                            pointer,
                            node.getNodeType().name().toLowerCase(Locale.ROOT),
                            node.isTextual()
                                    ? Integer.valueOf(node.textValue().length())
                                    : node.isArray() ? Integer.valueOf(node.size()) : null));
        }
        if (depth == DEEPEST) {
            return;
        }
        if (node.isArray() && !node.isEmpty()) {
            walk(pointer + "/0", node.get(0), depth + 1, into);
        }
        node.properties()
                .forEach(
                        field ->
                                walk(
                                        pointer
                                                + "/"
                                                + (field.getKey().matches(NAME)
                                                        ? field.getKey()
                                                        : "…"),
                                        field.getValue(),
                                        depth + 1,
                                        into));
    }
}
