package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Near-duplicates, while a curator writes. */
@Path("/api/catalog/curation/duplicates")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DuplicateResource {
    private final FindDuplicates duplicates;

    @Inject
    DuplicateResource(FindDuplicates duplicates) {
        this.duplicates = duplicates;
    }

    @POST
    @Operation(summary = "Questions that ask nearly the same, by meaning and by words")
    public Uni<DuplicateList> find(
            @Valid @NotNull(message = "The body is missing.") DuplicateRequest request) {
        return duplicates.of(request.content(), request.questionId()).map(DuplicateList::new);
    }

    /**
     * What others are compared with.
     *
     * @param questionId the question that it is a draft of
     */
    record DuplicateRequest(
            @Nullable String questionId,
            @NotNull(message = "content is missing.") DraftContent content) {}

    /** Nearest first. */
    record DuplicateList(List<Duplicate> items) {
        DuplicateList {
            items = List.copyOf(items);
        }
    }
}
