package io.greenroom.gateway.site;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** What the world calls this gateway. */
@ConfigMapping(prefix = "greenroom.site")
interface SiteConfig {
    /**
     * Scheme, host and port as browsers see them, e.g. {@code https://greenroom.example.com}. Only
     * this origin may change anything with a session cookie; with https, cookies must be secure.
     */
    URI publicOrigin();
}
