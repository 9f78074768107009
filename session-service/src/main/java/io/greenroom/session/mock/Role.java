package io.greenroom.session.mock;

/** What somebody is in one session; it decides there, whatever their role in the realm is. */
public enum Role {
    /** Who is interviewed. */
    CANDIDATE,

    /** Leads, sees the guide, takes notes, scores. */
    INTERVIEWER,

    /** Sees what the candidate sees, and says nothing. */
    OBSERVER
}
