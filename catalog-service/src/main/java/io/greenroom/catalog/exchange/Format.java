package io.greenroom.catalog.exchange;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The formats of files. */
enum Format {
    NATIVE_YAML("application/yaml", "yaml"),
    NATIVE_JSON("application/json", "json"),
    CSV("text/csv; charset=utf-8", "csv"),
    MARKDOWN("text/markdown; charset=utf-8", "md"),
    MOODLE_XML("application/xml", "xml"),
    GIFT("text/plain; charset=utf-8", "gift"),
    QTI3("application/zip", "zip");

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** As it stands in addresses, e.g. {@code moodle-xml}. */
    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Format of(String wire) {
        return Arrays.stream(values())
                .filter(format -> format.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown format"));
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    /** Whether it says all that a question has, so that what it leaves out is not there. */
    boolean isNative() {
        return this == NATIVE_YAML || this == NATIVE_JSON;
    }
}
