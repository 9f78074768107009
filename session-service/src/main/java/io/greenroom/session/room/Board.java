package io.greenroom.session.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A drawing: Excalidraw's elements, of which the newer version wins, and of two equal ones that
 * with the smaller nonce, as Excalidraw itself decides. So the order in which changes come does not
 * matter.
 */
final class Board {
    private final String id;
    private final @Nullable String item;
    private final Map<String, JsonNode> elements = new LinkedHashMap<>();
    private String text = "";
    private int size;

    Board(String id, @Nullable String item) {
        this.id = id;
        this.item = item;
    }

    static Board of(JsonNode json) {
        var item = json.path("item");
        var board = new Board(json.path("id").asText(), item.isTextual() ? item.asText() : null);
        board.merge(json.path("elements"));
        board.text = json.path("text").asText();
        return board;
    }

    /** Those of them that are newer than what is here. */
    ArrayNode newer(JsonNode given) {
        var newer = Json.MAPPER.createArrayNode();
        for (var element : given) {
            if (wins(element, elements.get(element.path("id").asText()))) {
                newer.add(element);
            }
        }
        return newer;
    }

    /** What its {@link #size()} would be with these, which are {@link #newer}. */
    int sizeWith(JsonNode newer) {
        var lengths = new HashMap<String, Integer>();
        for (var element : newer) {
            lengths.put(element.path("id").asText(), element.toString().length());
        }
        int after = size;
        for (var element : lengths.entrySet()) {
            var before = elements.get(element.getKey());
            after += element.getValue() - (before == null ? 0 : before.toString().length());
        }
        return after;
    }

    void merge(JsonNode given) {
        for (var element : newer(given)) {
            var before = elements.put(element.path("id").asText(), element);
            size += element.toString().length();
            if (before != null) {
                size -= before.toString().length();
            }
        }
    }

    private static boolean wins(JsonNode element, @Nullable JsonNode known) {
        if (known == null) {
            return true;
        }
        long version = element.path("version").asLong();
        long knownVersion = known.path("version").asLong();
        return version > knownVersion
                || (version == knownVersion
                        && element.path("versionNonce").asLong()
                                < known.path("versionNonce").asLong());
    }

    void text(String now) {
        text = now;
    }

    /** How many characters its elements take as JSON. */
    int size() {
        return size;
    }

    ObjectNode json() {
        var json = Json.object().put("id", id).put("item", item);
        var all = json.putArray("elements");
        elements.values().forEach(all::add);
        return json.put("text", text);
    }
}
