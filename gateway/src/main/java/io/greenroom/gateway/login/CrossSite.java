package io.greenroom.gateway.login;

import io.greenroom.gateway.site.Site;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Tells requests of our own pages from those that another site makes a browser send. Only sessions
 * need it: a bearer token is never sent by a browser on its own.
 */
@Singleton
public class CrossSite {
    /** Another site cannot set it without a CORS permission, which nobody gets. */
    public static final String HEADER = "X-Greenroom-CSRF";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Site site;

    CrossSite(Site site) {
        this.site = site;
    }

    /** Whether that request may be acted upon with a session cookie. */
    public boolean admits(HttpServerRequest request) {
        if (isUpgrade(request)) {
            // Browsers always send Origin with a WebSocket handshake, and cannot add headers to it.
            return site.origin().equals(request.getHeader(HttpHeaders.ORIGIN));
        }
        if (SAFE.contains(request.method().name())) {
            return true;
        }
        return cameFromHere(request) && request.headers().contains(HEADER);
    }

    private boolean cameFromHere(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null
                ? site.origin().equals(origin)
                : site.isOriginOf(request.getHeader(HttpHeaders.REFERER));
    }

    /** Whether the request asks for a WebSocket. */
    public static boolean isUpgrade(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
