package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

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

    /** What no format can carry that is XML and knows questions alone. */
    static Stream<Loss> ofXml() {
        return Stream.of(
                lost("pack", "The pack's own fields have no place."),
                lost(
                        "*",
                        "Blank space around a text, carriage returns, line breaks in titles, and"
                                + " control characters that XML cannot say."),
                lost("starterCode", "An empty starter code comes back as none."));
    }

    /** Fields that come back here, and are text of one kind for others. */
    static Stream<Loss> allFlattened(String detail, String... fields) {
        return Stream.of(fields).map(field -> flattened(field, detail));
    }

    static Loss lost(String field, String detail) {
        return new Loss(field, Kind.LOST, detail);
    }

    static Loss flattened(String field, String detail) {
        return new Loss(field, Kind.FLATTENED, detail);
    }
}
