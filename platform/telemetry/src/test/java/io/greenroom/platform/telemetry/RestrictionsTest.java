package io.greenroom.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class RestrictionsTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Restrictions restrictions = new Restrictions(metrics);
    private final RestrictionsCheck check = new RestrictionsCheck(restrictions);
    private final AtomicBoolean mailIsAway = new AtomicBoolean();

    @Test
    void aServiceThatHasAllItNeedsIsWhole() {
        restrictions.watch("mail", mailIsAway::get);

        var answer = check.call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("state", "whole")
                .doesNotContainKey("without");
        assertThat(degraded("mail")).isZero();
    }

    @Test
    void aServiceThatDoesWithoutSomethingIsDegradedAndUp() {
        restrictions.watch("mail", mailIsAway::get);
        restrictions.watch("kafka", () -> true);
        mailIsAway.set(true);

        var answer = check.call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(answer.getData().orElseThrow())
                .containsEntry("state", "degraded")
                .containsEntry("without", "kafka mail");
        assertThat(degraded("mail")).isOne();
        assertThat(degraded("kafka")).isOne();
    }

    private double degraded(String reason) {
        return metrics.get("greenroom.degraded").tag("reason", reason).gauge().value();
    }
}
