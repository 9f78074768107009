package io.greenroom.gateway.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The W3C trace of a request: the caller's, or one begun here, so that a problem can be found again
 * in the log of every service that the request reached.
 *
 * @param id 32 hex digits
 * @param parent the whole {@code traceparent} header to pass on
 */
public record Trace(String id, String parent) {
    private static final String KEY = Trace.class.getName();
    private static final Pattern PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** The trace of that request, the same however often it is asked for. */
    public static Trace of(RoutingContext rc) {
        Trace known = rc.get(KEY);
        if (known != null) {
            return known;
        }
        String given = rc.request().getHeader("traceparent");
        var match = PARENT.matcher(given == null ? "" : given);
        Trace trace = given != null && match.matches() ? new Trace(match.group(1), given) : begin();
        rc.put(KEY, trace);
        return trace;
    }

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
