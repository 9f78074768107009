package io.greenroom.catalog.exchange;

import io.greenroom.platform.problem.LongBodies;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
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

    void register(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyBound::bound);
    }

    /** As the server itself does with its own bound, which it looked at before. */
    private static void bound(RoutingContext request) {
        if (!request.normalizedPath().equals(IMPORTS)) {
            long length = LongBodies.declared(request);
            if (length > OTHERS) {
                LongBodies.refuse(request, OTHERS);
                return;
            }
            if (length < 0) {
                request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, OTHERS);
            }
        }
        request.next();
    }
}
