package io.greenroom.platform.privacy;

import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.event.PoisonEventException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Forgets people. All that the service holds of somebody, its dead letters and waiting events too,
 * goes in one transaction.
 */
@ApplicationScoped
class DeletionConsumer {
    private final Events events;
    private final EventJson json;
    private final Forgotten forgotten;
    private final Instance<PersonalData> holders;
    private final Outbox outbox;
    private final String consumer;

    @Inject
    DeletionConsumer(
            Events events,
            EventJson json,
            Forgotten forgotten,
            @Any Instance<PersonalData> holders,
            Outbox outbox,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.events = events;
        this.json = json;
        this.forgotten = forgotten;
        this.holders = holders;
        this.outbox = outbox;
        this.consumer = service.replaceFirst("-service$", "") + ".deletions";
    }

    @Incoming("deletions")
    Uni<Void> consume(String message) {
        return events.once(
                consumer,
                message,
                event ->
                        event.type().equals(PersonDeleted.TYPE)
                                ? forget(read(event))
                                : Uni.createFrom().voidItem());
    }

    private PersonDeleted read(Event event) {
        var data = json.data(event, PersonDeleted.Data.class);
        // Half a deletion would look like a whole one.
        var personId = data.personId();
        if (personId == null || personId.isBlank() || data.attemptIds() == null) {
            throw new PoisonEventException("The deletion does not say whose or which attempts.");
        }
        return PersonDeleted.of(data, event.time());
    }

    private Uni<Void> forget(PersonDeleted person) {
        return forgotten
                .note(person)
                .chain(
                        () ->
                                Multi.createFrom()
                                        .iterable(holders)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                holder -> holder.forget(person))
                                        .collect()
                                        .last())
                .chain(() -> outbox.withdraw(person.personId(), person.attempts(), person.at()));
    }
}
