package io.greenroom.session.invitation;

import io.greenroom.platform.problem.ProblemType;

/** Problems with invitations. */
public enum InvitationProblem implements ProblemType {
    PARTICIPANT_NOT_FOUND(404, "The session has no such participant"),
    JOIN_LINK_NOT_YOURS(403, "The link was made for another account"),
    JOIN_LINK_EXPIRED(410, "The link does not let in any more");

    private final Meaning meaning;

    InvitationProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
