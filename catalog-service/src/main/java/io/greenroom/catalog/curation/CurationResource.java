package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.question.QuestionEdition;
import io.greenroom.catalog.question.QuestionHistory;
import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.revision.EntityTag;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
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
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The life of questions, for admins. */
@Path("/api/catalog/curation/questions")
@Tag(name = "Curation")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class CurationResource {
    private static final String DRAFT = "draft";

    private final CurateQuestions curate;
    private final CuratedQuestions questions;
    private final QuestionHistory history;
    private final Drafts drafts;
    private final Caller caller;

    @Inject
    CurationResource(
            CurateQuestions curate,
            CuratedQuestions questions,
            QuestionHistory history,
            Drafts drafts,
            Caller caller) {
        this.curate = curate;
        this.questions = questions;
        this.history = history;
        this.drafts = drafts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "All questions with their drafts, for curators")
    public Uni<CuratedQuestionPage> find(
            @QueryParam("state") List<String> states,
            @QueryParam("q") @Nullable String words,
            @QueryParam("topic") List<String> topics,
            @QueryParam("round") List<String> rounds,
            @QueryParam("author") @Nullable String author,
            @QueryParam("pack") @Nullable String pack,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        return questions.find(
                new CuratedQuestionQuery(states, words, topics, rounds, author, pack),
                CuratedQuestionQuery.Sort.of(sort),
                PageRequest.of(page, size));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "A new question that has only a draft")
    public Uni<RestResponse<CurationDetail>> create(
            @Valid @NotNull(message = "The body is missing.") CurationRequests.NewQuestion wanted) {
        return curate.create(actor(), wanted.slug(), CurateQuestions.OWN_PACK, wanted.content())
                .chain(id -> answer(201, id));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A question with its draft, review and versions")
    public Uni<RestResponse<CurationDetail>> read(@PathParam("id") String id) {
        return answer(200, id);
    }

    @POST
    @Path("{id}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The next draft, from the last published or (as restore) an older version")
    public Uni<RestResponse<CurationDetail>> startDraft(
            @PathParam("id") String id, CurationRequests.@Nullable StartDraft wanted) {
        return curate.startDraft(actor(), id, wanted == null ? null : wanted.fromVersion())
                .chain(() -> answer(201, id));
    }

    @PUT
    @Path("{id}/draft")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Autosave; refused when somebody else saved in between")
    public Uni<RestResponse<CurateQuestions.Saved>> save(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull(message = "The body is missing.") CurationRequests.SaveDraft draft) {
        return curate.save(
                        actor(),
                        id,
                        required(ifMatch),
                        draft.slug(),
                        draft.content(),
                        draft.baseVersion())
                .map(
                        saved ->
                                RestResponse.ResponseBuilder.ok(saved)
                                        .header(HttpHeaders.ETAG, EntityTag.of(saved.revision()))
                                        .build());
    }

    @DELETE
    @Path("{id}/draft")
    @Operation(summary = "Give the draft up; the audit log keeps it")
    public Uni<Void> discard(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return curate.discard(actor(), id, required(ifMatch));
    }

    @POST
    @Path("{id}/draft/restoration")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Bring the draft back that was discarded last")
    public Uni<RestResponse<CurationDetail>> restore(@PathParam("id") String id) {
        return curate.restore(actor(), id).chain(() -> answer(201, id));
    }

    @POST
    @Path("{id}/review")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Ask for review, withdraw, approve or return")
    public Uni<RestResponse<CurationDetail>> review(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid @NotNull(message = "The body is missing.") CurationRequests.ReviewAction step) {
        var actor = actor();
        var seen = optional(ifMatch);
        return (switch (step.action()) {
                    case REQUEST -> curate.requestReview(actor, id, seen, step.comment());
                    case WITHDRAW -> curate.withdraw(actor, id, seen);
                    case APPROVE -> curate.approve(actor, id, required(ifMatch), step.comment());
                    case RETURN -> curate.sendBack(actor, id, seen, step.comment());
                })
                .chain(() -> answer(200, id));
    }

    @POST
    @Path("{id}/publication")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Publish the draft now, or at a time")
    public Uni<RestResponse<CurationDetail>> publish(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Valid CurationRequests.@Nullable Publish wanted) {
        var how = wanted == null ? CurationRequests.Publish.NOW : wanted;
        var at = how.at();
        return (at == null
                        ? curate.publishNow(actor(), id, optional(ifMatch), how.note())
                                .replaceWithVoid()
                        : curate.schedule(actor(), id, optional(ifMatch), at, how.note()))
                .chain(() -> answer(200, id));
    }

    @DELETE
    @Path("{id}/publication")
    @Operation(summary = "Take it off the schedule; it stays approved")
    public Uni<RestResponse<CurationDetail>> unschedule(@PathParam("id") String id) {
        return curate.unschedule(actor(), id).chain(() -> answer(200, id));
    }

    @POST
    @Path("{id}/retirement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "No longer offered; attempts under way keep their version")
    public Uni<RestResponse<CurationDetail>> retire(
            @PathParam("id") String id,
            @Valid @NotNull(message = "The body is missing.") CurationRequests.Retire why) {
        return curate.retire(actor(), id, why.reason()).chain(() -> answer(200, id));
    }

    @DELETE
    @Path("{id}/retirement")
    @Operation(summary = "Offered again, as a new version that says the same")
    public Uni<RestResponse<CurationDetail>> reinstate(@PathParam("id") String id) {
        return curate.reinstate(actor(), id).chain(() -> answer(200, id));
    }

    /** What a version says. */
    record VersionContent(
            String questionId,
            int version,
            String slug,
            Instant publishedAt,
            String publishedBy,
            @Nullable String note,
            DraftContent content) {
        static VersionContent of(String id, QuestionEdition edition) {
            return new VersionContent(
                    id,
                    edition.version(),
                    edition.slug(),
                    edition.publishedAt(),
                    edition.publishedBy(),
                    edition.note(),
                    DraftContent.of(edition.content()));
        }
    }

    @GET
    @Path("{id}/versions/{version}")
    @WithSession
    @Operation(summary = "What a version says")
    public Uni<VersionContent> version(
            @PathParam("id") String id, @PathParam("version") int version) {
        return history.find(id)
                .invoke(CurateQuestions::found)
                .chain(() -> curate.version(id, version))
                .map(edition -> VersionContent.of(id, edition));
    }

    /** What changed from one to the other. */
    record ContentDifference(String from, String to, List<ContentChange> changes) {}

    @GET
    @Path("{id}/diff")
    @WithSession
    @Operation(summary = "What changed between two versions, or a version and the draft")
    public Uni<ContentDifference> diff(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return history.find(id)
                .invoke(CurateQuestions::found)
                .chain(() -> side(id, "from", from))
                .chain(
                        before ->
                                side(id, "to", to)
                                        .map(
                                                after ->
                                                        new ContentDifference(
                                                                String.valueOf(from),
                                                                String.valueOf(to),
                                                                ContentDiff.between(
                                                                        before, after))));
    }

    private Uni<DraftContent> side(String id, String name, @Nullable String which) {
        if (DRAFT.equals(which)) {
            return drafts.findById(id)
                    .map(
                            draft -> {
                                if (draft == null) {
                                    throw ProblemException.of(
                                            CurationProblem.DRAFT_NOT_FOUND,
                                            "The question has no draft.");
                                }
                                return DraftText.read(draft.content());
                            });
        }
        try {
            return curate.version(id, Integer.parseInt(String.valueOf(which)))
                    .map(edition -> DraftContent.of(edition.content()));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(name, name + " must be a version or \"draft\".");
        }
    }

    /** The question as it stands now, with the ETag of its draft. */
    private Uni<RestResponse<CurationDetail>> answer(int status, String id) {
        var actor = actor();
        return Panache.withSession(
                () ->
                        history.find(id)
                                .map(CurateQuestions::found)
                                .chain(
                                        question ->
                                                history.versions(id)
                                                        .chain(
                                                                editions ->
                                                                        drafts.findById(id)
                                                                                .map(
                                                                                        draft ->
                                                                                                CurationDetail
                                                                                                        .of(
                                                                                                                question,
                                                                                                                editions,
                                                                                                                view(
                                                                                                                        actor,
                                                                                                                        draft)))))
                                .map(detail -> response(status, detail)));
    }

    private CurationDetail.@Nullable DraftView view(Actor actor, @Nullable Draft draft) {
        return draft == null
                ? null
                : CurationDetail.DraftView.of(
                        draft, curate.decisions(draft), curate.mayApprove(actor, draft));
    }

    private static RestResponse<CurationDetail> response(int status, CurationDetail detail) {
        var response = RestResponse.ResponseBuilder.<CurationDetail>create(status).entity(detail);
        var draft = detail.draft();
        if (draft != null) {
            response.header(HttpHeaders.ETAG, EntityTag.of(draft.revision()));
        }
        if (status == 201) {
            response.location(URI.create("/api/catalog/curation/questions/" + detail.id()));
        }
        return response.build();
    }

    private Actor actor() {
        return Actor.of(caller);
    }

    private static @Nullable Long optional(@Nullable String ifMatch) {
        return ifMatch == null || ifMatch.isBlank() ? null : EntityTag.revision(ifMatch);
    }

    private static long required(@Nullable String ifMatch) {
        var seen = optional(ifMatch);
        if (seen == null) {
            throw ProblemException.of(
                    CurationProblem.IF_MATCH_MISSING,
                    "Send the ETag that you have seen in the header If-Match.");
        }
        return seen;
    }
}
