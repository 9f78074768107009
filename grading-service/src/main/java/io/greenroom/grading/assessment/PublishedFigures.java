package io.greenroom.grading.assessment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.rubric.GraderInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What the build measured of the graders: one file a version, committed with the code that it was
 * measured on. A version that nobody measured has none.
 */
@ApplicationScoped
class PublishedFigures {
    private final ObjectMapper mapper;

    @Inject
    PublishedFigures(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable EvaluationView evaluation(GraderInfo grader) {
        return read("evaluation", grader, EvaluationView.class);
    }

    @Nullable GatesView gates(GraderInfo grader) {
        return read("gates", grader, GatesView.class);
    }

    private <T> @Nullable T read(String what, GraderInfo grader, Class<T> type) {
        var name = "/grading/%s-%s.json".formatted(what, grader.version());
        try (var stream = PublishedFigures.class.getResourceAsStream(name)) {
            return stream == null ? null : mapper.readValue(stream, type);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
