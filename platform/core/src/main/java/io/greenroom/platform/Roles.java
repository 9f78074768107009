package io.greenroom.platform;

/** The realm roles of Greenroom, as they stand in {@code realm_access.roles} of an access token. */
public final class Roles {
    /** Practises, and sees only their own attempts and grades. */
    public static final String CANDIDATE = "candidate";

    /** Leads live sessions, sees rubrics, reviews doubtful grades. */
    public static final String INTERVIEWER = "interviewer";

    /** Curates the catalog and watches the graders. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
