package io.greenroom.gateway.ui;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the web UI lies. */
@ConfigMapping(prefix = "greenroom.ui")
interface UiConfig {
    /**
     * Class path resource of the UI's page; {@code __CSP_NONCE__} in it becomes the response's
     * nonce.
     */
    @WithDefault("META-INF/resources/index.html")
    String index();
}
