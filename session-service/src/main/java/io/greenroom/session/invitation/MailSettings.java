package io.greenroom.session.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Whether and how mail is sent. */
@ConfigMapping(prefix = "greenroom.mail")
interface MailSettings {
    /** Whether mail is sent at all. Off, people find their sessions in the web UI alone. */
    @WithDefault("false")
    boolean on();

    /**
     * The domain of addresses of those who are invited by an account's name and have not been here
     * yet; without it they get mail of what happens after their first visit.
     */
    Optional<String> accountDomain();

    /** The pause after the first failure; it doubles with each further one. */
    @WithDefault("10s")
    Duration pause();

    /** The longest pause between two tries. */
    @WithDefault("1h")
    Duration longestPause();

    /** How long a mail is tried before it is given up. */
    @WithDefault("3d")
    Duration patience();

    /** The longest that the mail server may take for one mail. */
    @WithDefault("30s")
    Duration deadline();

    /** How often to look for mail that is due when no signal came. */
    @WithDefault("5s")
    Duration sweep();
}
