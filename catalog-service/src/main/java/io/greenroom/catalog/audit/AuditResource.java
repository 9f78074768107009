package io.greenroom.catalog.audit;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.PageRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Who did what when, for admins. */
@Path("/api/catalog/curation/audit")
@Tag(name = "Curation")
@RolesAllowed(Roles.ADMIN)
class AuditResource {
    private final AuditEntries entries;

    @Inject
    AuditResource(AuditEntries entries) {
        this.entries = entries;
    }

    @GET
    @Operation(summary = "Who did what when, newest first")
    public Uni<AuditPage> list(
            @QueryParam("who") @Nullable String who,
            @QueryParam("action") List<String> actions,
            @QueryParam("question") @Nullable String question,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        return entries.page(
                AuditQuery.of(who, actions, question, from, to), PageRequest.of(page, size));
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @Operation(summary = "The same as CSV")
    public RestMulti<String> export(
            @QueryParam("who") @Nullable String who,
            @QueryParam("action") List<String> actions,
            @QueryParam("question") @Nullable String question,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var wanted = entries.stream(AuditQuery.of(who, actions, question, from, to));
        return RestMulti.fromMultiData(
                        Multi.createBy()
                                .concatenating()
                                .streams(
                                        Multi.createFrom().item(AuditCsv.HEADING),
                                        wanted.map(AuditCsv::line)))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"")
                .build();
    }
}
