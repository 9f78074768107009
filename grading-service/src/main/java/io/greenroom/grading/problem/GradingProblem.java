package io.greenroom.grading.problem;

import io.greenroom.platform.problem.ProblemType;

/** Problems that only grading answers with. */
public enum GradingProblem implements ProblemType {
    REVIEW_NOT_FOUND(404, "There is no such review"),
    REVIEW_CLAIMED(409, "Somebody else holds this review"),
    REVIEW_NOT_CLAIMED(409, "The review is not in your hands"),
    REVIEW_ENDED(409, "The review has ended"),
    ANOTHER_REVIEWER_NEEDED(409, "Somebody else has to look at this"),
    ALREADY_IN_REVIEW(409, "The attempt is in review"),
    NOTHING_TO_REVIEW(409, "The attempt has no grade to be reviewed"),
    MARKS_FIRST(409, "Own marks come first"),
    MARKS_HANDED_IN(409, "The marks were handed in before"),
    MARKS_INCOMPLETE(422, "A criterion has no level"),
    NOT_IN_RUBRIC(422, "The rubric of the question does not have this"),
    QUOTE_NOT_IN_ANSWER(422, "The quote does not stand in the answer at that place"),
    STALE_REVIEW(412, "The review was changed in the meantime"),
    IF_MATCH_MISSING(428, "Say in If-Match which state you have seen"),
    APPEAL_NOT_FOUND(404, "There is no such appeal of yours"),
    APPEAL_NOT_POSSIBLE(409, "This grade cannot be appealed"),
    APPEAL_TAKEN_UP(409, "The appeal can no longer be withdrawn"),
    NOT_RETRYABLE(409, "Only what could not be graded can be graded again"),
    RETRY_TOO_SOON(429, "It was tried again a short while ago"),
    REGRADE_NOT_FOUND(404, "There is no such re-grade"),
    REGRADE_OPEN(409, "Another re-grade of these attempts is open"),
    REGRADE_NOT_READY(409, "The re-grade is not in a state for this"),
    NOTHING_TO_REGRADE(422, "No attempt is within these bounds"),
    TOO_MANY_TRIALS(429, "Rubrics are tried out too often just now");

    private final Meaning meaning;

    GradingProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
