package io.greenroom.session.practice;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.OwnDataCopies;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.greenroom.session.room.RoomClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody's traces are laid by the real flow in every table that can hold any, and after the
 * deletion searched in every column of every table. A new table fails here until it is said, and
 * shown, what it holds of a person.
 */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ForgetPersonIT {
    private static final String ATTEMPTS = "/api/practice/attempts/";
    private static final String PLAN = "/api/practice/plan";
    private static final String SESSIONS = "/api/sessions/";
    private static final String OWN_DATA = "/api/practice/own-data";
    private static final String QUESTION = "coding-stable-softmax";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> OF_CANDIDATES =
            Set.of(
                    "attempt",
                    "attempt_appeal",
                    "attempt_grade",
                    "bookmark",
                    "chosen_plan",
                    "dead_letter",
                    "grader_opinion",
                    "mock_session",
                    "peer_request",
                    "plan_tick",
                    "reconciliation",
                    "room_event",
                    "room_note",
                    "room_snapshot",
                    "room_text",
                    "scorecard",
                    "session_participant",
                    "session_rating",
                    "session_release",
                    "session_result");

    private static final Set<String> OF_STAFF =
            Set.of("dead_letter_action", "mock_session", "session_participant");

    /**
     * Questions, ids of events, hashes; and events and mail on their way, which stay for moments
     * (InvitationIT deletes somebody whose mail cannot leave).
     */
    private static final Set<String> OF_NOBODY =
            Set.of(
                    "flyway_schema_history",
                    "forgotten",
                    "inbox",
                    "join_link",
                    "mail",
                    "outbox",
                    "peer_time",
                    "question",
                    "question_version",
                    "room",
                    "scorecard_excuse",
                    "scorecard_level",
                    "session_item",
                    "study_plan");

    private final String marker = "quetzal" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    private final String name = "petra-" + UUID.randomUUID();

    @Inject DataSource database;

    @Inject OwnData ownData;

    @TestHTTPResource String origin;

    @BeforeEach
    void theCatalogHasPublishedTheQuestion() {
        TestTopics.send(
                "catalog.questions",
                QUESTION,
                Contracts.example("catalog/examples/question-published.v1.json"));
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                candidate("warm-up")
                                                .body(Map.of("questionId", QUESTION))
                                                .post("/api/practice/attempts")
                                                .statusCode()
                                        == 201);
    }

    @Test
    void everyTableIsLookedAt() throws Exception {
        var known = new TreeSet<>(OF_CANDIDATES);
        known.addAll(OF_STAFF);
        known.addAll(OF_NOBODY);

        assertThat(tables().names()).containsExactlyInAnyOrderElementsOf(known);
        OwnDataCopies.assertEveryTableIsAccountedFor(
                "session-service",
                tables().names(),
                ownData.parts().stream().collect(toMap(OwnDataPart::name, OwnDataPart::tables)));
    }

    @Test
    void nothingOfACandidateIsLeftAndTheOthersAreTold() throws Exception {
        var draft = written(name);
        var handedIn = written(name);
        var others = written("cody");
        candidate(name).post(ATTEMPTS + handedIn + "/submission").then().statusCode(202);
        candidate(name).put("/api/practice/bookmarks/" + QUESTION).then().statusCode(204);
        follows("cody");
        follows(name);
        looksForAPeer(name, marker);
        var session = scheduled(staff("iris"), "CANDIDATE", name, marker);
        interviewed(scheduled(staff("iris"), "CANDIDATE", name, marker));
        var othersSession = scheduled(staff("iris"), "CANDIDATE", "cody", "A mock interview");
        inTheRoom(session);
        send(
                "grading.grades",
                handedIn,
                "answer-graded",
                data -> data.withObject("/grade").put("nextStep", marker));
        send("grading.reviews", handedIn, "appeal-changed", data -> data.put("reason", marker));
        // A grade that lacks what its state promises.
        send(
                "grading.reviews",
                handedIn,
                "grade-decided",
                data -> data.put("comment", marker).remove("grade"));
        var traces = List.of(marker, TestTokens.idOf(name), name, draft, handedIn);
        await().untilAsserted(
                        () ->
                                assertThat(tables().holding(traces))
                                        .containsExactlyInAnyOrderElementsOf(OF_CANDIDATES));

        aCopyHasWhatIsTheirs(draft, handedIn);
        candidate(name).delete(OWN_DATA).then().statusCode(202);

        candidate(name)
                .get("/api/practice/attempts")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        candidate(name).get(ATTEMPTS + draft).then().statusCode(404);
        var event =
                TestTopics.await(
                                "identity.deletions",
                                1,
                                message -> message.key().equals(TestTokens.idOf(name)))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations("identity/person-deleted.v1.schema.json", event)).isEmpty();
        assertThat(JSON.readTree(event).at("/data/attemptIds"))
                .extracting(id -> id.asText())
                .containsExactlyInAnyOrder(draft, handedIn);
        await().untilAsserted(() -> assertThat(tables().holding(traces)).isEmpty());
        candidate("cody").get(ATTEMPTS + others).then().statusCode(200);
        staff("iris").get(SESSIONS + session).then().statusCode(404);
        candidate("cody").get(SESSIONS + othersSession).then().statusCode(200);
        candidate("cody").get(PLAN).then().body("chosen.progress.complete", equalTo(1));

        // A grade and a dead letter that were under way bring nothing back.
        send("grading.grades", handedIn, "answer-graded", data -> {});
        send("grading.reviews", handedIn, "grade-decided", data -> data.remove("grade"));
        var stranger = UUID.randomUUID().toString();
        send("grading.reviews", stranger, "grade-decided", data -> data.remove("grade"));
        await().until(
                        () ->
                                tables().number(
                                                        "select count(*) from dead_letter where key"
                                                                + " = ?",
                                                        stranger)
                                        == 1);
        assertThat(tables().holding(traces)).isEmpty();
    }

    /** What they wrote and what was told to them; and with nobody else's things. */
    private void aCopyHasWhatIsTheirs(String draft, String handedIn) {
        var copy = OwnDataCopies.of(TestTokens.of(name, Roles.CANDIDATE), OWN_DATA);
        // Mail is on its way for moments.
        copy.remove("mail");
        assertThat(copy.keySet())
                .containsExactlyInAnyOrder(
                        "attempts",
                        "grades",
                        "appeals",
                        "bookmarks",
                        "study-plan",
                        "sessions",
                        "room",
                        "reports",
                        "results",
                        "ratings",
                        "peer-requests");
        assertThat(String.join("", copy.get("attempts"))).contains(draft, handedIn, marker);
        for (var part : List.of("appeals", "room", "reports", "ratings", "peer-requests")) {
            assertThat(String.join("", copy.get(part))).as(part).contains(marker);
        }
        assertThat(copy.get("attempts")).hasSize(2);
        assertThat(copy.get("sessions")).hasSize(2);
        assertThat(copy.toString())
                .doesNotContain(TestTokens.idOf("iris"), TestTokens.idOf("cody"), "strongAnswer");

        // Of their interviewer, only what that one wrote.
        var panel = OwnDataCopies.of(TestTokens.of("iris", Roles.INTERVIEWER), OWN_DATA);
        assertThat(panel).containsKeys("sessions", "notes", "scorecards", "opinions");
        assertThat(panel).doesNotContainKeys("attempts", "reports", "results", "ratings");
        assertThat(String.join("", panel.get("notes"))).contains(marker);
        assertThat(panel.toString()).doesNotContain(TestTokens.idOf(name), handedIn);

        // Nobody else has any of it.
        assertThat(OwnDataCopies.of(TestTokens.of("cody", Roles.CANDIDATE), OWN_DATA).toString())
                .doesNotContain(marker, name, handedIn);
    }

    @Test
    void aLongListComesPageByPage() throws Exception {
        for (int i = 0; i < 60; i++) {
            written(name);
        }

        var copy = OwnDataCopies.of(TestTokens.of(name, Roles.CANDIDATE), OWN_DATA);

        assertThat(copy.get("attempts")).hasSize(60);
        candidate(name).get(OWN_DATA + "/attempts").then().body("items", hasSize(50));
        candidate(name).get(OWN_DATA + "/nothing").then().statusCode(404);
        given().get(OWN_DATA + "/attempts").then().statusCode(401);
        as(TestTokens.of(name)).get(OWN_DATA).then().statusCode(403);
    }

    @Test
    void whoComesBackBeginsAnew() throws Exception {
        written(name);
        candidate(name).delete(OWN_DATA).then().statusCode(202);
        var again = written(name);

        // The deletion has come round to ourselves.
        await().until(
                        () ->
                                tables().number(
                                                        "select count(*) from forgotten where hash"
                                                                + " = forgotten_hash(?)",
                                                        TestTokens.idOf(name))
                                        == 1);
        candidate(name).get(ATTEMPTS + again).then().statusCode(200);
    }

    @Test
    void nobodyIsNamedWhereAnAccountOfStaffWasDeleted() throws Exception {
        var stranger = UUID.randomUUID().toString();
        send("grading.reviews", stranger, "grade-decided", data -> data.remove("grade"));
        var admin = as(TestTokens.of(name, Roles.ADMIN));
        var letters = "/api/practice/dead-letters";
        var letter =
                await().until(
                                () ->
                                        admin.get(letters + "?size=100")
                                                .jsonPath()
                                                .getString(
                                                        "items.find { it.key == '%s' }.id"
                                                                .formatted(stranger)),
                                found -> found != null);
        admin.body(Map.of("reason", "It says nothing."))
                .post(letters + "/" + letter + "/discard")
                .then()
                .statusCode(200);
        var planned = scheduled(admin, "CANDIDATE", "cody", "A mock interview");
        scheduled(staff("iris"), "OBSERVER", name, "A mock interview");
        var traces = List.of(TestTokens.idOf(name), name);
        // Mail is on its way for moments.
        await().untilAsserted(
                        () ->
                                assertThat(tables().holding(traces))
                                        .containsExactlyInAnyOrderElementsOf(OF_STAFF));

        admin.delete(OWN_DATA).then().statusCode(202);

        await().untilAsserted(() -> assertThat(tables().holding(traces)).isEmpty());
        candidate("cody")
                .get(SESSIONS + planned)
                .then()
                .statusCode(200)
                .body("organiser.name", equalTo("deleted account"));
    }

    @Test
    void anInvitationByAddressIsTheirsToo() throws Exception {
        var address = name + "@greenroom.example";
        var session = scheduled(staff("iris"), "CANDIDATE", address, marker);
        var traces = List.of(marker, address);
        assertThat(tables().holding(traces)).contains("mock_session", "session_participant");
        var theirs =
                OwnDataCopies.of(
                        TestTokens.withEmail(name, address, true, Roles.CANDIDATE), OWN_DATA);
        assertThat(theirs.get("sessions")).hasSize(1);
        // Anybody could say that it is their address.
        assertThat(
                        OwnDataCopies.of(
                                TestTokens.withEmail(name, address, false, Roles.CANDIDATE),
                                OWN_DATA))
                .isEmpty();

        as(TestTokens.withEmail(name, address, true, Roles.CANDIDATE))
                .delete(OWN_DATA)
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(tables().holding(traces)).isEmpty());
        staff("iris").get(SESSIONS + session).then().statusCode(404);
    }

    @Test
    void onlyWhoIsSignedInIsForgotten() {
        given().delete(OWN_DATA).then().statusCode(401);
        as(TestTokens.forged(name, Roles.CANDIDATE)).delete(OWN_DATA).then().statusCode(401);
        as(TestTokens.of(name)).delete(OWN_DATA).then().statusCode(403);
    }

    /** So much that a snapshot is kept too. */
    private void inTheRoom(String session) {
        staff("iris").post(SESSIONS + session + "/opening").then().statusCode(200);
        try (var candidate =
                        RoomClient.enter(origin, session, TestTokens.of(name, Roles.CANDIDATE));
                var panel =
                        RoomClient.enter(
                                origin, session, TestTokens.of("iris", Roles.INTERVIEWER))) {
            candidate.act("chat.say", "\"text\":\"%s\"".formatted(marker));
            candidate.push("scratch", 0, "[[0,\"%s\"]]".formatted(marker));
            panel.act("note.add", "\"text\":\"%s\"".formatted(marker));
            for (int version = 1; version < 1_200; version += 400) {
                candidate.push(
                        "scratch",
                        version,
                        IntStream.range(version, version + 400)
                                .mapToObj(
                                        before ->
                                                "[[0,\"x\"],%d]"
                                                        .formatted(marker.length() + before - 1))
                                .toArray(String[]::new));
            }
            int last = 1_201;
            candidate.entry("edit", edit -> edit.at("/data/version").asInt() == last);
        }
    }

    private static String scheduled(
            RequestSpecification organiser, String role, String account, String title) {
        return organiser
                .body(
                        Map.of(
                                "title",
                                title,
                                "startsAt",
                                Instant.now().plus(Duration.ofDays(1)).toString(),
                                "timeZone",
                                "UTC",
                                "participants",
                                List.of(Map.of("role", role, "account", account)),
                                "agenda",
                                List.of(Map.of("questionId", QUESTION))))
                .post(SESSIONS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static void looksForAPeer(String candidate, String topic) {
        candidate(candidate)
                .body(
                        Map.of(
                                "topics",
                                List.of(topic),
                                "level",
                                "L4",
                                "times",
                                List.of(
                                        Instant.now()
                                                .plus(Duration.ofDays(2))
                                                .truncatedTo(ChronoUnit.DAYS)
                                                .toString()),
                                "timeZone",
                                "UTC"))
                .post(SESSIONS + "peer-requests")
                .then()
                .statusCode(201);
    }

    /** The session is held, marked, released and rated, and everybody says something of it. */
    private void interviewed(String session) throws Exception {
        var at = SESSIONS + session;
        candidate(name).get(at).then().statusCode(200);
        staff("iris").post(at + "/opening").then().statusCode(200);
        var item = staff("iris").get(at).jsonPath().getString("agenda[0].id");
        staff("iris").post(at + "/end").then().statusCode(200);
        var card =
                Map.of(
                        "items",
                        List.of(
                                Map.of(
                                        "itemId",
                                        item,
                                        "summary",
                                        "Spoke of the " + marker,
                                        "criteria",
                                        Stream.of("stability", "axis", "explanation")
                                                .map(id -> Map.of("criterionId", id, "level", 2))
                                                .toList())),
                        "recommendation",
                        "HIRE",
                        "feedback",
                        "The " + marker + " is well said.");
        staff("iris").body(card).put(at + "/scorecard").then().statusCode(200);
        staff("iris").post(at + "/scorecard/submission").then().statusCode(200);
        staff("iris")
                .body(Map.of("itemId", item))
                .post(at + "/scorecard/opinion")
                .then()
                .statusCode(202);
        staff("iris")
                .header("If-Match", "\"0\"")
                .body(
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "itemId",
                                                item,
                                                "criteria",
                                                List.of(
                                                        Map.of(
                                                                "criterionId",
                                                                "axis",
                                                                "agreed",
                                                                3,
                                                                "reason",
                                                                marker))))))
                .put(at + "/reconciliation")
                .then()
                .statusCode(200);
        staff("iris").header("If-Match", "\"0\"").post(at + "/release").then().statusCode(200);
        candidate(name)
                .body(Map.of("stars", 5, "reply", "Thank you for the " + marker))
                .put(at + "/rating")
                .then()
                .statusCode(200);
    }

    private static void follows(String candidate) {
        TestTopics.send(
                "catalog.plans",
                "two-weeks",
                Contracts.example("catalog/examples/plan-published.v1.json"));
        await().until(
                        () ->
                                candidate(candidate)
                                                .body(Map.of("planId", "two-weeks"))
                                                .put(PLAN)
                                                .statusCode()
                                        == 200);
        candidate(candidate).put(PLAN + "/activities/w1-a1").then().statusCode(200);
    }

    private Tables tables() {
        return new Tables(database);
    }

    private String written(String candidate) {
        var id =
                candidate(candidate)
                        .body(Map.of("questionId", QUESTION))
                        .post("/api/practice/attempts")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        candidate(candidate)
                .body(
                        Map.of(
                                "text",
                                candidate.equals(name) ? "I say " + marker : "I say so",
                                "language",
                                "python"))
                .put(ATTEMPTS + id + "/answer")
                .then()
                .statusCode(200);
        return id;
    }

    private static void send(
            String topic, String attempt, String example, Consumer<ObjectNode> change)
            throws Exception {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("grading/examples/" + example + ".v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", attempt);
        var data = (ObjectNode) event.get("data");
        data.put("attemptId", attempt);
        change.accept(data);
        TestTopics.send(topic, attempt, event.toString());
    }

    private static RequestSpecification staff(String name) {
        return as(TestTokens.of(name, Roles.INTERVIEWER));
    }

    private static RequestSpecification candidate(String name) {
        return as(TestTokens.of(name, Roles.CANDIDATE));
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
