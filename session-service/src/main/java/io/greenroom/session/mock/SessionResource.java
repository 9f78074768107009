package io.greenroom.session.mock;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.practice.PracticeProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The sessions that the caller takes part in, and new ones. */
@Path("/api/sessions")
@Tag(name = "Mock sessions")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class SessionResource {
    private static final int LONGEST_KEY = 200;

    private final Scheduling scheduling;
    private final SessionList list;
    private final Caller caller;
    private final Clock clock;

    @Inject
    SessionResource(Scheduling scheduling, SessionList list, Caller caller, Clock clock) {
        this.scheduling = scheduling;
        this.list = list;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
    @ResponseStatus(201)
    @Operation(operationId = "scheduleSession", summary = "Plan a mock session and invite to it")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = SessionView.class)))
    public Uni<RestResponse<SessionView>> schedule(
            @Valid @NotNull(message = "The body is missing.") SessionDraft draft,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        draft.check(clock.instant());
        return scheduling
                .create(Visitor.of(caller), caller.name(), draft, checked(key))
                .map(outcome -> answer(201, outcome));
    }

    @GET
    @Operation(
            operationId = "listSessions",
            summary = "The sessions that I take part in",
            description =
                    "Upcoming ones with the next first, past ones with the last first. An admin may"
                            + " ask for those of everybody.")
    public Uni<Page<SessionSummary>> sessions(
            @QueryParam("when") @Nullable String when,
            @QueryParam("state") List<String> states,
            @QueryParam("scope") @DefaultValue("mine") String scope,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var wanted = wanted(when, states);
        return list.page(
                isOfAll(scope) ? null : Visitor.of(caller),
                wanted,
                !"upcoming".equals(when),
                PageRequest.of(page, size));
    }

    private boolean isOfAll(String scope) {
        return switch (scope) {
            case "mine" -> false;
            case "all" -> {
                if (!caller.hasRole(Roles.ADMIN)) {
                    throw ProblemException.of(
                            CommonProblem.FORBIDDEN, "Only admins see the sessions of others.");
                }
                yield true;
            }
            default -> throw ProblemException.invalid("scope", "scope must be mine or all.");
        };
    }

    private static Set<SessionState> wanted(@Nullable String when, List<String> states) {
        var wanted =
                when == null
                        ? EnumSet.allOf(SessionState.class)
                        : switch (when) {
                            case "upcoming" ->
                                    EnumSet.of(SessionState.SCHEDULED, SessionState.LIVE);
                            case "past" ->
                                    EnumSet.of(
                                            SessionState.SCORING,
                                            SessionState.RELEASED,
                                            SessionState.CANCELLED,
                                            SessionState.NO_SHOW);
                            default ->
                                    throw ProblemException.invalid(
                                            "when", "when must be upcoming or past.");
                        };
        if (!states.isEmpty()) {
            wanted.retainAll(states.stream().map(SessionResource::state).toList());
        }
        return wanted;
    }

    private static SessionState state(String name) {
        try {
            return SessionState.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "state",
                    "state must be one of " + Arrays.toString(SessionState.values()) + ".");
        }
    }

    static RestResponse<SessionView> answer(int status, Scheduling.Outcome outcome) {
        return switch (outcome) {
            case Scheduling.Outcome.Done done -> view(status, done.session());
            case Scheduling.Outcome.Stale stale ->
                    throw ProblemException.of(
                                    SessionProblem.SESSION_CHANGED,
                                    "Somebody changed the session in between. Nothing was"
                                            + " overwritten.")
                            .with("currentRevision", stale.currentRevision());
            case Scheduling.Outcome.WrongState wrong -> throw wrongState(wrong.state());
            case Scheduling.Outcome.NotTheirs none ->
                    throw ProblemException.of(
                            CommonProblem.FORBIDDEN, "Only those who lead the session may.");
            case Scheduling.Outcome.Matched matched ->
                    throw ProblemException.of(
                            SessionProblem.PEER_SESSION,
                            "Who asks whom, and what, stays as it was matched; the time can be"
                                    + " changed.");
            case Scheduling.Outcome.NoSuchQuestion missing ->
                    throw ProblemException.invalid(
                            "/agenda/" + missing.position() + "/questionId",
                            "No published question has this id.");
            case Scheduling.Outcome.NobodyLeads nobody ->
                    throw ProblemException.invalid(
                            "/participants",
                            "Somebody must interview, and the organiser cannot be the candidate.");
            case Scheduling.Outcome.KeyReused reused ->
                    throw ProblemException.of(
                            PracticeProblem.KEY_REUSED,
                            "This key came with another session before.");
        };
    }

    static ProblemException wrongState(SessionState state) {
        return ProblemException.of(
                        SessionProblem.SESSION_STATE,
                        switch (state) {
                            case SCHEDULED -> "It has not been opened yet.";
                            case LIVE -> "It is under way.";
                            case SCORING, RELEASED -> "It is over.";
                            case CANCELLED -> "It was cancelled.";
                            case NO_SHOW -> "Nobody opened it, and its time has passed.";
                        })
                .with("state", state);
    }

    private static RestResponse<SessionView> view(int status, Participation session) {
        var response =
                RestResponse.ResponseBuilder.<SessionView>create(status)
                        .entity(SessionView.of(session))
                        .header(HttpHeaders.ETAG, EntityTag.of(session.revision()));
        return (status == 201
                        ? response.location(URI.create("/api/sessions/" + session.sessionId()))
                        : response)
                .build();
    }

    static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    static ProblemException notFound() {
        return ProblemException.of(
                SessionProblem.SESSION_NOT_FOUND, "You take part in no session with this id.");
    }

    private static @Nullable String checked(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(
                    "Idempotency-Key",
                    "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }
}
