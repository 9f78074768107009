package io.greenroom.platform.event;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/**
 * Events to be sent, written in the same transaction as the state they tell of: both are there
 * after the commit, or neither. {@link OutboxRelay} sends them.
 */
@ApplicationScoped
public class Outbox {
    private final EventJson json;
    private final Clock clock;
    private final TextMapPropagator propagator;

    @Inject
    Outbox(EventJson json, Clock clock, OpenTelemetry telemetry) {
        this.json = json;
        this.clock = clock;
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
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
        return append(id, topic, key, json.write(id, type, key, clock.instant(), data), Map.of())
                .replaceWith(id);
    }

    /**
     * Adds an event that was sent before, as it was. Its id is its own, so consumers that took it
     * in drop it.
     *
     * @param headers to be sent beside it, as text
     */
    public Uni<Void> again(String topic, String key, String event, Map<String, String> headers) {
        return append(UUID.randomUUID(), topic, key, event, headers);
    }

    /**
     * Takes back the events that tell of somebody who is deleted and have not left yet. The
     * deletion itself stays.
     *
     * @param attempts ids with commas between them
     * @param at what tells of the person and is younger is not meant
     */
    public Uni<Void> withdraw(String personId, String attempts, Instant at) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from outbox
                                                where topic <> 'identity.deletions' and (
                                                    exists (
                                                        select from unnest(string_to_array(:attempts, ',')) as id
                                                        where strpos(event, id) > 0)
                                                    or strpos(event, :person) > 0
                                                        and (event::jsonb ->> 'time')::timestamptz <= :at)
                                                """)
                                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                                        .setParameter("attempts", attempts)
                                        .setParameter("person", personId)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Void> append(
            UUID id, String topic, String key, String event, Map<String, String> more) {
        var headers = new JsonObject();
        more.forEach(headers::put);
        // The trace goes on with whoever reads the event.
        propagator.inject(Context.current(), headers, JsonObject::put);
        // As text first: given as jsonb, the client would send the text as one JSON string.
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select outbox_append(:id, :topic, :key, :event,"
                                                        + " cast(cast(:headers as text) as jsonb))",
                                                Long.class)
                                        .setParameter("id", id)
                                        .setParameter("topic", topic)
                                        .setParameter("key", key)
                                        .setParameter("event", event)
                                        .setParameter("headers", headers.encode())
                                        .getSingleResult())
                .replaceWithVoid();
    }
}
