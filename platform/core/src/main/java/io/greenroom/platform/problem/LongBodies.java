package io.greenroom.platform.problem;

import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says what is wrong with a body that is declared longer than is taken. The server would refuse it
 * too, but with nothing but a status, as it does what only turns out to be too long.
 */
@ApplicationScoped
public class LongBodies {
    /** How long somebody may still read the answer. */
    private static final long LEAVING_MILLIS = 2_000;

    void register(
            @Observes Router router,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> most) {
        most.ifPresent(size -> register(router, size.asLongValue()));
    }

    private static void register(Router router, long bytes) {
        router.route()
                .order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1)
                .handler(
                        request -> {
                            if (declared(request) > bytes) {
                                refuse(request, bytes);
                            } else {
                                request.next();
                            }
                        });
    }

    /** How many bytes the request says that it has; -1 when it does not say. */
    public static long declared(RoutingContext request) {
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    /**
     * Ends the request with 413, and soon its connection: what is still to come of the body is not
     * waited for. At once would cost many a client the answer.
     */
    public static void refuse(RoutingContext request, long bytes) {
        if (request.request().version() == HttpVersion.HTTP_2) {
            request.response().endHandler(done -> request.response().reset());
        } else {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            request.vertx()
                    .setTimer(LEAVING_MILLIS, late -> request.request().connection().close());
        }
        var type = CommonProblem.BODY_TOO_LARGE;
        var problem =
                new JsonObject()
                        .put("type", type.uri().toString())
                        .put("title", type.title())
                        .put("status", type.status())
                        .put(
                                "detail",
                                "A request body may have at most %d bytes.".formatted(bytes));
        var span = Span.current().getSpanContext();
        if (span.isValid()) {
            problem.put("traceId", span.getTraceId());
        }
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(problem.toBuffer());
    }
}
