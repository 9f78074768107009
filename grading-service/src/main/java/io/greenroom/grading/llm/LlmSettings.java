package io.greenroom.grading.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The large language model that grades, if any. */
@ConfigMapping(prefix = "greenroom.llm")
interface LlmSettings {
    /** Which protocol to speak; off means that only the embedded grader grades. */
    @WithDefault("off")
    Provider provider();

    /** The model's name at the provider. */
    @WithDefault("none")
    String model();

    /** The provider's address, up to and with {@code /v1/}; OpenAI's own when absent. */
    Optional<String> baseUrl();

    /** The key for it, if it wants one. */
    Optional<String> apiKey();

    /** How long to wait for one reply; 30 s when absent. */
    Optional<Duration> timeout();

    /** What answers are sent to. */
    enum Provider {
        /** Nothing: no answer leaves this process. */
        OFF,
        /** Anything that speaks OpenAI's chat completions. */
        OPENAI
    }
}
