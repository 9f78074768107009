package io.greenroom.grading.trial;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much trying out may cost. */
@ConfigMapping(prefix = "greenroom.grading.trials")
interface TrialSettings {
    /** How many trials one admin may run in a minute; each costs as a grade does. */
    @WithDefault("12")
    int perMinute();

    /** How many trials one instance runs at a time; they share its cores with real grading. */
    @WithDefault("1")
    int atOnce();

    /** How long a trial waits for its turn. */
    @WithDefault("10s")
    Duration patience();

    /** The longest that one trial may take. */
    @WithDefault("1m")
    Duration deadline();
}
