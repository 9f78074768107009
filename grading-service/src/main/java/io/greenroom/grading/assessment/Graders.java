package io.greenroom.grading.assessment;

import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.guard.Guard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The graders there are, and the one that grades. */
@ApplicationScoped
class Graders {
    private final EmbeddedGrader embedded;

    @Inject
    Graders(EmbeddedGrader embedded) {
        this.embedded = embedded;
    }

    @Produces
    @Singleton
    GradeAnswer gradeAnswer(Clock clock) {
        return new GradeAnswer(new Guard(), embedded, clock);
    }

    List<GraderView> all() {
        var info = embedded.info();
        return List.of(
                new GraderView(
                        "embedded", info.version(), info.model(), true, "Grades in this process."));
    }
}
