package io.greenroom.platform.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** An address with U+0000 in it names nothing, and PostgreSQL would refuse it only later. */
final class RefuseNul {
    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request) {
        var uri = request.getUriInfo().getRequestUri();
        if ((uri.getRawPath() + "?" + uri.getRawQuery()).contains("%00")) {
            throw ProblemException.invalid(
                    "address", "An address cannot hold the NUL character (U+0000).");
        }
    }
}
