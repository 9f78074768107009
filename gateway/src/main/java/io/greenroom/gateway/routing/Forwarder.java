package io.greenroom.gateway.routing;

import io.greenroom.gateway.limits.BodyLimit;
import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.greenroom.gateway.problem.Trace;
import io.greenroom.gateway.site.Site;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request to its service and the response back as it comes, event by event if it is a
 * stream.
 */
@Singleton
class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final List<String> NOT_PASSED_BACK =
            List.of(
                    "Connection",
                    "Keep-Alive",
                    "Proxy-Authenticate",
                    "Trailer",
                    "Upgrade",
                    "Set-Cookie");

    private final Vertx vertx;
    private final Connections connections;
    private final RoutingConfig config;
    private final RequestHeaders requestHeaders;
    private final Site site;
    private final MeterRegistry meters;

    Forwarder(
            Vertx vertx,
            Connections connections,
            RoutingConfig config,
            RequestHeaders requestHeaders,
            Site site,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.connections = connections;
        this.config = config;
        this.requestHeaders = requestHeaders;
        this.site = site;
        this.meters = meters;
    }

    /**
     * Forwards a paused request.
     *
     * @param body the body if it has been read already
     */
    void forward(RoutingContext rc, Service service, String accessToken, @Nullable Buffer body) {
        HttpServerRequest request = rc.request();
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean stream = accept != null && accept.contains("text/event-stream");
        HttpClient client = stream ? connections.streams() : connections.requests();
        Exchange exchange = new Exchange(rc, service, accessToken, body);
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(
                        context ->
                                client.request(connections.to(service)).onSuccess(exchange::opened))
                .addInterceptor(exchange)
                .handle(request);
    }

    /** One request on its way. */
    private final class Exchange implements ProxyInterceptor {
        private final RoutingContext rc;
        private final Service service;
        private final String accessToken;
        private final @Nullable Buffer body;
        private final Timer.Sample sample = Timer.start(meters);
        private @Nullable HttpClientRequest upstream;
        private boolean late;

        private Exchange(
                RoutingContext rc, Service service, String accessToken, @Nullable Buffer body) {
            this.rc = rc;
            this.service = service;
            this.accessToken = accessToken;
            this.body = body;
        }

        private void opened(HttpClientRequest request) {
            upstream = request;
            // The response's future tells it too; without a handler Vert.x would log it as an
            // error.
            request.exceptionHandler(broken -> LOG.debugf(broken, "%s", service.serviceName()));
            if (late) {
                request.reset();
            }
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            requestHeaders.rewrite(request.headers(), rc, accessToken);
            request.setURI(RequestHeaders.target(rc));
            if (body != null) {
                request.setBody(Body.body(body));
            }
            long timer = vertx.setTimer(timeout().toMillis(), id -> giveUp());
            return context.sendRequest()
                    .transform(
                            result -> {
                                vertx.cancelTimer(timer);
                                ProxyResponse response =
                                        result.succeeded()
                                                ? result.result()
                                                : failed(request, result.cause());
                                measure(response.getStatusCode());
                                return Future.succeededFuture(response);
                            });
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            MultiMap headers = context.response().headers();
            NOT_PASSED_BACK.forEach(headers::remove);
            String location = headers.get(HttpHeaders.LOCATION);
            if (location != null) {
                headers.set(HttpHeaders.LOCATION, publicAddress(location));
            }
            String type = headers.get(HttpHeaders.CONTENT_TYPE);
            if (type != null && type.startsWith("text/event-stream")) {
                // Asks proxies in front of us not to collect events either.
                headers.set("X-Accel-Buffering", "no");
            }
            return context.sendResponse();
        }

        /** A service may name itself in Location; outside it has no address but ours. */
        private String publicAddress(String location) {
            URI own = service.url(config);
            String base = own.getScheme() + "://" + own.getRawAuthority();
            return location.startsWith(base + "/")
                    ? site.origin() + location.substring(base.length())
                    : location;
        }

        private Duration timeout() {
            return BodyLimit.isImport(rc.normalizedPath())
                    ? config.importTimeout()
                    : config.firstByteTimeout();
        }

        private void giveUp() {
            late = true;
            HttpClientRequest request = upstream;
            if (request != null) {
                request.reset();
            }
        }

        private ProxyResponse failed(ProxyRequest request, Throwable cause) {
            GatewayProblem problem =
                    late ? GatewayProblem.GATEWAY_TIMEOUT : GatewayProblem.SERVICE_UNAVAILABLE;
            LOG.warnf(
                    "%s: %s (%s) trace %s",
                    service.serviceName(), problem.slug(), cause, Trace.of(rc).id());
            String detail =
                    late
                            ? "%s did not answer within %d s. Try again in a moment."
                                    .formatted(service.serviceName(), seconds(timeout()))
                            : "%s cannot be reached just now. Try again in a moment."
                                    .formatted(service.serviceName());
            Buffer content = Problems.body(problem, detail, Trace.of(rc));
            return request.release()
                    .response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problems.MEDIA_TYPE)
                    .putHeader("Retry-After", "2")
                    .setBody(Body.body(content));
        }

        private void measure(int status) {
            sample.stop(
                    Timer.builder("greenroom.gateway.forwarded")
                            .description("Time until a service's response began")
                            .tag("service", service.serviceName())
                            .tag("outcome", status / 100 + "xx")
                            .register(meters));
        }
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
