package io.greenroom.grading.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The large language model that grades, if any. */
@ConfigMapping(prefix = "greenroom.llm")
interface LlmSettings {
    /**
     * Which protocol to speak: openai (and all that is compatible with its chat completions),
     * anthropic or ollama; off means that only the embedded grader grades, and no answer leaves
     * this process.
     */
    @WithDefault("off")
    Provider provider();

    /** The model's name at the provider. */
    Optional<String> model();

    /**
     * The provider's address: for openai up to and with {@code /v1}, likewise for anthropic; for
     * ollama without a path. The provider's own, or a local Ollama's, when absent.
     */
    Optional<String> baseUrl();

    /** The key for it, if it wants one. */
    Optional<String> apiKey();

    /** The longest that one call may take, to the last byte of its reply. */
    @WithDefault("30s")
    Duration timeout();

    /**
     * After that long no more calls are made for one answer, and it is graded provisionally. With
     * one more timeout it must be shorter than {@code greenroom.grading.deadline}.
     */
    @WithDefault("2m")
    Duration answerTime();

    /** How often a call is tried while the provider fails, the first time included. */
    @WithDefault("3")
    int tries();

    /** The pause before the second try; it doubles with each further one, a little at random. */
    @WithDefault("500ms")
    Duration pause();

    /**
     * The longest pause between tries. A provider that asks for a longer one (Retry-After) is not
     * waited for; the answer is graded provisionally and again later.
     */
    @WithDefault("10s")
    Duration longestPause();

    /** After how many calls of which half failed the provider is left alone for a while. */
    @WithDefault("6")
    int breakerCalls();

    /** How long a provider that keeps failing is left alone. */
    @WithDefault("30s")
    Duration breakerDelay();

    /** How many calls one instance makes at a time. */
    @WithDefault("4")
    int concurrentCalls();

    /** How many more calls may wait for their turn; what is beyond is graded provisionally. */
    @WithDefault("16")
    int waitingCalls();

    /**
     * How many criteria the model judges in one call. Fewer cost more tokens, since the question
     * and the answer go along each time; more make it less careful.
     */
    @WithDefault("3")
    int groupSize();

    /**
     * How often the model judges each criterion. The median counts, and how far the levels lie
     * apart lowers the confidence; every sample costs as much as the first.
     */
    @WithDefault("1")
    int samples();

    /** The temperature to ask for; nothing is said of it when empty, as some models want it. */
    @WithDefault("0")
    OptionalDouble temperature();

    /** The most tokens that one reply may have. */
    @WithDefault("2000")
    int outputTokens();

    /**
     * How many answers to the same question that people reviewed are shown to the model as
     * examples. They go to the provider, without any name; 0 keeps them here.
     */
    @WithDefault("2")
    int exemplars();

    /** What a million tokens to the model cost, in millionths of a US dollar. */
    OptionalLong inputPrice();

    /** What a million tokens from the model cost, in millionths of a US dollar. */
    OptionalLong outputPrice();

    /**
     * How long a judgement is kept, so that the same answer on the same rubric is not paid for
     * twice; 0s keeps none.
     */
    @WithDefault("30d")
    Duration cache();

    /** What answers are sent to. */
    enum Provider {
        /** Nothing. */
        OFF,
        /** Anything that speaks OpenAI's chat completions. */
        OPENAI,
        /** Anthropic's messages. */
        ANTHROPIC,
        /** An Ollama server. */
        OLLAMA
    }
}
