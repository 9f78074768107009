package io.greenroom.gateway.limits;

import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's own {@code /q/metrics} are for operators, but stand on the port that everybody
 * reaches. They are answered only to a direct peer in a private network, which a collector is; what
 * came through a proxy or from outside finds nothing there.
 */
@ApplicationScoped
class OperatorPaths {
    private static final int AFTER_THE_HEADERS = 890;
    private static final String METRICS = "/q/metrics";
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    void register(@Observes Filters filters) {
        filters.register(OperatorPaths::handle, AFTER_THE_HEADERS);
    }

    private static void handle(RoutingContext rc) {
        if (rc.normalizedPath().startsWith(METRICS) && !isAnOperators(rc.request())) {
            Problems.end(rc, GatewayProblem.NOT_FOUND, "There is nothing here.");
            return;
        }
        rc.next();
    }

    private static boolean isAnOperators(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return FORWARDED.stream().noneMatch(request.headers()::contains)
                && isPrivate(peer == null ? null : peer.hostAddress());
    }

    static boolean isPrivate(@Nullable String ipAddress) {
        if (ipAddress == null) {
            return false;
        }
        // A literal: nothing is looked up.
        InetAddress address = new InetSocketAddress(ipAddress, 0).getAddress();
        return address != null
                && (address.isLoopbackAddress()
                        || address.isSiteLocalAddress()
                        || address.isLinkLocalAddress()
                        || isUniqueLocal(address)
                        || isShared(address));
    }

    /** RFC 6598, 100.64.0.0/10: nobody's on the internet, and many a cluster's pods have it. */
    private static boolean isShared(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
