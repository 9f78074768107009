package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.platform.Roles;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Links between questions. */
@Path("/api/catalog/curation/questions/{id}/links")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class LinkResource {
    private final Links links;
    private final Caller caller;

    @Inject
    LinkResource(Links links, Caller caller) {
        this.links = links;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "What the question is linked with")
    public Uni<LinkList> list(@PathParam("id") String id) {
        return links.of(id).map(LinkList::new);
    }

    @PUT
    @Path("{otherId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Link it with another one")
    public Uni<Void> put(
            @PathParam("id") String id,
            @PathParam("otherId") String otherId,
            @Valid @NotNull(message = "The body is missing.") Link link) {
        return links.put(Actor.of(caller), id, otherId, link.kind());
    }

    @DELETE
    @Path("{otherId}")
    @Operation(summary = "Take the link away")
    public Uni<Void> remove(@PathParam("id") String id, @PathParam("otherId") String otherId) {
        return links.remove(Actor.of(caller), id, otherId);
    }

    /** What they are to each other. */
    record Link(@NotNull(message = "kind is missing.") LinkKind kind) {}

    /** Newest first. */
    record LinkList(List<LinkedQuestion> items) {
        LinkList {
            items = List.copyOf(items);
        }
    }
}
