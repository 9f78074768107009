package io.greenroom.grading.assessment;

import io.greenroom.grading.embedded.EmbeddedGrader;
import io.greenroom.grading.guard.Guard;
import io.greenroom.grading.llm.LlmGrader;
import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RubricGrader;
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
    private final RubricGrader wanted;
    private final Guard guard;

    @Inject
    Graders(
            EmbeddedGrader embedded,
            LlmGrader llm,
            PublishedFigures figures,
            AssessmentSettings settings) {
        this.embedded = embedded;
        this.llm = llm;
        this.figures = figures;
        this.wanted = new CrossChecked(llm, embedded, settings.crossCheckGap());
        this.guard = new Guard(embedded::vectors);
    }

    @Produces
    @Singleton
    GradeAnswer gradeAnswer(Clock clock) {
        return new GradeAnswer(
                guard, llm.isConfigured() ? new GraderOfChoice(wanted, embedded) : embedded, clock);
    }

    @Produces
    @Singleton
    WantedGrading wantedGrading(Clock clock) {
        var strict = new GradeAnswer(guard, wanted, clock);
        return new WantedGrading() {
            @Override
            public boolean exists() {
                return llm.isConfigured();
            }

            @Override
            public boolean isReady() {
                return llm.isReachable();
            }

            @Override
            public GradingOutcome grade(Question question, Answer answer) {
                return strict.grade(question, answer);
            }
        };
    }

    List<GraderView> all() {
        boolean asksModel = llm.isConfigured();
        var connection = llm.connection();
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
                        connection == null ? null : connection.provider(),
                        connection == null ? null : connection.samples(),
                        connection == null ? null : connection.breaker(),
                        figures.evaluation(large),
                        figures.gates(large)));
    }
}
