package io.greenroom.grading.telemetry;

import io.greenroom.platform.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** What waits to be graded, to be graded again, or to be looked at by a person. */
@ApplicationScoped
class GradingBacklog {
    private final DatabaseGauges gauges;

    @Inject
    GradingBacklog(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void watch(@Observes StartupEvent event) {
        gauges.watch(
                Map.of(
                        "greenroom_grading_jobs_waiting",
                        "Answers that are not graded yet, those being graded among them",
                        "greenroom_grading_jobs_oldest_seconds",
                        "How long the oldest of them has waited here"),
                """
                select count(*) as greenroom_grading_jobs_waiting,
                    coalesce(extract(epoch from now() - min(received_at)), 0)
                        as greenroom_grading_jobs_oldest_seconds
                from grading_job where not done
                """);
        gauges.watch(
                Map.of(
                        "greenroom_grading_provisional_waiting",
                        "Attempts whose provisional grade is to be replaced",
                        "greenroom_grading_provisional_given_up",
                        "Attempts whose provisional grade stays, after many tries"),
                """
                select count(*) filter (where not given_up) as greenroom_grading_provisional_waiting,
                    count(*) filter (where given_up) as greenroom_grading_provisional_given_up
                from provisional_grade
                """);
        gauges.watch(
                Map.of(
                        "greenroom_reviews_open",
                        "Reviews that wait for a person, claimed ones among them",
                        "greenroom_reviews_overdue",
                        "Those of them that are past their deadline"),
                """
                select count(*) as greenroom_reviews_open,
                    count(*) filter (where due_at < now()) as greenroom_reviews_overdue
                from review where state = 'OPEN'
                """);
    }
}
