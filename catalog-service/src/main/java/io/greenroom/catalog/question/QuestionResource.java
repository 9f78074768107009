package io.greenroom.catalog.question;

import io.greenroom.catalog.reveal.RevealedQuestions;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Published questions, for everybody who is signed in. */
@Path("/api/catalog")
@Tag(name = "Catalog")
@RolesAllowed({Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN})
class QuestionResource {
    private final Questions questions;
    private final QuestionVersions versions;
    private final RevealedQuestions revealed;
    private final Caller caller;

    @Inject
    QuestionResource(
            Questions questions,
            QuestionVersions versions,
            RevealedQuestions revealed,
            Caller caller) {
        this.questions = questions;
        this.versions = versions;
        this.revealed = revealed;
        this.caller = caller;
    }

    @GET
    @Path("questions/{idOrSlug}")
    @WithSession
    @Operation(summary = "A question, as far as the caller may see it")
    public Uni<QuestionView> get(@PathParam("idOrSlug") String idOrSlug) {
        return questions
                .findByIdOrSlug(idOrSlug)
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        CatalogProblem.QUESTION_NOT_FOUND,
                                        "No published question has this id or slug."))
                .chain(
                        question ->
                                versions.findById(
                                                QuestionVersion.idOf(
                                                        question.id(), question.publishedVersion()))
                                        .chain(
                                                version ->
                                                        maySeeRubric(question)
                                                                .map(
                                                                        may ->
                                                                                QuestionView.of(
                                                                                        question,
                                                                                        version,
                                                                                        PublishQuestions
                                                                                                .contentOf(
                                                                                                        version
                                                                                                                .content()),
                                                                                        may))));
    }

    private Uni<Boolean> maySeeRubric(Question question) {
        return caller.isStaff()
                ? Uni.createFrom().item(true)
                : revealed.contains(caller.id(), question.id());
    }
}
