package io.greenroom.catalog.pack;

import io.greenroom.platform.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Packs, for admins: what was loaded at start. */
@Path("/api/catalog")
@Tag(name = "Content")
@RolesAllowed(Roles.ADMIN)
class PackResource {
    private final LoadPacks packs;

    @Inject
    PackResource(LoadPacks packs) {
        this.packs = packs;
    }

    @GET
    @Path("packs")
    @Operation(summary = "What became of each pack of the content directory at the last start")
    public PackReports reports() {
        return new PackReports(packs.reports());
    }

    /** One report a pack. */
    record PackReports(List<PackReport> items) {}
}
