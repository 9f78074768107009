package io.greenroom.grading.assessment;

import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.llm.LlmGrader;
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
    private final LlmGrader llm;
    private final PublishedFigures figures;

    @Inject
    Graders(EmbeddedGrader embedded, LlmGrader llm, PublishedFigures figures) {
        this.embedded = embedded;
        this.llm = llm;
        this.figures = figures;
    }

    @Produces
    @Singleton
    GradeAnswer gradeAnswer(Clock clock) {
        return new GradeAnswer(
                new Guard(),
                llm.isConfigured() ? new GraderOfChoice(llm, embedded) : embedded,
                clock);
    }

    List<GraderView> all() {
        boolean asksModel = llm.isConfigured();
        var small = embedded.info();
        var large = llm.info();
        return List.of(
                new GraderView(
                        "embedded",
                        small.version(),
                        small.model(),
                        !asksModel,
                        asksModel
                                ? "Steps in, provisionally, when the language model cannot grade."
                                : "Grades in this process; no answer leaves it.",
                        null,
                        null,
                        null,
                        null,
                        figures.evaluation(small),
                        figures.gates(small)),
                new GraderView(
                        "llm",
                        large.version(),
                        large.model(),
                        asksModel,
                        asksModel
                                ? "Grades; answers are sent to the configured provider."
                                : "Off: no provider is configured.",
                        large.promptVersion(),
                        asksModel ? "openai" : null,
                        asksModel ? 1 : null,
                        asksModel ? "closed" : null,
                        figures.evaluation(large),
                        figures.gates(large)));
    }
}
