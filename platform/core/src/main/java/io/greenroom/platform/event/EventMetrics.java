package io.greenroom.platform.event;

import io.greenroom.platform.metrics.DatabaseGauges;
import io.greenroom.platform.telemetry.Restrictions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Figures about events on their way in and out. */
@ApplicationScoped
class EventMetrics {
    private final MeterRegistry registry;
    private final DatabaseGauges gauges;
    private final Restrictions restrictions;
    private final Clock clock;

    @Inject
    EventMetrics(
            MeterRegistry registry, DatabaseGauges gauges, Restrictions restrictions, Clock clock) {
        this.registry = registry;
        this.gauges = gauges;
        this.restrictions = restrictions;
        this.clock = clock;
    }

    void watch(@Observes StartupEvent event) {
        gauges.watch(
                Map.of(
                        "greenroom_outbox_waiting",
                        "Events that are committed and not yet with the broker",
                        "greenroom_outbox_oldest_seconds",
                        "How long the oldest of them has waited"),
                """
                select count(*) as greenroom_outbox_waiting,
                    coalesce(extract(epoch from now() - min(appended_at)), 0) as greenroom_outbox_oldest_seconds
                from outbox
                """);
        restrictions.watch("kafka", this::isWithoutBroker);
    }

    /** No consumer has a connection: the broker is away, or the way to it. */
    private boolean isWithoutBroker() {
        return registry.find("kafka.consumer.connection.count").gauges().stream()
                .mapToDouble(Gauge::value)
                .noneMatch(connections -> connections > 0);
    }

    /** An event took effect; how long after it happened is noted too. */
    void taken(String consumer, Instant happened) {
        count(consumer, "processed");
        var age = Duration.between(happened, clock.instant());
        Timer.builder("greenroom.events.lag")
                .description("From an event's time to its effect here")
                .tag("consumer", consumer)
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10))
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }

    /** An event came that had taken effect before. */
    void known(String consumer) {
        count(consumer, "duplicate");
    }

    /** An event went to the dead letters. */
    void dead(String consumer) {
        count(consumer, "dead");
    }

    private void count(String consumer, String outcome) {
        Counter.builder("greenroom.events")
                .description("Events that came in")
                .tag("consumer", consumer)
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
