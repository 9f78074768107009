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

    /**
     * How long after its planned end a session that nobody has opened may still be opened; then it
     * counts as not held. Too short a time ends sessions that only begin late.
     */
    @WithDefault("4h")
    Duration noShow();

    /** How often to look for sessions that end by themselves. */
    @WithDefault("30s")
    Duration idleSweep();
}
