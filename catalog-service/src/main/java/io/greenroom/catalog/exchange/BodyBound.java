package io.greenroom.catalog.exchange;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Only a file to be imported may be large: every other body is bounded as in all services. Without
 * this, the one setting of the server would let any route take what an import may.
 */
@ApplicationScoped
class BodyBound {
    private static final String IMPORTS = "/api/catalog/imports";
    private static final long OTHERS = 1024 * 1024;
    private static final int TOO_LARGE = 413;

    void register(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyBound::bound);
    }

    /** As the server itself does with its own bound, which it looked at before. */
    private static void bound(RoutingContext request) {
        if (!request.normalizedPath().equals(IMPORTS)) {
            var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
            if (length == null) {
                request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, OTHERS);
            } else if (Long.parseLong(length) > OTHERS) {
                if (request.request().version() != HttpVersion.HTTP_2) {
                    // What is still to come of the body is not waited for.
                    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                }
                request.response().setStatusCode(TOO_LARGE).end();
                return;
            }
        }
        request.next();
    }
}
