package io.greenroom.platform.event;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * An instance that goes down takes in no more events, and ends those that it has begun while it
 * still answers requests. So nothing is left to be waited for when its consumers are closed, one
 * after the other.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final KafkaClientService clients;

    @Inject
    Intake(KafkaClientService clients) {
        this.clients = clients;
    }

    void close(@Observes ShutdownDelayInitiatedEvent event) {
        for (var channel : clients.getConsumerChannels()) {
            for (KafkaConsumer<Object, Object> consumer :
                    clients.<Object, Object>getConsumers(channel)) {
                consumer.runOnPollingThread(
                                client -> {
                                    client.pause(client.assignment());
                                })
                        .subscribe()
                        .with(
                                paused -> {},
                                e ->
                                        LOG.debugf(
                                                "%s is read to the end: %s",
                                                channel, e.toString()));
            }
        }
    }
}
