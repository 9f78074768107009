package io.greenroom.platform.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells which program runs, so that a rollout can be watched: {@code greenroom_build_info}. */
@Singleton
final class BuildInfo {
    private final String version;
    private final String build;

    @Inject
    BuildInfo(
            @ConfigProperty(name = "quarkus.application.version") String version,
            @ConfigProperty(name = "greenroom.build") String build) {
        this.version = version;
        this.build = build;
    }

    void tell(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("greenroom.build.info", () -> 1)
                .description("1, with the version and the build of the program that runs")
                .tag("version", version)
                .tag("build", build)
                .register(metrics);
    }
}
