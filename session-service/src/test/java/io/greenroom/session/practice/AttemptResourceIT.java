package io.greenroom.session.practice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AttemptResourceIT {
    private static final String ATTEMPTS = "/api/practice/attempts";
    private static final String QUESTION = "coding-stable-softmax";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SECRETS =
            List.of("probe", "rubric", "redFlags", "strongAnswer", "followUps", "references");

    @TestHTTPResource("/")
    URI base;

    @BeforeEach
    void theCatalogHasPublishedTheQuestion() {
        TestTopics.send(
                "catalog.questions",
                QUESTION,
                Contracts.example("catalog/examples/question-published.v1.json"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            var response =
                                    as("warm-up")
                                            .body(Map.of("questionId", QUESTION))
                                            .post(ATTEMPTS);
                            assertThat(response.statusCode()).isEqualTo(201);
                        });
    }

    @Test
    void startsADraftOnThePublishedVersion() {
        var id =
                as("casey")
                        .body(Map.of("questionId", QUESTION))
                        .post(ATTEMPTS)
                        .then()
                        .statusCode(201)
                        .header("Location", containsString(ATTEMPTS + "/"))
                        .header("ETag", equalTo("\"1\""))
                        .body("state", equalTo("DRAFT"))
                        .body("questionVersion", equalTo(2))
                        .body("revision", equalTo(1))
                        .body("language", equalTo("python"))
                        .body("text", equalTo("def softmax(x):\n    ...\n"))
                        .body("question.prompt", notNullValue())
                        .body("question.hints.size()", equalTo(2))
                        .body("$", not(hasKey("grade")))
                        .extract()
                        .jsonPath()
                        .getString("id");
        for (String secret : SECRETS) {
            as("casey")
                    .get(ATTEMPTS + "/" + id)
                    .then()
                    .statusCode(200)
                    .body("question", not(hasKey(secret)));
        }
    }

    @Test
    void theSameKeyStartsTheSameAttempt() {
        var key = UUID.randomUUID().toString();
        var first = start("casey", key);
        assertThat(start("casey", key)).isEqualTo(first);
        // Somebody else's key is another key.
        assertThat(start("cody", key)).isNotEqualTo(first);
    }

    @Test
    void retriesAtTheSameTimeStartOneAttempt() {
        var key = UUID.randomUUID().toString();
        var ids =
                IntStream.range(0, 6)
                        .parallel()
                        .mapToObj(i -> start("casey", key))
                        .distinct()
                        .toList();
        assertThat(ids).hasSize(1);
    }

    @Test
    void refusesAnUnknownQuestion() {
        as("casey")
                .body(Map.of("questionId", "nowhere"))
                .post(ATTEMPTS)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", problem("question-not-available"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void aRetiredQuestionCannotBeStartedButADraftGoesOn() throws Exception {
        var id = publishACopy("coding-to-be-retired");
        var attempt = startOn("casey", id);
        var retired =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-retired.v1.json"));
        retired.put("id", UUID.randomUUID().toString()).put("subject", id);
        ((ObjectNode) retired.get("data")).put("questionId", id);
        TestTopics.send("catalog.questions", id, retired.toString());

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                as("casey")
                                        .body(Map.of("questionId", id))
                                        .post(ATTEMPTS)
                                        .then()
                                        .statusCode(404)
                                        .body("type", problem("question-not-available")));
        save("casey", attempt, "still mine", null).then().statusCode(200);
        as("casey").post(ATTEMPTS + "/" + attempt + "/submission").then().statusCode(202);
    }

    @Test
    void savesAndTellsTheNewRevision() {
        var id = start("casey", null);
        save("casey", id, "shift by the maximum", "\"1\"")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("revision", equalTo(2));
        as("casey")
                .get(ATTEMPTS + "/" + id)
                .then()
                .body("text", equalTo("shift by the maximum"))
                .header("ETag", equalTo("\"2\""));
    }

    @Test
    void aStaleSaveIsRefusedAndLosesNothing() {
        var id = start("casey", null);
        save("casey", id, "from this tab", "\"1\"").then().statusCode(200);
        save("casey", id, "from the other tab", "\"1\"")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("type", problem("stale-revision"))
                .body("currentRevision", equalTo(2));
        as("casey").get(ATTEMPTS + "/" + id).then().body("text", equalTo("from this tab"));
    }

    @Test
    void writersAtTheSameTimeTakeTurns() {
        var id = start("casey", null);
        var codes =
                IntStream.range(0, 8)
                        .parallel()
                        .map(i -> save("casey", id, "version " + i, "\"1\"").statusCode())
                        .boxed()
                        .toList();
        assertThat(codes).containsOnly(200, 412).filteredOn(code -> code == 200).hasSize(1);
    }

    @Test
    void keepsAnAnswerOf40000CharactersAndRefusesOneMore() {
        var id = start("casey", null);
        save("casey", id, "x".repeat(40_000), null).then().statusCode(200);
        save("casey", id, "x".repeat(40_001), null)
                .then()
                .statusCode(400)
                .body("type", problem("validation-failed"))
                .body("errors[0].pointer", equalTo("/text"));
        as("casey").get(ATTEMPTS + "/" + id).then().body("text.length()", equalTo(40_000));
    }

    @Test
    void refusesABlankSubmission() {
        var id = start("casey", null);
        save("casey", id, " \n\t ", null).then().statusCode(200);
        as("casey")
                .post(ATTEMPTS + "/" + id + "/submission")
                .then()
                .statusCode(422)
                .body("type", problem("blank-answer"));
        as("casey").get(ATTEMPTS + "/" + id).then().body("state", equalTo("DRAFT"));
    }

    @Test
    void submissionIsIdempotentByKeyAndOtherwiseRefused() {
        var id = start("casey", null);
        save("casey", id, "shift by the maximum", null);
        for (int i = 0; i < 2; i++) {
            as("casey")
                    .header("Idempotency-Key", "k1")
                    .post(ATTEMPTS + "/" + id + "/submission")
                    .then()
                    .statusCode(202)
                    .body("state", equalTo("SUBMITTED"))
                    .body("submittedAt", notNullValue());
        }
        as("casey")
                .header("Idempotency-Key", "k2")
                .post(ATTEMPTS + "/" + id + "/submission")
                .then()
                .statusCode(409)
                .body("type", problem("already-submitted"));
        save("casey", id, "afterwards", null)
                .then()
                .statusCode(409)
                .body("type", problem("attempt-not-draft"))
                .body("state", equalTo("SUBMITTED"));
        var sent = TestTopics.await(AnswerSubmitted.TOPIC, 1, message -> id.equals(message.key()));
        assertThat(sent).hasSize(1);
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                AnswerSubmitted.TOPIC,
                                message -> id.equals(message.key())))
                .hasSize(1);
    }

    @Test
    void whatIsPublishedFitsTheContract() throws Exception {
        var id = start("casey", null);
        save("casey", id, "shift by the maximum", null);
        as("casey").post(ATTEMPTS + "/" + id + "/submission").then().statusCode(202);

        var event =
                TestTopics.await(AnswerSubmitted.TOPIC, 1, message -> id.equals(message.key()))
                        .getFirst();

        assertThat(Contracts.violations("session/answer-submitted.v1.schema.json", event.value()))
                .isEmpty();
        // Equal to the example in everything but what is new each time.
        var actual = (ObjectNode) JSON.readTree(event.value());
        var example =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("session/examples/answer-submitted.v1.json"));
        assertThat(actual.get("data").get("candidateId").asText())
                .isEqualTo(TestTokens.idOf("casey"));
        for (ObjectNode node : List.of(actual, example)) {
            node.remove(List.of("id", "time", "subject"));
            ((ObjectNode) node.get("data"))
                    .remove(
                            List.of(
                                    "attemptId",
                                    "candidateId",
                                    "text",
                                    "submittedAt",
                                    "activeSeconds"));
        }
        assertThat(actual).isEqualTo(example);
    }

    @Test
    void theRubricAppearsWithTheSubmissionAndTheGradeWhenItComes() throws Exception {
        var id = submitted("casey", "I subtract the row maximum before exp");
        for (String secret : SECRETS) {
            as("casey").get(ATTEMPTS + "/" + id).then().body("question", hasKey(secret));
        }

        grade(id, "grading/examples/answer-graded.v1.json");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                as("casey")
                                        .get(ATTEMPTS + "/" + id)
                                        .then()
                                        .body("state", equalTo("GRADED"))
                                        .body("grade.score", equalTo(58))
                                        .body("grade.criteria.size()", equalTo(3))
                                        .body("grade.criteria[0].evidence[0].start", equalTo(0))
                                        .body("grade.provenance.grader", equalTo("embedded")));
        as("casey")
                .queryParam("state", "GRADED")
                .get(ATTEMPTS)
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(id))
                .body("items[0].score", equalTo(58))
                .body("items[0].band", equalTo("lean-yes"));
    }

    @Test
    void aSecondGradeChangesNothing() throws Exception {
        var id = submitted("casey", "an answer");
        grade(id, "grading/examples/answer-graded.v1.json");
        awaitState(id, "GRADED");
        grade(id, "grading/examples/answer-not-graded.v1.json");
        // Another attempt's grade behind it, under the same key: once that is in, the second was
        // read.
        var other = submitted("casey", "another answer");
        TestTopics.send(
                "grading.grades",
                id,
                gradeEvent(other, "grading/examples/answer-not-graded.v1.json"));
        awaitState(other, "NOT_GRADED");
        as("casey").get(ATTEMPTS + "/" + id).then().body("state", equalTo("GRADED"));
    }

    @Test
    void notGradedSaysWhy() throws Exception {
        var id = submitted("casey", "an answer");
        grade(id, "grading/examples/answer-not-graded.v1.json");
        awaitState(id, "NOT_GRADED");
        as("casey")
                .get(ATTEMPTS + "/" + id)
                .then()
                .body("notGradedReason.code", equalTo("grader-failed"))
                .body("$", not(hasKey("grade")));
    }

    @Test
    void anEventThatNobodyUnderstandsIsDeadLetteredWithItsCauseAndTheNextIsProcessed()
            throws Exception {
        var id = submitted("casey", "an answer");
        var poison = "{\"specversion\":\"1.0\",\"marker\":\"" + id + "\"}";
        TestTopics.send("grading.grades", id, poison);
        grade(id, "grading/examples/answer-graded.v1.json");
        awaitState(id, "GRADED");
        var dead =
                TestTopics.await("grading.grades.dlq", 1, message -> poison.equals(message.value()))
                        .getFirst();
        assertThat(
                        new String(
                                dead.headers().lastHeader("dead-letter-reason").value(),
                                java.nio.charset.StandardCharsets.UTF_8))
                .contains("no data object");
    }

    @Test
    void streamsTheStatesAndEndsWithTheLast() throws Exception {
        var id = start("casey", null);
        save("casey", id, "an answer", null);
        try (var http = HttpClient.newHttpClient()) {
            var answer = stream(http, id);
            var response = answer.get(60, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(200);
            as("casey").post(ATTEMPTS + "/" + id + "/submission").then().statusCode(202);
            grade(id, "grading/examples/answer-graded.v1.json");

            var states =
                    CompletableFuture.supplyAsync(
                                    () ->
                                            response.body()
                                                    .filter(line -> line.startsWith("data:"))
                                                    .map(
                                                            line ->
                                                                    JsonPath.from(line.substring(5))
                                                                            .getString("state"))
                                                    .toList())
                            .get(60, TimeUnit.SECONDS);

            assertThat(states)
                    .startsWith("DRAFT")
                    .endsWith("GRADED")
                    .isSubsetOf("DRAFT", "SUBMITTED", "GRADED");
        }
    }

    @Test
    void theStreamOfADraftThatIsDiscardedEnds() throws Exception {
        var id = start("casey", null);
        try (var http = HttpClient.newHttpClient()) {
            var lines = stream(http, id).get(60, TimeUnit.SECONDS).body();
            as("casey").delete(ATTEMPTS + "/" + id).then().statusCode(204);
            assertThat(
                            CompletableFuture.supplyAsync(
                                            () ->
                                                    lines.filter(line -> line.startsWith("data:"))
                                                            .count())
                                    .get(60, TimeUnit.SECONDS))
                    .isLessThanOrEqualTo(1);
        }
    }

    private CompletableFuture<HttpResponse<Stream<String>>> stream(HttpClient http, String id) {
        return http.sendAsync(
                HttpRequest.newBuilder(base.resolve(ATTEMPTS + "/" + id + "/events"))
                        .header(
                                "Authorization",
                                "Bearer " + TestTokens.of("casey", Roles.CANDIDATE))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
    }

    @Test
    void historyIsOnesOwnNewestFirst() {
        var name = "hilda-" + UUID.randomUUID();
        var first = start(name, null);
        var second = start(name, null);
        as(name).get(ATTEMPTS)
                .then()
                .statusCode(200)
                .body("items.id", contains(second, first))
                .body("page.total", equalTo(2))
                .body("items[0]", not(hasKey("text")));
        as(name).queryParam("size", 1)
                .queryParam("page", 1)
                .get(ATTEMPTS)
                .then()
                .body("items.id", contains(first));
        as(name).queryParam("questionId", "another")
                .get(ATTEMPTS)
                .then()
                .body("items.size()", equalTo(0));
    }

    @Test
    void discardsADraftButNothingThatWasHandedIn() throws Exception {
        var draft = start("casey", null);
        as("casey").delete(ATTEMPTS + "/" + draft).then().statusCode(204);
        as("casey").get(ATTEMPTS + "/" + draft).then().statusCode(404);
        var handedIn = submitted("casey", "an answer");
        as("casey")
                .delete(ATTEMPTS + "/" + handedIn)
                .then()
                .statusCode(409)
                .body("type", problem("attempt-not-draft"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void somebodyElsesAttemptIsNotThere(String method, String path, @Nullable String body) {
        var id = start("casey", null);
        for (String role : List.of(Roles.CANDIDATE)) {
            request(given().auth().oauth2(TestTokens.of("cody", role)), body)
                    .request(method, path.replace("{id}", id))
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", problem("attempt-not-found"));
        }
        as("casey").get(ATTEMPTS + "/" + id).then().body("revision", equalTo(1));
    }

    static Stream<Arguments> allEndpoints() {
        return Stream.concat(
                endpoints(),
                Stream.of(
                        Arguments.of("GET", ATTEMPTS, null),
                        Arguments.of("POST", ATTEMPTS, "{\"questionId\":\"" + QUESTION + "\"}")));
    }

    @ParameterizedTest
    @MethodSource("allEndpoints")
    void everyEndpointNeedsACandidatesToken(String method, String path, @Nullable String body) {
        var target = path.replace("{id}", UUID.randomUUID().toString());
        request(given(), body)
                .request(method, target)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        for (String token :
                List.of(
                        TestTokens.forged("casey", Roles.CANDIDATE),
                        TestTokens.forAnotherAudience("casey", Roles.CANDIDATE),
                        TestTokens.expired("casey", Roles.CANDIDATE))) {
            request(given().auth().oauth2(token), body)
                    .request(method, target)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
        for (String role : List.of(Roles.INTERVIEWER, Roles.ADMIN)) {
            request(given().auth().oauth2(TestTokens.of("iris", role)), body)
                    .request(method, target)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of("GET", ATTEMPTS + "/{id}", null),
                Arguments.of(
                        "PUT",
                        ATTEMPTS + "/{id}/answer",
                        "{\"text\":\"x\",\"language\":\"python\"}"),
                Arguments.of("POST", ATTEMPTS + "/{id}/submission", null),
                Arguments.of("DELETE", ATTEMPTS + "/{id}", null),
                Arguments.of("GET", ATTEMPTS + "/{id}/events", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":                                | malformed-json | ''",
                "{\"text\":\"x\",\"language\":\"python\",\"score\":100} | malformed-json | /score",
                "{\"text\":5,\"language\":\"python\"}      | malformed-json | /text",
                "{\"text\":\"x\",\"language\":\"python\",\"activeSeconds\":\"9\"} | malformed-json"
                        + " | /activeSeconds",
                "{\"text\":\"a\\u0000b\",\"language\":\"python\"} | malformed-json | /text",
                "[]                                        | malformed-json | ''",
                "{\"text\":\"x\",\"language\":\"cobol\"}   | validation-failed | /language",
                "{\"language\":\"python\"}                 | validation-failed | /text",
                "{\"text\":\"x\",\"language\":\"python\",\"activeSeconds\":-1} | validation-failed"
                        + " | /activeSeconds",
            })
    void badInputIsAClearProblemAndLosesNothing(String body, String slug, String pointer) {
        var id = start("casey", null);
        save("casey", id, "precious", null);
        var response =
                as("casey")
                        .body(body)
                        .put(ATTEMPTS + "/" + id + "/answer")
                        .then()
                        .statusCode(400)
                        .contentType("application/problem+json")
                        .body("type", problem(slug))
                        .body("detail", notNullValue());
        if (!pointer.isEmpty()) {
            response.body("errors[0].pointer", equalTo(pointer));
        }
        as("casey").get(ATTEMPTS + "/" + id).then().body("text", equalTo("precious"));
    }

    @Test
    void answersAsTheContractSays() throws Exception {
        var contract = new HttpContract("session");
        contract.assertSameOperationsAsTheRunningService();
        var id = start("casey", null);
        contract.assertFits("AttemptView", as("casey").get(ATTEMPTS + "/" + id).asString());
        contract.assertFits("AnswerSaved", save("casey", id, "an answer", null).asString());
        contract.assertFits("Problem", save("casey", id, "stale", "\"1\"").asString());
        contract.assertFits(
                "AttemptView", as("casey").post(ATTEMPTS + "/" + id + "/submission").asString());
        grade(id, "grading/examples/answer-graded.v1.json");
        awaitState(id, "GRADED");
        contract.assertFits("AttemptView", as("casey").get(ATTEMPTS + "/" + id).asString());
        contract.assertFits("AttemptPage", as("casey").get(ATTEMPTS).asString());
    }

    @Test
    void whatIsNoIdOrNoRevisionIsSaid() {
        as("casey")
                .get(ATTEMPTS + "/not-a-uuid")
                .then()
                .statusCode(404)
                .body("type", problem("attempt-not-found"));
        var id = start("casey", null);
        save("casey", id, "x", "yesterday")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("If-Match"));
        given().auth()
                .oauth2(TestTokens.of("casey", Roles.CANDIDATE))
                .contentType(ContentType.XML)
                .body("<a/>")
                .put(ATTEMPTS + "/" + id + "/answer")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        for (var broken :
                Map.of("state", "LOST", "page", "x", "size", "0", "questionId", "a\0b")
                        .entrySet()) {
            as("casey")
                    .queryParam(broken.getKey(), broken.getValue())
                    .get(ATTEMPTS)
                    .then()
                    .statusCode(400)
                    .body("type", problem("validation-failed"))
                    .body("errors.size()", equalTo(1));
        }
    }

    private static RequestSpecification as(String name) {
        return given().auth()
                .oauth2(TestTokens.of(name, Roles.CANDIDATE))
                .contentType(ContentType.JSON);
    }

    private static RequestSpecification request(
            RequestSpecification request, @Nullable String body) {
        return body == null ? request : request.contentType(ContentType.JSON).body(body);
    }

    private static String start(String name, @Nullable String key) {
        var request = as(name).body(Map.of("questionId", QUESTION));
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post(ATTEMPTS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static String startOn(String name, String question) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            var response =
                                    as(name).body(Map.of("questionId", question)).post(ATTEMPTS);
                            return response.statusCode() == 201
                                    ? response.jsonPath().getString("id")
                                    : null;
                        },
                        notNullValue());
    }

    private static io.restassured.response.Response save(
            String name, String id, String text, @Nullable String ifMatch) {
        var request = as(name).body(Map.of("text", text, "language", "python"));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put(ATTEMPTS + "/" + id + "/answer");
    }

    private static String submitted(String name, String text) {
        var id = start(name, null);
        save(name, id, text, null).then().statusCode(200);
        as(name).post(ATTEMPTS + "/" + id + "/submission").then().statusCode(202);
        return id;
    }

    private static void grade(String attemptId, String example) throws JsonProcessingException {
        TestTopics.send("grading.grades", attemptId, gradeEvent(attemptId, example));
    }

    /** As grading-service would: the example with this attempt's id. */
    private static String gradeEvent(String attemptId, String example)
            throws JsonProcessingException {
        var event = (ObjectNode) JSON.readTree(Contracts.example(example));
        event.put("id", UUID.randomUUID().toString()).put("subject", attemptId);
        ((ObjectNode) event.get("data")).put("attemptId", attemptId);
        return event.toString();
    }

    private static void awaitState(String id, String state) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                as("casey")
                                        .get(ATTEMPTS + "/" + id)
                                        .then()
                                        .body("state", equalTo(state)));
    }

    private static String publishACopy(String questionId) throws JsonProcessingException {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-published.v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", questionId);
        ((ObjectNode) event.get("data")).put("questionId", questionId).put("slug", questionId);
        TestTopics.send("catalog.questions", questionId, event.toString());
        return questionId;
    }

    private static org.hamcrest.Matcher<String> problem(String slug) {
        return equalTo("https://greenroom.dev/problems/" + slug);
    }
}
