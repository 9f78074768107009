package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.ProblemType;

/** Problems that scorecards and the release answer with. */
public enum ScorecardProblem implements ProblemType {
    PANEL_ONLY(403, "Only the session's interviewers may do this"),
    CANDIDATE_ONLY(403, "Only the session's candidate may do this"),
    NOT_RELEASED(404, "The session is not released yet"),
    SCORECARD_CHANGED(412, "The scorecard was changed in the meantime"),
    SCORECARD_HANDED_IN(409, "The scorecard was handed in before"),
    SCORECARD_FIRST(409, "Your own scorecard comes first"),
    SCORECARDS_AWAITED(409, "Not everybody has handed in"),
    SCORECARD_INCOMPLETE(422, "Something on the scorecard is not decided"),
    NOT_ON_SCORECARD(422, "The agenda or its rubric does not have this"),
    QUOTE_NOT_IN_SESSION(422, "The quote does not stand in the session's record"),
    RECONCILIATION_CHANGED(412, "The panel's agreement was changed in the meantime"),
    RELEASE_CHANGED(412, "The release was changed in the meantime"),
    RELEASE_INCOMPLETE(422, "Something is missing before it can be released"),
    OPINION_ASKED(409, "The grader was asked before"),
    NOTHING_TO_JUDGE(422, "There is nothing that the grader could judge"),
    SCORECARD_IF_MATCH_MISSING(428, "Say in If-Match which state you have seen");

    private final Meaning meaning;

    ScorecardProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
