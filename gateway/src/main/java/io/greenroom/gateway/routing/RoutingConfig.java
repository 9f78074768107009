package io.greenroom.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where the services are, and how long to wait for them. */
@ConfigMapping(prefix = "greenroom.routing")
public interface RoutingConfig {
    /** Base addresses of the instances of catalog-service, separated by commas. */
    List<URI> catalogUrl();

    /** Base addresses of the instances of session-service, separated by commas. */
    List<URI> sessionUrl();

    /** Base addresses of the instances of grading-service, separated by commas. */
    List<URI> gradingUrl();

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

    /**
     * How often each instance is asked whether it is ready, where a service has several. An
     * instance must go on answering for longer than this after it said no.
     */
    @WithDefault("500MS")
    Duration healthInterval();

    /** How long that answer may take; after three silences the instance gets no more requests. */
    @WithDefault("2S")
    Duration healthTimeout();

    /** Connections to one instance for requests that end. */
    @WithDefault("128")
    int requestConnections();

    /**
     * Connections to one instance for event streams, which stay open; more wait, then fail with
     * 503.
     */
    @WithDefault("4096")
    int streamConnections();
}
