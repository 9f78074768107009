package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a format does not carry as it is.
 *
 * @param field a field of the question, or "*" for each text
 * @param kind lost: it does not come back; flattened: it comes back here, but other systems see
 *     text only
 */
record Loss(String field, Kind kind, String detail) {
    /** How bad. */
    enum Kind {
        LOST,
        FLATTENED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Loss lost(String field, String detail) {
        return new Loss(field, Kind.LOST, detail);
    }

    static Loss flattened(String field, String detail) {
        return new Loss(field, Kind.FLATTENED, detail);
    }
}
