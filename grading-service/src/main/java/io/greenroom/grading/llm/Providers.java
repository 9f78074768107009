package io.greenroom.grading.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The client for the provider that the operator chose. What is set wrongly is said at start. */
final class Providers {
    private static final String OPENAI = "https://api.openai.com/v1";
    private static final String ANTHROPIC = "https://api.anthropic.com/v1";
    private static final String OLLAMA = "http://localhost:11434";
    private static final int MOST_SAMPLES = 9;

    private Providers() {}

    /**
     * The chat model; null when the provider is off.
     *
     * @throws ConfigurationException when a setting is missing or makes no sense
     */
    static @Nullable ChatModel connect(LlmSettings settings, Clock clock) {
        check(settings);
        var http = ProviderHttp.builder(settings.timeout(), clock);
        return switch (settings.provider()) {
            case OFF -> null;
            case OPENAI -> openAi(settings, http);
            case ANTHROPIC -> anthropic(settings, http);
            case OLLAMA -> ollama(settings, http);
        };
    }

    private static ChatModel openAi(LlmSettings settings, HttpClientBuilder http) {
        return openAi(settings, http, settings.baseUrl().isEmpty());
    }

    /**
     * OpenAI's own newer models refuse {@code max_tokens}, and many compatible servers know nothing
     * else.
     */
    static ChatModel openAi(LlmSettings settings, HttpClientBuilder http, boolean own) {
        var model =
                OpenAiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(settings.baseUrl().orElse(OPENAI))
                        .apiKey(settings.apiKey().orElse("none"))
                        .modelName(settings.model().orElseThrow())
                        .strictJsonSchema(true)
                        .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                        .maxRetries(0)
                        .build();
        return own ? new CompletionTokens(model) : model;
    }

    private record CompletionTokens(ChatModel model) implements ChatModel {
        @Override
        public ChatResponse chat(ChatRequest request) {
            return model.chat(
                    ChatRequest.builder()
                            .messages(request.messages())
                            .parameters(
                                    OpenAiChatRequestParameters.builder()
                                            .temperature(request.temperature())
                                            .responseFormat(request.responseFormat())
                                            .maxCompletionTokens(request.maxOutputTokens())
                                            .build())
                            .build());
        }
    }

    private static ChatModel anthropic(LlmSettings settings, HttpClientBuilder http) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrl().orElse(ANTHROPIC))
                .apiKey(settings.apiKey().orElse("none"))
                .modelName(settings.model().orElseThrow())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .build();
    }

    private static ChatModel ollama(LlmSettings settings, HttpClientBuilder http) {
        return OllamaChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(settings.baseUrl().orElse(OLLAMA))
                .modelName(settings.model().orElseThrow())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0)
                .build();
    }

    private static void check(LlmSettings settings) {
        if (settings.provider() == LlmSettings.Provider.OFF) {
            return;
        }
        var provider = settings.provider();
        require(
                settings.model().filter(name -> !name.isBlank()).isPresent(),
                "model",
                "names the model; it is needed with a provider");
        require(
                settings.apiKey().isPresent()
                        || provider == LlmSettings.Provider.OLLAMA
                        || provider == LlmSettings.Provider.OPENAI
                                && settings.baseUrl().isPresent(),
                "api-key",
                "is needed for this provider");
        settings.baseUrl()
                .ifPresent(
                        address ->
                                require(
                                        isHttp(address),
                                        "base-url",
                                        "must be an address such as http://localhost:11434"));
        require(isPositive(settings.timeout()), "timeout", "must be longer than nothing");
        require(
                isPositive(settings.breakerDelay()),
                "breaker-delay",
                "must be longer than nothing");
        require(!settings.pause().isNegative(), "pause", "cannot be negative");
        require(!settings.longestPause().isNegative(), "longest-pause", "cannot be negative");
        require(!settings.cache().isNegative(), "cache", "cannot be negative");
        require(settings.tries() >= 1, "tries", "must be 1 or more");
        require(settings.breakerCalls() >= 2, "breaker-calls", "must be 2 or more");
        require(settings.concurrentCalls() >= 1, "concurrent-calls", "must be 1 or more");
        require(settings.waitingCalls() >= 1, "waiting-calls", "must be 1 or more");
        require(settings.groupSize() >= 1, "group-size", "must be 1 or more");
        require(
                settings.samples() >= 1 && settings.samples() <= MOST_SAMPLES,
                "samples",
                "must be 1 to " + MOST_SAMPLES);
        require(settings.outputTokens() >= 100, "output-tokens", "must be 100 or more");
        require(settings.exemplars() >= 0, "exemplars", "cannot be negative");
        require(isPrice(settings.inputPrice()), "input-price", "cannot be negative");
        require(isPrice(settings.outputPrice()), "output-price", "cannot be negative");
        require(
                settings.inputPrice().isPresent() == settings.outputPrice().isPresent(),
                "input-price",
                "and greenroom.llm.output-price go together");
        settings.temperature()
                .ifPresent(
                        heat -> require(heat >= 0 && heat <= 2, "temperature", "must be 0 to 2"));
    }

    private static void require(boolean right, String setting, String rule) {
        if (!right) {
            throw new ConfigurationException("greenroom.llm." + setting + " " + rule);
        }
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static boolean isPrice(OptionalLong price) {
        return price.orElse(0) >= 0;
    }

    private static boolean isHttp(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
