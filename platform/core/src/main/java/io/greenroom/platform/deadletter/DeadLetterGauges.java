package io.greenroom.platform.deadletter;

import io.greenroom.platform.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** How many dead letters wait for a decision. */
@ApplicationScoped
class DeadLetterGauges {
    private final DatabaseGauges gauges;

    @Inject
    DeadLetterGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void watch(@Observes StartupEvent event) {
        gauges.watch(
                Map.of(
                        "greenroom_dead_letters_undecided",
                        "Dead letters that nobody has decided on",
                        "greenroom_dead_letters_oldest_seconds",
                        "How long the oldest of them has waited"),
                """
                select count(*) as greenroom_dead_letters_undecided,
                    coalesce(extract(epoch from now() - min(died_at)), 0) as greenroom_dead_letters_oldest_seconds
                from dead_letter where state = 'DEAD'
                """);
    }
}
