package io.greenroom.catalog.learn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.learn.LearningContent.Plan;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PublishPlansIT {
    private static final String TOPIC = "catalog.plans";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject PublishPlans publish;
    @Inject Learning learning;

    @Test
    void whatIsPublishedAtStartEqualsTheExample() throws Exception {
        var event = events("two-weeks", 1).getFirst();

        assertThat(Contracts.violations("catalog/plan-published.v1.schema.json", event)).isEmpty();
        assertThat(comparable(event))
                .isEqualTo(
                        comparable(Contracts.example("catalog/examples/plan-published.v1.json")));
    }

    @Test
    void aPlanIsToldAgainWhenItChangesAndWithdrawnWhenItsFileIsGone() throws Throwable {
        var before = new ArrayList<>(learning.content().plans().values());
        var first = renamed("moving", "First");
        publish(before, first);
        publish(before, first);
        publish(before, renamed("moving", "Second"));
        // A file that could not be read is not gone.
        VertxContextSupport.subscribeAndAwait(() -> publish.publish(before, false));
        publish(before);
        publish(before);

        var told = events("moving", 3);
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                TOPIC,
                                message -> "moving".equals(message.key())))
                .hasSize(3);
        assertThat(told)
                .extracting(event -> JSON.readTree(event).at("/data/title").asText())
                .containsExactly("First", "Second", "");
        assertThat(Contracts.violations("catalog/plan-withdrawn.v1.schema.json", told.getLast()))
                .isEmpty();
        assertThat(
                        Contracts.violations(
                                "catalog/plan-withdrawn.v1.schema.json",
                                Contracts.example("catalog/examples/plan-withdrawn.v1.json")))
                .isEmpty();
    }

    @Test
    void instancesThatStartAtTheSameTimeTellAPlanOnce() throws Throwable {
        var plans = new ArrayList<>(learning.content().plans().values());
        plans.add(renamed("twice", "Twice"));
        try (var instances = Executors.newFixedThreadPool(4)) {
            var starts =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    i ->
                                            instances.submit(
                                                    () -> {
                                                        publishOrFail(plans);
                                                        return i;
                                                    }))
                            .toList();
            for (var start : starts) {
                start.get();
            }
        }

        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                TOPIC,
                                message -> "twice".equals(message.key())))
                .hasSize(1);
    }

    private void publishOrFail(List<Plan> plans) {
        try {
            // Not complete, so that what another test has added stays.
            VertxContextSupport.subscribeAndAwait(() -> publish.publish(plans, false));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private void publish(List<Plan> before, Plan... more) throws Throwable {
        var plans = new ArrayList<>(before);
        plans.addAll(List.of(more));
        VertxContextSupport.subscribeAndAwait(() -> publish.publish(plans, true));
    }

    private Plan renamed(String id, String title) {
        var plan = Objects.requireNonNull(learning.content().plans().get("two-weeks"));
        return new Plan(id, title, plan.summary(), plan.audience(), plan.weeks());
    }

    private static List<String> events(String plan, int number) {
        return TestTopics.await(TOPIC, number, message -> plan.equals(message.key())).stream()
                .map(message -> message.value())
                .toList();
    }

    private static ObjectNode comparable(String event) throws Exception {
        var tree = (ObjectNode) JSON.readTree(event);
        tree.remove(List.of("id", "time"));
        ((ObjectNode) tree.get("data")).remove("publishedAt");
        return tree;
    }
}
