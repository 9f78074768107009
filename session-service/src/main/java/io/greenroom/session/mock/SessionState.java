package io.greenroom.session.mock;

/** How far a session has come. */
public enum SessionState {
    SCHEDULED,
    LIVE,
    SCORING,
    RELEASED,
    CANCELLED
}
