package io.greenroom.session.peer;

import io.greenroom.platform.problem.ProblemType;

/** Problems with asking for a peer. */
public enum PeerProblem implements ProblemType {
    PEER_REQUEST_NOT_FOUND(404, "There is no such request of yours"),
    PEER_REQUEST_OPEN(409, "You are looking for a partner already"),
    PEER_REQUEST_ENDED(409, "The request does not wait any more");

    private final Meaning meaning;

    PeerProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
