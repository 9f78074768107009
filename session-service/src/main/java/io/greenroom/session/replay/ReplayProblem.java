package io.greenroom.session.replay;

import io.greenroom.platform.problem.ProblemType;

/** Problems that the replay answers with. */
public enum ReplayProblem implements ProblemType {
    NO_REPLAY_YET(404, "The session cannot be replayed yet");

    private final Meaning meaning;

    ReplayProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
