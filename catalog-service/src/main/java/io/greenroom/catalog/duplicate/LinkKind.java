package io.greenroom.catalog.duplicate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.Arrays;

/** What two questions are to each other. */
public enum LinkKind {
    /** The first asks what the second asks, which is the one to keep. */
    DUPLICATE_OF,
    /** They are near, and both have their place. */
    RELATED;

    /** As it goes over the wire and stands in the database. */
    @JsonValue
    public String wire() {
        return Slugs.of(this);
    }

    @JsonCreator
    static LinkKind of(String wire) {
        return Arrays.stream(values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown kind of link"));
    }
}
