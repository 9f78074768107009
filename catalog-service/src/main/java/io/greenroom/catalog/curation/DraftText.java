package io.greenroom.catalog.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.greenroom.catalog.question.DraftContent;

/** A draft's content as it is stored: the same content always gives the same text. */
final class DraftText {
    static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .findAndAddModules()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .disable(
                            com.fasterxml.jackson.databind.DeserializationFeature
                                    .FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private DraftText() {}

    static String of(DraftContent content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A draft cannot be written as JSON", e);
        }
    }

    static DraftContent read(String text) {
        try {
            return MAPPER.readValue(text, DraftContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored draft cannot be read", e);
        }
    }
}
