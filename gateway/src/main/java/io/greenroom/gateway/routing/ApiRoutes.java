package io.greenroom.gateway.routing;

import io.greenroom.gateway.limits.BodyLimit;
import io.greenroom.gateway.limits.RateLimiter;
import io.greenroom.gateway.limits.Share;
import io.greenroom.gateway.limits.Verdict;
import io.greenroom.gateway.login.Caller;
import io.greenroom.gateway.login.Callers;
import io.greenroom.gateway.login.CrossSite;
import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.greenroom.gateway.problem.Trace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The way of every request under /api: who is it, how often, from where, and then on to its
 * service. Nothing here ever redirects; what does not go on is answered with a problem.
 */
@ApplicationScoped
class ApiRoutes {
    private static final Logger LOG = Logger.getLogger(ApiRoutes.class);
    private static final int BEFORE_RESOURCES = 100;

    /** What the gateway answers itself. */
    private static final Set<String> OWN = Set.of("/api/me", "/api/me/export", "/api/openapi");

    /** Documentation of an open API is no secret. */
    private static final Set<String> OPEN = Set.of("/api/openapi");

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");

    private final Callers callers;
    private final CrossSite crossSite;
    private final RateLimiter limiter;
    private final BodyLimit bodyLimit;
    private final Forwarder forwarder;
    private final Tunnel tunnel;
    private final RoutingConfig config;

    ApiRoutes(
            Callers callers,
            CrossSite crossSite,
            RateLimiter limiter,
            BodyLimit bodyLimit,
            Forwarder forwarder,
            Tunnel tunnel,
            RoutingConfig config) {
        this.callers = callers;
        this.crossSite = crossSite;
        this.limiter = limiter;
        this.bodyLimit = bodyLimit;
        this.forwarder = forwarder;
        this.tunnel = tunnel;
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route("/api").order(BEFORE_RESOURCES).handler(ApiRoutes::notFound);
        router.route("/api/*").order(BEFORE_RESOURCES).handler(this::handle);
        router.route("/api/*")
                .order(BEFORE_RESOURCES)
                .failureHandler(
                        rc -> {
                            LOG.errorf(rc.failure(), "A request under /api failed");
                            Problems.end(
                                    rc,
                                    GatewayProblem.INTERNAL_ERROR,
                                    "The gateway failed. The trace id helps to find out why.");
                        });
    }

    private void handle(RoutingContext rc) {
        // The body must wait until it is known where it goes.
        rc.request().pause();
        // Whoever reports that something went wrong can say what to look for.
        rc.response().putHeader("traceresponse", Trace.of(rc).parent());
        callers.identify(rc)
                .onSuccess(caller -> guarded(rc, () -> admit(rc, caller)))
                .onFailure(
                        down ->
                                Problems.end(
                                        rc,
                                        GatewayProblem.SERVICE_UNAVAILABLE,
                                        "The identity provider cannot be reached. Try again in a"
                                                + " moment."));
    }

