package io.greenroom.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the services are, and how long to wait for them. */
@ConfigMapping(prefix = "greenroom.routing")
public interface RoutingConfig {
    /** Base address of catalog-service. */
    URI catalogUrl();

    /** Base address of session-service. */
    URI sessionUrl();

    /** Base address of grading-service. */
    URI gradingUrl();

    /** How long a connection may take to open; then 503. */
    @WithDefault("2S")
    Duration connectTimeout();

    /**
     * How long a service may take until its response begins; then 504. Streams may go on for ever
     * after.
     */
    @WithDefault("30S")
    Duration firstByteTimeout();

    /** The same for an import of questions, which is answered when all of the file is applied. */
    @WithDefault("5M")
    Duration importTimeout();

    /** Connections to one service for requests that end. */
    @WithDefault("128")
    int requestConnections();

    /**
     * Connections to one service for event streams, which stay open; more wait, then fail with 503.
     */
    @WithDefault("4096")
    int streamConnections();
}
