package io.greenroom.catalog.exchange;

import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.problem.ProblemType;

/** Why a file is not taken. */
public enum ExchangeProblem implements ProblemType {
    IMPORT_TOO_LARGE(413, "The file is larger than what is taken at once"),
    IMPORT_COMPRESSED(415, "The file is compressed"),
    IMPORT_FORBIDDEN(422, "The file holds something that is never taken"),
    IMPORT_NOT_UTF_8(422, "The file is not text in UTF-8"),
    IMPORT_UNREADABLE(422, "The file cannot be read in this format");

    private final Meaning meaning;

    ExchangeProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    static ProblemException of(Refused refused) {
        return ProblemException.of(
                switch (refused.kind()) {
                    case UNREADABLE -> IMPORT_UNREADABLE;
                    case NOT_UTF_8 -> IMPORT_NOT_UTF_8;
                    case FORBIDDEN -> IMPORT_FORBIDDEN;
                    case TOO_LARGE -> IMPORT_TOO_LARGE;
                    case COMPRESSED -> IMPORT_COMPRESSED;
                },
                refused.detail());
    }
}
