package io.greenroom.session.room;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of the room: read as trees, and written by hand where there are thousands a second. */
final class Json {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // Numbers of a drawing come back as they were sent.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What we wrote ourselves. */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON of a room is broken", e);
        }
    }

    static void quote(StringBuilder json, String text) {
        quote(json, text, 0, text.length());
    }

    /**
     * Appends a JSON string. Halves of a surrogate pair that stand alone are escaped: in UTF-8 they
     * would be lost, and with them the length of the text.
     */
    static void quote(StringBuilder json, CharSequence text, int from, int to) {
        json.append('"');
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c < ' ') {
                escape(json, c);
            } else if (!Character.isSurrogate(c)) {
                json.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < to
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else {
                escape(json, c);
            }
        }
        json.append('"');
    }

    private static void escape(StringBuilder json, char c) {
        json.append("\\u")
                .append(HEX[c >> 12 & 15])
                .append(HEX[c >> 8 & 15])
                .append(HEX[c >> 4 & 15])
                .append(HEX[c & 15]);
    }
}
