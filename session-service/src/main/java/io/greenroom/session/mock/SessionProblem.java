package io.greenroom.session.mock;

import io.greenroom.platform.problem.ProblemType;

/** Problems that mock sessions answer with. */
public enum SessionProblem implements ProblemType {
    SESSION_NOT_FOUND(404, "There is no such session of yours"),
    SESSION_STATE(409, "The session is not in a state for that"),
    SESSION_CHANGED(412, "The session was changed in the meantime"),
    PEER_SESSION(409, "The match has decided that");

    private final Meaning meaning;

    SessionProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
