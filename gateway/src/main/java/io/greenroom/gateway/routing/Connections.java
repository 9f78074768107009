package io.greenroom.gateway.routing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * HTTP connections to the services. Streams have a pool of their own: however many are open,
 * ordinary requests still get through.
 */
@Singleton
class Connections {
    private static final int WAITING_REQUESTS = 1_000;
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final RoutingConfig config;
    private final HttpClient requests;
    private final HttpClient streams;
    private final HttpClient checks;

    Connections(Vertx vertx, RoutingConfig config) {
        this.config = config;
        this.requests = client(vertx, config.requestConnections());
        this.streams = client(vertx, config.streamConnections());
        this.checks = client(vertx, 1);
    }

    private HttpClient client(Vertx vertx, int connections) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setTcpNoDelay(true)
                        // RequestHeaders passes the trace on.
                        .setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions()
                        .setHttp1MaxSize(connections)
                        .setMaxWaitQueueSize(WAITING_REQUESTS));
    }

    HttpClient requests() {
        return requests;
    }

    HttpClient streams() {
        return streams;
    }

    /** For questions about health, which must not wait for anything else. */
    HttpClient checks() {
        return checks;
    }

    @PreDestroy
    void close() {
        var closing = requests.close();
        var alsoClosing = streams.close();
        var checksToo = checks.close();
        io.vertx.core.Future.all(closing, alsoClosing, checksToo).onFailure(ignored -> {});
    }
}
