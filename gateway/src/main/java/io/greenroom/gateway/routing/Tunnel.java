package io.greenroom.gateway.routing;

import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Joins a WebSocket of a browser to one of a service, byte for byte and with back-pressure both
 * ways. The handshake is the service's to accept; its refusal passes back as it is.
 */
@Singleton
class Tunnel {
    private static final Logger LOG = Logger.getLogger(Tunnel.class);
    private static final int HTTP_UNAVAILABLE = 503;

    /** What it is, when to try again, and what to speak instead. */
    private static final List<CharSequence> REFUSAL_HEADERS =
            List.of(
                    HttpHeaders.CONTENT_TYPE,
                    HttpHeaders.createOptimized("Retry-After"),
                    HttpHeaders.UPGRADE,
                    HttpHeaders.createOptimized("Sec-WebSocket-Version"));

    private final Vertx vertx;
    private final Connections connections;
    private final Upstreams upstreams;
    private final RoutingConfig config;
    private final RequestHeaders requestHeaders;

    Tunnel(
            Vertx vertx,
            Connections connections,
            Upstreams upstreams,
            RoutingConfig config,
            RequestHeaders requestHeaders) {
        this.vertx = vertx;
        this.connections = connections;
        this.upstreams = upstreams;
        this.config = config;
        this.requestHeaders = requestHeaders;
    }

    /** Opens the tunnel for a paused upgrade request. */
    void open(RoutingContext rc, Service service, String accessToken) {
        attempt(rc, service, accessToken, new ArrayList<>());
    }

    private void attempt(
            RoutingContext rc, Service service, String accessToken, List<Upstream> tried) {
        // Those of one room meet at one instance while they can, which spares the database.
        Upstream chosen = upstreams.pick(service, tried, rc.normalizedPath());
        tried.add(chosen);
        connections
                .streams()
                .request(
                        chosen.options()
                                .setMethod(HttpMethod.GET)
                                .setURI(RequestHeaders.target(rc)))
                .onFailure(
                        failure -> {
                            boolean full = failure instanceof ConnectionPoolTooBusyException;
                            if (!full) {
                                chosen.lost();
                            }
                            if (!full && mayGoOn(service, tried)) {
                                upstreams.repeated(service, "unreachable");
                                attempt(rc, service, accessToken, tried);
                            } else {
                                unavailable(rc, service, failure);
                            }
                        })
                .onSuccess(upstream -> shakeHands(rc, service, accessToken, upstream, tried));
    }

    /** Until the hands are shaken nothing has happened, so another instance may be asked. */
    private boolean mayGoOn(Service service, List<Upstream> tried) {
        return tried.size() < upstreams.tries(service);
    }

    private void shakeHands(
            RoutingContext rc,
            Service service,
            String accessToken,
            HttpClientRequest upstream,
            List<Upstream> tried) {
        Upstream chosen = tried.getLast();
        HttpServerRequest request = rc.request();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        requestHeaders.rewrite(headers, rc, accessToken);
        headers.remove(HttpHeaders.HOST);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        // Some browsers say "keep-alive, Upgrade", which not every server takes for an upgrade.
        headers.set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        upstream.headers().addAll(headers);
        upstream.exceptionHandler(broken -> LOG.debugf(broken, "%s", service.serviceName()));

        long timer = vertx.setTimer(config.firstByteTimeout().toMillis(), late -> upstream.reset());
        upstream.connect()
                .onComplete(
                        result -> {
                            boolean cut = !vertx.cancelTimer(timer);
                            boolean refused =
                                    result.succeeded()
                                            && result.result().statusCode() == HTTP_UNAVAILABLE;
                            if (refused || (result.failed() && !cut)) {
                                if (!refused
                                        || Upstream.goesDown(
                                                result.result()
                                                        .getHeader(HttpHeaders.CONTENT_TYPE))) {
                                    chosen.lost();
                                }
                                if (mayGoOn(service, tried)) {
                                    upstreams.repeated(service, refused ? "refused" : "broken");
                                    if (refused) {
                                        // Not read to its end, which may be long in coming.
                                        upstream.reset();
                                    }
                                    attempt(rc, service, accessToken, tried);
                                    return;
                                }
                            }
                            if (result.failed()) {
                                unavailable(rc, service, result.cause());
                            } else if (result.result().statusCode() == 101) {
                                join(rc, result.result(), chosen);
                            } else {
                                refuse(rc, service, result.result());
                            }
                        });
    }

    private static void join(RoutingContext rc, HttpClientResponse accepted, Upstream chosen) {
        HttpServerResponse response = rc.response();
        response.setStatusCode(101);
        response.headers().addAll(accepted.headers());
        NetSocket service = accepted.netSocket();
        service.pause();
        rc.request()
                .toNetSocket()
                .onFailure(
                        gone -> {
                            LOG.debugf(gone, "The browser was gone before its WebSocket was open");
                            close(service);
                        })
                .onSuccess(
                        browser -> {
                            // Each pipe ends its other side, so that no half-open tunnel stays
                            // behind.
                            chosen.begin();
                            browser.pipeTo(service).onComplete(ended -> close(service));
                            service.pipeTo(browser)
                                    .onComplete(
                                            ended -> {
                                                chosen.end();
                                                close(browser);
                                            });
                        });
    }

    private static void close(NetSocket socket) {
        socket.close().onFailure(already -> {});
    }

    private static void refuse(RoutingContext rc, Service service, HttpClientResponse refusal) {
        refusal.body()
                .onFailure(failure -> unavailable(rc, service, failure))
                .onSuccess(
                        body -> {
                            for (CharSequence name : REFUSAL_HEADERS) {
                                String value = refusal.getHeader(name);
                                if (value != null) {
                                    rc.response().putHeader(name, value);
                                }
                            }
                            rc.response().setStatusCode(refusal.statusCode()).end(body);
                            rc.request().resume();
                        });
    }

    private static void unavailable(RoutingContext rc, Service service, Throwable failure) {
        LOG.warnf("%s: no WebSocket (%s)", service.serviceName(), failure);
        Problems.end(
                rc,
                GatewayProblem.SERVICE_UNAVAILABLE,
                service.serviceName() + " cannot be reached just now. Try again in a moment.");
    }
}
