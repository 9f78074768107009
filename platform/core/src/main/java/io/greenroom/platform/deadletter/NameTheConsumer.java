package io.greenroom.platform.deadletter;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Writes on each dead letter which service it is of, since the consumers of a topic share its
 * dead-letter topic; and takes values out of the messages of failures, which may quote an answer.
 */
@ApplicationScoped
@Identifier("dead-letters") class NameTheConsumer implements ProducerInterceptor<Object, Object> {
    private final String service;

    @Inject
    NameTheConsumer(@ConfigProperty(name = "quarkus.application.name") String service) {
        this.service = service;
    }

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> message) {
        var headers = message.headers();
        Headers.set(headers, Headers.CONSUMER, service);
        withoutValues(headers, Headers.FAILURE, Headers.REASON);
        withoutValues(headers, Headers.CAUSE_FAILURE, Headers.CAUSE);
        return message;
    }

    private static void withoutValues(
            org.apache.kafka.common.header.Headers headers, String failure, String text) {
        @Nullable String said = Headers.first(headers, text);
        if (said != null) {
            Headers.set(headers, text, Cause.text(Headers.first(headers, failure), said));
        }
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception exception) {
        // What became of the record is the connector's business.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Everything is known from the service's own settings.
    }
}
