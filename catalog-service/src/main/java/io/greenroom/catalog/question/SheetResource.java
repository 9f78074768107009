package io.greenroom.catalog.question;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions whole, several at once, for an interviewer to print. */
@Path("/api/catalog/questions/sheets")
@Tag(name = "Catalog")
@RolesAllowed({Roles.INTERVIEWER, Roles.ADMIN})
class SheetResource {
    private static final int MOST = 30;

    private final Questions questions;
    private final QuestionVersions versions;

    @Inject
    SheetResource(Questions questions, QuestionVersions versions) {
        this.questions = questions;
        this.versions = versions;
    }

    /** In the order in which they were asked for. */
    record Sheets(List<QuestionView> items) {}

    @GET
    @WithSession
    @Operation(summary = "Several questions whole, to print")
    public Uni<Sheets> sheets(@QueryParam("ids") List<String> ids) {
        var wanted =
                ids.stream()
                        .flatMap(some -> Arrays.stream(some.split(",")))
                        .map(String::strip)
                        .filter(id -> !id.isEmpty())
                        .distinct()
                        .toList();
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw ProblemException.invalid("ids", "ids must be 1 to " + MOST + " questions.");
        }
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(this::sheet)
                .collect()
                .asList()
                .map(Sheets::new);
    }

    private Uni<QuestionView> sheet(String idOrSlug) {
        return questions
                .findByIdOrSlug(idOrSlug)
                .onItem()
                .ifNull()
                .failWith(() -> missing(idOrSlug))
                .chain(
                        question ->
                                versions.findById(
                                                QuestionVersion.idOf(
                                                        question.id(), question.publishedVersion()))
                                        .onItem()
                                        .ifNull()
                                        .failWith(() -> missing(idOrSlug))
                                        .map(
                                                version ->
                                                        QuestionView.of(
                                                                question,
                                                                version,
                                                                content(version),
                                                                true)));
    }

    private static ProblemException missing(String idOrSlug) {
        return ProblemException.of(
                CatalogProblem.QUESTION_NOT_FOUND,
                "No published question has the id or slug \"" + idOrSlug + "\".");
    }

    private static QuestionContent content(QuestionVersion version) {
        try {
            return PublishQuestions.CANONICAL.readValue(version.content(), QuestionContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored question cannot be read", e);
        }
    }
}
