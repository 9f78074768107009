package io.greenroom.catalog.audit;

import io.greenroom.platform.security.Caller;

/**
 * Who acts.
 *
 * @param id the subject of their token
 * @param name what they sign in with
 */
public record Actor(String id, String name) {
    /** The content directory, read at start. */
    public static final Actor CONTENT = new Actor("content", "content");

    /** The person whose request is being answered. */
    public static Actor of(Caller caller) {
        return new Actor(caller.id(), caller.name());
    }
}
