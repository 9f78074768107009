package io.greenroom.platform.problem;

import java.net.URI;

/**
 * A kind of problem that a client can tell apart. Each service has an enum of its own; {@code
 * docs/problems.md} lists them all.
 */
public interface ProblemType {
    /** The last part of the type's address, kebab-case, never changed once published. */
    String slug();

    /** The HTTP status that goes with it. */
    int status();

    /** A short sentence in the same words every time. */
    String title();

    /** The address of the type, as it stands in {@code type}. */
    default URI uri() {
        return URI.create("https://greenroom.dev/problems/" + slug());
    }
}
