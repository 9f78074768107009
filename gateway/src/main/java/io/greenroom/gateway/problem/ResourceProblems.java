package io.greenroom.gateway.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what the framework refuses at the gateway's own resources into problems. */
class ResourceProblems {
    @ServerExceptionMapper
    Response map(WebApplicationException refused, RoutingContext rc) {
        return switch (refused.getResponse().getStatus()) {
            case 404 -> problem(rc, GatewayProblem.NOT_FOUND, "There is nothing at this address.");
            case 405 ->
                    problem(
                            rc,
                            GatewayProblem.METHOD_NOT_ALLOWED,
                            "This address can only be read (GET).");
            case 406 ->
                    problem(
                            rc,
                            GatewayProblem.NOT_ACCEPTABLE,
                            "This address answers with JSON; say so in Accept.");
            default -> refused.getResponse();
        };
    }

    private static Response problem(RoutingContext rc, GatewayProblem problem, String detail) {
        return Response.status(problem.status())
                .type(Problems.MEDIA_TYPE)
                .entity(Problems.body(problem, detail, Trace.of(rc)).toString())
                .build();
    }
}
