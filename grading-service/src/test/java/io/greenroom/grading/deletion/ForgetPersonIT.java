package io.greenroom.grading.deletion;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.APPEALS;
import static io.greenroom.grading.testsupport.Api.DOUBTFUL;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.REVIEWS;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.as;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.greenroom.grading.testsupport.Api.marks;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.greenroom.grading.testsupport.JudgingModel;
import io.greenroom.grading.testsupport.Published;
import io.greenroom.grading.testsupport.Scorecards;
import io.greenroom.grading.testsupport.WithModel;
import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import io.greenroom.platform.privacy.TopicPurge;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.OwnDataCopies;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody's traces are laid by the real flow in every table that can hold any, and after the
 * deletion searched in every column of every table. A new table fails here until it is said, and
 * shown, what it holds of a person.
 */
@QuarkusTest
@TestProfile(WithModel.class)
@QuarkusTestResource(RealInfrastructure.class)
class ForgetPersonIT {
    /** What is kept of somebody who answers questions. */
    private static final Set<String> OF_CANDIDATES =
            Set.of(
                    "appeal",
                    "attempt_grade",
                    "dead_letter",
                    "grade_reading",
                    "grading_job",
                    "human_mark",
                    "llm_assessment",
                    "llm_usage",
                    "opinion",
                    "provisional_grade",
                    "regrade_item",
                    "review",
                    "review_log",
                    "review_marks");

    /** What is kept of somebody who reviews and administrates. */
    private static final Set<String> OF_STAFF =
            Set.of(
                    "attempt_grade",
                    "dead_letter_action",
                    "grade_reading",
                    "human_mark",
                    "opinion",
                    "regrade",
                    "review",
                    "review_log",
                    "review_marks");

    /** Questions, ids of events, hashes; and events on their way, which stay for moments. */
    private static final Set<String> OF_NOBODY =
            Set.of(
                    "flyway_schema_history",
                    "llm_bucket",
                    "forgotten",
                    "inbox",
                    "outbox",
                    "question_retirement",
                    "question_version");

    private static final String OWN_DATA = "/api/grading/own-data";

    /** In the answers, in what people say of them, and in what the model quotes. */
    private final String marker = "quetzal" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    private final String name = "petra-" + UUID.randomUUID();
    private final String person = TestTokens.idOf(name);
    private final String question = "forget-" + UUID.randomUUID();

    @Inject DataSource database;
    @Inject OwnData ownData;
    @Inject TopicPurge topics;

    @Inject
    @Identifier("default-kafka-broker") Map<String, Object> client;

    @BeforeEach
    void theModelJudges() throws Exception {
        WithModel.SERVER.resetAll();
        JudgingModel.quotes(
                WithModel.SERVER, "as the " + marker + " does", "You speak of the " + marker + ".");
    }

    @Test
    void everyTableIsLookedAt() throws Exception {
        var known = new TreeSet<>(OF_CANDIDATES);
        known.addAll(OF_STAFF);
        known.addAll(OF_NOBODY);

        assertThat(tables().names()).containsExactlyInAnyOrderElementsOf(known);
        OwnDataCopies.assertEveryTableIsAccountedFor(
                "grading-service",
                tables().names(),
                ownData.parts().stream().collect(toMap(OwnDataPart::name, OwnDataPart::tables)));
    }

