package io.greenroom.session.mock;

import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.catalog.PublishedQuestions;
import io.greenroom.session.catalog.QuestionSnapshot;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A session. For those who do not take part it is not there. */
@Path("/api/sessions/{id}")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class OneSessionResource {
    /** SQLSTATE. */
    private static final String DEADLOCK = "40P01";

    private final Scheduling scheduling;
    private final MockSessions sessions;
    private final PublishedQuestions questions;
    private final Caller caller;
    private final Clock clock;

    @Inject
    OneSessionResource(
            Scheduling scheduling,
            MockSessions sessions,
            PublishedQuestions questions,
            Caller caller,
            Clock clock) {
        this.scheduling = scheduling;
        this.sessions = sessions;
        this.questions = questions;
        this.caller = caller;
        this.clock = clock;
    }

    /** Why it does not take place; said to all who were invited. */
    record CancelSession(
            @Size(max = 500, message = "A reason has at most 500 characters.") @Nullable String reason) {
        @Nullable String said() {
            return reason == null || reason.isBlank() ? null : reason.strip();
        }
    }

    /** What those who lead have beside them. */
    record Guide(List<GuideItem> items) {}

    /** A question of the agenda, whole. */
    record GuideItem(UUID itemId, int position, int minutes, QuestionSnapshot question) {}

    @GET
    @Operation(operationId = "getSession", summary = "A session that I take part in")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    @WithTransaction
    public Uni<RestResponse<SessionView>> get(@PathParam("id") String id) {
        return sessions.participation(SessionResource.idOf(id), caller)
                .onItem()
                .ifNull()
                .failWith(SessionResource::notFound)
                .map(session -> SessionResource.answer(200, new Scheduling.Outcome.Done(session)));
    }

    @PUT
    @Operation(
            operationId = "changeSession",
            summary = "Plan it anew; those who are invited are told when time or people change",
            description =
                    "A question that stays on the agenda keeps its version; a new one comes with"
                            + " the version that is published now.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> change(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") SessionDraft draft,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        draft.check(clock.instant());
        return answered(
                scheduling.change(
                        SessionResource.idOf(id),
                        Visitor.of(caller),
                        draft,
                        ifMatch == null || ifMatch.strip().equals("*")
                                ? null
                                : EntityTag.revision(ifMatch)));
    }

    @POST
    @Path("cancellation")
    @Operation(operationId = "cancelSession", summary = "Call it off, and say so to all")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> cancel(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") CancelSession cancellation) {
        var session = SessionResource.idOf(id);
        var visitor = Visitor.of(caller);
        var said = cancellation.said();
        // Two peers may call off at once, each beginning with their own session of the two: then
        // the database undoes one, which finds it done when it comes again.
        return answered(
                Uni.createFrom()
                        .deferred(() -> scheduling.cancel(session, visitor, said))
                        .onFailure(OneSessionResource::isDeadlock)
                        .retry()
                        .atMost(2));
    }

    static boolean isDeadlock(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (DEADLOCK.equals(
                    switch (e) {
                        case PgException postgres -> postgres.getSqlState();
                        case SQLException sql -> sql.getSQLState();
                        default -> null;
                    })) {
                return true;
            }
        }
        return false;
    }

    @POST
    @Path("opening")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "openSession", summary = "Begin; asked again, it changes nothing")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> open(@PathParam("id") String id) {
        return answered(scheduling.open(SessionResource.idOf(id), Visitor.of(caller)));
    }

    @POST
    @Path("end")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "endSession", summary = "End it; asked again, it changes nothing")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> end(@PathParam("id") String id) {
        return answered(scheduling.end(SessionResource.idOf(id), Visitor.of(caller)));
    }

    @GET
    @Path("guide")
    @Operation(
            operationId = "getGuide",
            summary = "The agenda's questions whole, with rubric and strong answer",
            description = "For those who interview in this session; for peers from when it begins.")
    @WithTransaction
    public Uni<Guide> guide(@PathParam("id") String id) {
        return sessions.participation(SessionResource.idOf(id), caller)
                .onItem()
                .ifNull()
                .failWith(SessionResource::notFound)
                .invoke(
                        session -> {
                            if (!session.isPanel()) {
                                throw ProblemException.of(
                                        CommonProblem.FORBIDDEN,
                                        "Only those who interview in the session see it.");
                            }
                            if (!session.showsGuide()) {
                                throw ProblemException.of(
                                                SessionProblem.SESSION_STATE,
                                                "Peers see the guide from when their session"
                                                        + " begins.")
                                        .with("state", session.state());
                            }
                        })
                .chain(
                        session ->
                                Multi.createFrom()
                                        .iterable(session.items())
                                        .onItem()
                                        .transformToUniAndConcatenate(this::withQuestion)
                                        .collect()
                                        .asList())
                .map(Guide::new);
    }

    private Uni<GuideItem> withQuestion(Participation.Item item) {
        return questions
                .version(item.questionId(), item.questionVersion())
                .map(
                        question ->
                                new GuideItem(
                                        item.id(), item.position(), item.minutes(), question));
    }

    private static Uni<RestResponse<SessionView>> answered(
            Uni<Scheduling.@Nullable Outcome> outcome) {
        return outcome.onItem()
                .ifNull()
                .failWith(SessionResource::notFound)
                .map(done -> SessionResource.answer(200, done));
    }
}
