package io.greenroom.platform.telemetry;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * {@code /q/health/well}: whole or degraded, and by what. It is up either way: a degraded service
 * serves, and taking it away would make things worse.
 */
@Wellness
@ApplicationScoped
class RestrictionsCheck implements HealthCheck {
    private final Restrictions restrictions;

    @Inject
    RestrictionsCheck(Restrictions restrictions) {
        this.restrictions = restrictions;
    }

    @Override
    public HealthCheckResponse call() {
        var present = restrictions.present();
        var answer =
                HealthCheckResponse.named("restrictions")
                        .up()
                        .withData("state", present.isEmpty() ? "whole" : "degraded");
        if (!present.isEmpty()) {
            answer.withData("without", String.join(" ", present));
        }
        return answer.build();
    }
}