    @Test
    void nothingOfACandidateIsLeftButFigures() throws Exception {
        var reviewed = graded(name, question, says(DOUBTFUL));
        var review = reviewOf(reviewed, question);
        decide("iris", mark("iris", review, 2), 2, "The " + marker + " says it well.")
                .statusCode(200);
        admin().get(GRADES + reviewed).then().statusCode(200);
        var appeal =
                candidate(name)
                        .body(
                                Map.of(
                                        "attemptId",
                                        reviewed,
                                        "criteria",
                                        List.of("stability"),
                                        "reason",
                                        "I had explained that with the " + marker + " before."))
                        .post(APPEALS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        var regrade = regraded(admin());
        var interview = interview(person, TestTokens.idOf("iris"), "iris");
        WithModel.SERVER.stubFor(
                post(anyUrl()).atPriority(1).willReturn(aResponse().withStatus(503)));
        var provisional = graded(name, question, says(ANSWER) + " Once more.");
        var unknown = UUID.randomUUID();
        var unreadable = UUID.randomUUID();
        dead(unknown, person, says(ANSWER));
        Published.send(unreadable, "{\"data\":{\"text\":\"" + marker);
        var attempts = List.of(reviewed, provisional, unknown, unreadable);
        var traces =
                List.of(
                        marker,
                        person,
                        name,
                        reviewed.toString(),
                        provisional.toString(),
                        unknown.toString(),
                        unreadable.toString(),
                        interview.itemId().toString(),
                        review,
                        appeal);
        await().untilAsserted(
                        () ->
                                assertThat(tables().holding(traces))
                                        .containsExactlyInAnyOrderElementsOf(OF_CANDIDATES));
        await().untilAsserted(
                        () ->
                                assertThat(
                                                tables().number(
                                                                "select count(payload) from"
                                                                        + " dead_letter where"
                                                                        + " strpos(payload, ?) > 0",
                                                                marker))
                                        .isEqualTo(2));
        int levels = levels();
        aCopyHasWhatIsTheirs(reviewed);

        forget(person, name, attempts);

        assertThat(tables().holding(traces)).isEmpty();
        assertThat(levels).isPositive();
        assertThat(levels()).isEqualTo(levels);
        admin().get(GRADES + reviewed).then().statusCode(404);
        admin().get(REVIEWS + "/" + review).then().statusCode(404);
        admin().get("/api/grading/regrades/" + regrade)
                .then()
                .statusCode(200)
                .body("progress.total", equalTo(0));

        // What was under way on other topics does not bring anything back.
        var late = UUID.randomUUID();
        var event = Published.submission(late, question, person, says(ANSWER));
        Published.send(late, event);
        takenIn(event);
        dead(unknown, person, says(ANSWER));
        var stranger = UUID.randomUUID();
        dead(stranger, "stranger", ANSWER);
        await().until(
                        () ->
                                tables().number(
                                                        "select count(*) from dead_letter where key"
                                                                + " = ?",
                                                        stranger.toString())
                                        == 1);
        assertThat(tables().holding(traces)).isEmpty();
        assertThat(tables().holding(List.of(late.toString()))).isEmpty();

        // The other services have yet to read all of it, and one of them has never been there.
        var now = Instant.now();
        readBy("catalog-service", "practice.submissions", "identity.deletions");
        readBy("session-service", "identity.deletions");
        readBy("session-service.dead-letters", "identity.deletions.dlq");
        assertThat(topics.purge(now)).isFalse();
        assertThat(telling("practice.submissions.dlq")).isNotEmpty();

        readBy(
                "catalog-service.dead-letters",
                "practice.submissions.dlq",
                "identity.deletions.dlq");
        // Readers tell the broker every few seconds how far they are.
        await().atMost(Duration.ofSeconds(60)).until(() -> topics.purge(now));
        for (var topic : List.of("practice.submissions", "practice.submissions.dlq")) {
            assertThat(telling(topic)).isEmpty();
        }
    }

    /** What was decided about their answers, and not who marked or read them. */
    private void aCopyHasWhatIsTheirs(UUID reviewed) {
        var copy = OwnDataCopies.of(TestTokens.of(name, Roles.CANDIDATE), OWN_DATA);
        assertThat(copy.keySet())
                .containsExactlyInAnyOrder(
                        "answers", "grades", "appeals", "reviews", "model-usage");
        for (var part : List.of("answers", "grades", "appeals")) {
            assertThat(String.join("", copy.get(part)))
                    .as(part)
                    .contains(marker, reviewed.toString());
        }
        assertThat(copy.toString()).doesNotContain(TestTokens.idOf("iris"), "\"iris\"");

        var reviewer = OwnDataCopies.of(TestTokens.of("iris", Roles.INTERVIEWER), OWN_DATA);
        assertThat(reviewer)
                .containsKeys("reviews-by-you", "review-log", "decisions", "levels", "opinions");
        assertThat(reviewer.toString()).doesNotContain(person, name, reviewed.toString());
        assertThat(reviewer).doesNotContainKeys("answers", "grades");

        assertThat(OwnDataCopies.of(TestTokens.of("cody", Roles.CANDIDATE), OWN_DATA).toString())
                .doesNotContain(marker, name, reviewed.toString());
        given().get(OWN_DATA).then().statusCode(401);
    }

    private List<ConsumerRecord<String, String>> telling(String topic) throws Exception {
        return TestTopics.within(
                Duration.ofSeconds(2), topic, message -> message.value().contains(marker));
    }

    /** As if another service had taken in all that is there. */
    private void readBy(String group, String... topics) throws Exception {
        try (var kafka = Admin.create(client)) {
            for (var topic : topics) {
                var ends = new HashMap<TopicPartition, OffsetSpec>();
                var described = kafka.describeTopics(List.of(topic)).allTopicNames().get();
                for (var partition : requireNonNull(described.get(topic)).partitions()) {
                    ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
                }
                var read = new HashMap<TopicPartition, OffsetAndMetadata>();
                kafka.listOffsets(ends)
                        .all()
                        .get()
                        .forEach(
                                (partition, end) ->
                                        read.put(partition, new OffsetAndMetadata(end.offset())));
                kafka.alterConsumerGroupOffsets(group, read).all().get();
            }
        }
    }

    @Test
    void whoComesBackIsGradedAndStrangersKeepTheirs() throws Exception {
        var other = graded("casey", question, says(ANSWER));
        forget(person, name, List.of());

        var attempt = UUID.randomUUID();
        Published.send(
                attempt,
                Published.submission(attempt, question, person, says(ANSWER) + " I am back.")
                        .replace("2026-11-22", "2026-11-24"));

        TestTopics.await("grading.grades", 1, message -> message.key().equals(attempt.toString()));
        // As of a model that was being asked when the deletion came: it leaves no name.
        assertThat(tables().holding(List.of(person)))
                .contains("grading_job")
                .doesNotContain("llm_usage", "llm_assessment");
        candidate("casey").get(GRADES + other).then().statusCode(200);
    }

    @Test
    void nobodyIsNamedWhereAnAccountOfStaffWasDeleted() throws Exception {
        var decided = graded("casey", question, says(DOUBTFUL));
        decide(name, mark(name, reviewOf(decided, question), 2), 2, "You explain it well.")
                .statusCode(200);
        var claimed = graded("casey", question, says(DOUBTFUL) + " Please.");
        var review = REVIEWS + "/" + reviewOf(claimed, question);
        var held = interviewer(name).put(review + "/claim").then().statusCode(200).extract();
        interviewer(name)
                .header("If-Match", held.header("ETag"))
                .body(marks(held.jsonPath(), 1))
                .put(review + "/marks")
                .then()
                .statusCode(200);
        var read = graded("casey", question, says(ANSWER));
        var asAdmin = as(TestTokens.of(name, Roles.ADMIN));
        asAdmin.get(GRADES + read).then().statusCode(200);
        regraded(asAdmin);
        interview(TestTokens.idOf("casey"), person, name);
        var unknown = UUID.randomUUID();
        dead(unknown, "stranger", ANSWER);
        discard(asAdmin, unknown);
        var traces = List.of(person, name);
        assertThat(tables().holding(traces)).containsExactlyInAnyOrderElementsOf(OF_STAFF);
        assertThat(OwnDataCopies.of(TestTokens.of(name, Roles.ADMIN), OWN_DATA).keySet())
                .containsExactlyInAnyOrder(
                        "reviews-by-you",
                        "review-log",
                        "decisions",
                        "levels",
                        "opinions",
                        "readings",
                        "regrades",
                        "operations");
        int levels = levels();

        forget(person, name, List.of());

        assertThat(tables().holding(traces)).isEmpty();
        assertThat(levels()).isEqualTo(levels);
        candidate("casey")
                .get(GRADES + decided)
                .then()
                .statusCode(200)
                .body("grades.kind", equalTo(List.of("first", "review")))
                .body("grades[1].comment", equalTo("You explain it well."));
        interviewer("ivan").put(review + "/claim").then().statusCode(200);
    }

    /** A mock session in which somebody was marked, and the grader asked. */
    private Scorecards.Answered interview(
            String candidateId, String interviewerId, String interviewerName) {
        var interview =
                new Scorecards.Answered(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        question,
                        candidateId,
                        interviewerId,
                        interviewerName);
        interview.send(interview.card());
        interview.send(interview.asks(says(ANSWER)));
        TestTopics.await(
                "grading.opinions",
                1,
                message -> message.key().equals(interview.sessionId().toString()));
        return interview;
    }

    private Tables tables() {
        return new Tables(database);
    }

    private String says(String answer) {
        return "I do it as the " + marker + " does. " + answer;
    }

    private int levels() throws Exception {
        return tables().number("select count(*) from human_mark where question_id = ?", question);
    }

    /** An answer in a language that nobody knows. */
    private void dead(UUID attempt, String candidateId, String text) {
        Published.send(
                attempt,
                Published.submission(attempt, question, candidateId, text)
                        .replace("\"language\":\"markdown\"", "\"language\":\"latin\""));
    }

    private void discard(RequestSpecification admin, UUID attempt) {
        var path = "/api/grading/dead-letters";
        var id =
                await().until(
                                () ->
                                        admin.get(path + "?size=100")
                                                .jsonPath()
                                                .getString(
                                                        "items.find { it.key == '%s' }.id"
                                                                .formatted(attempt)),
                                found -> found != null);
        admin.body(Map.of("reason", "Nobody answers in Latin."))
                .post(path + "/" + id + "/discard")
                .then()
                .statusCode(200);
    }

    private String regraded(RequestSpecification admin) {
        var id =
                admin.body(Map.of("scope", Map.of("questionId", question)))
                        .post("/api/grading/regrades")
                        .then()
                        .statusCode(202)
                        .extract()
                        .jsonPath()
                        .getString("id");
        await().until(
                        () ->
                                admin().get("/api/grading/regrades/" + id)
                                        .jsonPath()
                                        .getString("state")
                                        .equals("ready"));
        return id;
    }

    private void forget(String personId, String accountName, List<UUID> attempts) throws Exception {
        var event = Published.deletion(personId, accountName, attempts);
        assertThat(Contracts.violations("identity/person-deleted.v1.schema.json", event)).isEmpty();
        TestTopics.send("identity.deletions", personId, event);
        takenIn(event);
    }

    private void takenIn(String event) throws Exception {
        var id = UUID.fromString(Published.JSON.readTree(event).get("id").asText());
        await().until(
                        () ->
                                tables().number("select count(*) from inbox where event_id = ?", id)
                                        == 1);
    }
}
