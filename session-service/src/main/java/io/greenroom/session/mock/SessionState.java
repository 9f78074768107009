package io.greenroom.session.mock;

/** How far a session has come. */
public enum SessionState {
    SCHEDULED,
    LIVE,
    SCORING,
    RELEASED,
    CANCELLED,
    /** Nobody opened it until long after its planned end. */
    NO_SHOW
}
