package io.greenroom.session.study;

import io.greenroom.platform.Roles;
import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.greenroom.session.practice.PracticeProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's bookmarks; interviewers mark questions too. */
@Path("/api/practice/bookmarks")
@Tag(name = "Practice")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class BookmarkResource {
    private final Bookmarks bookmarks;
    private final Caller caller;

    @Inject
    BookmarkResource(Bookmarks bookmarks, Caller caller) {
        this.bookmarks = bookmarks;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "What I marked, newest first")
    public Uni<Page<Bookmarks.Bookmark>> list(
            @QueryParam("page") @DefaultValue("0") String page,
            @QueryParam("size") @DefaultValue("20") String size) {
        return bookmarks.of(caller.id(), PageRequest.of(page, size));
    }

    @GET
    @Path("{questionId}")
    @Operation(summary = "Whether I marked this question")
    public Uni<Bookmarks.Bookmark> get(@PathParam("questionId") String questionId) {
        return bookmarks
                .find(caller.id(), questionId)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        CommonProblem.NOT_FOUND,
                                        "You have not marked this question."));
    }

    @PUT
    @Path("{questionId}")
    @Operation(summary = "Mark a question; marking it again changes nothing")
    public Uni<Void> mark(@PathParam("questionId") String questionId) {
        return bookmarks
                .mark(caller.id(), questionId)
                .invoke(
                        marking -> {
                            switch (marking) {
                                case MARKED -> {}
                                case NO_SUCH_QUESTION ->
                                        throw ProblemException.of(
                                                PracticeProblem.QUESTION_NOT_AVAILABLE,
                                                "No published question has this id.");
                                case TOO_MANY ->
                                        throw ProblemException.of(
                                                PracticeProblem.TOO_MANY_BOOKMARKS,
                                                "Take some of your "
                                                        + Bookmarks.MOST
                                                        + " marks off first.");
                            }
                        })
                .replaceWithVoid();
    }

    @DELETE
    @Path("{questionId}")
    @Operation(summary = "Take the mark off; it need not be there")
    public Uni<Void> unmark(@PathParam("questionId") String questionId) {
        return bookmarks.unmark(caller.id(), questionId);
    }
}
