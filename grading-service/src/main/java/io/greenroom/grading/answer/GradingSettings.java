package io.greenroom.grading.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How answers are worked off. */
@ConfigMapping(prefix = "greenroom.grading")
interface GradingSettings {
    /**
     * How many answers one instance grades at a time. More only helps with cores to spare (embedded
     * grader) or with a patient model provider (LLM grader).
     */
    @WithDefault("2")
    int workers();

    /**
     * How long a worker holds an answer without a sign of life; after a kill the answer waits that
     * long.
     */
    @WithDefault("10s")
    Duration lease();

    /** The longest that grading one answer may take before it counts as failed. */
    @WithDefault("3m")
    Duration deadline();

    /** How often a grader may fail on an answer before the answer is given up as not graded. */
    @WithDefault("3")
    int tries();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("2s")
    Duration pause();

    /** How long an answer waits for its question to arrive from the catalog. */
    @WithDefault("5m")
    Duration questionPatience();

    /** How often to look for due answers when no signal came. */
    @WithDefault("2s")
    Duration sweep();
}
