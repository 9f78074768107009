package io.greenroom.catalog.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.DeadLetterContract;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform promises of dead letters, on the catalog's consumer of submissions. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class DeadLetterIT {
    private static final String LETTERS = "/api/catalog/dead-letters";
    private static final String TOPIC = "practice.submissions";
    private static final String MARKER = "xylophonequartz";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpContract contract = new HttpContract("catalog");

    @Inject Pool pool;

    @BeforeEach
    void noDeadLetters() {
        sql("truncate dead_letter, dead_letter_action");
    }

    @AfterEach
    void theTableIsThere() {
        sql("alter table if exists hidden_question rename to revealed_question");
    }

    @Test
    void whatCannotBeProcessedIsListedWithItsCauseAndWithoutItsTexts() {
        var event = submission().put("time", "yesterday, " + MARKER);

        TestTopics.send(TOPIC, event.path("subject").asText(), event.toString());

        var letter = deadLetter(event);
        assertThat(letter.getString("state")).isEqualTo("DEAD");
        assertThat(letter.getString("topic")).isEqualTo(TOPIC);
        assertThat(letter.getString("key")).isEqualTo(event.path("subject").asText());
        assertThat(letter.getString("eventType")).isEqualTo("session.answer-submitted.v1");
        assertThat(letter.getString("failure")).isEqualTo("PoisonEventException");
        assertThat(letter.getString("cause")).isEqualTo("The event's id or time is broken.");
        var detail = admin().get(LETTERS + "/" + letter.getString("id")).asString();
        contract.assertFits("DeadLetterDetail", detail);
        assertThat(JsonPath.from(detail).getList("outline.pointer", String.class))
                .contains("/data/text");
        assertThat(
                        JsonPath.from(detail)
                                .getInt("outline.find { it.pointer == '/data/text' }.length"))
                .isEqualTo(event.at("/data/text").asText().length());
        assertThat(detail).doesNotContain(MARKER);
        assertThat(admin().get(LETTERS).asString()).doesNotContain(MARKER);
    }

    @Test
    void aReplayIsProcessedOnceTheCauseIsGone() {
        var event = submission();
        sql("alter table revealed_question rename to hidden_question");
        TestTopics.send(TOPIC, event.path("subject").asText(), event.toString());
        var letter = deadLetter(event);
        assertThat(letter.getBoolean("replayable")).isTrue();
        sql("alter table hidden_question rename to revealed_question");

        var replayed = replay(letter.getString("id"), 200);

        assertThat(replayed.getString("state")).isEqualTo("REPLAYED");
        var candidate = event.at("/data/candidateId").asText();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(revealed(candidate)).isOne());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(read(letter).getString("deadLetter.outcome"))
                                        .isEqualTo("PROCESSED"));
        var sent =
                TestTopics.await(
                                TOPIC,
                                1,
                                record ->
                                        letter.getString("id").equals(header(record, "replay-of")))
                        .getFirst();
        assertThat(sent.value()).isEqualTo(event.toString());
        assertThat(header(sent, "replay-by")).isEqualTo("catalog-service");
        // On a compacted topic, a replay must not take the place of what its key stands for now.
        assertThat(sent.key()).isNotEqualTo(event.path("subject").asText());
        assertThat(read(letter).getList("actions.action")).isEqualTo(List.of("REPLAYED"));
        assertThat(read(letter).getString("actions[0].by")).isEqualTo("ada");
        assertThat(
                        count(
                                "select count(*) as n from dead_letter where payload is not null"
                                        + " and id = '"
                                        + letter.getString("id")
                                        + "'"))
                .as("content is only kept until somebody decides")
                .isZero();
    }

    @Test
    void whatFailsAgainIsANewDeadLetterLinkedToTheFirst() {
        var event = submission().put("time", "never");
        TestTopics.send(TOPIC, event.path("subject").asText(), event.toString());
        var first = deadLetter(event);

        replay(first.getString("id"), 200);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(read(first).getString("deadLetter.outcome"))
                                        .isEqualTo("FAILED_AGAIN"));
        var second = read(first).getString("deadLetter.diedAgainAs");
        var again = JsonPath.from(admin().get(LETTERS + "/" + second).asString());
        assertThat(again.getString("deadLetter.state")).isEqualTo("DEAD");
        assertThat(again.getString("deadLetter.replayOf")).isEqualTo(first.getString("id"));
        assertThat(again.getString("deadLetter.key")).isEqualTo(event.path("subject").asText());
        assertThat(again.getString("deadLetter.causeId")).isEqualTo(first.getString("causeId"));
    }

    @Test
    void manyAdminsAtOnceReplayItOnce() throws Exception {
        var event = submission().put("time", "never");
        TestTopics.send(TOPIC, event.path("subject").asText(), event.toString());
        var letter = deadLetter(event);
        Callable<Integer> replay =
                () -> admin().post(LETTERS + "/" + letter.getString("id") + "/replay").statusCode();

        List<Integer> answers;
        try (var admins = Executors.newFixedThreadPool(4)) {
            answers =
                    admins.invokeAll(IntStream.range(0, 4).mapToObj(i -> replay).toList()).stream()
                            .map(future -> future.resultNow())
                            .toList();
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                TOPIC,
                                record ->
                                        letter.getString("id").equals(header(record, "replay-of"))))
                .hasSize(1);
        replay(letter.getString("id"), 409);
        var refused = admin().post(LETTERS + "/" + letter.getString("id") + "/replay").asString();
        contract.assertFits("Problem", refused);
        assertThat(JsonPath.from(refused).getString("type")).endsWith("dead-letter-settled");
        assertThat(JsonPath.from(refused).getString("state")).isEqualTo("REPLAYED");
    }

    @Test
    void allOfACauseAreReplayedTogetherAndOthersAreLeft() {
        sql("alter table revealed_question rename to hidden_question");
        var events = IntStream.range(0, 4).mapToObj(i -> submission()).toList();
        events.forEach(
                event -> TestTopics.send(TOPIC, event.path("subject").asText(), event.toString()));
        var other = submission().put("time", "never");
        TestTopics.send(TOPIC, other.path("subject").asText(), other.toString());
        var cause = deadLetter(events.getFirst()).getString("causeId");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> {
                            var causes = admin().get(LETTERS + "/causes").asString();
                            contract.assertFits("DeadLetterCauseList", causes);
                            assertThat(
                                            JsonPath.from(causes)
                                                    .getInt(
                                                            "items.find { it.id == '%s' }.count"
                                                                    .formatted(cause)))
                                    .isEqualTo(4);
                        });
        sql("alter table hidden_question rename to revealed_question");

        var answer = admin().post(LETTERS + "/causes/" + cause + "/replay").asString();

        contract.assertFits("DeadLettersReplayed", answer);
        assertThat(JsonPath.from(answer).getInt("replayed")).isEqualTo(4);
        assertThat(JsonPath.from(answer).getLong("left")).isZero();
        for (var event : events) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(revealed(event.at("/data/candidateId").asText()))
                                            .isOne());
        }
        assertThat(deadLetter(other).getString("state")).isEqualTo("DEAD");
    }

    @Test
    void whatIsNoTextCanOnlyBeDiscarded() {
        var id = UUID.randomUUID();
        TestTopics.send(
                TOPIC + ".dlq",
                "k-" + id,
                "\0not JSON",
                Map.of("dead-letter-reason", "broken", "dead-letter-consumer", "catalog-service"));
        var letter = await().atMost(PATIENCE).until(() -> find("k-" + id), Objects::nonNull);
        assertThat(letter.getBoolean("replayable")).isFalse();
        assertThat(replay(letter.getString("id"), 409).getString("type"))
                .endsWith("dead-letter-not-replayable");

        var discarded =
                admin().contentType("application/json")
                        .body(Map.of("reason", "Sent by a broken tool"))
                        .post(LETTERS + "/" + letter.getString("id") + "/discard")
                        .asString();

        contract.assertFits("DeadLetter", discarded);
        assertThat(JsonPath.from(discarded).getString("state")).isEqualTo("DISCARDED");
        assertThat(read(letter).getString("actions[0].reason")).isEqualTo("Sent by a broken tool");
    }

    @Test
    void deadLettersOfAnotherServiceOnTheSharedTopicAreLeftAlone() {
        TestTopics.send(
                TOPIC + ".dlq",
                "theirs",
                "{}",
                Map.of("dead-letter-reason", "theirs", "dead-letter-consumer", "grading-service"));
        TestTopics.send(
                TOPIC + ".dlq",
                "ours",
                "{}",
                Map.of("dead-letter-reason", "ours", "dead-letter-consumer", "catalog-service"));

        await().atMost(PATIENCE).until(() -> find("ours"), Objects::nonNull);

        assertThat(admin().get(LETTERS).asString()).doesNotContain("theirs");
    }

    @Test
    void aDeadLetterThatArrivesTwiceIsKeptOnce() {
        var headers =
                Map.of(
                        "dead-letter-reason",
                        "broken",
                        "dead-letter-topic",
                        TOPIC,
                        "dead-letter-partition",
                        "1",
                        "dead-letter-offset",
                        "4711");
        TestTopics.send(TOPIC + ".dlq", "twice", "{}", headers);
        TestTopics.send(TOPIC + ".dlq", "twice", "{}", headers);
        TestTopics.send(TOPIC + ".dlq", "twice", "{\"a\":1}", headers);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                count(
                                                        "select count(*) as n from dead_letter"
                                                                + " where key = 'twice'"))
                                        .isEqualTo(2));
    }

    @Test
    void isForAdminsAloneAndCoversEveryChannel() {
        var everywhere = new DeadLetterContract(LETTERS);
        everywhere.assertOnlyForAdmins();
        everywhere.assertEveryChannelIsCovered();
    }

    @ParameterizedTest
    @CsvSource({
        "get, /6e2b6b52-92a4-4a8e-a7c1-000000000000, 404",
        "post, /6e2b6b52-92a4-4a8e-a7c1-000000000000/replay, 404",
        "post, /6e2b6b52-92a4-4a8e-a7c1-000000000000/discard, 404",
        "get, /nonsense, 404",
        "get, ?state=ALIVE, 400",
        "get, ?size=1000, 400"
    })
    void saysWhatIsNotThereOrWrong(String method, String path, int status) {
        var answer =
                admin().contentType("application/json")
                        .body(Map.of("reason", "gone"))
                        .request(method, LETTERS + path);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void discardingNeedsAReason() {
        admin().contentType("application/json")
                .body(Map.of("reason", "  "))
                .post(LETTERS + "/" + UUID.randomUUID() + "/discard")
                .then()
                .statusCode(400);
    }

    private JsonPath deadLetter(ObjectNode event) {
        return await().atMost(PATIENCE)
                .until(() -> find(event.path("subject").asText()), Objects::nonNull);
    }

    /** The newest with that key; null when there is none. */
    private @Nullable JsonPath find(String key) {
        var list = admin().get(LETTERS + "?size=100").asString();
        contract.assertFits("DeadLetterPage", list);
        List<Map<String, Object>> items = JsonPath.from(list).getList("items");
        return items.stream()
                .filter(item -> key.equals(item.get("key")))
                .findFirst()
                .map(item -> JsonPath.from(json(item)))
                .orElse(null);
    }

    private JsonPath read(JsonPath letter) {
        return JsonPath.from(admin().get(LETTERS + "/" + letter.getString("id")).asString());
    }

    private static JsonPath replay(String id, int status) {
        var answer = admin().post(LETTERS + "/" + id + "/replay");
        assertThat(answer.statusCode()).isEqualTo(status);
        return JsonPath.from(answer.asString());
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("ada", Roles.ADMIN));
    }

    private static ObjectNode submission() {
        try {
            var event =
                    (ObjectNode)
                            new ObjectMapper()
                                    .readTree(
                                            Contracts.example(
                                                    "session/examples/answer-submitted.v1.json"));
            var attempt = UUID.randomUUID().toString();
            event.put("id", UUID.randomUUID().toString()).put("subject", attempt);
            ((ObjectNode) event.get("data"))
                    .put("attemptId", attempt)
                    .put("candidateId", "id-of-" + attempt)
                    .put("text", "I say " + MARKER + ".");
            return event;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable String header(ConsumerRecord<String, String> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private long revealed(String candidate) {
        return count(
                "select count(*) as n from revealed_question where candidate_id = '"
                        + candidate
                        + "'");
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(PATIENCE).iterator().next().getLong("n");
    }

    private void sql(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
