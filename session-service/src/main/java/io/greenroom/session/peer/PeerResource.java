package io.greenroom.session.peer;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.mock.Visitor;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Looking for a peer to practise with. */
@Path("/api/sessions/peer-requests")
@Tag(name = "Mock sessions")
@RolesAllowed(Roles.CANDIDATE)
class PeerResource {
    private final PeerMatching matching;
    private final Caller caller;
    private final Clock clock;

    @Inject
    PeerResource(PeerMatching matching, Caller caller, Clock clock) {
        this.matching = matching;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "askForPeer",
            summary = "Look for a candidate to practise with; each interviews the other once",
            description =
                    "Answered with the match when somebody waits already; otherwise the request"
                            + " waits, and both are told by mail once there is one.")
    public Uni<PeerRequest> ask(@Valid @NotNull(message = "The body is missing.") AskForPeer wish) {
        wish.check(clock.instant());
        return matching.ask(Visitor.of(caller), wish.calledBy(caller.givenName()), wish)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        PeerProblem.PEER_REQUEST_OPEN,
                                        "Withdraw your request to ask for something else."));
    }

    @GET
    @Operation(operationId = "listPeerRequests", summary = "My requests, newest first")
    public Uni<Page<PeerRequest>> requests(
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        return matching.of(caller.id(), PageRequest.of(page, size));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "withdrawPeerRequest", summary = "Look no longer")
    public Uni<Void> withdraw(@PathParam("id") String id) {
        return matching.withdraw(idOf(id), caller.id())
                .onItem()
                .ifNull()
                .failWith(PeerResource::notFound)
                .invoke(
                        state -> {
                            switch (state) {
                                case OPEN, WITHDRAWN -> {}
                                case MATCHED ->
                                        throw ProblemException.of(
                                                PeerProblem.PEER_REQUEST_ENDED,
                                                "A partner was found; cancel the sessions if you"
                                                        + " cannot come.");
                                case EXPIRED ->
                                        throw ProblemException.of(
                                                PeerProblem.PEER_REQUEST_ENDED,
                                                "Its times have passed.");
                            }
                        })
                .replaceWithVoid();
    }

    private static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return ProblemException.of(
                PeerProblem.PEER_REQUEST_NOT_FOUND, "You have no request with this id.");
    }
}
