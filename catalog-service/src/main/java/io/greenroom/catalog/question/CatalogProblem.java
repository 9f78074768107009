package io.greenroom.catalog.question;

import io.greenroom.platform.problem.ProblemType;
import io.greenroom.platform.problem.Slugs;

/** Problems that only the catalog answers with. */
public enum CatalogProblem implements ProblemType {
    QUESTION_NOT_FOUND(404, "There is no such question"),
    PACK_REFUSED(422, "The pack breaks a rule and was not taken over");

    private final int status;
    private final String title;

    CatalogProblem(int status, String title) {
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
