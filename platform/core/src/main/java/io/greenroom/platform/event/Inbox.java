package io.greenroom.platform.event;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Which events a consumer has taken in, written in the transaction of their effect. */
@ApplicationScoped
class Inbox {
    /** True when the consumer has not seen the event before; it has from now on. */
    Uni<Boolean> register(String consumer, String eventId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into inbox (consumer, event_id)
                                                values (:consumer, :event) on conflict do nothing
                                                """)
                                        .setParameter("consumer", consumer)
                                        .setParameter("event", UUID.fromString(eventId))
                                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
