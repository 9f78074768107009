package io.greenroom.platform.event;

import io.greenroom.platform.DatabaseAccess;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Small signals that a commit sends to every instance of the service (PostgreSQL's LISTEN and
 * NOTIFY). A signal may be lost while the connection is being restored, so a listener is called
 * once with an empty payload after every (re)connection, to look for itself.
 */
@ApplicationScoped
public class Signals {
    private static final Logger LOG = Logger.getLogger(Signals.class);
    private static final long RECONNECT_MILLIS = 500;

    /** How often the connection is asked for a sign of life, and for how long it may give none. */
    private static final int ASK_SECONDS = 10;

    private static final int SILENCE_SECONDS = 30;

    private final Vertx vertx;
    private final PgSubscriber subscriber;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();
    private volatile boolean closed;

    @Inject
    Signals(Vertx vertx, DatabaseAccess database) {
        this.vertx = vertx;
        var options = database.options();
        options.setReadIdleTimeout(SILENCE_SECONDS);
        this.subscriber = PgSubscriber.subscriber(vertx, options);
        subscriber.reconnectPolicy(retries -> RECONNECT_MILLIS);
        // Who only listens never learns that the other end stands still, or is no longer there.
        vertx.setPeriodic(Duration.ofSeconds(ASK_SECONDS).toMillis(), this::ask);
    }

    /**
     * Calls the listener, on an event loop, for every signal on the channel, and with an empty
     * payload whenever signals may have been missed. One listener a channel.
     */
    public void listen(String channel, Consumer<String> listener) {
        listeners.put(channel, listener);
        subscriber
                .channel(channel)
                .subscribeHandler(subscribed -> listener.accept(""))
                .handler(listener::accept);
        connect();
    }

    /** Sends a signal when the transaction under way commits; payload up to 7,999 bytes. */
    public Uni<Void> send(String channel, String payload) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select true from pg_notify(:channel, :payload)",
                                                Boolean.class)
                                        .setParameter("channel", channel)
                                        .setParameter("payload", payload)
                                        .getSingleResult())
                .replaceWithVoid();
    }

    private void connect() {
        if (closed || !connecting.compareAndSet(false, true)) {
            return;
        }
        subscriber
                .connect()
                .onFailure(
                        e -> {
                            LOG.warnf("Cannot listen for signals yet: %s", e.toString());
                            connecting.set(false);
                            vertx.setTimer(RECONNECT_MILLIS, timer -> connect());
                        });
    }

    private void ask(long timer) {
        if (closed) {
            vertx.cancelTimer(timer);
            return;
        }
        var connection = subscriber.actualConnection();
        if (connection != null) {
            connection
                    .query("select 1")
                    .execute()
                    .onFailure(e -> LOG.debugf("No sign of life: %s", e.toString()));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        subscriber.close();
    }
}
