package io.greenroom.session.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where invitations lead, and how long. */
@ConfigMapping(prefix = "greenroom.invitation")
interface InvitationSettings {
    URI origin();

    /** How long after the planned end of its session a join link still lets in. */
    @WithDefault("7d")
    Duration linkLife();
}
