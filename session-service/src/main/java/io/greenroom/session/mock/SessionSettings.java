package io.greenroom.session.mock;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sessions end when nobody ends them. */
@ConfigMapping(prefix = "greenroom.sessions")
interface SessionSettings {
    /**
     * How long a live session may be without anything happening in its room, and with fewer than
     * two people connected to it, before it ends by itself; all is kept.
     */
    @WithDefault("30m")
    Duration idleEnd();

    /** How often to look for such sessions. */
    @WithDefault("30s")
    Duration idleSweep();
}
