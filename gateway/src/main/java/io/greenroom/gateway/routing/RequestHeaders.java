package io.greenroom.gateway.routing;

import io.greenroom.gateway.login.CrossSite;
import io.greenroom.gateway.problem.Trace;
import io.greenroom.gateway.site.Site;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Turns the headers of a caller into those that a service gets to see. */
@Singleton
class RequestHeaders {
    /** Ours to set, or none of a service's business; whoever sends them is not believed. */
    private static final List<String> NOT_PASSED_ON =
            List.of(
                    "Cookie",
                    "Authorization",
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Prefix",
                    "X-Real-IP",
                    "Proxy-Connection",
                    "Proxy-Authorization",
                    "Expect",
                    CrossSite.HEADER,
                    // Compression is the gateway's, towards the browser.
                    "Accept-Encoding");

    private final Site site;

    RequestHeaders(Site site) {
        this.site = site;
    }

    void rewrite(MultiMap headers, RoutingContext rc, String accessToken) {
        String connection = headers.get(HttpHeaders.CONNECTION);
        if (connection != null) {
            // RFC 9110, 7.6.1: what Connection names is meant for the next hop only.
            for (String name : connection.split(",", -1)) {
                String trimmed = name.strip();
                if (!trimmed.isEmpty() && !trimmed.equalsIgnoreCase("upgrade")) {
                    headers.remove(trimmed);
                }
            }
        }
        NOT_PASSED_ON.forEach(headers::remove);
        headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken);
        SocketAddress client = rc.request().remoteAddress();
        if (client != null && client.hostAddress() != null) {
            headers.set("X-Forwarded-For", client.hostAddress());
        }
        headers.set("X-Forwarded-Host", site.authority());
        headers.set("X-Forwarded-Proto", site.scheme());
        headers.set("traceparent", Trace.of(rc).parent());
    }

    /**
     * Path and query as the gateway understood them, so that the service cannot understand another
     * path.
     */
    static String target(RoutingContext rc) {
        String query = rc.request().query();
        return rc.normalizedPath() + (query == null || query.isEmpty() ? "" : "?" + query);
    }
}
