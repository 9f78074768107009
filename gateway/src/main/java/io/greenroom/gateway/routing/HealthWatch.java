package io.greenroom.gateway.routing;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Asks every instance again and again whether it is ready. An instance that goes down says no
 * before it stops, and one that came up says yes before it is sent anything. A service with one
 * address is not asked: there is no other to go to, or something behind the address chooses.
 */
@ApplicationScoped
class HealthWatch {
    private static final Logger LOG = Logger.getLogger(HealthWatch.class);
    private static final String READY = "/q/health/ready";
    private static final int NOT_READY = 503;

    private final Vertx vertx;
    private final Connections connections;
    private final Upstreams upstreams;
    private final RoutingConfig config;

    HealthWatch(Vertx vertx, Connections connections, Upstreams upstreams, RoutingConfig config) {
        this.vertx = vertx;
        this.connections = connections;
        this.upstreams = upstreams;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        Stream.of(Service.values())
                .map(upstreams::of)
                .filter(instances -> instances.size() > 1)
                .flatMap(List::stream)
                .forEach(this::watch);
    }

    private void watch(Upstream upstream) {
        var underWay = new AtomicBoolean();
        vertx.setPeriodic(
                config.healthInterval().toMillis(),
                tick -> {
                    if (underWay.compareAndSet(false, true)) {
                        look(upstream, underWay);
                    }
                });
    }

    private void look(Upstream upstream, AtomicBoolean underWay) {
        boolean before = upstream.isServing();
        connections
                .checks()
                .request(
                        upstream.options()
                                .setMethod(HttpMethod.GET)
                                .setURI(READY)
                                .setTimeout(config.healthTimeout().toMillis()))
                .compose(HttpClientRequest::send)
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(
                        answer -> {
                            underWay.set(false);
                            if (answer.succeeded()) {
                                if (answer.result() == NOT_READY) {
                                    upstream.lost();
                                } else {
                                    upstream.found();
                                }
                            } else if (answer.cause() instanceof ConnectException) {
                                upstream.lost();
                            } else {
                                upstream.silent();
                            }
                            if (before != upstream.isServing()) {
                                LOG.infof(
                                        "%s, instance %d: %s",
                                        upstream.service().serviceName(),
                                        upstream.number(),
                                        before ? "gets no more requests" : "serves");
                            }
                        });
    }
}
