package io.greenroom.gateway.limits;

import io.greenroom.gateway.problem.GatewayProblem;
import io.greenroom.gateway.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Refuses bodies that are too large: by their declared length before anything else looks at the
 * request, and while reading those that declare none.
 */
@ApplicationScoped
public class BodyLimit {
    private static final int BEFORE_AUTHENTICATION = 800;

    /** How long a refused client may go on sending before the connection is cut under it. */
    private static final long DRAIN_MILLIS = 2_000;

    /** The one address that takes files. */
    private static final String IMPORTS = "/api/catalog/imports";

    private final long maxBytes;
    private final long maxImportBytes;
    private final long maxHeldBytes;
    private final AtomicLong heldBytes = new AtomicLong();

    BodyLimit(LimitsConfig config) {
        this.maxBytes = config.maxBody().asLongValue();
        this.maxImportBytes = config.maxImport().asLongValue();
        this.maxHeldBytes = config.maxHeldBodies().asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(
                rc -> {
                    if (declaredLength(rc.request()) > limit(rc)) {
                        refuse(rc);
                    } else {
                        rc.next();
                    }
                },
                BEFORE_AUTHENTICATION);
    }

    /** Ends the request with 413. */
    public void refuse(RoutingContext rc) {
        rc.response().putHeader(HttpHeaders.CONNECTION, "close");
        long limit = limit(rc);
        Problems.end(
                rc,
                GatewayProblem.BODY_TOO_LARGE,
                limit > maxBytes && isUndeclared(rc.request())
                        ? "A file of more than %d bytes needs a Content-Length.".formatted(maxBytes)
                        : "A request body may have at most %d bytes.".formatted(limit));
        if (rc.request().version() != HttpVersion.HTTP_2) {
            rc.vertx().setTimer(DRAIN_MILLIS, timer -> rc.request().connection().close());
        }
    }

    private long limit(RoutingContext rc) {
        return isImport(rc.normalizedPath()) ? maxImportBytes : maxBytes;
    }

    /** Whether files are sent to this address, which are longer and take longer. */
    public static boolean isImport(String path) {
        return path.equals(IMPORTS);
    }

    /** Whether the length is only known at the end of the body. */
    public boolean isUndeclared(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (request.version() == HttpVersion.HTTP_2
                        && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                        && !request.isEnded());
    }

    /**
     * Room in memory for the body of that request, until the response has ended or the share is
     * given back; none if there is no more.
     */
    public Optional<Share> hold(RoutingContext rc) {
        long declared = declaredLength(rc.request());
        long bytes = declared < 0 || declared > maxBytes ? maxBytes : declared;
        if (heldBytes.addAndGet(bytes) > maxHeldBytes) {
            heldBytes.addAndGet(-bytes);
            return Optional.empty();
        }
        var share = new Share(() -> heldBytes.addAndGet(-bytes));
        share.endWith(rc);
        return Optional.of(share);
    }

    /**
     * Reads a body of undeclared length; fails with {@link TooLarge} as soon as it is over the
     * limit.
     */
    public Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(
                chunk -> {
                    if (body.length() + chunk.length() > maxBytes) {
                        whole.tryFail(new TooLarge());
                    } else {
                        body.appendBuffer(chunk);
                    }
                });
        request.endHandler(end -> whole.tryComplete(body));
        request.exceptionHandler(whole::tryFail);
        request.resume();
        return whole.future();
    }

    /** The body is over the limit. */
    public static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        private TooLarge() {
            super("body over the limit", null, false, false);
        }
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException noNumber) {
            return Long.MAX_VALUE;
        }
    }
}
