package io.greenroom.gateway.me;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.gateway.limits.LimitsConfig;
import io.greenroom.gateway.limits.RateLimiter;
import io.greenroom.gateway.limits.Share;
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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Gives people a copy of their data: whole, not too often, and not to too many at once. */
@Singleton
class OwnDataDesk {
    private static final Logger LOG = Logger.getLogger(OwnDataDesk.class);

    private static final int BUFFER = 1 << 16;

    /** Each takes a thread until its reader has all of it, and room for a file. */
    private static final int AT_ONCE = 4;

    /** Whoever has not fetched all by then gives the place to others. */
    private static final Duration FETCHED_WITHIN = Duration.ofMinutes(10);

    private final RoutingConfig config;
    private final LimitsConfig limits;
    private final RateLimiter limiter;
    private final ObjectMapper json;
    private final HttpClient http;
    private final Semaphore places = new Semaphore(AT_ONCE);

    OwnDataDesk(RoutingConfig config, LimitsConfig limits, RateLimiter limiter, ObjectMapper json) {
        this.config = config;
        this.limits = limits;
        this.limiter = limiter;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(config.connectTimeout()).build();
    }

    /**
     * Blocks until all of the copy is there: services and access token need not last as long as a
     * slow reader, and nobody gets half of one.
     */
    Response copy(MeView me, String accessToken, RoutingContext rc) {
        if (!places.tryAcquire()) {
            return busy(
                    rc, "Several people are getting theirs just now. Try again in a minute.", 60);
        }
        var place = new Share(places::release);
        boolean handedOver = false;
        try {
            var source =
                    new ServicesOwnData(http, json, config, accessToken, Trace.of(rc).parent());
            var parts = new EnumMap<Service, OwnDataSource.Parts>(Service.class);
            for (var service : Service.values()) {
                parts.put(service, source.parts(service));
            }
            if (limiter.admitOwnDataCopy(me.id()) instanceof Verdict.Refused tooOften) {
                return busy(
                        rc,
                        "You had a copy of your data made several times just now. Try again in %d s."
                                .formatted(tooOften.retryAfterSeconds()),
                        tooOften.retryAfterSeconds());
            }
            var file = spooled(new OwnDataCopy(json, me, parts, source));
            var share = new Share(() -> close(file, place));
            handedOver = true;
            share.endWith(rc);
            return handOver(file, share, rc);
        } catch (OwnDataSource.UnavailableException away) {
            return refused(rc, away);
        } catch (OwnDataCopy.TooLongException tooLong) {
            LOG.errorf("A copy of somebody's data cannot be handed out: %s", tooLong.getMessage());
            return problem(
                    rc,
                    GatewayProblem.SERVICE_UNAVAILABLE,
                    "There is more of your data than fits into one copy here. Tell those who run"
                            + " this site: they can allow for it.",
                    3600);
        } catch (IOException e) {
            LOG.errorf(e, "A copy of somebody's data cannot be written");
            return problem(
                    rc,
                    GatewayProblem.SERVICE_UNAVAILABLE,
                    "There is no room for a copy of your data just now. Try again in a while.",
                    60);
        } finally {
            if (!handedOver) {
                place.end();
            }
        }
    }

    /** How many more may come just now. */
    int free() {
        return places.availablePermits();
    }

    /** Nothing of it stays when the channel is closed, or the process ends. */
    private FileChannel spooled(OwnDataCopy copy) throws IOException {
        var name = Files.createTempFile("greenroom-own-data", ".zip");
        var file =
                FileChannel.open(
                        name,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
        boolean whole = false;
        try {
            var out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
            copy.writeTo(out, limits.maxOwnDataCopy().asLongValue());
            file.position(0);
            whole = true;
            return file;
        } finally {
            if (!whole) {
                file.close();
            }
        }
    }

    private static Response handOver(FileChannel file, Share share, RoutingContext rc)
            throws IOException {
        StreamingOutput stream =
                out -> {
                    long timer =
                            rc.vertx()
                                    .setTimer(
                                            FETCHED_WITHIN.toMillis(),
                                            late -> rc.request().connection().close());
                    try {
                        Channels.newInputStream(file).transferTo(out);
                    } finally {
                        rc.vertx().cancelTimer(timer);
                        share.end();
                    }
                };
        return Response.ok(stream, "application/zip")
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"greenroom-data-%s.zip\""
                                .formatted(LocalDate.now(ZoneOffset.UTC)))
                .build();
    }

    private static void close(FileChannel file, Share place) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warnf(e, "A copy of somebody's data was not closed");
        } finally {
            place.end();
        }
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
