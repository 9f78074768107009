package io.greenroom.session.scorecard;

import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.SessionProblem;
import io.greenroom.session.mock.SessionState;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may do what, when. The role in the session decides, whatever somebody's account is. */
final class Access {
    private Access() {}

    /** Somebody who takes part; for everybody else the session is not there. */
    static Participation known(@Nullable Participation session) {
        if (session == null) {
            throw ProblemException.of(
                    SessionProblem.SESSION_NOT_FOUND, "You take part in no session with this id.");
        }
        return session;
    }

    static Participation panel(@Nullable Participation session) {
        var known = known(session);
        if (!known.isPanel()) {
            throw ProblemException.of(
                    ScorecardProblem.PANEL_ONLY, "You do not interview in this session.");
        }
        return known;
    }

    static Participation candidate(@Nullable Participation session) {
        var known = known(session);
        if (known.role() != Role.CANDIDATE) {
            throw ProblemException.of(
                    ScorecardProblem.CANDIDATE_ONLY, "You are not interviewed in this session.");
        }
        return known;
    }

    static void in(Participation session, String detail, SessionState... states) {
        if (!Arrays.asList(states).contains(session.state())) {
            throw ProblemException.of(SessionProblem.SESSION_STATE, detail)
                    .with("state", session.state());
        }
    }

    static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(
                    SessionProblem.SESSION_NOT_FOUND, "You take part in no session with this id.");
        }
    }

    static @Nullable Long revision(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.strip().equals("*") ? null : EntityTag.revision(ifMatch);
    }

    /** Where several people write, each must say what they have seen. */
    static long seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.of(
                    ScorecardProblem.SCORECARD_IF_MATCH_MISSING,
                    "Several people write here: send the ETag of what you have seen as If-Match.");
        }
        return EntityTag.revision(ifMatch);
    }
}
