package io.greenroom.platform;

import io.quarkus.arc.Unremovable;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Quarkus' pool of connections, which gives up those that the database leaves without an answer: a
 * host that stands still, or a route that is no more, closes nothing, and a dozen requests would
 * wait for it until the operating system despairs.
 */
@Singleton
@Unremovable
class DatabasePool implements PgPoolCreator {
    private final Duration silence;

    @Inject
    DatabasePool(@ConfigProperty(name = "greenroom.database.silence") Duration silence) {
        this.silence = silence;
    }

    @Override
    public Pool create(Input input) {
        var databases = new ArrayList<SqlConnectOptions>(input.pgConnectOptionsList());
        databases.forEach(database -> database.setReadIdleTimeout((int) silence.toSeconds()));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(databases)
                .using(input.vertx())
                .build();
    }
}
