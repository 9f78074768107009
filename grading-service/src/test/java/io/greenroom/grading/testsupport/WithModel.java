package io.greenroom.grading.testsupport;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model grades, with short patience and a small budget. */
public final class WithModel implements QuarkusTestProfile {
    /** The model's provider. */
    public static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    /** Where the operator keeps what was measured of the graders. */
    public static final Path FIGURES = Path.of("target", "figures").toAbsolutePath();

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("greenroom.llm.provider", "openai"),
                Map.entry("greenroom.llm.model", "judge-1"),
                Map.entry("greenroom.llm.api-key", "secret"),
                Map.entry("greenroom.llm.timeout", "2s"),
                Map.entry("greenroom.llm.tries", "1"),
                // One test's broken provider is not to be another's.
                Map.entry("greenroom.llm.breaker-calls", "1000"),
                Map.entry("greenroom.llm.input-price", "1000000"),
                Map.entry("greenroom.llm.output-price", "2000000"),
                Map.entry("greenroom.llm.budget.user-input-tokens", "50000"),
                Map.entry("greenroom.llm.budget.tenant-output-tokens", "100000000"),
                Map.entry("greenroom.llm.budget.patience", "0s"),
                Map.entry("greenroom.grading.figures", FIGURES.toString()),
                Map.entry("greenroom.grading.replacement.after", "300ms"),
                Map.entry("greenroom.grading.replacement.sweep", "300ms"),
                Map.entry("greenroom.grading.replacement.longest-pause", "500ms"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Provider.class));
    }

    /** Starts it. */
    public static final class Provider implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            SERVER.start();
            return Map.of("greenroom.llm.base-url", SERVER.baseUrl() + "/v1");
        }

        @Override
        public void stop() {
            SERVER.stop();
        }
    }
}
