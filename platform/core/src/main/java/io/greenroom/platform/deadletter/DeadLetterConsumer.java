package io.greenroom.platform.deadletter;

import io.greenroom.platform.event.TransientFailures;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes this service's dead letters from their topics into its database. */
@ApplicationScoped
class DeadLetterConsumer {
    private static final Logger LOG = Logger.getLogger(DeadLetterConsumer.class);

    private final DeadLetters letters;
    private final String service;

    @Inject
    DeadLetterConsumer(
            DeadLetters letters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.letters = letters;
        this.service = service;
    }

    @Incoming("dead-letters")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .item(() -> DeadEvent.of(record))
                .chain(
                        event ->
                                event.consumer() != null && !event.consumer().equals(service)
                                        ? Uni.createFrom().voidItem()
                                        : add(event, context))
                .onFailure()
                .recoverWithItem(
                        e -> {
                            // It stays on its topic; the next ones must not wait behind it.
                            LOG.errorf(
                                    e,
                                    "A dead letter could not be kept: %s, partition %d, offset %d",
                                    record.topic(),
                                    record.partition(),
                                    record.offset());
                            return null;
                        });
    }

    private Uni<Void> add(DeadEvent event, Context context) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> letters.add(event)))
                // A retry comes on a timer's thread; the session needs its context.
                .runSubscriptionOn(command -> context.runOnContext(v -> command.run()))
                .onFailure(TransientFailures::isTransient)
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely();
    }
}
