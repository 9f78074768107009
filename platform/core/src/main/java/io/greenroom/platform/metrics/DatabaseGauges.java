package io.greenroom.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Gauges that are read from the database, every ten seconds and not at each scrape: asking often
 * must cost nothing. Each instance tells the same, so a dashboard takes the maximum, not the sum.
 * While the database is away they are NaN, which is not zero.
 */
@ApplicationScoped
public class DatabaseGauges {
    private static final Logger LOG = Logger.getLogger(DatabaseGauges.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Pool pool;
    private final MeterRegistry registry;
    private final Map<String, Double> values = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    DatabaseGauges(Vertx vertx, Pool pool, MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = pool;
        this.registry = registry;
    }

    /**
     * Makes gauges of the columns of a query.
     *
     * @param gauges what each column means; its name, with dots for underscores, is the gauge's
     * @param sql answers with one row, quickly
     */
    public void watch(Map<String, String> gauges, String sql) {
        gauges.forEach(
                (column, meaning) ->
                        Gauge.builder(
                                        column.replace('_', '.'),
                                        values,
                                        known -> known.getOrDefault(column, Double.NaN))
                                .description(meaning)
                                .register(registry));
        read(gauges, sql);
        vertx.setPeriodic(INTERVAL.toMillis(), timer -> read(gauges, sql));
    }

    /** What a column said last; NaN while nobody knows. */
    public double last(String column) {
        return values.getOrDefault(column, Double.NaN);
    }

    private void read(Map<String, String> gauges, String sql) {
        if (closed) {
            return;
        }
        pool.query(sql)
                .execute()
                .onSuccess(rows -> take(gauges, rows.iterator().next()))
                .onFailure(
                        e -> {
                            LOG.debugf("Gauges cannot be read: %s", e.toString());
                            gauges.keySet().forEach(values::remove);
                        });
    }

    private void take(Map<String, String> gauges, Row row) {
        gauges.keySet().forEach(column -> values.put(column, row.getNumeric(column).doubleValue()));
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
    }
}
