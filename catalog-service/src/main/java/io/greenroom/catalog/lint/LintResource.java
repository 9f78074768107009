package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.platform.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the linter says while a curator writes. */
@Path("/api/catalog/curation/lint")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class LintResource {
    private static final Logger LOG = Logger.getLogger(LintResource.class);

    private final RubricLint lint;
    private final KnownIds known;

    @Inject
    LintResource(
            RubricLint lint, @ConfigProperty(name = "greenroom.content.directory") String content) {
        this.lint = lint;
        this.known = known(content);
    }

    @POST
    @RunOnVirtualThread
    @Operation(summary = "What a second curator would say about this content")
    public LintReport lint(@Valid @NotNull(message = "The body is missing.") LintRequest request) {
        return new LintReport(lint.check(request.content(), known));
    }

    /**
     * What is to be looked at.
     *
     * @param questionId the question that it is a draft of
     */
    record LintRequest(
            @Nullable String questionId,
            @Nullable String slug,
            @NotNull(message = "content is missing.") DraftContent content) {}

    /** All that was found, errors first. */
    record LintReport(List<Finding> findings) {}

    private static KnownIds known(String content) {
        try {
            return KnownIds.of(Paths.get(content));
        } catch (IOException e) {
            LOG.warnf("Topics and companies cannot be checked: %s", e.getMessage());
            return KnownIds.NONE;
        }
    }
}
