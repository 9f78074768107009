package io.greenroom.gateway.login;

import io.greenroom.gateway.limits.RateLimiter;
import io.greenroom.gateway.limits.Verdict;
import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.quarkus.security.AuthenticationRedirectException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What happens around the code flow before Quarkus sees it, and the logout. */
@ApplicationScoped
class LoginRoutes {
    private static final int BEFORE_RESOURCES = 50;
    private static final String SESSION_COOKIE = "q_session";
    private static final String STATE_COOKIE = "q_auth";

    private final RateLimiter limiter;

    LoginRoutes(RateLimiter limiter) {
        this.limiter = limiter;
    }

    void register(@Observes Router router) {
        router.route("/login*").order(BEFORE_RESOURCES).handler(this::limit);
        router.get("/login/callback").order(BEFORE_RESOURCES + 1).handler(this::checkCallback);
        router.route("/logout").order(BEFORE_RESOURCES).handler(this::logout);
    }

    private void limit(RoutingContext rc) {
        var address = rc.request().remoteAddress();
        if (address != null
                && limiter.admitAnonymous(address.hostAddress())
                        instanceof Verdict.Refused refused) {
            rc.response().putHeader("Retry-After", String.valueOf(refused.retryAfterSeconds()));
            Problems.end(
                    rc,
                    GatewayProblem.TOO_MANY_REQUESTS,
                    "Too many sign-ins from this address. Try again in a moment.");
            return;
        }
        rc.next();
    }

    /**
     * A callback whose state cookie is gone cannot be completed: say so on a page, not with a bare
     * 401.
     */
    private void checkCallback(RoutingContext rc) {
        boolean hasSession = hasCookie(rc, SESSION_COOKIE);
        String state = rc.request().getParam("state");
        boolean hasState = state != null && hasCookie(rc, STATE_COOKIE + "_" + state);
        if (hasSession || hasState) {
            rc.next();
        } else {
            redirect(rc, "/login/error");
        }
    }

    private void logout(RoutingContext rc) {
        if (!rc.request().method().name().equals("GET")) {
            Problems.end(
                    rc, GatewayProblem.METHOD_NOT_ALLOWED, "Logging out is a GET of this address.");
            return;
        }
        if ("cross-site".equals(rc.request().getHeader("Sec-Fetch-Site"))) {
            Problems.end(
                    rc,
                    GatewayProblem.CSRF_REJECTED,
                    "Another site asked to sign you out. Use the menu on this site.");
            return;
        }
        if (!hasCookie(rc, SESSION_COOKIE)) {
            redirect(rc, "/");
            return;
        }
        // Quarkus recognizes the path, drops the cookies and fails with where to end the session at
        // Keycloak.
        Callers.identity(rc)
                .subscribe()
                .with(
                        stillThere -> redirect(rc, "/"),
                        failure ->
                                redirect(
                                        rc,
                                        failure
                                                        instanceof
                                                        AuthenticationRedirectException toKeycloak
                                                ? toKeycloak.getRedirectUri()
                                                : "/"));
    }

    private static boolean hasCookie(RoutingContext rc, String prefix) {
        return rc.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(prefix));
    }

    private static void redirect(RoutingContext rc, String location) {
        rc.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, location).end();
    }
}
