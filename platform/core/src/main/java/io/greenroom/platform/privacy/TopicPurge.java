package io.greenroom.platform.privacy;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
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

    /**
     * Who reads what. One that has read nothing yet is not known to the broker, and must be waited
     * for all the same. Questions are nobody's and stay.
     */
    private static final Map<String, Set<String>> READERS =
            Map.of(
                    "practice.submissions",
                    Set.of("catalog-service", "grading-service"),
                    "grading.grades",
                    Set.of("catalog-service", "session-service"),
                    "grading.reviews",
                    Set.of("catalog-service", "session-service"),
                    "grading.opinions",
                    Set.of("session-service"),
                    "session.scorecards",
                    Set.of("grading-service"),
                    "identity.deletions",
                    Set.of("catalog-service", "grading-service", "session-service"));

    private static final String DEAD_LETTERS = ".dlq";

    private final DataSource database;
    private final Config config;
    private final Map<String, Object> client;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("topic-purge").factory());

    @Inject
    TopicPurge(
            DataSource database,
            Config config,
            @Identifier("default-kafka-broker") Map<String, Object> client) {
        this.database = database;
        this.config = config;
        this.client = client;
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
            if (since.isPresent() && purge(since.get().toInstant().plus(AFTER))) {
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
     * @param until what was said later may stay
     * @return false when a reader has yet to read something of before
     */
    public boolean purge(Instant until) throws InterruptedException, ExecutionException {
        try (var kafka = Admin.create(client)) {
            var partitions = partitions(kafka);
            var ends = offsets(kafka, partitions, OffsetSpec.latest());
            var starts = offsets(kafka, partitions, OffsetSpec.earliest());
            var later = offsets(kafka, partitions, OffsetSpec.forTimestamp(until.toEpochMilli()));
            var read = read(kafka);
            var removed = new HashMap<TopicPartition, RecordsToDelete>();
            boolean all = true;
            for (var partition : partitions) {
                long first = offset(later, partition);
                long bound = first < 0 ? offset(ends, partition) : first;
                long start = offset(starts, partition);
                long end = Math.min(bound, readByAll(partition, read));
                if (end > start) {
                    removed.put(partition, RecordsToDelete.beforeOffset(end));
                }
                all &= Math.max(end, start) >= bound;
            }
            kafka.deleteRecords(removed).all().get();
            return all;
        }
    }

    /** Of the topics about people that this service reads. */
    private Set<TopicPartition> partitions(Admin kafka)
            throws InterruptedException, ExecutionException {
        var existing = kafka.listTopics().names().get();
        var topics = topics().stream().filter(existing::contains).collect(Collectors.toSet());
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
        topics.removeIf(topic -> readers(topic).isEmpty());
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

    /** How far each service has read, by the name of its group. */
    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> read(Admin kafka)
            throws InterruptedException, ExecutionException {
        var groups =
                READERS.values().stream()
                        .flatMap(Set::stream)
                        .flatMap(service -> Stream.of(service, deadLetters(service)))
                        .collect(
                                Collectors.toMap(
                                        id -> id,
                                        id -> new ListConsumerGroupOffsetsSpec(),
                                        (one, same) -> one));
        return kafka.listConsumerGroupOffsets(groups).all().get();
    }

    private static String deadLetters(String service) {
        return service + ".dead-letters";
    }

    private static Set<String> readers(String topic) {
        if (topic.endsWith(DEAD_LETTERS)) {
            var from = topic.substring(0, topic.length() - DEAD_LETTERS.length());
            return READERS.getOrDefault(from, Set.of()).stream()
                    .map(TopicPurge::deadLetters)
                    .collect(Collectors.toSet());
        }
        return READERS.getOrDefault(topic, Set.of());
    }

    /** 0 as long as somebody who reads it has not begun. */
    private static long readByAll(
            TopicPartition partition, Map<String, Map<TopicPartition, OffsetAndMetadata>> read) {
        return readers(partition.topic()).stream()
                .mapToLong(
                        group -> {
                            @Nullable OffsetAndMetadata committed =
                                    read.getOrDefault(group, Map.of()).get(partition);
                            return committed == null ? 0 : committed.offset();
                        })
                .min()
                .orElse(0);
    }
}
