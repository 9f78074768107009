package io.greenroom.platform.privacy;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * A copy of the caller's data, part by part and page by page, so that however much somebody has
 * done no answer is large. Each service extends it under a path of its own and answers for its own
 * tables; the gateway puts the parts together. The interface that people are promised is the
 * gateway's: these pages are between it and us, and stand in no OpenAPI document.
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class OwnDataEndpoints {
    /** Items of a page; an answer with its grade takes some 20 KiB. */
    private static final int PAGE = 50;

    /**
     * An item that begins later in a page than this comes with the next: a drawing may be large.
     */
    private static final int PAGE_BYTES = 1_000_000;

    private final OwnData data;
    private final Caller caller;
    private final String service;

    protected OwnDataEndpoints(OwnData data, Caller caller, String service) {
        this.data = data;
        this.caller = caller;
        this.service = service;
    }

    @GET
    @Operation(hidden = true)
    @RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
    public OwnDataIndex index() {
        return new OwnDataIndex(
                service,
                data.parts().stream()
                        .map(part -> new OwnDataIndex.Part(part.name(), part.about()))
                        .toList());
    }

    @GET
    @Path("{part}")
    @Operation(hidden = true)
    @RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
    @WithSession
    public Uni<OwnDataPage> page(
            @PathParam("part") String name, @QueryParam("after") @DefaultValue("") String after) {
        var part =
                data.parts().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        ProblemException.of(
                                                CommonProblem.NOT_FOUND,
                                                "A copy of your data has no such part here."));
        return rows(part, after).map(OwnDataEndpoints::page);
    }

    private Uni<List<Tuple>> rows(OwnDataPart part, String after) {
        var email = caller.email();
        return Panache.getSession()
                .chain(
                        session -> {
                            var query =
                                    session.createNativeQuery(
                                            """
                                            select key, item, found from (
                                                select key, item, count(*) over () as found,
                                                    sum(octet_length(item)) over (
                                                        order by key collate "C" rows unbounded preceding)
                                                        - octet_length(item) as begins
                                                from (select key, cast(item as text) as item from (%s) as part
                                                    where key collate "C" > :after
                                                    order by key collate "C" limit %d) as page) as sized
                                            where begins < %d order by key collate "C"
                                            """
                                                    .formatted(part.query(), PAGE + 1, PAGE_BYTES),
                                            Tuple.class);
                            query.setParameter("after", after);
                            if (part.query().contains(":person")) {
                                query.setParameter("person", caller.id());
                            }
                            if (part.query().contains(":name")) {
                                query.setParameter("name", caller.name().toLowerCase(Locale.ROOT));
                            }
                            if (part.query().contains(":email")) {
                                query.setParameter("email", email == null ? "" : email);
                            }
                            if (part.query().contains(":rows")) {
                                query.setParameter("rows", PAGE + 1);
                            }
                            return query.getResultList();
                        });
    }

    private static OwnDataPage page(List<Tuple> rows) {
        var shown = rows.subList(0, Math.min(rows.size(), PAGE));
        boolean more = !rows.isEmpty() && rows.getFirst().get("found", Long.class) > shown.size();
        return new OwnDataPage(
                shown.stream()
                        .map(row -> row.get("item", String.class))
                        .collect(Collectors.joining(",\n", "[", "]")),
                more ? shown.getLast().get("key", String.class) : null);
    }
}
