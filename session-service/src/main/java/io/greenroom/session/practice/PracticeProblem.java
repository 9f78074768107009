package io.greenroom.session.practice;

import io.greenroom.platform.problem.ProblemType;

/** Problems that only practice answers with. */
public enum PracticeProblem implements ProblemType {
    ATTEMPT_NOT_FOUND(404, "There is no such attempt of yours"),
    QUESTION_NOT_AVAILABLE(404, "There is no such published question"),
    STALE_REVISION(412, "The answer was changed in the meantime"),
    ATTEMPT_NOT_DRAFT(409, "The attempt is no longer a draft"),
    ALREADY_SUBMITTED(409, "The answer was handed in before"),
    BLANK_ANSWER(422, "There is nothing to grade"),
    KEY_REUSED(409, "The idempotency key was used for something else"),
    TOO_MANY_BOOKMARKS(409, "No more questions can be marked"),
    PLAN_NOT_FOUND(404, "There is no such study plan"),
    ACTIVITY_NOT_FOUND(404, "Your plan has no such activity");

    private final Meaning meaning;

    PracticeProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
