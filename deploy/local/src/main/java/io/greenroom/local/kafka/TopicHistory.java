package io.greenroom.local.kafka;

import io.greenroom.local.stack.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Brings the topics into agreement with databases that were restored. Nobody else may be connected.
 */
public final class TopicHistory {
    private static final long PATIENCE_SECONDS = 60;

    /** Whoever was deleted stays deleted, whatever is restored. */
    private static final String DELETIONS = "identity.deletions";

    private final String bootstrapServers;

    public TopicHistory(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Every service begins at the beginning; its inbox tells it what it has taken in. */
    public void readAnew() throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            forgetReaders(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The readers' places cannot be forgotten", e);
        }
    }

    /**
     * Takes out what was said after that moment. What was not yet sent then stands in the outboxes,
     * and is sent again.
     *
     * @return how many records are gone
     */
    public long goBackTo(Instant moment) throws IOException, InterruptedException, StartFailure {
        List<ConsumerRecord<byte[], byte[]>> all = read();
        List<ConsumerRecord<byte[], byte[]>> kept =
                all.stream()
                        .filter(
                                record ->
                                        record.topic().startsWith(DELETIONS)
                                                || record.timestamp() <= moment.toEpochMilli())
                        .toList();
        try (Admin admin = admin()) {
            forgetReaders(admin);
            List<String> names = names();
            admin.deleteTopics(names).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < until
                    && admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                            .anyMatch(names::contains)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The topics cannot be made anew", e);
        }
        Topics.make(bootstrapServers);
        write(kept);
        return all.size() - kept.size();
    }

    private List<ConsumerRecord<byte[], byte[]>> read() {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class,
                        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                        ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            Set<String> there = consumer.listTopics().keySet();
            List<TopicPartition> partitions =
                    names().stream()
                            .filter(there::contains)
                            .flatMap(name -> consumer.partitionsFor(name).stream())
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(
                            partition ->
                                    consumer.position(partition)
                                            < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            return records;
        }
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> records)
            throws IOException, InterruptedException {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class,
                        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                        ByteArraySerializer.class);
        try (var producer = new KafkaProducer<byte[], byte[]>(settings)) {
            var sent =
                    records.stream()
                            .map(
                                    record ->
                                            producer.send(
                                                    new ProducerRecord<>(
                                                            record.topic(),
                                                            record.partition(),
                                                            record.timestamp(),
                                                            record.key(),
                                                            record.value(),
                                                            record.headers())))
                            .toList();
            for (var one : sent) {
                one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The topics cannot be written again", e);
        }
    }

    private Admin admin() {
        return Admin.create(
                Map.<String, Object>of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static void forgetReaders(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> groups =
                admin.listGroups().all().get(PATIENCE_SECONDS, TimeUnit.SECONDS).stream()
                        .map(GroupListing::groupId)
                        .toList();
        if (!groups.isEmpty()) {
            admin.deleteConsumerGroups(groups).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static List<String> names() {
        return Topics.all().stream().map(NewTopic::name).toList();
    }
}
