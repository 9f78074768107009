package io.greenroom.catalog.curation;

import io.greenroom.platform.problem.ProblemType;

/** Problems of curation. */
public enum CurationProblem implements ProblemType {
    DRAFT_NOT_FOUND(404, "The question has no such draft"),
    VERSION_NOT_FOUND(404, "The question has no such version"),
    DRAFT_EXISTS(409, "The question has a draft"),
    WRONG_DRAFT_STATE(409, "Where the draft stands does not allow this"),
    OWN_DRAFT(409, "Who worked on a draft does not approve it"),
    NOT_APPROVED(409, "The draft has not been approved"),
    DRAFT_OUTDATED(409, "Another version was published since the draft was begun"),
    SLUG_TAKEN(409, "The slug belongs to another question"),
    QUESTION_NOT_OFFERED(409, "The question is not offered"),
    QUESTION_NOT_RETIRED(409, "The question is not retired"),
    STALE_DRAFT(412, "The draft was changed in the meantime"),
    LINT_ERRORS(422, "The question has errors and cannot be published"),
    IF_MATCH_MISSING(428, "Say in If-Match which state you have seen"),
    BULK_ACTION_NOT_FOUND(404, "There is no such action on many questions"),
    BULK_ACTION_UNDONE(409, "The action was taken back before"),
    DIFFERENCE_NOT_FOUND(404, "Files and database agree on this question");

    private final Meaning meaning;

    CurationProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
