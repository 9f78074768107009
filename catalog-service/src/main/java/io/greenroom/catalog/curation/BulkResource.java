package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.platform.Roles;
import io.greenroom.platform.json.StoredJson;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One deed on many questions, for admins. */
@Path("/api/catalog/curation/bulk")
@Tag(name = "Curation")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class BulkResource {
    private final ActOnMany many;
    private final BulkActions actions;
    private final StoredJson json;
    private final Caller caller;

    @Inject
    BulkResource(ActOnMany many, BulkActions actions, StoredJson json, Caller caller) {
        this.many = many;
        this.actions = actions;
        this.json = json;
        this.caller = caller;
    }

    /** An action that was done. */
    @Schema(name = "BulkAction")
    record Done(
            UUID id,
            Instant at,
            String by,
            BulkRequest.Action action,
            @Nullable String value,
            int changed,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy,
            boolean undoable) {}

    /** The last ones, newest first. */
    @Schema(name = "BulkActionList")
    record DoneList(List<Done> items) {}

    @GET
    @WithSession
    @Operation(summary = "The last ones")
    public Uni<DoneList> recent() {
        return actions.recent().map(found -> new DoneList(found.stream().map(this::done).toList()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "One action on many questions; a dry run tells what it would do")
    public Uni<BulkItem.Result> act(
            @QueryParam("dryRun") @DefaultValue("false") String dryRun,
            @Valid @NotNull(message = "The body is missing.") BulkRequest request) {
        return many.act(Actor.of(caller), request, truth(dryRun));
    }

    @POST
    @Path("{id}/undo")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Take it back wherever nothing happened since")
    public Uni<BulkItem.Result> undo(@PathParam("id") UUID id) {
        return many.undo(Actor.of(caller), id);
    }

    private Done done(BulkAction action) {
        int changed =
                (int)
                        json.read(action.items(), BulkItem.AllKept.class).items().stream()
                                .filter(kept -> kept.undo() != null)
                                .count();
        return new Done(
                action.id(),
                action.at(),
                action.by(),
                action.action(),
                action.value(),
                changed,
                action.undoneAt(),
                action.undoneBy(),
                action.undoneAt() == null);
    }

    /** Anything else than these two words might mean a dry run. */
    private static boolean truth(String dryRun) {
        return switch (dryRun) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("dryRun", "dryRun must be true or false.");
        };
    }
}
