package io.greenroom.catalog;

import io.greenroom.platform.testing.MetricsPage;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class MetricsPageIT {
    @Test
    void thePageListsOurMetrics() {
        MetricsPage.assertLists(
                Path.of("../docs/metrics.md"),
                "practice.submissions",
                "Every service",
                "Every service with a database");
    }
}
