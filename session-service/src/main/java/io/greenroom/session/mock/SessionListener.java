package io.greenroom.session.mock;

import io.smallrye.mutiny.Uni;

/**
 * Takes part in what happens to sessions. Each bean of this type is called in the transaction of
 * the change, after it, with the session's row locked; a failure undoes the change.
 */
public interface SessionListener {
    Uni<Void> on(SessionChanged change);
}
