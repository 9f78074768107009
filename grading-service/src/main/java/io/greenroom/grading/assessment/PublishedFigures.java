package io.greenroom.grading.assessment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.grading.rubric.GraderInfo;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the graders, one file a version: by the operator, of the graders and the
 * answers there, or by the build, committed with the code that it was measured on. A version that
 * nobody measured has none.
 */
@ApplicationScoped
class PublishedFigures {
    private static final Logger LOG = Logger.getLogger(PublishedFigures.class);

    private final ObjectMapper mapper;
    private final @Nullable Path measuredHere;

    @Inject
    PublishedFigures(ObjectMapper mapper, AssessmentSettings settings) {
        this.mapper = mapper;
        this.measuredHere = settings.figures().orElse(null);
    }

    @Nullable EvaluationView evaluation(GraderInfo grader) {
        return read("evaluation", grader, EvaluationView.class);
    }

    @Nullable GatesView gates(GraderInfo grader) {
        return read("gates", grader, GatesView.class);
    }

    private <T> @Nullable T read(String what, GraderInfo grader, Class<T> type) {
        var name = "%s-%s.json".formatted(what, grader.fileName());
        try (var stream = open(name)) {
            return stream == null ? null : mapper.readValue(stream, type);
        } catch (IOException e) {
            // What cannot be read was not measured; who put it there finds out why.
            LOG.warnf("%s cannot be read, so it is not shown: %s", name, e.getMessage());
            return null;
        }
    }

    private @Nullable InputStream open(String name) throws IOException {
        if (measuredHere != null) {
            try {
                return Files.newInputStream(measuredHere.resolve(name));
            } catch (NoSuchFileException e) {
                // Then what the build measured, if it did.
            }
        }
        return PublishedFigures.class.getResourceAsStream("/grading/" + name);
    }
}
