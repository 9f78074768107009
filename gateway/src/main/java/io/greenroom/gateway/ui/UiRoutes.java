package io.greenroom.gateway.ui;

import io.greenroom.gateway.headers.Nonce;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves the UI's page for {@code /} and every address that the UI's own router knows. The files
 * beside it are served by Quarkus; the page is not, because each response needs a nonce of its own.
 */
@ApplicationScoped
class UiRoutes {
    private static final int BEFORE_STATIC_FILES = 200;
    private static final String NONCE_PLACE = "__CSP_NONCE__";

    /** First path segments that are not the UI's. */
    private static final List<String> NOT_PAGES =
            List.of("api", "api-docs", "q", "login", "logout", "assets", "webjars");

    private final @Nullable String page;

    UiRoutes(UiConfig config) {
        this.page = read(config.index());
    }

    void register(@Observes Router router) {
        router.get().order(BEFORE_STATIC_FILES).handler(this::handle);
        router.head().order(BEFORE_STATIC_FILES).handler(this::handle);
    }

    private void handle(RoutingContext rc) {
        String path = rc.normalizedPath();
        if (!(path.equals("/index.html") || isPage(path) && wantsHtml(rc))) {
            rc.next();
            return;
        }
        HttpServerResponse response = rc.response();
        if (page == null) {
            response.setStatusCode(404)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                    .end(
                            "This gateway was built without its web UI (-Dwebui.skip). The API is"
                                    + " at /api-docs.\n");
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8");
        String html = page.replace(NONCE_PLACE, Nonce.issue(rc));
        if (rc.request().method() == HttpMethod.HEAD) {
            response.end();
        } else {
            response.end(html);
        }
    }

    static boolean isPage(String path) {
        String lastSegment = path.substring(path.lastIndexOf('/') + 1);
        int end = path.indexOf('/', 1);
        String firstSegment = end < 0 ? path.substring(1) : path.substring(1, end);
        return lastSegment.indexOf('.') < 0 && !NOT_PAGES.contains(firstSegment);
    }

    private static boolean wantsHtml(RoutingContext rc) {
        String accept = rc.request().getHeader(HttpHeaders.ACCEPT);
        // Asking for the landing page needs no header: tools that only look whether it is there
        // send none.
        return rc.normalizedPath().equals("/") || (accept != null && accept.contains("text/html"));
    }

    private static @Nullable String read(String resource) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
