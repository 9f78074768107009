package io.greenroom.gateway.me;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.gateway.limits.RateLimiter;
import io.greenroom.gateway.limits.Verdict;
import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.greenroom.gateway.problem.Trace;
import io.greenroom.gateway.routing.RoutingConfig;
import io.greenroom.gateway.routing.Service;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.http.HttpClient;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Gives people a copy of their data: whole, not too often, and not to too many at once. */
@Singleton
class OwnDataDesk {
    private static final Logger LOG = Logger.getLogger(OwnDataDesk.class);

    /** Each takes a thread until its reader has all of it. */
    private static final int AT_ONCE = 4;

    private final RoutingConfig config;
    private final RateLimiter limiter;
    private final ObjectMapper json;
    private final HttpClient http;
    private final Semaphore places = new Semaphore(AT_ONCE);

    OwnDataDesk(RoutingConfig config, RateLimiter limiter, ObjectMapper json) {
        this.config = config;
        this.limiter = limiter;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(config.connectTimeout()).build();
    }

    /** Blocks until all services have said what they have; then the response streams. */
    Response copy(MeView me, String accessToken, RoutingContext rc) {
        var source = new ServicesOwnData(http, json, config, accessToken, Trace.of(rc).parent());
        var parts = new EnumMap<Service, OwnDataSource.Parts>(Service.class);
        try {
            for (var service : Service.values()) {
                parts.put(service, source.parts(service));
            }
        } catch (OwnDataSource.UnavailableException away) {
            return refused(rc, away);
        }
        if (limiter.admitOwnDataCopy(me.id()) instanceof Verdict.Refused tooOften) {
            return busy(
                    rc,
                    "You had a copy of your data made several times just now. Try again in %d s."
                            .formatted(tooOften.retryAfterSeconds()),
                    tooOften.retryAfterSeconds());
        }
        if (!places.tryAcquire()) {
            return busy(
                    rc, "Several people are getting theirs just now. Try again in a minute.", 60);
        }
        rc.addEndHandler(ended -> places.release());
        var copy = new OwnDataCopy(json, me, parts, source);
        StreamingOutput stream =
                out -> {
                    try {
                        copy.writeTo(out);
                    } catch (OwnDataSource.UnavailableException away) {
                        LOG.warnf("A copy of somebody's data broke off: %s", away.getMessage());
                        // Ends the connection, so that nobody takes it for a whole one.
                        rc.request().connection().close();
                        throw away;
                    }
                };
        return Response.ok(stream, "application/zip")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"greenroom-data-%s.zip\""
                                .formatted(LocalDate.now(ZoneOffset.UTC)))
                .build();
    }

    private static Response refused(RoutingContext rc, OwnDataSource.UnavailableException away) {
        if (away.status() == 401 || away.status() == 403) {
            return problem(
                    rc,
                    GatewayProblem.FORBIDDEN,
                    "The services know of no data of such an account.",
                    0);
        }
        return problem(
                rc,
                GatewayProblem.SERVICE_UNAVAILABLE,
                "%s cannot be reached just now, and without its part a copy of your data would not"
                                .formatted(away.service().serviceName())
                        + " be whole. Try again in a moment.",
                10);
    }

    private static Response busy(RoutingContext rc, String detail, long seconds) {
        return problem(rc, GatewayProblem.TOO_MANY_REQUESTS, detail, seconds);
    }

    private static Response problem(
            RoutingContext rc, GatewayProblem problem, String detail, long retryAfter) {
        var response =
                Response.status(problem.status())
                        .type(Problems.MEDIA_TYPE)
                        .entity(Problems.body(problem, detail, Trace.of(rc)).toString());
        return retryAfter > 0
                ? response.header(HttpHeaders.RETRY_AFTER, retryAfter).build()
                : response.build();
    }
}
