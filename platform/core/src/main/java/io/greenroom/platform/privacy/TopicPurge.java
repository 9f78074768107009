package io.greenroom.platform.privacy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Removes what was said of deleted people from the topics, dead-letter topics too. Kafka cannot
 * forget one record, so all go that every service which reads them has taken in; the databases are
 * what lasts. What somebody has yet to read stays, and is tried again.
 */
@ApplicationScoped
public class TopicPurge {
    private static final Logger LOG = Logger.getLogger(TopicPurge.class);

    /** By then each service has forgotten, and what it was about to say has been sent. */
    private static final Duration AFTER = Duration.ofMinutes(5);

    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final DataSource database;
    private final Config config;
    private final String servers;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("topic-purge").factory());

    @Inject
    TopicPurge(
            DataSource database,
            Config config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.database = database;
        this.config = config;
        this.servers = servers;
    }

    void start(@Observes StartupEvent event) {
        var unused =
                sweeper.scheduleWithFixedDelay(
                        this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
    }

    private void sweep() {
        try {
            var since = wanted();
            if (since.isPresent() && purge()) {
                done(since.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | SQLException | RuntimeException e) {
            LOG.warnf("Topics are not purged yet: %s", e.toString());
        }
    }

    private Optional<OffsetDateTime> wanted() throws SQLException {
        var sql =
                """
                select max(noted_at) from forgotten
                where not purged and noted_at < now() - ? * interval '1 millisecond'
                """;
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, AFTER.toMillis());
            try (var row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class));
            }
        }
    }

    private void done(OffsetDateTime until) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update forgotten set purged = true where noted_at <= ?")) {
            statement.setObject(1, until);
            statement.executeUpdate();
        }
    }

    /**
     * Removes from the topics of this service what every reader has taken in.
     *
     * @return false when a reader has yet to read something
     */
    public boolean purge() throws InterruptedException, ExecutionException {
        var settings = Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        try (var kafka = Admin.create(settings)) {
            var partitions = partitions(kafka);
            var ends = offsets(kafka, partitions, OffsetSpec.latest());
            var starts = offsets(kafka, partitions, OffsetSpec.earliest());
            var read = read(kafka);
            var removed = new HashMap<TopicPartition, RecordsToDelete>();
            boolean all = true;
            for (var partition : partitions) {
                long until = readByAll(partition, read);
                if (until > offset(starts, partition)) {
                    removed.put(partition, RecordsToDelete.beforeOffset(until));
                }
                all &= Math.max(until, offset(starts, partition)) >= offset(ends, partition);
            }
            kafka.deleteRecords(removed).all().get();
            return all;
        }
    }

    /** Of the topics that this service reads; what is compacted holds questions, not people. */
    private Set<TopicPartition> partitions(Admin kafka)
            throws InterruptedException, ExecutionException {
        var existing = kafka.listTopics().names().get();
        var topics = topics().stream().filter(existing::contains).collect(Collectors.toSet());
        var policies =
                kafka.describeConfigs(
                                topics.stream()
                                        .map(
                                                topic ->
                                                        new ConfigResource(
                                                                ConfigResource.Type.TOPIC, topic))
                                        .toList())
                        .all()
                        .get();
        policies.forEach(
                (topic, policy) -> {
                    if (policy.get(TopicConfig.CLEANUP_POLICY_CONFIG)
                            .value()
                            .contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                        topics.remove(topic.name());
                    }
                });
        var partitions = new HashSet<TopicPartition>();
        kafka.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach(
                        (topic, described) ->
                                described
                                        .partitions()
                                        .forEach(
                                                one ->
                                                        partitions.add(
                                                                new TopicPartition(
                                                                        topic, one.partition()))));
        return partitions;
    }

    private Set<String> topics() {
        var topics = new HashSet<String>();
        for (var name : config.getPropertyNames()) {
            if (name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.topics?")) {
                topics.addAll(Arrays.asList(config.getValue(name, String[].class)));
            }
        }
        return topics;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin kafka, Set<TopicPartition> partitions, OffsetSpec which)
            throws InterruptedException, ExecutionException {
        var wanted = partitions.stream().collect(Collectors.toMap(one -> one, one -> which));
        var offsets = new HashMap<TopicPartition, Long>();
        kafka.listOffsets(wanted)
                .all()
                .get()
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    /** How far each service has read. A tool that looks at a topic is nobody to wait for. */
    private static List<Map<TopicPartition, OffsetAndMetadata>> read(Admin kafka)
            throws InterruptedException, ExecutionException {
        var groups =
                kafka.listConsumerGroups().all().get().stream()
                        .map(ConsumerGroupListing::groupId)
                        .filter(id -> id.matches(".+-service(\\.dead-letters)?"))
                        .toList();
        return groups.isEmpty()
                ? List.of()
                : List.copyOf(
                        kafka.listConsumerGroupOffsets(
                                        groups.stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                id -> id,
                                                                id ->
                                                                        new ListConsumerGroupOffsetsSpec())))
                                .all()
                                .get()
                                .values());
    }

    /** Who reads one partition of a topic reads all, though it may not have begun with some. */
    private static long readByAll(
            TopicPartition partition, List<Map<TopicPartition, OffsetAndMetadata>> read) {
        return read.stream()
                .filter(
                        group ->
                                group.keySet().stream()
                                        .anyMatch(one -> one.topic().equals(partition.topic())))
                .mapToLong(
                        group -> {
                            @Nullable OffsetAndMetadata committed = group.get(partition);
                            return committed == null ? 0 : committed.offset();
                        })
                .min()
                .orElse(0);
    }
}
