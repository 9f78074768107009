package io.greenroom.grading.appeal;

import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Appeals, for those who appeal. Somebody else's are answered as if they were not there. */
@Path("/api/grading/appeals")
@Tag(name = "Appeals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AppealResource {
    private final Appeals appeals;
    private final Caller caller;

    @Inject
    AppealResource(Appeals appeals, Caller caller) {
        this.appeals = appeals;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.CANDIDATE, Roles.ADMIN})
    @WithSession
    @Operation(operationId = "listAppeals", summary = "Own appeals, newest first; admins see all")
    public Uni<Page<AppealView>> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("attemptId") @Nullable UUID attemptId,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        var query = appeals.list(candidate(), stateOf(state), attemptId);
        return query.page(request.number(), request.size())
                .list()
                .chain(
                        found ->
                                Multi.createFrom()
                                        .iterable(found)
                                        .onItem()
                                        .transformToUniAndConcatenate(appeals::view)
                                        .collect()
                                        .asList())
                .chain(views -> query.count().map(total -> Page.of(views, request, total)));
    }

    @POST
    @RolesAllowed(Roles.CANDIDATE)
    @ResponseStatus(201)
    @Operation(
            operationId = "openAppeal",
            summary = "Ask for another look at one or more criteria of an own grade")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = AppealView.class)))
    public Uni<RestResponse<AppealView>> open(
            @Valid @NotNull(message = "The body is missing.") OpenAppeal wanted) {
        return appeals.open(caller.id(), wanted)
                .map(AppealResource::done)
                .map(
                        appeal ->
                                RestResponse.ResponseBuilder.<AppealView>create(201)
                                        .entity(appeal)
                                        .location(URI.create("/api/grading/appeals/" + appeal.id()))
                                        .build());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.CANDIDATE, Roles.ADMIN})
    @WithSession
    @Operation(operationId = "readAppeal", summary = "An appeal and, once decided, its outcome")
    public Uni<AppealView> read(@PathParam("id") UUID id) {
        var candidate = candidate();
        return appeals.findById(id)
                .chain(
                        appeal -> {
                            if (appeal == null
                                    || candidate != null
                                            && !appeal.candidateId().equals(candidate)) {
                                throw ProblemException.of(
                                        GradingProblem.APPEAL_NOT_FOUND,
                                        "You have no appeal with this id.");
                            }
                            return appeals.view(appeal);
                        });
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.CANDIDATE)
    @Operation(
            operationId = "withdrawAppeal",
            summary = "Withdraw an own appeal while nobody has taken it up")
    public Uni<Void> withdraw(@PathParam("id") UUID id) {
        return appeals.withdraw(caller.id(), id).invoke(AppealResource::done).replaceWithVoid();
    }

    /** Whose appeals the caller may see; null for everybody's. */
    private @Nullable String candidate() {
        return caller.hasRole(Roles.ADMIN) ? null : caller.id();
    }

    private static AppealView done(Appeals.Outcome outcome) {
        return switch (outcome) {
            case Appeals.Outcome.Done done -> done.appeal();
            case Appeals.Outcome.Refused refused ->
                    throw ProblemException.of(refused.problem(), refused.detail());
        };
    }

    private static Appeal.@Nullable State stateOf(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return Arrays.stream(Appeal.State.values())
                .filter(constant -> constant.name().equals(state))
                .findFirst()
                .orElseThrow(
                        () ->
                                ProblemException.invalid(
                                        "state", "state must be OPEN, DECIDED or WITHDRAWN."));
    }
}
