package io.greenroom.grading.regrade;

import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.platform.Roles;
import io.greenroom.platform.event.Signals;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
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
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Grading past attempts again, for admins. */
@Path("/api/grading/regrades")
@Tag(name = "Re-grades")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RegradeResource {
    private static final Set<String> ITEM_STATES =
            Set.of("waiting", "graded", "failed", "applied", "skipped");

    private final Regrades regrades;
    private final Signals signals;
    private final Caller caller;
    private final Clock clock;

    @Inject
    RegradeResource(Regrades regrades, Signals signals, Caller caller, Clock clock) {
        this.regrades = regrades;
        this.signals = signals;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @ResponseStatus(202)
    @WithTransaction
    @Operation(operationId = "openRegrade", summary = "Preview grading past attempts again")
    public Uni<RegradeView> open(
            @Valid @NotNull(message = "The body is missing.") OpenRegrade wanted) {
        var id = UUID.randomUUID();
        return regrades.open(id, wanted, caller.name(), clock.instant())
                .chain(
                        opened -> {
                            if (!opened) {
                                throw ProblemException.of(
                                        GradingProblem.REGRADE_OPEN, "Apply or discard it first.");
                            }
                            return regrades.addAttempts(id, wanted);
                        })
                .chain(
                        attempts -> {
                            if (attempts == 0) {
                                throw ProblemException.of(
                                        GradingProblem.NOTHING_TO_REGRADE,
                                        "There is no graded attempt within these bounds.");
                            }
                            return signals.send(RegradeWorker.CHANNEL, id.toString());
                        })
                .chain(() -> view(id));
    }

    @GET
    @WithSession
    @Operation(operationId = "listRegrades", summary = "All re-grades, newest first")
    public Uni<Page<RegradeView>> list(
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        return regrades.list(request.offset(), request.size())
                .chain(
                        found ->
                                Multi.createFrom()
                                        .iterable(found)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                regrade -> view(regrade, false))
                                        .collect()
                                        .asList())
                .chain(views -> regrades.count().map(total -> Page.of(views, request, total)));
    }

    @GET
    @Path("{id}")
    @WithSession
    @Operation(operationId = "readRegrade", summary = "A re-grade, its progress and its report")
    public Uni<RegradeView> read(@PathParam("id") UUID id) {
        return view(id);
    }

    @GET
    @Path("{id}/items")
    @WithSession
    @Operation(
            operationId = "listRegradeItems",
            summary = "Its attempts, the largest difference first")
    public Uni<Page<RegradeItemView>> items(
            @PathParam("id") UUID id,
            @QueryParam("crossing") @DefaultValue("false") boolean crossing,
            @QueryParam("state") @Nullable String state,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        if (state != null && !ITEM_STATES.contains(state)) {
            throw ProblemException.invalid(
                    "state", "state must be waiting, graded, failed, applied or skipped.");
        }
        var stored = state == null ? null : state.toUpperCase(Locale.ROOT);
        return regrades.items(id, crossing, stored, request.offset(), request.size())
                .chain(
                        items ->
                                regrades.countItems(id, crossing, stored)
                                        .map(total -> Page.of(items, request, total)));
    }

    @POST
    @Path("{id}/application")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @WithTransaction
    @Operation(
            operationId = "applyRegrade",
            summary = "Apply it: the new grades count, the old ones stay in the history")
    public Uni<RegradeView> apply(@PathParam("id") UUID id) {
        return move(id, List.of(RegradeState.READY), RegradeState.APPLYING)
                // There may be nothing to apply.
                .chain(() -> regrades.proceed(id, clock.instant()))
                .chain(() -> signals.send(RegradeWorker.CHANNEL, id.toString()))
                .chain(() -> view(id));
    }

    @DELETE
    @Path("{id}")
    @WithTransaction
    @Operation(operationId = "discardRegrade", summary = "Discard it: nothing changes")
    public Uni<Void> discard(@PathParam("id") UUID id) {
        return move(id, List.of(RegradeState.RUNNING, RegradeState.READY), RegradeState.DISCARDED);
    }

    private Uni<Void> move(UUID id, List<RegradeState> from, RegradeState to) {
        return regrades.find(id)
                .chain(
                        found -> {
                            if (found.isEmpty()) {
                                throw notFound();
                            }
                            return regrades.move(id, from, to, clock.instant());
                        })
                .invoke(
                        moved -> {
                            if (!moved) {
                                throw ProblemException.of(
                                        GradingProblem.REGRADE_NOT_READY,
                                        "A preview must be whole before it is applied, and what"
                                                + " was applied or discarded stays so.");
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<RegradeView> view(UUID id) {
        return regrades.find(id)
                .chain(
                        found -> {
                            if (found.isEmpty()) {
                                throw notFound();
                            }
                            return view(found.get(), true);
                        });
    }

    /** The report takes some computing, which a list is not worth. */
    private Uni<RegradeView> view(Regrades.Regrade regrade, boolean withReport) {
        return regrades.figures(regrade.id())
                .map(
                        figures ->
                                new RegradeView(
                                        regrade.id(),
                                        regrade.state().wire(),
                                        regrade.scope(),
                                        regrade.latestRubric() ? "latest" : "attempt",
                                        regrade.overPerson(),
                                        figures.grader(),
                                        figures.graderVersion(),
                                        regrade.openedBy(),
                                        regrade.openedAt(),
                                        regrade.endedAt(),
                                        figures.progress(),
                                        withReport
                                                ? RegradeReport.of(figures.differences())
                                                : null));
    }

    private static ProblemException notFound() {
        return ProblemException.of(GradingProblem.REGRADE_NOT_FOUND, "No re-grade has this id.");
    }
}
