package io.greenroom.session.invitation;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.SessionProblem;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** New links for those who are invited, handed over by those who interview. */
@Path("/api/sessions/{id}/participants/{participantId}/link")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class LinkResource {
    private final JoinLinks links;
    private final MockSessions sessions;
    private final Caller caller;

    @Inject
    LinkResource(JoinLinks links, MockSessions sessions, Caller caller) {
        this.links = links;
        this.sessions = sessions;
        this.caller = caller;
    }

    /** A link for one participant; it is not told again. */
    record JoinLink(URI url, Instant expiresAt) {
        /** Who holds it comes in. */
        @Override
        public String toString() {
            return "JoinLink[" + expiresAt + "]";
        }
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(201)
    @WithTransaction
    @Operation(
            operationId = "renewJoinLink",
            summary = "A new link for a participant; the former one ends")
    public Uni<JoinLink> renew(
            @PathParam("id") String id, @PathParam("participantId") String participantId) {
        return sessions.participation(id(id), caller)
                .onItem()
                .ifNull()
                .failWith(LinkResource::notFound)
                .chain(
                        session -> {
                            if (!session.isPanel()) {
                                throw ProblemException.of(
                                        CommonProblem.FORBIDDEN,
                                        "Only those who interview in the session may.");
                            }
                            var whose =
                                    session.participants().stream()
                                            .filter(
                                                    one ->
                                                            one.id()
                                                                    .toString()
                                                                    .equals(participantId))
                                            .findFirst()
                                            .orElseThrow(
                                                    () ->
                                                            ProblemException.of(
                                                                    InvitationProblem
                                                                            .PARTICIPANT_NOT_FOUND,
                                                                    "Nobody with this id takes"
                                                                            + " part."));
                            var link = links.make(session);
                            return links.give(session.sessionId(), whose.id(), link)
                                    .replaceWith(new JoinLink(link.url(), link.expiresAt()));
                        });
    }

    static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    static ProblemException notFound() {
        return ProblemException.of(
                SessionProblem.SESSION_NOT_FOUND, "You take part in no session with this id.");
    }
}
