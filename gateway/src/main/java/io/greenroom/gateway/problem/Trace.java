package io.greenroom.gateway.problem;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The W3C trace of a request: the caller's, or one begun here, so that a problem can be found again
 * in the log of every service that the request reached.
 *
 * @param id 32 hex digits
 * @param parent the whole {@code traceparent} header to pass on: the gateway's own span is the
 *     parent of the service's
 */
public record Trace(String id, String parent) {
    private static final String KEY = Trace.class.getName();

    /** The trace of that request, the same however often it is asked for. */
    public static Trace of(RoutingContext rc) {
        Trace known = rc.get(KEY);
        if (known != null) {
            return known;
        }
        // Quarkus has read the caller's header, and lets nothing in that is malformed.
        SpanContext span = Span.current().getSpanContext();
        Trace trace = span.isValid() ? of(span) : begin();
        rc.put(KEY, trace);
        return trace;
    }

    private static Trace of(SpanContext span) {
        String id = span.getTraceId();
        return new Trace(
                id, "00-" + id + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex());
    }

    /** Only where tracing is switched off altogether. */
    private static Trace begin() {
        var random = ThreadLocalRandom.current();
        var bytes = new byte[24];
        random.nextBytes(bytes);
        // All zeros is the one value that the format forbids.
        bytes[0] |= 1;
        bytes[16] |= 1;
        String hex = HexFormat.of().formatHex(bytes);
        String id = hex.substring(0, 32);
        return new Trace(id, "00-" + id + "-" + hex.substring(32) + "-01");
    }
}
