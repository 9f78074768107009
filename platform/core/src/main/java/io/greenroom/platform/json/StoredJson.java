package io.greenroom.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * What is kept in a column as JSON. A field that is not known is ignored: a newer instance beside
 * this one may have written the row. What cannot be read at all is our fault, never a client's.
 */
@ApplicationScoped
public class StoredJson {
    private final ObjectMapper writer;
    private final ObjectMapper reader;

    @Inject
    StoredJson(ObjectMapper mapper) {
        this.writer = mapper;
        this.reader = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    public String write(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "A " + value.getClass().getSimpleName() + " cannot be written", e);
        }
    }

    public <T> T read(String json, Class<T> type) {
        try {
            return reader.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(type, e);
        }
    }

    public <T> T read(JsonNode json, Class<T> type) {
        try {
            return reader.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw unreadable(type, e);
        }
    }

    private static IllegalStateException unreadable(Class<?> type, JsonProcessingException e) {
        return new IllegalStateException("A stored " + type.getSimpleName() + " is broken", e);
    }
}
