package io.greenroom.session.mock;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the plan to the end of a session, over HTTP, as each of those who take part sees it. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class MockSessionIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpContract CONTRACT = new HttpContract("session");
    private static final String SESSIONS = "/api/sessions";
    private static final Instant TOMORROW =
            Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);

    /** Nobody else's names and questions, so that other tests cannot be in the way. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String iris = "iris-" + mark;
    private final String ivan = "ivan-" + mark;
    private final String casey = "casey-" + mark;
    private final String olga = "olga-" + mark;
    private final String first = "first-" + mark;
    private final String second = "second-" + mark;

    @Inject IdleEnd idleEnd;
    @Inject DataSource database;

    @BeforeEach
    void theCatalogHasPublishedTheQuestions() throws Exception {
        publish(first, 1, "Stable softmax");
        publish(second, 1, "Beam search");
        for (var question : List.of(first, second)) {
            await().until(
                            () ->
                                    candidate("warm-up")
                                                    .body(Map.of("questionId", question))
                                                    .post("/api/practice/attempts")
                                                    .statusCode()
                                            == 201);
        }
    }

    @Test
    void eachSeesOfASessionWhatTheirRoleInItAllows() throws Exception {
        var id = scheduled();

        var asPanel =
                interviewer(iris)
                        .get(SESSIONS + "/" + id)
                        .then()
                        .statusCode(200)
                        .header("ETag", "\"1\"")
                        .body("me.role", equalTo("INTERVIEWER"))
                        .body("mayManage", equalTo(true))
                        .body("state", equalTo("SCHEDULED"))
                        .body("minutes", equalTo(40))
                        .body("agenda.title", contains("Stable softmax", "Beam search"))
                        .body("agenda.questionId", contains(first, second))
                        .body("agenda.minutes", contains(10, 30))
                        .body("participants.role", hasItem("CANDIDATE"))
                        .body("participants.account", hasItem(casey))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionView", asPanel);
        for (var visitor : List.of(candidate(casey), interviewer(olga))) {
            var seen =
                    visitor.get(SESSIONS + "/" + id)
                            .then()
                            .statusCode(200)
                            .body("mayManage", equalTo(false))
                            .body("agenda", hasSize(2))
                            .body("agenda.minutes", contains(10, 30))
                            .body("agenda.title", everyItem(nullValue()))
                            .body("participants.account", everyItem(nullValue()))
                            .extract()
                            .asString();
            CONTRACT.assertFits("SessionView", seen);
            assertThat(seen).doesNotContain("softmax", first, second);
        }
        for (var outsider :
                List.of(candidate("cody"), interviewer("irina"), as("ada", Roles.ADMIN))) {
            outsider.get(SESSIONS + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo(problem("session-not-found")));
        }
        given().get(SESSIONS + "/" + id).then().statusCode(401);
        as(casey).get(SESSIONS + "/" + id).then().statusCode(403);
    }

    @Test
    void theGuideIsForThoseWhoInterviewAlone() throws Exception {
        var id = scheduled();

        var guide =
                interviewer(ivan)
                        .get(SESSIONS + "/" + id + "/guide")
                        .then()
                        .statusCode(200)
                        .body("items.question.questionId", contains(first, second))
                        .body("items[0].question.strongAnswer", notNullValue())
                        .body("items[0].question.rubric.criteria", hasSize(3))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionGuide", guide);
        candidate(casey).get(SESSIONS + "/" + id + "/guide").then().statusCode(403);
        // In the realm an interviewer, in this session an observer.
        interviewer(olga).get(SESSIONS + "/" + id + "/guide").then().statusCode(403);
        interviewer("irina").get(SESSIONS + "/" + id + "/guide").then().statusCode(404);
    }

    @Test
    void whoIsInvitedByAddressComesInWithThatAddressVerifiedOnly() throws Exception {
        var address = "Casey." + mark + "@greenroom.example";
        var draft = draft();
        draft.put("participants", List.of(invited("CANDIDATE", address)));
        var id = schedule(interviewer(iris), draft).extract().jsonPath().getString("id");
        var path = SESSIONS + "/" + id;

        with(TestTokens.withEmail(casey, address, false, Roles.CANDIDATE))
                .get(path)
                .then()
                .statusCode(404);
        // A name is easily chosen: it is no proof of an address.
        candidate(address).get(path).then().statusCode(404);
        candidate(address).get(SESSIONS).then().statusCode(200).body("items", hasSize(0));
        with(TestTokens.withEmail(casey, address.toUpperCase(), true, Roles.CANDIDATE))
                .get(path)
                .then()
                .statusCode(200)
                .body("me.role", equalTo("CANDIDATE"));

        // Bound: the person comes in by who they are, another with the same address does not.
        candidate(casey).get(path).then().statusCode(200);
        with(TestTokens.withEmail("carl-" + mark, address, true, Roles.CANDIDATE))
                .get(path)
                .then()
                .statusCode(404);
        // That they looked does not mean that they came.
        interviewer(iris)
                .get(path)
                .then()
                .body("participants.find { it.role == 'CANDIDATE' }.joinedAt", nullValue());
    }

    @Test
    void accountsAreToldApartWithoutCase() throws Exception {
        var id = scheduled();

        candidate(casey.toUpperCase()).get(SESSIONS + "/" + id).then().statusCode(200);
    }

    @Test
    void onlyStaffPlanSessions() throws Exception {
        schedule(candidate(casey), draft()).statusCode(403);
        schedule(as("ada", Roles.ADMIN), draft()).statusCode(201);
        given().contentType(ContentType.JSON).body(draft()).post(SESSIONS).then().statusCode(401);
    }

    @Test
    void aRetryWithTheSameKeyIsTheSameSession() throws Exception {
        var key = "key-" + mark;
        var draft = draft();
        var one =
                schedule(interviewer(iris).header("Idempotency-Key", key), draft)
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");

        schedule(interviewer(iris).header("Idempotency-Key", key), draft)
                .statusCode(201)
                .body("id", equalTo(one));
        draft.put("title", "Something else");
        schedule(interviewer(iris).header("Idempotency-Key", key), draft)
                .statusCode(409)
                .body("type", equalTo(problem("key-reused")));

        interviewer(iris).get(SESSIONS).then().body("items", hasSize(1));
    }

    @Test
    void listsHoldWhatIsOnesOwn() throws Exception {
        var id = scheduled();
        var other = scheduled();
        interviewer(iris)
                .body(Map.of("reason", "Ill"))
                .post(SESSIONS + "/" + other + "/cancellation")
                .then()
                .statusCode(200);

        for (var one : List.of(candidate(casey), interviewer(ivan), interviewer(olga))) {
            var page =
                    one.get(SESSIONS + "?when=upcoming")
                            .then()
                            .statusCode(200)
                            .body("items.id", contains(id))
                            .body("page.total", equalTo(1))
                            .extract()
                            .asString();
            CONTRACT.assertFits("SessionPage", page);
        }
        candidate(casey)
                .get(SESSIONS + "?when=past&state=CANCELLED")
                .then()
                .body("items.id", contains(other))
                .body("items[0].role", equalTo("CANDIDATE"));
        candidate("cody").get(SESSIONS).then().body("items.id", not(hasItem(id)));
        candidate(casey).get(SESSIONS + "?scope=all").then().statusCode(403);
        as("ada", Roles.ADMIN)
                .get(SESSIONS + "?scope=all&when=upcoming&size=100")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id));
        candidate(casey).get(SESSIONS + "?when=never").then().statusCode(400);
        candidate(casey).get(SESSIONS + "?state=NEVER").then().statusCode(400);
    }

    @Test
    void aPlanIsChangedByThoseWhoLeadAndOneAfterTheOther() throws Exception {
        var id = scheduled();
        var path = SESSIONS + "/" + id;
        publish(first, 2, "Stable softmax, again");
        publish(second, 2, "Beam search, again");
        await().until(
                        () ->
                                candidate("warm-up")
                                        .body(Map.of("questionId", second))
                                        .post("/api/practice/attempts")
                                        .jsonPath()
                                        .getInt("questionVersion"),
                        equalTo(2));
        var draft = draft();
        draft.put("startsAt", TOMORROW.plus(1, ChronoUnit.HOURS).toString());
        draft.put("agenda", List.of(Map.of("questionId", second, "minutes", 45)));
        draft.put(
                "participants",
                List.of(
                        invited("INTERVIEWER", casey),
                        invited("CANDIDATE", "cora-" + mark),
                        invited("INTERVIEWER", ivan)));

        interviewer(ivan)
                .header("If-Match", "\"1\"")
                .body(draft)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("agenda.questionId", contains(second))
                .body("agenda.questionVersion", contains(1))
                .body("minutes", equalTo(45))
                .body("participants", hasSize(4))
                .body(
                        "participants.find { it.role == 'CANDIDATE' }.account",
                        equalTo("cora-" + mark));
        interviewer(iris)
                .header("If-Match", "\"1\"")
                .body(draft)
                .put(path)
                .then()
                .statusCode(412)
                .body("type", equalTo(problem("session-changed")))
                .body("currentRevision", equalTo(2));
        // Who is no longer invited is outside again.
        interviewer(olga).get(path).then().statusCode(404);
        candidate("cora-" + mark).body(draft).put(path).then().statusCode(403);
        interviewer("irina").body(draft).put(path).then().statusCode(404);

        draft.put("agenda", List.of(Map.of("questionId", second), Map.of("questionId", first)));
        interviewer(iris)
                .body(draft)
                .put(path)
                .then()
                .statusCode(200)
                // What stays keeps its version; what comes is what is published now.
                .body("agenda.questionVersion", contains(1, 2))
                .body("agenda.minutes", contains(45, 10));
    }

    @Test
    void aSessionIsOpenedAndEndedOnceWhateverIsRepeated() throws Exception {
        var id = scheduled();
        var path = SESSIONS + "/" + id;

        interviewer(iris)
                .post(path + "/end")
                .then()
                .statusCode(409)
                .body("type", equalTo(problem("session-state")))
                .body("state", equalTo("SCHEDULED"));
        candidate(casey).post(path + "/opening").then().statusCode(403);
        interviewer(olga).post(path + "/opening").then().statusCode(403);
        interviewer("irina").post(path + "/opening").then().statusCode(404);
        var opened =
                interviewer(ivan)
                        .post(path + "/opening")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("LIVE"))
                        .extract()
                        .jsonPath();
        interviewer(iris)
                .post(path + "/opening")
                .then()
                .statusCode(200)
                .body("openedAt", equalTo(opened.getString("openedAt")))
                .body("revision", equalTo(opened.getInt("revision")));
        interviewer(iris).body(draft()).put(path).then().statusCode(409);
        interviewer(iris)
                .body(Map.of())
                .post(path + "/cancellation")
                .then()
                .statusCode(409)
                .body("detail", containsString("under way"));

        candidate(casey).post(path + "/end").then().statusCode(403);
        for (int i = 0; i < 2; i++) {
            interviewer(iris)
                    .post(path + "/end")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("SCORING"))
                    .body("endedAt", notNullValue())
                    .body("revision", equalTo(3));
        }
        interviewer(iris).post(path + "/opening").then().statusCode(409);
    }

    @Test
    void aSessionIsCancelledWithAReason() throws Exception {
        var id = scheduled();
        var path = SESSIONS + "/" + id;

        candidate(casey).body(Map.of()).post(path + "/cancellation").then().statusCode(403);
        for (int i = 0; i < 2; i++) {
            interviewer(iris)
                    .body(Map.of("reason", "Ivan is ill"))
                    .post(path + "/cancellation")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("CANCELLED"))
                    .body("revision", equalTo(2));
        }
        candidate(casey)
                .get(path)
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("cancelReason", equalTo("Ivan is ill"));
        interviewer(iris).post(path + "/opening").then().statusCode(409);
    }

    @Test
    void aSessionThatNobodyAttendsEndsByItself() throws Exception {
        var attended = scheduled();
        var left = scheduled();
        for (var id : List.of(attended, left)) {
            interviewer(iris).post(SESSIONS + "/" + id + "/opening").then().statusCode(200);
        }
        // Not for a moment does the attended one look left: the sweeper itself runs beside.
        lastSeen(attended, "1 minute");
        lastSeen(left, "2 hours");

        idleEnd.sweep();
        idleEnd.sweep();

        // The sweeper itself may have been ending it just then, and passed over.
        await().untilAsserted(
                        () ->
                                interviewer(iris)
                                        .get(SESSIONS + "/" + left)
                                        .then()
                                        .body("state", equalTo("SCORING"))
                                        .body("endedBy", equalTo("idle"))
                                        .body("revision", equalTo(3)));
        interviewer(iris).get(SESSIONS + "/" + attended).then().body("state", equalTo("LIVE"));
    }

    @Test
    void aSessionThatNobodyOpenedIsOver() throws Exception {
        var forgotten = scheduled();
        var late = scheduled();
        plannedEnd(late, "3 hours");
        plannedEnd(forgotten, "5 hours");

        idleEnd.sweep();
        idleEnd.sweep();

        // The sweeper itself may have been at it just then, and passed over.
        await().untilAsserted(
                        () ->
                                candidate(casey)
                                        .get(SESSIONS + "/" + forgotten)
                                        .then()
                                        .body("state", equalTo("NO_SHOW"))
                                        .body("revision", equalTo(2)));
        for (var state : List.of("", "&state=NO_SHOW")) {
            interviewer(iris)
                    .get(SESSIONS + "?when=past&size=100" + state)
                    .then()
                    .body("items.find { it.id == '" + forgotten + "' }.state", equalTo("NO_SHOW"));
        }
        for (var others : List.of("?when=upcoming", "?state=CANCELLED")) {
            interviewer(iris)
                    .get(SESSIONS + others + "&size=100")
                    .then()
                    .body("items.id", not(hasItem(forgotten)));
        }
        var path = SESSIONS + "/" + forgotten;
        interviewer(iris)
                .post(path + "/opening")
                .then()
                .statusCode(409)
                .body("state", equalTo("NO_SHOW"));
        interviewer(iris).body(Map.of()).post(path + "/cancellation").then().statusCode(409);
        interviewer(iris).body(draft()).put(path).then().statusCode(409);
        interviewer(iris).post(path + "/end").then().statusCode(409);
        interviewer(iris).post(SESSIONS + "/" + late + "/opening").then().statusCode(200);

        var told =
                TestTopics.await("session.lifecycle", 2, message -> forgotten.equals(message.key()))
                        .stream()
                        .map(ConsumerRecord::value)
                        .toList();
        assertThat(told)
                .extracting(event -> read(event).get("type").asText())
                .containsExactly("session.session-scheduled.v1", "session.session-not-held.v1");
        assertThat(Contracts.violations("session/session-not-held.v1.schema.json", told.getLast()))
                .isEmpty();
    }

    @Test
    void whatBecomesOfASessionIsToldWithoutNames() throws Exception {
        var id = scheduled();
        interviewer(iris).post(SESSIONS + "/" + id + "/opening").then().statusCode(200);
        interviewer(iris).post(SESSIONS + "/" + id + "/end").then().statusCode(200);
        var other = scheduled();
        interviewer(iris).body(Map.of()).post(SESSIONS + "/" + other + "/cancellation");

        var told =
                TestTopics.await(
                                "session.lifecycle",
                                5,
                                message -> List.of(id, other).contains(message.key()))
                        .stream()
                        .map(ConsumerRecord::value)
                        .toList();

        for (var event : told) {
            var type = JSON.readTree(event).get("type").asText();
            var name = type.substring("session.".length());
            assertThat(Contracts.violations("session/" + name + ".schema.json", event)).isEmpty();
            assertThat(JSON.readTree(event).get("data").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(
                            () ->
                                    read(Contracts.example("session/examples/" + name + ".json"))
                                            .get("data")
                                            .fieldNames());
            assertThat(event).doesNotContain(mark + "@", iris, casey, ivan, olga, "Coding round");
        }
        assertThat(told)
                .extracting(event -> read(event).get("type").asText())
                .containsExactlyInAnyOrder(
                        "session.session-scheduled.v1",
                        "session.session-scheduled.v1",
                        "session.session-opened.v1",
                        "session.session-ended.v1",
                        "session.session-cancelled.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduled", "opened", "ended", "released", "cancelled", "not-held"})
    void theExamplesFitTheirSchemas(String what) {
        var name = "session-" + what + ".v1";

        assertThat(
                        Contracts.violations(
                                "session/" + name + ".schema.json",
                                Contracts.example("session/examples/" + name + ".json")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', /title",
        "title, 'two\nlines', /title",
        "startsAt, 2001-01-01T00:00:00Z, /startsAt",
        "startsAt, 2101-01-01T00:00:00Z, /startsAt",
        "timeZone, Mars/Olympus, /timeZone",
        "timeZone, +02:00, /timeZone",
        "minutes, 4, /minutes"
    })
    void whatCannotBePlannedIsRefused(String field, String value, String pointer) {
        var draft = draft();
        draft.put(field, value);

        schedule(interviewer(iris), draft).statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two candidates", "twice", "blank", "organiser", "nobody"})
    void whoCannotMeetIsRefused(String case_) {
        var draft = draft();
        draft.put(
                "participants",
                switch (case_) {
                    case "two candidates" ->
                            List.of(invited("CANDIDATE", casey), invited("CANDIDATE", "cora"));
                    case "twice" ->
                            List.of(
                                    invited("CANDIDATE", casey),
                                    invited("OBSERVER", casey.toUpperCase()));
                    case "blank" -> List.of(invited("CANDIDATE", "casey candidate"));
                    case "organiser" -> List.of(invited("CANDIDATE", iris));
                    default -> List.of(invited("OBSERVER", iris));
                });

        schedule(interviewer(iris), draft)
                .statusCode(400)
                .body("errors[0].pointer", containsString("/participants"));
    }

    @Test
    void whatIsNotPublishedCannotBeAsked() {
        var draft = draft();
        draft.put(
                "agenda",
                List.of(Map.of("questionId", first), Map.of("questionId", "nowhere-" + mark)));

        schedule(interviewer(iris), draft)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/agenda/1/questionId"));
        interviewer(iris).get(SESSIONS).then().body("items", hasSize(0));
    }

    private void lastSeen(String id, String ago) throws Exception {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update mock_session set active_at = now() - cast(? as interval)"
                                        + " where id = ?")) {
            statement.setString(1, ago);
            statement.setObject(2, UUID.fromString(id));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private void plannedEnd(String id, String ago) throws Exception {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update mock_session set starts_at = now() - cast(? as interval)"
                                        + " - make_interval(mins => minutes) where id = ?")) {
            statement.setString(1, ago);
            statement.setObject(2, UUID.fromString(id));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String scheduled() {
        return schedule(interviewer(iris), draft())
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private Map<String, Object> draft() {
        var draft = new HashMap<String, Object>();
        draft.put("title", "Coding round");
        draft.put("startsAt", TOMORROW.toString());
        draft.put("timeZone", "Europe/Berlin");
        draft.put("message", "Bring water.");
        draft.put(
                "participants",
                List.of(
                        invited("CANDIDATE", casey),
                        invited("INTERVIEWER", ivan),
                        invited("OBSERVER", olga)));
        draft.put(
                "agenda",
                List.of(Map.of("questionId", first), Map.of("questionId", second, "minutes", 30)));
        return draft;
    }

    private static Map<String, Object> invited(String role, String account) {
        return Map.of("role", role, "account", account);
    }

    private static ValidatableResponse schedule(RequestSpecification who, Object draft) {
        return who.body(draft).post(SESSIONS).then();
    }

    private static void publish(String id, int version, String title) throws Exception {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-published.v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", id);
        ((ObjectNode) event.get("data"))
                .put("questionId", id)
                .put("slug", id)
                .put("version", version)
                .put("title", title);
        TestTopics.send("catalog.questions", id, event.toString());
    }

    private static String problem(String slug) {
        return "https://greenroom.dev/problems/" + slug;
    }

    private static RequestSpecification candidate(String name) {
        return as(name, Roles.CANDIDATE);
    }

    private static RequestSpecification interviewer(String name) {
        return as(name, Roles.INTERVIEWER);
    }

    private static RequestSpecification as(String name, String... roles) {
        return with(TestTokens.of(name, roles));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
