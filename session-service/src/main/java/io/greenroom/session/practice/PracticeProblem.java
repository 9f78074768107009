package io.greenroom.session.practice;

import io.greenroom.platform.problem.ProblemType;
import io.greenroom.platform.problem.Slugs;

/** Problems that only practice answers with. */
public enum PracticeProblem implements ProblemType {
    ATTEMPT_NOT_FOUND(404, "There is no such attempt of yours"),
    QUESTION_NOT_AVAILABLE(404, "There is no such published question"),
    STALE_REVISION(412, "The answer was changed in the meantime"),
    ATTEMPT_NOT_DRAFT(409, "The attempt is no longer a draft"),
    ALREADY_SUBMITTED(409, "The answer was handed in before"),
    BLANK_ANSWER(422, "There is nothing to grade"),
    KEY_REUSED(409, "The idempotency key was used for something else");

    private final int status;
    private final String title;

    PracticeProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String slug() {
        return Slugs.of(this);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
