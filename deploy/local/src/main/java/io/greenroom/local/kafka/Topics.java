package io.greenroom.local.kafka;

import io.greenroom.local.stack.StartFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the suite, each with a dead-letter topic for what cannot be processed. */
public final class Topics {

    private static final int PARTITIONS = 3;
    private static final short COPIES = 1;
    private static final long PATIENCE_SECONDS = 60;
    private static final String FOREVER = "-1";

    /** Local disks are patient: nothing that was said on a topic disappears by itself. */
    private static final Map<String, String> KEPT =
            Map.of("cleanup.policy", "delete", "retention.ms", FOREVER);

    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    private Topics() {}

    public static List<NewTopic> all() {
        List<NewTopic> topics = new ArrayList<>();
        for (String name :
                List.of(
                        "catalog.questions",
                        "catalog.plans",
                        "curation.drafts",
                        "practice.submissions",
                        "grading.grades",
                        "grading.reviews",
                        "grading.opinions",
                        "session.scorecards",
                        "session.lifecycle",
                        "identity.deletions")) {
            Map<String, String> policy = name.startsWith("catalog.") ? COMPACTED : KEPT;
            topics.add(new NewTopic(name, PARTITIONS, COPIES).configs(policy));
            topics.add(new NewTopic(name + ".dlq", PARTITIONS, COPIES).configs(KEPT));
        }
        return topics;
    }

    /** Makes those that are missing and waits until they can be written to. */
    static void make(String bootstrapServers) throws StartFailure {
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        try (Admin admin = Admin.create(settings)) {
            Set<String> known = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing =
                    all().stream().filter(topic -> !known.contains(topic.name())).toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartFailure(
                    KafkaPart.NAME, "its topics cannot be made: " + cause, "", List.of(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(KafkaPart.NAME, "interrupted", "", List.of(), e);
        }
    }
}
