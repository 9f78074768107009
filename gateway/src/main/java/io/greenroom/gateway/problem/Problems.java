package io.greenroom.gateway.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Writes problems. */
public final class Problems {
    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /**
     * Ends the request with that problem; the detail is for a person. Does nothing after the head
     * is out.
     */
    public static void end(RoutingContext rc, GatewayProblem problem, String detail) {
        HttpServerResponse response = rc.response();
        if (response.headWritten() || response.ended() || response.closed()) {
            return;
        }
        if (problem == GatewayProblem.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"greenroom\"");
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(body(problem, detail, Trace.of(rc)));
        // An unread body would leave the connection stuck; what still comes is thrown away.
        rc.request().resume();
    }

    /** The JSON of that problem. */
    public static Buffer body(GatewayProblem problem, String detail, Trace trace) {
        return new JsonObject()
                .put("type", problem.uri().toString())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", detail)
                .put("traceId", trace.id())
                .toBuffer();
    }
}
