package io.greenroom.gateway.headers;

import io.greenroom.gateway.site.Site;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Sets the security and caching headers of every response, last of all, so that neither a service
 * nor the framework can weaken them.
 */
@ApplicationScoped
class ResponseHeaders {
    private static final int BEFORE_EVERYTHING = 1000;
    private static final String FEATURES =
            "accelerometer=(), camera=(self), display-capture=(self), geolocation=(),"
                    + " gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(),"
                    + " usb=()";

    /** The script that runs a live room's Python; the bundler adds a hash to its name. */
    private static final String PYTHON_WORKER = "/assets/python-worker-";

    private final Site site;

    ResponseHeaders(Site site) {
        this.site = site;
    }

    void register(@Observes Filters filters) {
        filters.register(
                rc -> {
                    rc.addHeadersEndHandler(
                            written ->
                                    apply(
                                            rc.response().headers(),
                                            rc.normalizedPath(),
                                            rc.response().getStatusCode(),
                                            Nonce.of(rc)));
                    rc.next();
                },
                BEFORE_EVERYTHING);
    }

    void apply(MultiMap headers, String path, int status, @Nullable String nonce) {
        headers.set(
                "Content-Security-Policy",
                path.startsWith(PYTHON_WORKER)
                        ? pythonWorkerPolicy()
                        : contentSecurityPolicy(nonce));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // Our own pages may name each other (the CSRF check falls back on it); nobody else learns
        // an address.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Permissions-Policy", FEATURES);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (site.secure()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        headers.set(HttpHeaders.CACHE_CONTROL, cacheControl(path, status, headers));
        headers.remove("X-Powered-By");
        headers.remove("Server");
        compressApiJson(headers, path);
    }

    /**
     * Quarkus marks what it should not compress as {@code identity}, and only unmarks what it
     * serves itself; the services' JSON is worth it too. Streams stay as they are: compression
     * would hold events back.
     */
    private static void compressApiJson(MultiMap headers, String path) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        if (path.startsWith("/api/")
                && type != null
                && (type.startsWith("application/json")
                        || type.startsWith("application/problem+json"))
                && "identity".equals(headers.get(HttpHeaders.CONTENT_ENCODING))) {
            headers.remove(HttpHeaders.CONTENT_ENCODING);
        }
    }

    private static String cacheControl(String path, int status, MultiMap headers) {
        String type = headers.get(HttpHeaders.CONTENT_TYPE);
        boolean servedWell = status == 200 || status == 206 || status == 304;
        if (!servedWell
                || path.startsWith("/api/")
                || path.startsWith("/q/")
                || path.startsWith("/log")
                || (type != null && type.startsWith("text/html"))) {
            return "no-store";
        }
        if (path.startsWith("/assets/") || path.startsWith("/webjars/")) {
            // The name holds a hash or a version: another content has another name.
            return "public, max-age=31536000, immutable";
        }
        return "no-cache";
    }

    private static String contentSecurityPolicy(@Nullable String nonce) {
        return "default-src 'none'; script-src 'self'; style-src 'self'"
                + (nonce == null ? "" : " 'nonce-" + nonce + "'")
                + "; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
                + " base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src"
                + " 'self'";
    }

    /**
     * Whoever presses Run in a room runs what somebody else has written. The worker may compile
     * WebAssembly, which no page may, and reaches our static files, but no API: it has the cookie
     * of whoever pressed Run.
     */
    private String pythonWorkerPolicy() {
        String assets = site.origin() + "/assets/";
        return "default-src 'none'; script-src "
                + assets
                + " 'wasm-unsafe-eval'; connect-src "
                + assets
                + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
