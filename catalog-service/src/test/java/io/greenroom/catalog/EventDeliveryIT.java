package io.greenroom.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the platform's outbox promises, on real PostgreSQL and Kafka. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class EventDeliveryIT {
    private static final int KEYS = 8;
    private static final int EVENTS = 15;

    @Inject Outbox outbox;
    @Inject Pool pool;

    @Test
    void everyEventArrivesOnceAndThoseOfAKeyInTheOrderOfTheirCommits() throws Exception {
        var topic = "test.delivery-" + UUID.randomUUID();
        try (var writers = Executors.newFixedThreadPool(KEYS)) {
            for (int key = 0; key < KEYS; key++) {
                var name = "key-" + key;
                writers.submit(
                        () -> {
                            for (int i = 0; i < EVENTS; i++) {
                                append(topic, name, i);
                            }
                        });
            }
        }

        var received = TestTopics.await(topic, KEYS * EVENTS, message -> true);

        for (int key = 0; key < KEYS; key++) {
            var name = "key-" + key;
            assertThat(
                            received.stream()
                                    .filter(message -> name.equals(message.key()))
                                    .map(
                                            message ->
                                                    JsonPath.from(message.value())
                                                            .getInt("data.number")))
                    .containsExactlyElementsOf(IntStream.range(0, EVENTS).boxed().toList());
        }
        // What was acknowledged has left the table.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                pool.preparedQuery(
                                                                "select count(*) as n from outbox"
                                                                        + " where topic = '"
                                                                        + topic
                                                                        + "'")
                                                        .execute()
                                                        .await()
                                                        .atMost(Duration.ofSeconds(30))
                                                        .iterator()
                                                        .next()
                                                        .getLong("n"))
                                        .isZero());
    }

    @Test
    void anEventOfATransactionThatFailsIsNeverSent() {
        var topic = "test.rollback-" + UUID.randomUUID();
        assertThatThrownBy(
                        () ->
                                VertxContextSupport.subscribeAndAwait(
                                        () ->
                                                Panache.withTransaction(
                                                        () ->
                                                                outbox.append(
                                                                                topic,
                                                                                "k",
                                                                                "test.happened.v1",
                                                                                Map.of("number", 1))
                                                                        .chain(
                                                                                () ->
                                                                                        Uni
                                                                                                .createFrom()
                                                                                                .failure(
                                                                                                        new IllegalStateException(
                                                                                                                "the state"
                                                                                                                    + " was not"
                                                                                                                    + " written"))))))
                .hasMessageContaining("the state was not written");
        append(topic, "k", 2);

        var received = TestTopics.await(topic, 1, message -> true);

        assertThat(received)
                .extracting(message -> JsonPath.from(message.value()).getInt("data.number"))
                .containsExactly(2);
    }

    private void append(String topic, String key, int number) {
        try {
            VertxContextSupport.subscribeAndAwait(
                    () ->
                            Panache.withTransaction(
                                    () ->
                                            outbox.append(
                                                    topic,
                                                    key,
                                                    "test.happened.v1",
                                                    Map.of("number", number))));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
