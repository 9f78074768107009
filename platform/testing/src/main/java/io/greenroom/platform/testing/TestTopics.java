package io.greenroom.platform.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends to and reads from the real broker, as another service would. */
public final class TestTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestTopics() {}

    /** Sends and waits for the broker's word. */
    public static void send(String topic, String key, String value) {
        send(topic, key, value, Map.of());
    }

    /** Sends with these headers besides, and waits for the broker's word. */
    public static void send(String topic, String key, String value, Map<String, String> headers) {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            var message = new ProducerRecord<>(topic, key, value);
            // As the outbox marks its events: a consumer may read marked events in another way.
            message.headers()
                    .add(
                            "content-type",
                            "application/cloudevents+json; charset=UTF-8"
                                    .getBytes(StandardCharsets.US_ASCII));
            headers.forEach(
                    (name, text) ->
                            message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(message).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the topic from its beginning until {@code count} records match, or fails.
     *
     * @return the matching records, in the order of their arrival
     */
    public static List<ConsumerRecord<String, String>> await(
            String topic, int count, Predicate<ConsumerRecord<String, String>> wanted) {
        var found = read(topic, count, PATIENCE, wanted);
        if (found.size() < count) {
            throw new AssertionError(
                    "%d of %d records on %s after %s"
                            .formatted(found.size(), count, topic, PATIENCE));
        }
        return found;
    }

    /** What matches on the topic by the time that {@code quiet} has passed: to prove an absence. */
    public static List<ConsumerRecord<String, String>> within(
            Duration quiet, String topic, Predicate<ConsumerRecord<String, String>> wanted) {
        return read(topic, Integer.MAX_VALUE, quiet, wanted);
    }

    private static List<ConsumerRecord<String, String>> read(
            String topic,
            int count,
            Duration patience,
            Predicate<ConsumerRecord<String, String>> wanted) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers(),
                                "group.id",
                                "test-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest",
                                "metadata.max.age.ms",
                                "500"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + patience.toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                for (var message : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.test(message)) {
                        found.add(message);
                    }
                }
            }
        }
        return found;
    }

    private static String bootstrapServers() {
        return System.getProperty("kafka.bootstrap.servers");
    }
}
