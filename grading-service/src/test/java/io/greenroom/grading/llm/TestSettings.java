package io.greenroom.grading.llm;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as an operator would set them, the rest at their defaults. */
final class TestSettings {
    private TestSettings() {}

    static LlmSettings of(Map<String, String> settings) {
        var prefixed =
                settings.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> "greenroom.llm." + entry.getKey(),
                                        Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(LlmSettings.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                .build()
                .getConfigMapping(LlmSettings.class);
    }
}
