package io.greenroom.grading.grade;

import io.greenroom.platform.Slugs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Counts grades as they come into the history, from zero at start. */
@ApplicationScoped
@Startup
class GradeMetrics {
    private final MeterRegistry registry;

    @Inject
    GradeMetrics(MeterRegistry registry) {
        this.registry = registry;
        // A series that only appears with its first event hides that event from an alert.
        for (var grader : List.of("embedded", "llm")) {
            count(GradeKind.FIRST, GradeState.GRADED, grader, false);
            count(GradeKind.FIRST, GradeState.IN_REVIEW, grader, false);
        }
        count(GradeKind.FIRST, GradeState.NOT_GRADED, "none", false);
    }

    /** A grade was added. Should its transaction fail after that, it is counted all the same. */
    void added(NewGrade given) {
        var grade = given.grade();
        count(
                        given.kind(),
                        given.state(),
                        grade == null ? "none" : grade.provenance().grader(),
                        grade != null && grade.provisional())
                .increment();
    }

    private Counter count(GradeKind kind, GradeState state, String grader, boolean provisional) {
        return Counter.builder("greenroom.grading.grades")
                .description("Grades that came into the history")
                .tag("kind", kind.wire())
                .tag("state", Slugs.of(state))
                .tag("grader", grader)
                .tag("provisional", String.valueOf(provisional))
                .register(registry);
    }
}
