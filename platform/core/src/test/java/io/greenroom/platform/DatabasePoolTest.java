package io.greenroom.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabasePoolTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        join(vertx.close());
    }

    @Test
    void aHostThatTakesConnectionsAndStandsStillIsGivenUp() {
        var mute = vertx.createNetServer().connectHandler(NetSocket::pause);
        join(mute.listen(0, "localhost"));
        var pool =
                new DatabasePool(Duration.ofSeconds(1))
                        .create(input(new PgConnectOptions().setPort(mute.actualPort())));

        var asked = pool.query("select 1").execute();

        assertThatThrownBy(() -> join(asked))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClosedConnectionException.class);
    }

    private PgPoolCreator.Input input(PgConnectOptions options) {
        var database = options.setHost("localhost").setUser("nobody").setDatabase("none");
        return new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return vertx;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions();
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(database);
            }
        };
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
