package io.greenroom.platform.problem;

import io.greenroom.platform.Slugs;
import java.net.URI;

/**
 * A kind of problem that a client can tell apart. Each service has an enum of its own; {@code
 * docs/problems.md} lists them all.
 */
public interface ProblemType {
    /** The constant's name, which the slug follows. */
    String name();

    /** What is said of it every time. */
    Meaning meaning();

    /** The last part of the type's address, kebab-case, never changed once published. */
    default String slug() {
        return Slugs.of(name());
    }

    /** The HTTP status that goes with it. */
    default int status() {
        return meaning().status();
    }

    /** A short sentence in the same words every time. */
    default String title() {
        return meaning().title();
    }

    /** The address of the type, as it stands in {@code type}. */
    default URI uri() {
        return URI.create("https://greenroom.dev/problems/" + slug());
    }

    /** A status and the title that goes with it. */
    record Meaning(int status, String title) {}
}