    private static void guarded(RoutingContext rc, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            rc.fail(bug);
        }
    }

    private void admit(RoutingContext rc, Caller caller) {
        String path = rc.normalizedPath();
        if (!withinLimits(rc, caller)) {
            return;
        }
        if (OPEN.contains(path)) {
            goOn(rc);
            return;
        }
        switch (caller) {
            case Caller.Anonymous anonymous ->
                    Problems.end(rc, GatewayProblem.UNAUTHORIZED, anonymous.reason());
            case Caller.SignedIn user -> {
                if (user.byCookie() && !crossSite.admits(rc.request())) {
                    Problems.end(
                            rc,
                            GatewayProblem.CSRF_REJECTED,
                            "With a session cookie, this needs the Origin of this site and the"
                                    + " header "
                                    + CrossSite.HEADER
                                    + ". API clients send an access token instead.");
                } else if (OWN.contains(path)) {
                    goOn(rc);
                } else {
                    forward(rc, user, path);
                }
            }
        }
    }

    private boolean withinLimits(RoutingContext rc, Caller caller) {
        Verdict verdict =
                switch (caller) {
                    case Caller.SignedIn user -> limiter.admitUser(user.subject());
                    case Caller.Anonymous nobody -> limiter.admitAnonymous(address(rc));
                };
        rc.response()
                .putHeader("RateLimit-Limit", String.valueOf(verdict.limit()))
                .putHeader("RateLimit-Remaining", String.valueOf(verdict.remaining()))
                .putHeader("RateLimit-Reset", String.valueOf(verdict.resetSeconds()));
        if (verdict instanceof Verdict.Refused refused) {
            rc.response().putHeader("Retry-After", String.valueOf(refused.retryAfterSeconds()));
            Problems.end(
                    rc,
                    GatewayProblem.TOO_MANY_REQUESTS,
                    "Too many requests at once. Try again in %d s."
                            .formatted(refused.retryAfterSeconds()));
            return false;
        }
        return true;
    }

    private void forward(RoutingContext rc, Caller.SignedIn user, String path) {
        Optional<Service> service = Service.answering(path);
        if (service.isEmpty() || isAmbiguous(path)) {
            notFound(rc);
            return;
        }
        HttpServerRequest request = rc.request();
        if (CrossSite.isUpgrade(request)) {
            tunnel.open(rc, service.get(), user.accessToken());
        } else if (hasNoBody(request)) {
            forwarder.forward(rc, service.get(), user.accessToken(), Buffer.buffer());
        } else if (bodyLimit.isUndeclared(request) || Forwarder.isRepeatable(rc)) {
            bodyLimit
                    .hold(rc)
                    .ifPresentOrElse(
                            share -> read(rc, service.get(), user, share),
                            () -> withoutRoom(rc, service.get(), user));
        } else {
            forwarder.forward(rc, service.get(), user.accessToken(), null);
        }
    }

    /** What has no known length, to count it; what may have to be sent twice, to have it. */
    private void read(RoutingContext rc, Service service, Caller.SignedIn user, Share share) {
        // Whoever sends slower than that is not waited for: what has come is in memory.
        long timer =
                rc.vertx()
                        .setTimer(
                                config.firstByteTimeout().toMillis(),
                                late -> {
                                    share.end();
                                    rc.response().reset();
                                });
        bodyLimit
                .read(rc.request())
                .onComplete(done -> rc.vertx().cancelTimer(timer))
                .onSuccess(
                        body ->
                                forwarder.forward(
                                        rc, service, user.accessToken(), body, share::end))
                .onFailure(
                        failure -> {
                            share.end();
                            if (failure instanceof BodyLimit.TooLarge) {
                                bodyLimit.refuse(rc);
                            }
                            // Anything else: the client is gone, and nobody is left to answer.
                        });
    }

    private void withoutRoom(RoutingContext rc, Service service, Caller.SignedIn user) {
        if (bodyLimit.isUndeclared(rc.request())) {
            rc.response().putHeader("Retry-After", "2");
            Problems.end(
                    rc,
                    GatewayProblem.SERVICE_UNAVAILABLE,
                    "Too much is being sent at once. Try again in a moment, or say the length of"
                            + " the body.");
        } else {
            forwarder.forward(rc, service, user.accessToken(), null);
        }
    }

    private boolean hasNoBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return WITHOUT_BODY.contains(request.method().name())
                && !bodyLimit.isUndeclared(request)
                && (length == null || length.equals("0"));
    }

    /** Encoded slashes and the like may mean another path to the service than they mean here. */
    private static boolean isAmbiguous(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("%2f")
                || lower.contains("%5c")
                || lower.contains("%00")
                || lower.contains("..")
                || path.indexOf('\\') >= 0
                || path.indexOf(';') >= 0;
    }

    private static void goOn(RoutingContext rc) {
        rc.request().resume();
        rc.next();
    }

    private static void notFound(RoutingContext rc) {
        Problems.end(rc, GatewayProblem.NOT_FOUND, "No service answers this address.");
    }

    private static String address(RoutingContext rc) {
        SocketAddress address = rc.request().remoteAddress();
        return address == null ? "unknown" : address.hostAddress();
    }
}
