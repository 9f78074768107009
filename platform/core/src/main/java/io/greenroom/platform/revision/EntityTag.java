package io.greenroom.platform.revision;

import io.greenroom.platform.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;

/** A revision as it stands in {@code ETag}, and as it comes back in {@code If-Match}. */
public final class EntityTag {
    private EntityTag() {}

    public static String of(long revision) {
        return '"' + Long.toString(revision) + '"';
    }

    /**
     * @throws ProblemException {@code validation-failed} when it is no tag of ours
     */
    public static long revision(String ifMatch) {
        try {
            return Long.parseLong(ifMatch.strip().replaceFirst("^W/", "").replace("\"", ""));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    HttpHeaders.IF_MATCH, "If-Match must be the ETag of an earlier answer.");
        }
    }
}
