package io.greenroom.platform.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Sends what is in the outbox to Kafka.
 *
 * <p>Woken by every commit that appended (a signal reaches all instances). One instance at a time
 * sends, under an advisory lock that ends with its transaction, so that a killed instance hands
 * over at once. Events of one key go one after the other, each acknowledged by all replicas before
 * the next; keys go side by side. A row leaves with the transaction that saw it acknowledged: a
 * crash in between sends it again, and the consumer's inbox drops the second copy.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String CHANNEL = "outbox";
    private static final int BATCH = 200;
    private static final int ANOTHER_SENDS = -1;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Only a net: a signal that got lost is made good within this time. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Pool pool;
    private final Signals signals;
    private final Map<String, Object> kafka;
    private final Counter delivered;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private volatile boolean closed;
    private KafkaProducer<String, String> producer;

    @Inject
    @SuppressWarnings("NullAway.Init") // the producer is made at start-up
    OutboxRelay(
            Vertx vertx,
            Pool pool,
            Signals signals,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.pool = pool;
        this.signals = signals;
        this.kafka = kafka;
        this.delivered =
                Counter.builder("greenroom.outbox.sent")
                        .description("Events that the broker has acknowledged")
                        .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        // Longer waits would only hold the transaction: the row stays, and is tried again.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        signals.listen(CHANNEL, payload -> wake());
        vertx.setPeriodic(SWEEP.toMillis(), timer -> wake());
        wake();
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        producer.close(Duration.ofSeconds(2));
        senders.shutdown();
    }

    private void wake() {
        wanted.set(true);
        if (!closed && running.compareAndSet(false, true)) {
            drain();
        }
    }

    private void drain() {
        wanted.set(false);
        batch().onComplete(
                        result -> {
                            if (result.succeeded() && result.result() == BATCH) {
                                drain();
                                return;
                            }
                            running.set(false);
                            if (result.failed()) {
                                LOG.warnf("The outbox waits: %s", result.cause().toString());
                                vertx.setTimer(PAUSE.toMillis(), timer -> wake());
                            } else if (result.result() == ANOTHER_SENDS) {
                                // It may be killed before it is done: look again soon.
                                vertx.setTimer(PAUSE.toMillis(), timer -> wake());
                            } else if (wanted.get()) {
                                wake();
                            }
                        });
    }

    /**
     * How many rows left the outbox, or {@link #ANOTHER_SENDS}; fails when a row could not be sent,
     * after the rest did.
     */
    private Future<Integer> batch() {
        if (closed) {
            return Future.succeededFuture(0);
        }
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        return pool.withTransaction(
                        connection ->
                                connection
                                        .query(
                                                "select pg_try_advisory_xact_lock("
                                                        + "hashtextextended('outbox-relay', 0))")
                                        .execute()
                                        .compose(
                                                locked ->
                                                        locked.iterator().next().getBoolean(0)
                                                                ? sendAll(connection, failures)
                                                                : Future.succeededFuture(
                                                                        ANOTHER_SENDS)))
                .compose(
                        sent ->
                                failures.isEmpty()
                                        ? Future.succeededFuture(sent)
                                        : Future.failedFuture(failures.element()));
    }

    private Future<Integer> sendAll(SqlConnection connection, Queue<Throwable> failures) {
        return connection
                .preparedQuery(
                        "select seq, topic, key, event, headers from outbox order by seq limit "
                                + BATCH)
                .execute()
                .compose(
                        rows -> {
                            if (rows.size() == 0) {
                                return Future.succeededFuture(0);
                            }
                            var lanes = new LinkedHashMap<String, List<Row>>();
                            for (Row row : rows) {
                                lanes.computeIfAbsent(
                                                row.getString("topic")
                                                        + '\n'
                                                        + row.getString("key"),
                                                lane -> new ArrayList<>())
                                        .add(row);
                            }
                            Queue<Long> sent = new ConcurrentLinkedQueue<>();
                            var sending =
                                    lanes.values().stream()
                                            .map(lane -> sendLane(lane, sent, failures))
                                            .toList();
                            return settled(sending)
                                    .compose(
                                            done ->
                                                    connection
                                                            .preparedQuery(
                                                                    "delete from outbox where seq ="
                                                                            + " any($1)")
                                                            .execute(
                                                                    Tuple.of(
                                                                            sent.toArray(
                                                                                    Long[]::new))))
                                    .map(
                                            deleted -> {
                                                delivered.increment(sent.size());
                                                return sent.size();
                                            });
                        });
    }

    private static Future<CompositeFuture> settled(List<Future<Void>> futures) {
        return Future.join(futures);
    }

    /** One key's events in their order; after a failure the rest of the lane waits. */
    private Future<Void> sendLane(List<Row> lane, Queue<Long> sent, Queue<Throwable> failures) {
        Future<Void> tail = Future.succeededFuture();
        for (Row row : lane) {
            tail =
                    tail.compose(previous -> send(row))
                            .onSuccess(done -> sent.add(row.getLong("seq")));
        }
        return tail.recover(
                e -> {
                    failures.add(e);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> send(Row row) {
        Promise<Void> promise = Promise.promise();
        var message =
                new ProducerRecord<>(
                        row.getString("topic"), row.getString("key"), row.getString("event"));
        message.headers()
                .add(
                        "content-type",
                        "application/cloudevents+json; charset=UTF-8"
                                .getBytes(StandardCharsets.US_ASCII));
        if (row.getValue("headers") instanceof JsonObject headers) {
            headers.forEach(
                    header ->
                            message.headers()
                                    .add(
                                            header.getKey(),
                                            String.valueOf(header.getValue())
                                                    .getBytes(StandardCharsets.UTF_8)));
        }
        // The producer may block while it looks for the broker, so never on the event loop.
        senders.execute(
                () -> {
                    try {
                        producer.send(
                                message,
                                (metadata, e) -> {
                                    if (e == null) {
                                        promise.complete();
                                    } else {
                                        promise.fail(e);
                                    }
                                });
                    } catch (RuntimeException e) {
                        promise.fail(e);
                    }
                });
        return promise.future();
    }
}
