package io.greenroom.grading.appeal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What may be appealed. */
@ConfigMapping(prefix = "greenroom.grading")
interface AppealSettings {
    /** How long after a grade it may be appealed. */
    @WithDefault("14d")
    Duration appealWithin();
}
