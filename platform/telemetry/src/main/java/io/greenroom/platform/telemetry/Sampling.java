package io.greenroom.platform.telemetry;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which traces are recorded, as the operator wants it at start: Quarkus' own setting is fixed when
 * the service is built. The trace's id decides, so that all services record the same ones.
 */
final class Sampling {
    @Produces
    @Singleton
    Sampler sampler(@ConfigProperty(name = "greenroom.traces") double share) {
        return Sampler.traceIdRatioBased(share);
    }
}
