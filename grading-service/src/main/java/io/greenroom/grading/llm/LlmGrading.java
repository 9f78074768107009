package io.greenroom.grading.llm;

import io.greenroom.grading.spending.Spending;
import io.greenroom.platform.telemetry.Restrictions;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one LLM grader of this process, as the operator configured it. */
@ApplicationScoped
class LlmGrading {
    @Produces
    @Singleton
    LlmGrader grader(
            LlmSettings settings,
            Spending spending,
            AssessmentCache cache,
            ReviewedExemplars reviewed,
            Clock clock,
            MeterRegistry metrics,
            Tracer tracer,
            Restrictions restrictions) {
        var telemetry = new ChatTelemetry(settings, metrics, tracer);
        var grader =
                new LlmGrader(
                        settings,
                        telemetry.around(Providers.connect(settings, clock)),
                        spending,
                        cache,
                        reviewed,
                        clock);
        telemetry.watch(grader);
        restrictions.watch("llm", () -> ChatTelemetry.isCutOff(grader));
        return grader;
    }
}
