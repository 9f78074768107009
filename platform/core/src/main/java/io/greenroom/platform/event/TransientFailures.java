package io.greenroom.platform.event;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a failure that will pass, once the database is back, from one that will stay. */
public final class TransientFailures {
    /**
     * SQLSTATE classes: connection, transaction rollback (deadlock, serialization), out of
     * resources, operator intervention (shutdown, starting up), system error.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private TransientFailures() {}

    public static boolean isTransient(@Nullable Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof PgException pg) {
                return pg.getSqlState() != null
                        && PASSING.contains(pg.getSqlState().substring(0, 2));
            }
            if (e instanceof IOException
                    || e instanceof TimeoutException
                    || e instanceof VertxException
                    || e instanceof NoStackTraceThrowable) {
                return true;
            }
        }
        return false;
    }
}
