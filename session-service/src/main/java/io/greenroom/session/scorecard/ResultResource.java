package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What somebody reached in mock sessions: the same scale as their practice, so one history. */
@Path("/api/sessions/results")
@Tag(name = "Scorecards")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
class ResultResource {
    private final Caller caller;

    @Inject
    ResultResource(Caller caller) {
        this.caller = caller;
    }

    /** One question of a released session. */
    @Schema(name = "SessionResult")
    record Result(
            UUID sessionId,
            UUID itemId,
            String questionId,
            int questionVersion,
            String title,
            int score,
            String band,
            Instant releasedAt) {}

    @GET
    @WithTransaction
    @Operation(
            operationId = "listSessionResults",
            summary = "My results of released mock sessions, newest first")
    public Uni<Page<Result>> mine(
            @QueryParam("questionId") @DefaultValue("") String questionId,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        return Sql.list(
                        """
                        select r.session_id, r.item_id, r.question_id, r.question_version, i.title, r.score,
                            r.band, r.released_at
                        from session_result r join session_item i on i.id = r.item_id
                        where r.candidate_id = :person and :question in ('', r.question_id)
                        order by r.released_at desc, i.position limit :size offset :offset
                        """,
                        Map.of(
                                "person",
                                caller.id(),
                                "question",
                                questionId,
                                "size",
                                request.size(),
                                "offset",
                                request.offset()),
                        row ->
                                new Result(
                                        row.get("session_id", UUID.class),
                                        row.get("item_id", UUID.class),
                                        row.get("question_id", String.class),
                                        row.get("question_version", Integer.class),
                                        row.get("title", String.class),
                                        row.get("score", Integer.class),
                                        row.get("band", String.class),
                                        Objects.requireNonNull(Sql.time(row, "released_at"))))
                .chain(
                        items ->
                                Sql.list(
                                                """
                                                select count(*) as n from session_result
                                                where candidate_id = :person and :question in ('', question_id)
                                                """,
                                                Map.of(
                                                        "person",
                                                        caller.id(),
                                                        "question",
                                                        questionId),
                                                row -> row.get("n", Long.class))
                                        .map(counts -> Page.of(items, request, counts.getFirst())));
    }
}
