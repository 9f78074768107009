package io.greenroom.platform.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Gives the durations of requests the bounds that objectives are about. Few, because each is a
 * series of its own for each address and outcome.
 */
final class RequestBuckets {
    private static final String REQUESTS = "http.server.requests";
    private static final double[] BOUNDS =
            DoubleStream.of(0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
                    .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
                    .toArray();

    @Produces
    @Singleton
    MeterFilter bounds() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(
                    Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(BOUNDS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
