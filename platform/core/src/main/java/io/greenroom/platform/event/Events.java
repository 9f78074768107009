package io.greenroom.platform.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes events in, each with exactly one effect. To be called from an {@code @Incoming} method.
 *
 * <ul>
 *   <li>The effect and the note that it happened are one transaction.
 *   <li>While the database is away the event waits, however long: order is kept, nothing is lost.
 *   <li>What fails for another reason is tried three times, then it fails the message, and the
 *       channel's strategy moves it to the dead letters together with the cause.
 * </ul>
 */
@ApplicationScoped
public class Events {
    private static final Logger LOG = Logger.getLogger(Events.class);
    private static final int FURTHER_TRIES = 2;

    private final EventJson json;
    private final Inbox inbox;
    private final EventMetrics metrics;

    @Inject
    Events(EventJson json, Inbox inbox, EventMetrics metrics) {
        this.json = json;
        this.inbox = inbox;
        this.metrics = metrics;
    }

    /**
     * @param consumer the name under which the event is noted, e.g. {@code session.grades}
     * @param message the event as it came
     * @param effect runs in a transaction, on the Vert.x context of the caller
     */
    public Uni<Void> once(String consumer, String message, Function<Event, Uni<Void>> effect) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .item(() -> json.read(message))
                .chain(
                        event ->
                                Uni.createFrom()
                                        .deferred(() -> attempt(consumer, event, effect))
                                        // A retry comes on a timer's thread; the session needs its
                                        // context.
                                        .runSubscriptionOn(
                                                command -> context.runOnContext(v -> command.run()))
                                        .onFailure(TransientFailures::isTransient)
                                        .invoke(
                                                e ->
                                                        LOG.warnf(
                                                                "%s waits with event %s: %s",
                                                                consumer, event.id(), e.toString()))
                                        .onFailure(TransientFailures::isTransient)
                                        .retry()
                                        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                                        .indefinitely()
                                        .onFailure(e -> !(e instanceof PoisonEventException))
                                        .retry()
                                        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                                        .atMost(FURTHER_TRIES))
                // The dead letter is to name what went wrong, not that it was tried again.
                .onFailure(e -> e instanceof IllegalStateException && e.getCause() != null)
                .transform(Throwable::getCause)
                .onFailure()
                .invoke(
                        e -> {
                            metrics.dead(consumer);
                            LOG.errorf(
                                    e,
                                    "%s could not process an event; it is dead-lettered",
                                    consumer);
                        });
    }

    private Uni<Void> attempt(String consumer, Event event, Function<Event, Uni<Void>> effect) {
        return Panache.withTransaction(
                        () ->
                                inbox.register(consumer, event.id())
                                        .chain(
                                                isNew ->
                                                        isNew
                                                                ? effect.apply(event)
                                                                        .replaceWith(true)
                                                                : Uni.createFrom().item(false)))
                .invoke(
                        isNew -> {
                            if (isNew) {
                                metrics.taken(consumer, event.time());
                            } else {
                                metrics.known(consumer);
                            }
                        })
                .replaceWithVoid();
    }
}
