package io.greenroom.grading.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
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
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trying a rubric out, for admins who write one. */
@Path("/api/grading/trials")
@Tag(name = "Trials")
@RolesAllowed(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class TrialResource {
    /** As long as an answer in an attempt may be. */
    private static final int LONGEST_ANSWER = 40_000;

    private final TryRubric tryRubric;
    private final Caller caller;
    private final ObjectMapper mapper;

    @Inject
    TrialResource(TryRubric tryRubric, Caller caller, ObjectMapper mapper) {
        this.tryRubric = tryRubric;
        this.caller = caller;
        this.mapper = mapper;
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            operationId = "tryRubric",
            summary = "The grade that the current grader would give; nothing is kept")
    public TrialView tryRubric(
            @Valid @NotNull(message = "The body is missing.") TrialRequest request) {
        if (request.answer().length() > LONGEST_ANSWER) {
            throw ProblemException.invalid(
                    "/answer", "answer has at most " + LONGEST_ANSWER + " characters.");
        }
        var errors = request.content().errors();
        if (!errors.isEmpty()) {
            throw ProblemException.of(
                            CommonProblem.VALIDATION_FAILED,
                            "The rubric cannot be graded on yet: " + errors.getFirst().detail())
                    .with(errors);
        }
        return TrialView.of(
                tryRubric.grade(
                        request.content().toQuestion(id(request.content())),
                        new Answer(
                                request.answer(),
                                language(request.language(), request.content().answerFormat()),
                                caller.id())));
    }

    /** Of the content: graders keep what they prepared of a question, and must not mix two. */
    private String id(TriedQuestion content) {
        try {
            return "trial-"
                    + UUID.nameUUIDFromBytes(
                            mapper.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read cannot be written", e);
        }
    }

    private static AnswerLanguage language(@Nullable String language, @Nullable String format) {
        return switch (language) {
            case "markdown" -> AnswerLanguage.MARKDOWN;
            case "python" -> AnswerLanguage.PYTHON;
            case null -> "code".equals(format) ? AnswerLanguage.PYTHON : AnswerLanguage.MARKDOWN;
            default ->
                    throw ProblemException.invalid(
                            "/language", "language must be markdown or python.");
        };
    }
}
