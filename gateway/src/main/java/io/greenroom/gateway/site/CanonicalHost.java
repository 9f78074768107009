package io.greenroom.gateway.site;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;

/**
 * Sends a browser that came by another name (127.0.0.1 for localhost) to the public origin. Its
 * session would be another one there, and everything it writes would be refused as cross-site.
 */
@ApplicationScoped
class CanonicalHost {
    private static final int AFTER_THE_HEADERS = 900;

    private final Site site;

    CanonicalHost(Site site) {
        this.site = site;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, AFTER_THE_HEADERS);
    }

    private void handle(RoutingContext rc) {
        HostAndPort asked = rc.request().authority();
        if (asked != null && isNavigation(rc) && !isHere(asked)) {
            rc.response()
                    .setStatusCode(302)
                    .putHeader(HttpHeaders.LOCATION, site.origin() + localPart(rc.request().uri()))
                    .end();
            return;
        }
        rc.next();
    }

    private boolean isHere(HostAndPort asked) {
        int usualPort = site.secure() ? 443 : 80;
        String port = asked.port() == -1 || asked.port() == usualPort ? "" : ":" + asked.port();
        return site.authority().equals(asked.host().toLowerCase(Locale.ROOT) + port);
    }

    private static boolean isNavigation(RoutingContext rc) {
        String accept = rc.request().getHeader(HttpHeaders.ACCEPT);
        String path = rc.normalizedPath();
        return rc.request().method() == HttpMethod.GET
                && accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/")
                && !path.startsWith("/q/");
    }

    private static String localPart(String uri) {
        return uri.startsWith("/") ? uri : "/";
    }
}
