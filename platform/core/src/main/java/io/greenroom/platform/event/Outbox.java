package io.greenroom.platform.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;

/**
 * Events to be sent, written in the same transaction as the state they tell of: both are there
 * after the commit, or neither. {@link OutboxRelay} sends them.
 */
@ApplicationScoped
public class Outbox {
    private final EventJson json;
    private final Clock clock;

    @Inject
    Outbox(EventJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds an event to the transaction under way. Events of one key leave in the order of their
     * commits: appending locks the key until the transaction ends.
     *
     * @param topic Kafka topic
     * @param key the aggregate's id
     * @param type the event's type, e.g. {@code session.answer-submitted.v1}
     * @param data what the type's schema asks for
     * @return the event's id
     */
    public Uni<UUID> append(String topic, String key, String type, Object data) {
        var id = UUID.randomUUID();
        var event = json.write(id, type, key, clock.instant(), data);
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select outbox_append(:id, :topic, :key, :event)",
                                                Long.class)
                                        .setParameter("id", id)
                                        .setParameter("topic", topic)
                                        .setParameter("key", key)
                                        .setParameter("event", event)
                                        .getSingleResult())
                .replaceWith(id);
    }
}
