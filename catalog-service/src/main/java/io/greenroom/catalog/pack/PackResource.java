package io.greenroom.catalog.pack;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Packs, for admins: what was loaded at start, and taking one over by hand. */
@Path("/api/catalog")
@Tag(name = "Content")
@RolesAllowed(Roles.ADMIN)
class PackResource {
    private final LoadPacks packs;
    private final Caller caller;

    @Inject
    PackResource(LoadPacks packs, Caller caller) {
        this.packs = packs;
        this.caller = caller;
    }

    @GET
    @Path("packs")
    @Operation(summary = "What became of each pack of the content directory at the last start")
    public PackReports reports() {
        return new PackReports(packs.reports());
    }

    @POST
    @Path("imports")
    @Consumes({"application/yaml", MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Take over a pack, all of it or nothing; dryRun only tells what would change")
    public Uni<PackReport> take(
            String text, @QueryParam("dryRun") @DefaultValue("false") String dryRun) {
        return packs.take(Actor.of(caller), "import", text, truth(dryRun))
                .invoke(
                        report -> {
                            if (report.status() == PackReport.Status.REFUSED) {
                                throw ProblemException.of(
                                                CatalogProblem.PACK_REFUSED,
                                                report.errors().size() == 1
                                                        ? report.errors().getFirst().detail()
                                                        : report.errors().size()
                                                                + " rules are broken.")
                                        .with(report.errors());
                            }
                        });
    }

    /** Anything else than these two words might mean a dry run, and would publish. */
    private static boolean truth(String dryRun) {
        return switch (dryRun) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid("dryRun", "dryRun must be true or false.");
        };
    }

    /** One report a pack. */
    record PackReports(List<PackReport> items) {}
}
