package io.greenroom.session.study;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller could practise next. */
@Path("/api/practice/next")
@Tag(name = "Practice")
@RolesAllowed(Roles.CANDIDATE)
class NextResource {
    private static final int MOST = 20;
    private static final int LONGEST = 480;

    private final NextForMe next;
    private final Caller caller;

    @Inject
    NextResource(NextForMe next, Caller caller) {
        this.next = next;
        this.caller = caller;
    }

    /** The best first. */
    record NextList(List<NextItem> items) {}

    @GET
    @Operation(summary = "What to practise next, and why")
    public Uni<NextList> next(
            @QueryParam("size") @DefaultValue("5") String size,
            @QueryParam("minutes") @DefaultValue("480") String minutes) {
        return next.suggest(
                        caller.id(),
                        number("size", size, MOST),
                        number("minutes", minutes, LONGEST))
                .map(NextList::new);
    }

    private static int number(String name, String value, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused like a number out of bounds.
        }
        throw ProblemException.invalid(name, "%s must be from 1 to %d.".formatted(name, most));
    }
}
