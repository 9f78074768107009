package io.greenroom.session.practice;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A candidate's own attempts. Somebody else's are answered as if they were not there. */
@Path("/api/practice/attempts")
@Tag(name = "Practice")
@RolesAllowed(Roles.CANDIDATE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AttemptResource {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int LONGEST_KEY = 200;

    private final Practice practice;
    private final Attempts attempts;
    private final AttemptStream stream;
    private final Caller caller;

    @Inject
    AttemptResource(Practice practice, Attempts attempts, AttemptStream stream, Caller caller) {
        this.practice = practice;
        this.attempts = attempts;
        this.stream = stream;
        this.caller = caller;
    }

    /** Which question to begin with. */
    record StartAttempt(@NotBlank(message = "questionId is missing.") String questionId) {}

    /**
     * The answer as it stands.
     *
     * @param activeSeconds how long the candidate has worked so far
     */
    record SaveAnswer(
            @NotNull(message = "text is missing; it may be empty.") @Size(
                            max = Attempt.LONGEST_TEXT,
                            message = "An answer has at most 40,000 characters.")
                    String text,
            @NotNull(message = "language is missing.") @Pattern(
                            regexp = "markdown|python",
                            message = "language must be markdown or python.")
                    String language,
            @PositiveOrZero(message = "activeSeconds cannot be negative.") @Nullable Long activeSeconds) {
        /** The text is personal and never printed. */
        @Override
        public String toString() {
            return "SaveAnswer[language=" + language + "]";
        }
    }

    /** What the client needs after an autosave. */
    record AnswerSaved(long revision, Instant updatedAt, long activeSeconds) {}

    @POST
    @ResponseStatus(201)
    @Operation(summary = "Start an attempt on the published version of a question")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = AttemptView.class)))
    public Uni<RestResponse<AttemptView>> start(
            @Valid @NotNull(message = "The body is missing.") StartAttempt request,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return practice.start(caller.id(), request.questionId(), checked(key))
                .map(
                        outcome ->
                                switch (outcome) {
                                    case Practice.StartOutcome.Started started ->
                                            view(201, started.work());
                                    case Practice.StartOutcome.NoSuchQuestion none ->
                                            throw ProblemException.of(
                                                    PracticeProblem.QUESTION_NOT_AVAILABLE,
                                                    "No published question has this id.");
                                    case Practice.StartOutcome.KeyReused reused ->
                                            throw ProblemException.of(
                                                    PracticeProblem.KEY_REUSED,
                                                    "This key started an attempt on another"
                                                            + " question.");
                                });
    }

    @GET
    @WithSession
    @Operation(summary = "My attempts, newest first")
    public Uni<Page<AttemptSummary>> history(
            @QueryParam("state") List<String> states,
            @QueryParam("questionId") @Nullable String questionId,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        var query =
                attempts.history(
                        caller.id(),
                        states.stream().map(AttemptResource::state).toList(),
                        questionId);
        return query.page(request.number(), request.size())
                .list()
                .chain(
                        found ->
                                query.count()
                                        .map(
                                                total ->
                                                        Page.of(
                                                                found.stream()
                                                                        .map(AttemptSummary::of)
                                                                        .toList(),
                                                                request,
                                                                total)));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "An attempt of mine, with its grade once there is one")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AttemptView.class)))
    public Uni<RestResponse<AttemptView>> get(@PathParam("id") String id) {
        return practice.find(caller.id(), idOf(id))
                .onItem()
                .ifNull()
                .failWith(AttemptResource::notFound)
                .map(work -> view(200, work));
    }

    @PUT
    @Path("{id}/answer")
    @Operation(summary = "Autosave; If-Match guards against writing over a newer revision")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AnswerSaved.class)))
    public Uni<RestResponse<AnswerSaved>> save(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") SaveAnswer answer,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return practice.save(
                        caller.id(),
                        idOf(id),
                        answer.text(),
                        answer.language(),
                        answer.activeSeconds(),
                        revision(ifMatch))
                .onItem()
                .ifNull()
                .failWith(AttemptResource::notFound)
                .map(
                        done ->
                                switch (done.outcome()) {
                                    case SaveOutcome.Saved saved -> saved(done.attempt());
                                    case SaveOutcome.Stale stale ->
                                            throw stale(stale.currentRevision());
                                    case SaveOutcome.NotADraft frozen ->
                                            throw ProblemException.of(
                                                            PracticeProblem.ATTEMPT_NOT_DRAFT,
                                                            "It was handed in; what is handed in is"
                                                                    + " frozen.")
                                                    .with("state", frozen.state());
                                });
    }

    @POST
    @Path("{id}/submission")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(202)
    @Operation(summary = "Freeze the answer and hand it in for grading")
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = AttemptView.class)))
    public Uni<RestResponse<AttemptView>> submit(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return practice.submit(caller.id(), idOf(id), checked(key), revision(ifMatch))
                .onItem()
                .ifNull()
                .failWith(AttemptResource::notFound)
                .map(
                        done ->
                                switch (done.outcome()) {
                                    case SubmitOutcome.Submitted submitted ->
                                            view(202, done.work());
                                    case SubmitOutcome.Repeated repeated -> view(202, done.work());
                                    case SubmitOutcome.AlreadySubmitted already ->
                                            throw ProblemException.of(
                                                    PracticeProblem.ALREADY_SUBMITTED,
                                                    "An answer can be handed in once; start another"
                                                            + " attempt to try again.");
                                    case SubmitOutcome.Blank blank ->
                                            throw ProblemException.of(
                                                    PracticeProblem.BLANK_ANSWER,
                                                    "Write an answer before you hand it in.");
                                    case SubmitOutcome.Stale stale ->
                                            throw stale(stale.currentRevision());
                                });
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Discard a draft")
    public Uni<Void> discard(@PathParam("id") String id) {
        return practice.discard(caller.id(), idOf(id))
                .onItem()
                .ifNull()
                .failWith(AttemptResource::notFound)
                .invoke(
                        discarded -> {
                            if (discarded instanceof DiscardOutcome.NotADraft frozen) {
                                throw ProblemException.of(
                                                PracticeProblem.ATTEMPT_NOT_DRAFT,
                                                "Only a draft can be discarded.")
                                        .with("state", frozen.state());
                            }
                        })
                .replaceWithVoid();
    }

    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @OwnAttempt
    @Operation(
            summary = "The attempt's state now and whenever it changes, as server-sent events",
            description =
                    "Ends by itself after GRADED or NOT_GRADED; to be opened again after an"
                            + " appeal.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING)))
    public RestMulti<OutboundSseEvent> events(@PathParam("id") String id, @Context Sse sse) {
        return RestMulti.fromMultiData(states(caller.id(), idOf(id), sse))
                // Proxies must not hold events back.
                .header("X-Accel-Buffering", "no")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Multi<OutboundSseEvent> states(String candidateId, UUID attemptId, Sse sse) {
        var changes =
                Multi.createBy()
                        .concatenating()
                        .streams(
                                stream.statesOf(candidateId, attemptId, HEARTBEAT).map(Notice::new),
                                Multi.createFrom().item(Notice.END));
        var heartbeats =
                Multi.createFrom()
                        .ticks()
                        .every(HEARTBEAT)
                        .onOverflow()
                        .drop()
                        .map(tick -> Notice.ALIVE);
        var end = stream.leaving().map(none -> Notice.END).onCompletion().continueWith(Notice.END);
        return Multi.createBy()
                .merging()
                .streams(changes, heartbeats, end)
                .select()
                .first(notice -> notice != Notice.END)
                .map(notice -> notice.toEvent(sse));
    }

    /** A change, or a sign of life. */
    private record Notice(@Nullable StateChange change) {
        static final Notice ALIVE = new Notice(null);

        /** Never sent: ends the stream. */
        static final Notice END = new Notice(null);

        OutboundSseEvent toEvent(Sse sse) {
            return change == null
                    ? sse.newEventBuilder().comment("alive").build()
                    : sse.newEventBuilder()
                            .name("state")
                            .id(Long.toString(change.revision()))
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(StateChange.class, change)
                            .build();
        }
    }

    private static RestResponse<AttemptView> view(int status, Practice.Work work) {
        var response =
                RestResponse.ResponseBuilder.<AttemptView>create(status)
                        .entity(AttemptView.of(work.attempt(), work.question(), work.graded()))
                        .header(HttpHeaders.ETAG, EntityTag.of(work.attempt().revision()));
        return (status == 201
                        ? response.location(
                                URI.create("/api/practice/attempts/" + work.attempt().id()))
                        : response)
                .build();
    }

    private static RestResponse<AnswerSaved> saved(Attempt attempt) {
        return RestResponse.ResponseBuilder.ok(
                        new AnswerSaved(
                                attempt.revision(), attempt.updatedAt(), attempt.activeSeconds()))
                .header(HttpHeaders.ETAG, EntityTag.of(attempt.revision()))
                .build();
    }

    private static @Nullable Long revision(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.strip().equals("*") ? null : EntityTag.revision(ifMatch);
    }

    private static AttemptState state(String name) {
        try {
            return AttemptState.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "state",
                    "state must be one of " + Arrays.toString(AttemptState.values()) + ".");
        }
    }

    private static @Nullable String checked(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw ProblemException.invalid(
                    "Idempotency-Key",
                    "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    static UUID idOf(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ProblemException stale(long currentRevision) {
        return ProblemException.of(
                        PracticeProblem.STALE_REVISION,
                        "Somebody wrote in between, perhaps you in another tab. Nothing was"
                                + " overwritten.")
                .with("currentRevision", currentRevision);
    }

    static ProblemException notFound() {
        return ProblemException.of(
                PracticeProblem.ATTEMPT_NOT_FOUND, "You have no attempt with this id.");
    }
}
