package io.greenroom.session.room;

import io.greenroom.platform.DatabaseAccess;
import io.greenroom.platform.event.Signals;
import io.greenroom.platform.problem.CommonProblem;
import io.greenroom.platform.problem.Problem;
import io.greenroom.platform.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Lets participants into the rooms: {@code /api/sessions/{id}/room}, a WebSocket. Who they are is
 * found out before it opens.
 */
@ApplicationScoped
class Rooms {
    static final String PROTOCOL = "greenroom.room.v1";

    private static final Logger LOG = Logger.getLogger(Rooms.class);
    private static final int BEFORE_RESOURCES = 100;

    /** One writes, the others load and read. */
    private static final int CONNECTIONS = 4;

    private final Vertx vertx;
    private final RoomConfig config;
    private final Clock clock;
    private final Admissions admissions;
    private final RoomMetrics metrics;
    private final Pool pool;
    private final Hub hub;
    private volatile boolean leaving;

    @Inject
    Rooms(
            Vertx vertx,
            Signals signals,
            RoomConfig config,
            Clock clock,
            Admissions admissions,
            MeterRegistry registry,
            DatabaseAccess database) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.admissions = admissions;
        this.metrics = new RoomMetrics(registry);
        this.pool =
                RoomStore.connect(vertx, database.options(), config.databaseSilence(), CONNECTIONS);
        this.hub = new Hub(vertx, pool, signals::listen, config, clock, metrics, admissions);
    }

    void register(@Observes Router router) {
        router.get("/api/sessions/:id/room").order(BEFORE_RESOURCES).handler(this::handle);
    }

    /**
     * At once, and not after the requests under way: an open WebSocket counts as one. Clients come
     * back, and are led to another instance.
     */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving = true;
        hub.close();
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            hub.close().toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Rooms were left in a hurry: %s", e.toString());
        }
        pool.close();
    }

    private void handle(RoutingContext rc) {
        var request = rc.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            rc.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            refuse(rc, 426, "This is a WebSocket.");
            return;
        }
        if (!offersProtocol(request)) {
            refuse(rc, 400, "The subprotocol " + PROTOCOL + " must be offered.");
            return;
        }
        if (leaving) {
            // The gateway takes this for "ask another instance".
            unavailable(rc);
            return;
        }
        UUID sessionId;
        try {
            sessionId = UUID.fromString(rc.pathParam("id"));
        } catch (IllegalArgumentException e) {
            refuse(rc, CommonProblem.NOT_FOUND, "There is no such session of yours.");
            return;
        }
        // What comes after the handshake waits for it.
        request.pause();
        QuarkusHttpUser.getSecurityIdentity(rc, null)
                .subscribe()
                .with(identity -> admit(rc, sessionId, identity), e -> failed(rc, e));
    }

    private static boolean offersProtocol(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .anyMatch(offer -> offer.strip().equals(PROTOCOL));
    }

    private void admit(RoutingContext rc, UUID sessionId, SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            refuse(rc, CommonProblem.UNAUTHORIZED, "Send an access token.");
            return;
        }
        admissions
                .admit(sessionId, identity, config.tokenGrace())
                .onComplete(
                        found ->
                                rc.vertx()
                                        .runOnContext(
                                                here -> {
                                                    if (found.failed()) {
                                                        failed(rc, found.cause());
                                                    } else if (found.result() == null) {
                                                        refuse(
                                                                rc,
                                                                CommonProblem.NOT_FOUND,
                                                                "There is no such session of"
                                                                        + " yours.");
                                                    } else {
                                                        open(rc, found.result());
                                                    }
                                                }));
    }

    private void open(RoutingContext rc, Member member) {
        rc.request()
                .toWebSocket()
                .onFailure(gone -> LOG.debugf("No WebSocket: %s", gone.toString()))
                .onSuccess(
                        socket ->
                                new RoomSocket(vertx, hub, config, clock, metrics, socket)
                                        .open(member));
    }

    private static void failed(RoutingContext rc, Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            refuse(rc, CommonProblem.UNAUTHORIZED, "The access token is not valid.");
        } else {
            LOG.warnf("Nobody can be let in: %s", failure.toString());
            unavailable(rc);
        }
    }

    private static void unavailable(RoutingContext rc) {
        rc.response()
                .putHeader(
                        HttpHeaders.RETRY_AFTER, String.valueOf(Duration.ofSeconds(2).toSeconds()));
        refuse(rc, CommonProblem.SERVICE_UNAVAILABLE, "Try again in a moment.");
    }

    private static void refuse(RoutingContext rc, ProblemType type, String detail) {
        end(rc, type, type.status(), detail);
    }

    private static void refuse(RoutingContext rc, int status, String detail) {
        end(rc, CommonProblem.REQUEST_REFUSED, status, detail);
    }

    private static void end(RoutingContext rc, ProblemType type, int status, String detail) {
        if (rc.response().headWritten()) {
            // Authentication has answered itself.
            return;
        }
        rc.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(
                        Json.object()
                                .put("type", type.uri().toString())
                                .put("title", type.title())
                                .put("status", status)
                                .put("detail", detail)
                                .toString());
        rc.request().resume();
    }
}
