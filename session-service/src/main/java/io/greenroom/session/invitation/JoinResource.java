package io.greenroom.session.invitation;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.Visitor;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Coming in by a link. */
@Path("/api/sessions/joins")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class JoinResource {
    private final JoinLinks links;
    private final MockSessions sessions;
    private final Caller caller;

    @Inject
    JoinResource(JoinLinks links, MockSessions sessions, Caller caller) {
        this.links = links;
        this.sessions = sessions;
        this.caller = caller;
    }

    /** The last part of the link. */
    record JoinSession(
            @NotBlank(message = "token is missing.") @Size(max = 200, message = "That is no token.") String token) {
        /** Who holds it comes in. */
        @Override
        public String toString() {
            return "JoinSession";
        }
    }

    /** Where the link leads. */
    record JoinedSession(UUID sessionId, Role role) {}

    @POST
    @WithTransaction
    @Operation(operationId = "joinSession", summary = "Come in by a join link")
    public Uni<JoinedSession> join(
            @Valid @NotNull(message = "The body is missing.") JoinSession request) {
        var visitor = Visitor.of(caller);
        return links.find(request.token())
                .onItem()
                .ifNull()
                .failWith(JoinResource::expired)
                .chain(
                        target ->
                                sessions.participation(target.sessionId(), visitor)
                                        .map(
                                                found -> {
                                                    if (found == null
                                                            || !found.participantId()
                                                                    .equals(
                                                                            target
                                                                                    .participantId())) {
                                                        throw ProblemException.of(
                                                                InvitationProblem
                                                                        .JOIN_LINK_NOT_YOURS,
                                                                "Sign in with the account that was"
                                                                        + " invited.");
                                                    }
                                                    return new JoinedSession(
                                                            found.sessionId(), found.role());
                                                }));
    }

    private static ProblemException expired() {
        return ProblemException.of(
                InvitationProblem.JOIN_LINK_EXPIRED,
                "It has expired, or a newer one has taken its place. Your sessions stand in the"
                        + " list all the same; who interviews can give you a new link.");
    }
}
