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

    /** Writing to a server that was just demoted: the next connection finds the new one. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private TransientFailures() {}

    public static boolean isTransient(@Nullable Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof PgException pg) {
                return passes(pg.getSqlState());
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

    private static boolean passes(@Nullable String sqlState) {
        return sqlState != null
                && (PASSING.contains(sqlState.substring(0, 2))
                        || sqlState.equals(READ_ONLY_TRANSACTION));
    }
}
