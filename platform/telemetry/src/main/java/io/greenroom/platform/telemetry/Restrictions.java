package io.greenroom.platform.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What this service has to do without although it serves: the state between up and down. Each
 * reason is named once, at start, so the label of {@code greenroom_degraded} is bounded.
 */
@Singleton
public class Restrictions {
    private final Map<String, BooleanSupplier> known = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;

    @Inject
    Restrictions(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Names something that this service can do without for a while.
     *
     * @param reason a word or two for the label, with hyphens
     * @param applies whether it is missing now; asked often, so it looks at what is known and never
     *     waits
     */
    public void watch(String reason, BooleanSupplier applies) {
        known.put(reason, applies);
        Gauge.builder("greenroom.degraded", applies, missing -> missing.getAsBoolean() ? 1 : 0)
                .description("1 while the service serves without what the reason names")
                .tag("reason", reason)
                .strongReference(true)
                .register(metrics);
    }

    /** The reasons that apply now. */
    SortedSet<String> present() {
        var present = new TreeSet<String>();
        known.forEach(
                (reason, applies) -> {
                    if (applies.getAsBoolean()) {
                        present.add(reason);
                    }
                });
        return present;
    }
}
