package io.greenroom.grading.replacement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How provisional grades are replaced. */
@ConfigMapping(prefix = "greenroom.grading.replacement")
interface ReplacementSettings {
    /** How long after a provisional grade its answer is graded again, at the earliest. */
    @WithDefault("30s")
    Duration after();

    /** How often to look for provisional grades. */
    @WithDefault("10s")
    Duration sweep();

    /** The longest pause between two tries; they grow from {@code after} with the time waited. */
    @WithDefault("1h")
    Duration longestPause();

    /**
     * How often an answer is graded again without a usable judgement before its provisional grade
     * stays for good. Each costs as much as a grade.
     */
    @WithDefault("3")
    int tries();

    /**
     * How long an answer waits for a provider that is away or for a budget before its provisional
     * grade stays for good.
     */
    @WithDefault("7d")
    Duration patience();

    /** How long an instance holds an answer without a sign of life. */
    @WithDefault("15s")
    Duration lease();
}
