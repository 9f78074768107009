package io.greenroom.grading.spending;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How many tokens asking a model may take. A limit that is absent does not limit. What is over
 * budget is graded by the embedded grader, provisionally, and again when there is budget.
 */
@ConfigMapping(prefix = "greenroom.llm.budget")
interface BudgetSettings {
    /** Tokens that may go to the provider for one candidate's answers in one period. */
    OptionalLong userInputTokens();

    /** Tokens that may come from the provider for one candidate's answers in one period. */
    OptionalLong userOutputTokens();

    /** Tokens that may go to the provider in one period, for everybody together. */
    OptionalLong tenantInputTokens();

    /** Tokens that may come from the provider in one period, for everybody together. */
    OptionalLong tenantOutputTokens();

    /** In which time an empty budget is full again; it fills up evenly. */
    @WithDefault("24h")
    Duration period();

    /** How long an answer waits for a budget that is about to suffice. */
    @WithDefault("2s")
    Duration patience();
}
