package io.greenroom.gateway.login;

import io.greenroom.gateway.limits.RateLimiter;
import io.greenroom.gateway.limits.Verdict;
import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.greenroom.gateway.site.Site;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * The only addresses that send a browser to the identity provider and take it back. Whatever goes
 * wrong on the way ends on a page that says so, never on a bare status.
 */
@ApplicationScoped
class LoginRoutes {
    private static final Logger LOG = Logger.getLogger(LoginRoutes.class);
    private static final int BEFORE_RESOURCES = 50;
    private static final String SESSION_COOKIE = "q_session";
    private static final String STATE_COOKIE = "q_auth";
    private static final String POST_LOGOUT_COOKIE = "q_post_logout";

    private final RateLimiter limiter;
    private final Site site;

    LoginRoutes(RateLimiter limiter, Site site) {
        this.limiter = limiter;
        this.site = site;
    }

    void register(@Observes Router router) {
        router.get("/login").order(BEFORE_RESOURCES).handler(this::login);
        router.get("/login/callback").order(BEFORE_RESOURCES).handler(this::callback);
        router.get("/login/error")
                .order(BEFORE_RESOURCES)
                .handler(rc -> LoginPage.NOT_COMPLETED.end(rc));
        router.get("/logout").order(BEFORE_RESOURCES).handler(this::logout);
        router.get("/logout/done").order(BEFORE_RESOURCES).handler(LoginRoutes::afterLogout);
        for (String path : new String[] {"/login*", "/logout*"}) {
            router.route(path).order(BEFORE_RESOURCES + 1).handler(LoginRoutes::nothingElse);
        }
    }

    private void login(RoutingContext rc) {
        if (!withinLimits(rc)) {
            return;
        }
        Callers.identity(rc)
                .subscribe()
                .with(
                        identity -> {
                            if (isSignedIn(identity)) {
                                goTo(rc, ReturnPath.of(rc.request().getParam("returnTo")));
                            } else {
                                startCodeFlow(rc);
                            }
                        },
                        failure -> {
                            if (failure instanceof AuthenticationFailedException) {
                                startCodeFlow(rc);
                            } else {
                                failed(rc, failure);
                            }
                        });
    }

    private void callback(RoutingContext rc) {
        if (!withinLimits(rc)) {
            return;
        }
        String state = rc.request().getParam("state");
        if (!hasCookie(rc, SESSION_COOKIE)
                && (state == null || !hasCookie(rc, STATE_COOKIE + "_" + state))) {
            // Too late, or another browser: the code alone is worth nothing.
            redirect(rc, "/login/error");
            return;
        }
        // Quarkus completes the flow, and fails with the redirect to where it began.
        Callers.identity(rc)
                .subscribe()
                .with(
                        alreadySignedIn -> goTo(rc, ReturnPath.of(null)),
                        failure -> failed(rc, failure));
    }

    private static void startCodeFlow(RoutingContext rc) {
        HttpAuthenticator authenticator = rc.get(HttpAuthenticator.class.getName());
        authenticator
                .sendChallenge(rc)
                .subscribe()
                .with(
                        sent -> {
                            if (rc.response().ended()) {
                                return;
                            }
                            if (rc.response().getStatusCode() / 100 == 3) {
                                rc.response().end();
                            } else {
                                redirect(rc, "/login/error");
                            }
                        },
                        failure -> failed(rc, failure));
    }

    private static void failed(RoutingContext rc, Throwable failure) {
        switch (failure) {
            case AuthenticationRedirectException goOn -> redirect(rc, goOn.getRedirectUri());
            case SecurityException refused -> {
                LOG.infof("A login was not completed: %s", refused.getMessage());
                redirect(rc, "/login/error");
            }
            default -> {
                LOG.warnf("The identity provider cannot be asked: %s", failure);
                LoginPage.UNAVAILABLE.end(rc);
            }
        }
    }

    private void logout(RoutingContext rc) {
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
        // Quarkus knows the path, drops the cookies and fails with where to end the session at
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

    private static void afterLogout(RoutingContext rc) {
        if (rc.request().getCookie(POST_LOGOUT_COOKIE) != null) {
            rc.response().removeCookie(POST_LOGOUT_COOKIE).setPath("/");
        }
        redirect(rc, "/");
    }

    private boolean withinLimits(RoutingContext rc) {
        var address = rc.request().remoteAddress();
        if (address != null
                && limiter.admitAnonymous(address.hostAddress())
                        instanceof Verdict.Refused refused) {
            rc.response().putHeader("Retry-After", String.valueOf(refused.retryAfterSeconds()));
            Problems.end(
                    rc,
                    GatewayProblem.TOO_MANY_REQUESTS,
                    "Too many sign-ins from this address. Try again in a moment.");
            return false;
        }
        return true;
    }

    private static void nothingElse(RoutingContext rc) {
        if (rc.request().method().name().equals("GET")) {
            Problems.end(rc, GatewayProblem.NOT_FOUND, "There is no such page.");
        } else {
            Problems.end(
                    rc,
                    GatewayProblem.METHOD_NOT_ALLOWED,
                    "This address is for browsers to visit.");
        }
    }

    private static boolean isSignedIn(SecurityIdentity identity) {
        return identity != null && !identity.isAnonymous();
    }

    private static boolean hasCookie(RoutingContext rc, String prefix) {
        return rc.request().cookies().stream()
                .anyMatch(cookie -> cookie.getName().startsWith(prefix));
    }

    private void goTo(RoutingContext rc, ReturnPath page) {
        redirect(rc, site.origin() + page.value());
    }

    private static void redirect(RoutingContext rc, String location) {
        if (!rc.response().ended()) {
            rc.response().setStatusCode(303).putHeader(HttpHeaders.LOCATION, location).end();
        }
    }
}
