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
import io.vertx.core.http.ConnectionPoolTooBusyException;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes a request to its service and the response back as it comes, event by event if it is a
 * stream.
 */
@Singleton
class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final int HTTP_UNAVAILABLE = 503;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
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
    private final Upstreams upstreams;
    private final RoutingConfig config;
    private final RequestHeaders requestHeaders;
    private final Site site;
    private final MeterRegistry meters;

    Forwarder(
            Vertx vertx,
            Connections connections,
            Upstreams upstreams,
            RoutingConfig config,
            RequestHeaders requestHeaders,
            Site site,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.connections = connections;
        this.upstreams = upstreams;
        this.config = config;
        this.requestHeaders = requestHeaders;
        this.site = site;
        this.meters = meters;
    }

    /**
     * Whether sending this request twice does no more than sending it once, so that another
     * instance may be asked when one was lost before it answered.
     */
    static boolean isRepeatable(RoutingContext rc) {
        HttpServerRequest request = rc.request();
        return switch (request.method().name()) {
            case "GET", "HEAD", "OPTIONS", "PUT", "DELETE" -> true;
            case "POST" ->
                    request.headers().contains("Idempotency-Key")
                            && Service.knowsKeys(rc.normalizedPath());
            default -> false;
        };
    }

    /**
     * Forwards a paused request.
     *
     * @param body the body if it has been read already; what may be repeated must have been
     */
    void forward(RoutingContext rc, Service service, String accessToken, @Nullable Buffer body) {
        forward(rc, service, accessToken, body, () -> {});
    }

    /**
     * The same.
     *
     * @param answered called when the body is not needed any more
     */
    void forward(
            RoutingContext rc,
            Service service,
            String accessToken,
            @Nullable Buffer body,
            Runnable answered) {
        HttpServerRequest request = rc.request();
        if (body != null) {
            // What is left of it is nothing, and the next request on the connection waits for it.
            request.resume();
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean stream = accept != null && accept.contains("text/event-stream");
        HttpClient client = stream ? connections.streams() : connections.requests();
        Exchange exchange = new Exchange(rc, service, client, accessToken, body, answered);
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin(context -> exchange.connect())
                .addInterceptor(exchange)
                .handle(request);
    }

    /** One request on its way. */
    private final class Exchange implements ProxyInterceptor {
        private final RoutingContext rc;
        private final Service service;
        private final HttpClient client;
        private final String accessToken;
        private final @Nullable Buffer body;
        private final Runnable answered;
        private final Timer.Sample sample = Timer.start(meters);
        private final List<Upstream> tried = new ArrayList<>();
        private @Nullable Upstream upstream;
        private @Nullable HttpClientRequest sent;
        private boolean repeated;
        private boolean late;

        private Exchange(
                RoutingContext rc,
                Service service,
                HttpClient client,
                String accessToken,
                @Nullable Buffer body,
                Runnable answered) {
            this.answered = answered;
            this.rc = rc;
            this.service = service;
            this.client = client;
            this.accessToken = accessToken;
            this.body = body;
        }

        /** A connection to an instance. While there is none, nothing is sent: any may be tried. */
        private Future<HttpClientRequest> connect() {
            Upstream chosen = upstreams.pick(service, tried);
            tried.add(chosen);
            enter(chosen);
            return client.request(chosen.options())
                    .onSuccess(this::opened)
                    .recover(
                            failure -> {
                                leave();
                                if (failure instanceof ConnectionPoolTooBusyException) {
                                    return Future.failedFuture(failure);
                                }
                                chosen.lost();
                                if (late || tried.size() >= upstreams.tries(service)) {
                                    return Future.failedFuture(failure);
                                }
                                upstreams.repeated(service, "unreachable");
                                return connect();
                            });
        }

        private void enter(Upstream chosen) {
            upstream = chosen;
            chosen.begin();
        }

        private void leave() {
            Upstream left = upstream;
            if (left != null) {
                upstream = null;
                left.end();
            }
        }

        private void opened(HttpClientRequest request) {
            sent = request;
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
            long timer = vertx.setTimer(timeout().toMillis(), id -> giveUp());
            return send(context)
                    .transform(
                            result -> {
                                vertx.cancelTimer(timer);
                                answered.run();
                                ProxyResponse response =
                                        result.succeeded()
                                                ? result.result()
                                                : failed(request, result.cause());
                                measure(response.getStatusCode());
                                return Future.succeededFuture(response);
                            });
        }

        private Future<ProxyResponse> send(ProxyContext context) {
            if (body != null) {
                context.request().setBody(body.length() == 0 ? null : Body.body(body));
            }
            return context.sendRequest()
                    .transform(
                            result -> {
                                boolean refused =
                                        result.succeeded()
                                                && result.result().getStatusCode()
                                                        == HTTP_UNAVAILABLE;
                                Upstream asked = upstream;
                                boolean ours =
                                        late
                                                || rc.response().closed()
                                                || result.cause()
                                                        instanceof ConnectionPoolTooBusyException;
                                boolean broken = result.failed() && !ours;
                                boolean goes =
                                        refused
                                                && Upstream.goesDown(
                                                        result.result()
                                                                .headers()
                                                                .get(HttpHeaders.CONTENT_TYPE));
                                if (asked != null && (goes || broken)) {
                                    asked.lost();
                                }
                                if (!(refused || broken) || !mayRepeat(refused)) {
                                    return result.succeeded()
                                            ? Future.succeededFuture(result.result())
                                            : Future.failedFuture(result.cause());
                                }
                                repeated = true;
                                leave();
                                HttpClientRequest before = sent;
                                if (refused && before != null) {
                                    // Not read to its end, which may be long in coming.
                                    before.reset();
                                }
                                upstreams.repeated(service, refused ? "refused" : "broken");
                                return send(context);
                            });
        }

        /**
         * Once, and only what is whole in our hands. A change of one certain version would find its
         * own result in place if it was made already, and be refused for it.
         */
        private boolean mayRepeat(boolean refused) {
            return body != null
                    && !repeated
                    && !late
                    && isRepeatable(rc)
                    && (refused || !isConditional())
                    && tried.size() < upstreams.tries(service);
        }

        private boolean isConditional() {
            MultiMap headers = rc.request().headers();
            return !READING.contains(rc.request().method().name())
                    && (headers.contains(HttpHeaders.IF_MATCH)
                            || headers.contains(HttpHeaders.IF_NONE_MATCH));
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
            return context.sendResponse().onComplete(done -> leave());
        }

        /** A service may name itself in Location; outside it has no address but ours. */
        private String publicAddress(String location) {
            for (Upstream own : upstreams.of(service)) {
                if (location.startsWith(own.base() + "/")) {
                    return site.origin() + location.substring(own.base().length());
                }
            }
            return location;
        }

        private Duration timeout() {
            return BodyLimit.isImport(rc.normalizedPath())
                    ? config.importTimeout()
                    : config.firstByteTimeout();
        }

        private void giveUp() {
            late = true;
            HttpClientRequest request = sent;
            if (request != null) {
                request.reset();
            }
        }

        private ProxyResponse failed(ProxyRequest request, Throwable cause) {
            leave();
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
