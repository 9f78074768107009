package io.greenroom.gateway.routing;

import io.greenroom.gateway.problem.Problems;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One instance of a service as the gateway sees it, from all of its event loops. */
final class Upstream {
    /** A check may be slow for once; who says nothing so often in a row hangs. */
    private static final int SILENCES = 3;

    private final Service service;
    private final int number;
    private final URI url;
    private final boolean alone;
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();
    private volatile boolean serving = true;

    /**
     * An instance that is believed to serve until it is found not to.
     *
     * @param number counted from 1, in the order of the configuration
     * @param alone whether the service has no other address; then it is never given up
     */
    Upstream(Service service, int number, URI url, boolean alone) {
        this.service = service;
        this.number = number;
        this.url = url;
        this.alone = alone;
    }

    Service service() {
        return service;
    }

    int number() {
        return number;
    }

    RequestOptions options() {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        return new RequestOptions().setHost(url.getHost()).setPort(port).setSsl(secure);
    }

    /** Scheme, host and port, without a slash at the end. */
    String base() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Whether new requests should go there. */
    boolean isServing() {
        return serving;
    }

    /** Requests, streams and rooms that are under way there. */
    int pending() {
        return pending.get();
    }

    void begin() {
        pending.incrementAndGet();
    }

    void end() {
        pending.decrementAndGet();
    }

    void found() {
        silences.set(0);
        serving = true;
    }

    /**
     * Whether a 503 says that the instance serves no more. One that still works names the problem,
     * which may be that of something it depends on, and no better elsewhere.
     *
     * @param contentType of the answer
     */
    static boolean goesDown(@Nullable String contentType) {
        return contentType == null || !contentType.startsWith(Problems.MEDIA_TYPE);
    }

    /** It cannot be reached, or says itself that it does not serve. Until it is found again. */
    void lost() {
        serving = alone;
    }

    void silent() {
        if (silences.incrementAndGet() >= SILENCES) {
            lost();
        }
    }
}
