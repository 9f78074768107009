package io.greenroom.gateway.testsupport;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything around the gateway, started once for all tests. */
public class StubWorld implements QuarkusTestResourceLifecycleManager {
    private @Nullable Vertx vertx;

    @Override
    public Map<String, String> start() {
        Vertx around = Vertx.vertx();
        vertx = around;
        int idp = listen(around.createHttpServer().requestHandler(new StubIdentityProvider()));
        int service =
                listen(
                        around.createHttpServer(
                                        new HttpServerOptions().setMaxWebSocketFrameSize(1 << 20))
                                .requestHandler(new StubService(around)));
        int second = listen(around.createHttpServer().requestHandler(new StubService(around)));
        int gateway = freePort();
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", String.valueOf(gateway)),
                Map.entry("greenroom.site.public-origin", scheme() + "://localhost:" + gateway),
                Map.entry("GREENROOM_COOKIE_SECURE", String.valueOf(scheme().equals("https"))),
                // Two that serve, and one that never does.
                Map.entry(
                        "greenroom.routing.catalog-url",
                        "http://localhost:%d,http://localhost:%d,http://localhost:%d"
                                .formatted(service, freePort(), second)),
                Map.entry("greenroom.routing.health-interval", "50MS"),
                Map.entry("greenroom.routing.session-url", "http://localhost:" + service),
                Map.entry(
                        "greenroom.routing.grading-url",
                        "http://localhost:" + (isWhole() ? service : freePort())),
                Map.entry("greenroom.routing.first-byte-timeout", "1S"),
                Map.entry("greenroom.limits.user-burst", "60"),
                Map.entry("greenroom.limits.max-held-bodies", "2M"),
                Map.entry("greenroom.limits.user-requests-per-second", "5"),
                Map.entry("greenroom.limits.anonymous-burst", "100000"),
                // Short, so that a test can wait for tokens to expire.
                Map.entry("quarkus.oidc.token.refresh-token-time-skew", "1S"),
                Map.entry("greenroom.ui.index", "test-ui/index.html"),
                Map.entry(
                        "quarkus.oidc.auth-server-url",
                        "http://localhost:" + idp + StubIdentityProvider.REALM),
                Map.entry("quarkus.oidc.credentials.secret", StubIdentityProvider.CLIENT_SECRET),
                Map.entry(
                        "quarkus.oidc.token-state-manager.encryption-secret",
                        "only-for-tests-0123456789-0123456789"),
                Map.entry(
                        "quarkus.oidc.authentication.state-secret",
                        "only-for-tests-0123456789-0123456789"),
                Map.entry("stub.idp", "http://localhost:" + idp),
                Map.entry("stub.service", "http://localhost:" + service),
                Map.entry("stub.second", "http://localhost:" + second));
    }

    /** Whether grading answers, too. */
    boolean isWhole() {
        return false;
    }

    /** How browsers come; the gateway itself speaks plain HTTP in any case. */
    String scheme() {
        return "http";
    }

    /** The same behind a proxy that ends TLS, at an address that only Linux has by itself. */
    public static class Proxied extends StubWorld {
        public static final String PROXY = "127.0.0.2";

        @Override
        public Map<String, String> start() {
            var settings = new HashMap<>(super.start());
            settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            settings.put("quarkus.http.proxy.allow-x-forwarded", "true");
            settings.put("quarkus.http.proxy.trusted-proxies", PROXY + "/32");
            return settings;
        }

        @Override
        String scheme() {
            return "https";
        }
    }

    /** The same, with every service there. */
    public static class Whole extends StubWorld {
        @Override
        boolean isWhole() {
            return true;
        }
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int listen(HttpServer server) {
        return server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
