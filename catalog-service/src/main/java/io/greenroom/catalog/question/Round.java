package io.greenroom.catalog.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.greenroom.platform.Slugs;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The kind of interview that a question belongs to. */
public enum Round {
    CODING,
    FUNDAMENTALS,
    SYSTEM_DESIGN,
    BEHAVIORAL,
    DOMAIN,
    RECRUITER_SCREEN,
    HIRING_MANAGER,
    TAKE_HOME;

    /** As it stands in packs, events and addresses, e.g. {@code system-design}. */
    @JsonValue
    public String wire() {
        return Slugs.of(this);
    }

    /**
     * @throws IllegalArgumentException when there is no such round
     */
    @JsonCreator
    public static Round of(String wire) {
        return Arrays.stream(values())
                .filter(round -> round.wire().equals(wire))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no such round; there are "
                                                + Arrays.stream(values())
                                                        .map(Round::wire)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }
}
