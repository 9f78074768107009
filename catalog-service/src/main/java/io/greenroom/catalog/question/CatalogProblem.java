package io.greenroom.catalog.question;

import io.greenroom.platform.problem.ProblemType;

/** Problems that only the catalog answers with. */
public enum CatalogProblem implements ProblemType {
    QUESTION_NOT_FOUND(404, "There is no such question"),
    PACK_REFUSED(422, "The pack breaks a rule and was not taken over");

    private final Meaning meaning;

    CatalogProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
