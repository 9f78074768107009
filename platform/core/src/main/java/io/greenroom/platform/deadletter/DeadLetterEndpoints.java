package io.greenroom.platform.deadletter;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters for admins. Each service extends it under a path of its own: each answers for its
 * own dead letters, and none asks another.
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class DeadLetterEndpoints {
    private static final Logger LOG = Logger.getLogger(DeadLetterEndpoints.class);

    private final DeadLetters letters;
    private final Caller caller;

    protected DeadLetterEndpoints(DeadLetters letters, Caller caller) {
        this.letters = letters;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "What could not be processed, newest first")
    @RolesAllowed(Roles.ADMIN)
    @WithSession
    public Uni<DeadLetterPage> list(
            @Parameter(schema = @Schema(implementation = DeadLetterState.class))
                    @QueryParam("state")
                    @Nullable String state,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("cause") @Nullable String cause,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        return letters.list(state(state), topic, cause, PageRequest.of(page, size));
    }

    @GET
    @Path("causes")
    @Operation(summary = "What the undecided ones died of, those with most first")
    @RolesAllowed(Roles.ADMIN)
    @WithSession
    public Uni<DeadLetterCauseList> causes() {
        return letters.causes();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "What it is made of and who decided what; never its texts")
    @RolesAllowed(Roles.ADMIN)
    @WithSession
    public Uni<DeadLetterDetail> read(UUID id) {
        return letters.detail(id);
    }

    @POST
    @Path("{id}/replay")
    @Operation(summary = "Send it to its topic again")
    @RolesAllowed(Roles.ADMIN)
    @WithTransaction
    public Uni<DeadLetter> replay(UUID id) {
        return letters.replay(id, decider("replays", id)).chain(() -> letters.find(id));
    }

    @POST
    @Path("causes/{causeId}/replay")
    @Operation(
            summary = "Send those of a cause to their topic again, oldest first, so many at once")
    @RolesAllowed(Roles.ADMIN)
    @WithTransaction
    public Uni<DeadLettersReplayed> replayAll(String causeId) {
        return letters.replayAll(causeId, decider("replays all of", causeId));
    }

    @POST
    @Path("{id}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give it up, with a reason")
    @RolesAllowed(Roles.ADMIN)
    @WithTransaction
    public Uni<DeadLetter> discard(UUID id, @Valid @NotNull DiscardDeadLetter why) {
        return letters.discard(id, decider("discards", id), why.reason())
                .chain(() -> letters.find(id));
    }

    private DeadLetters.Actor decider(String does, Object what) {
        var actor = new DeadLetters.Actor(caller.id(), caller.name());
        LOG.infof("Admin %s %s dead letter %s", actor.id(), does, what);
        return actor;
    }

    private static @Nullable DeadLetterState state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(DeadLetterState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "state",
                                        "state must be one of "
                                                + Arrays.toString(DeadLetterState.values())
                                                + "."));
    }
}
