package io.greenroom.grading.review;

import io.greenroom.grading.problem.GradingProblem;
import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.Problem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
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

/** The review queue. Own attempts are not in it, whoever asks. */
@Path("/api/grading/reviews")
@Tag(name = "Reviews")
@RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ReviewResource {
    private final ReviewDesk desk;
    private final DrawSample sampling;
    private final Reviews reviews;
    private final Caller caller;
    private final Clock clock;

    @Inject
    ReviewResource(
            ReviewDesk desk, DrawSample sampling, Reviews reviews, Caller caller, Clock clock) {
        this.desk = desk;
        this.sampling = sampling;
        this.reviews = reviews;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @WithSession
    @Operation(operationId = "listReviews", summary = "The queue, the most urgent first")
    public Uni<Page<ReviewSummaryView>> list(
            @QueryParam("state") List<String> states,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("questionId") @Nullable String questionId,
            @QueryParam("round") @Nullable String round,
            @QueryParam("mine") @DefaultValue("false") boolean mine,
            @QueryParam("overdue") @DefaultValue("false") boolean overdue,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        var request = PageRequest.of(page, size);
        var viewer = caller.id();
        var now = clock.instant();
        var query =
                reviews.list(
                        ReviewFilter.of(
                                states, kind, reason, questionId, round, mine, overdue, sort),
                        viewer,
                        now);
        return query.page(request.number(), request.size())
                .list()
                .chain(
                        found ->
                                reviews.markedElsewhere(
                                                viewer, found.stream().map(Review::id).toList())
                                        .chain(
                                                elsewhere ->
                                                        query.count()
                                                                .map(
                                                                        total ->
                                                                                Page.of(
                                                                                        found
                                                                                                .stream()
                                                                                                .map(
                                                                                                        review ->
                                                                                                                ReviewSummaryView
                                                                                                                        .of(
                                                                                                                                review,
                                                                                                                                reviews
                                                                                                                                        .reasons(
                                                                                                                                                review),
                                                                                                                                viewer,
                                                                                                                                elsewhere
                                                                                                                                        .contains(
                                                                                                                                                review
                                                                                                                                                        .id()),
                                                                                                                                now))
                                                                                                .toList(),
                                                                                        request,
                                                                                        total))));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "readReview",
            summary = "A review; what anybody else thinks only after own marks are in")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> read(@PathParam("id") UUID id) {
        return desk.read(id, reviewer()).map(outcome -> response(200, outcome));
    }

    @PUT
    @Path("{id}/claim")
    @Consumes(MediaType.WILDCARD)
    @Operation(operationId = "claimReview", summary = "Take it up, or hold it longer")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> claim(@PathParam("id") UUID id) {
        return desk.claim(id, reviewer()).map(outcome -> response(200, outcome));
    }

    @DELETE
    @Path("{id}/claim")
    @Operation(operationId = "releaseReview", summary = "Give it back to the queue")
    public Uni<Void> release(@PathParam("id") UUID id) {
        return desk.release(id, reviewer())
                .invoke(outcome -> response(200, outcome))
                .replaceWithVoid();
    }

    @PUT
    @Path("{id}/marks")
    @Operation(
            operationId = "saveMarks",
            summary = "Autosave of own marks, which may be incomplete; renews the claim")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> save(
            @PathParam("id") UUID id,
            @Valid @NotNull(message = "The body is missing.") Marks marks,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.save(id, reviewer(), marks, revision(ifMatch))
                .map(outcome -> response(200, outcome));
    }

    @POST
    @Path("{id}/marks/submission")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "handInMarks",
            summary = "Hand own marks in: they are final, and everything else is shown")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> handIn(
            @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.handIn(id, reviewer(), revision(ifMatch))
                .map(outcome -> response(200, outcome));
    }

    @POST
    @Path("{id}/decision")
    @Operation(
            operationId = "decideReview",
            summary = "Decide: the levels become the grade, unless the review is a sample")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> decide(
            @PathParam("id") UUID id,
            @Valid @NotNull(message = "The body is missing.") DecideReview decision,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return desk.decide(id, reviewer(), decision, revision(ifMatch))
                .map(outcome -> response(200, outcome));
    }

    @GET
    @Path("{id}/log")
    @RolesAllowed(Roles.ADMIN)
    @WithSession
    @Operation(operationId = "readReviewLog", summary = "Who did what with it")
    public Uni<ReviewLogView> log(@PathParam("id") UUID id) {
        return reviews.findById(id)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        GradingProblem.REVIEW_NOT_FOUND, "No review has this id."))
                .chain(() -> reviews.logOf(id))
                .map(ReviewLogView::new);
    }

    @POST
    @Operation(
            operationId = "openReview",
            summary =
                    "Send a graded attempt to a person, to measure agreement; an interviewer only"
                            + " what they have marked")
    @APIResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = ReviewView.class)))
    public Uni<RestResponse<ReviewView>> open(
            @Valid @NotNull(message = "The body is missing.") OpenReview wanted) {
        var who = reviewer();
        return sampling.one(wanted.attemptId(), who)
                .chain(
                        drawn ->
                                switch (drawn) {
                                    case DrawSample.Drawn.Opened opened ->
                                            desk.read(opened.reviewId(), who);
                                    case DrawSample.Drawn.Refused refused ->
                                            throw ProblemException.of(
                                                    refused.problem(), refused.detail());
                                })
                .map(outcome -> response(201, outcome));
    }

    @POST
    @Path("samples")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "sampleReviews",
            summary = "Send a random share of past attempts to people, at most 200 at a time")
    public Uni<SampleReviews.Sampled> sample(
            @Valid @NotNull(message = "The body is missing.") SampleReviews wanted) {
        return sampling.share(wanted, caller.name());
    }

    private Reviewer reviewer() {
        return new Reviewer(caller.id(), caller.name(), caller.hasRole(Roles.ADMIN));
    }

    private static RestResponse<ReviewView> response(int status, ReviewOutcome outcome) {
        return switch (outcome) {
            case ReviewOutcome.Done done -> view(status, done.review());
            case ReviewOutcome.Stale stale ->
                    throw ProblemException.of(
                                    GradingProblem.STALE_REVIEW,
                                    "It was changed in between, perhaps by you in another tab."
                                            + " Nothing was overwritten.")
                            .with("currentRevision", stale.currentRevision());
            case ReviewOutcome.Refused refused -> {
                var problem = ProblemException.of(refused.problem(), refused.detail());
                var pointer = refused.pointer();
                throw pointer == null
                        ? problem
                        : problem.with(List.of(new Problem.FieldError(pointer, refused.detail())));
            }
        };
    }

    private static RestResponse<ReviewView> view(int status, ReviewView review) {
        var response =
                RestResponse.ResponseBuilder.<ReviewView>create(status)
                        .entity(review)
                        .header(HttpHeaders.ETAG, EntityTag.of(review.revision()));
        return (status == 201
                        ? response.location(URI.create("/api/grading/reviews/" + review.id()))
                        : response)
                .build();
    }

    private static long revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.of(
                    GradingProblem.IF_MATCH_MISSING,
                    "Send the ETag that you have seen in the header If-Match.");
        }
        return EntityTag.revision(ifMatch);
    }
}
