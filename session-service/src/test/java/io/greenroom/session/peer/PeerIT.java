package io.greenroom.session.peer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.greenroom.session.LocalMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candidates who look for each other. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(LocalMail.class)
class PeerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpContract CONTRACT = new HttpContract("session");
    private static final String REQUESTS = "/api/sessions/peer-requests";
    private static final int QUESTIONS = 3;

    /** Nobody else's names, topics and questions, so that nobody else can be matched. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String topic = "topic-" + mark;
    private final String casey = "casey-" + mark;
    private final String cody = "cody-" + mark;
    private final Instant soon =
            Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS);

    @Inject DataSource database;

    @BeforeEach
    void theCatalogHasPublishedQuestions() throws Exception {
        for (int i = 0; i < QUESTIONS; i++) {
            var id = "question-" + i + "-" + mark;
            var event =
                    (ObjectNode)
                            JSON.readTree(
                                    Contracts.example(
                                            "catalog/examples/question-published.v1.json"));
            event.put("id", UUID.randomUUID().toString()).put("subject", id);
            ((ObjectNode) event.get("data"))
                    .put("questionId", id)
                    .put("slug", id)
                    .putArray("topics")
                    .add(topic);
            TestTopics.send("catalog.questions", id, event.toString());
        }
        for (int i = 0; i < QUESTIONS; i++) {
            var id = "question-" + i + "-" + mark;
            await().until(
                            () ->
                                    candidate("warm-up-" + mark)
                                                    .body(Map.of("questionId", id))
                                                    .post("/api/practice/attempts")
                                                    .statusCode()
                                            == 201);
        }
    }

    @Test
    void eachInterviewsTheOtherOnce() throws Exception {
        var waiting =
                ask(casey, wish())
                        .statusCode(201)
                        .body("state", equalTo("OPEN"))
                        .body("match", nullValue())
                        .extract()
                        .asString();
        CONTRACT.assertFits("PeerRequest", waiting);
        var wish = wish();
        wish.put("level", "L5");
        wish.put("times", List.of(soon.plus(3, ChronoUnit.HOURS).toString(), soon.toString()));

        var found = ask(cody, wish).statusCode(201).body("state", equalTo("MATCHED"));

        CONTRACT.assertFits("PeerRequest", found.extract().asString());
        var match = found.extract().jsonPath();
        assertThat(match.getString("match.partner")).isEqualTo(casey);
        assertThat(Instant.parse(match.getString("match.startsAt"))).isEqualTo(soon);
        var mine = requests(casey);
        assertThat(mine.getString("items[0].match.partner")).isEqualTo(cody);
        var codyAsks = match.getString("match.askingSessionId");
        var caseyAsks = match.getString("match.answeringSessionId");
        assertThat(mine.getString("items[0].match.askingSessionId")).isEqualTo(caseyAsks);
        assertThat(mine.getString("items[0].match.answeringSessionId")).isEqualTo(codyAsks);
        var one = asked(casey, cody, caseyAsks);
        var other = asked(cody, casey, codyAsks);
        assertThat(one.getString("items[0].question.questionId"))
                .isNotEqualTo(other.getString("items[0].question.questionId"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> LocalMail.to(casey + "@greenroom.example").size() == 2);
        assertThat(LocalMail.to(cody + "@greenroom.example")).hasSizeLessThanOrEqualTo(2);
    }

    /** Who asks has the guide; who answers does not even know the question. */
    private JsonPath asked(String asks, String answers, String session) {
        var path = "/api/sessions/" + session;
        candidate(answers)
                .get(path)
                .then()
                .statusCode(200)
                .body("me.role", equalTo("CANDIDATE"))
                .body("peer", equalTo(true))
                .body("agenda.title", everyItem(nullValue()));
        candidate(answers).get(path + "/guide").then().statusCode(403);
        // A match alone, which either can call off, shows nobody a strong answer.
        candidate(asks)
                .get(path + "/guide")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://greenroom.dev/problems/session-state"));
        candidate(asks).post(path + "/opening").then().statusCode(200);
        return candidate(asks)
                .get(path + "/guide")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .jsonPath();
    }

    @Test
    void whatTheMatchDecidedStays() {
        ask(casey, wish()).statusCode(201);
        var session =
                ask(cody, wish())
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("match.askingSessionId");
        var path = "/api/sessions/" + session;
        var view = candidate(cody).get(path).jsonPath();
        var draft = new HashMap<String, Object>();
        draft.put("title", view.getString("title"));
        draft.put("startsAt", soon.plus(1, ChronoUnit.HOURS).toString());
        draft.put("timeZone", "UTC");
        draft.put("minutes", 30);
        draft.put("participants", List.of());
        draft.put("agenda", List.of(Map.of("questionId", view.getString("agenda[0].questionId"))));

        candidate(cody).body(draft).put(path).then().statusCode(200);

        // Whose strong answers one reads is not for oneself to choose.
        for (int i = 0; i < QUESTIONS; i++) {
            var question = "question-" + i + "-" + mark;
            if (!question.equals(view.getString("agenda[0].questionId"))) {
                draft.put("agenda", List.of(Map.of("questionId", question)));
                candidate(cody)
                        .body(draft)
                        .put(path)
                        .then()
                        .statusCode(409)
                        .body("type", equalTo("https://greenroom.dev/problems/peer-session"));
            }
        }
        // Either of the two calls it off.
        candidate(casey).body(Map.of()).post(path + "/cancellation").then().statusCode(200);
        candidate(cody).get(path + "/guide").then().statusCode(409);
    }

    @Test
    void whoCallsOffOneCallsOffBothAndTheOtherIsToldOfBoth() throws Exception {
        ask(casey, wish()).statusCode(201);
        var match = ask(cody, wish()).statusCode(201).extract().jsonPath();
        var codyAsks = "/api/sessions/" + match.getString("match.askingSessionId");
        var caseyAsks = "/api/sessions/" + match.getString("match.answeringSessionId");

        // Who has not been invited yet need not be told that it is off.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> LocalMail.to(casey + "@greenroom.example").size() == 2);

        candidate(cody)
                .body(Map.of("reason", "I am ill."))
                .post(caseyAsks + "/cancellation")
                .then()
                .statusCode(200);

        for (var one : List.of(casey, cody)) {
            for (var path : List.of(codyAsks, caseyAsks)) {
                candidate(one)
                        .get(path)
                        .then()
                        .body("state", equalTo("CANCELLED"))
                        .body("cancelReason", equalTo("I am ill."));
            }
            assertThat(requests(one).getBoolean("items[0].match.calledOff")).isTrue();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                LocalMail.to(casey + "@greenroom.example").stream()
                                                .filter(PeerIT::isCancellation)
                                                .count()
                                        == 2);
    }

    @Test
    void twoWhoCallOffAtOnceBothSucceed() throws Exception {
        ask(casey, wish()).statusCode(201);
        var match = ask(cody, wish()).statusCode(201).extract().jsonPath();
        var sessions =
                List.of(
                        match.getString("match.askingSessionId"),
                        match.getString("match.answeringSessionId"));
        List<CompletableFuture<Integer>> answers;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // Each has its own session by the time that it may write in the rooms' logs.
            connection.setAutoCommit(false);
            var ids = "('%s', '%s')".formatted(sessions.get(0), sessions.get(1));
            statement.execute(
                    "insert into room select id, 0, now(), '{}' from mock_session where id in "
                            + ids
                            + " on conflict do nothing");
            connection.commit();
            statement.execute("select 1 from room where session_id in " + ids + " for update");
            answers =
                    sessions.stream()
                            .map(
                                    id ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            candidate(casey)
                                                                    .body(Map.of())
                                                                    .post(
                                                                            "/api/sessions/"
                                                                                    + id
                                                                                    + "/cancellation")
                                                                    .statusCode(),
                                                    // The common pool may have but one thread.
                                                    Thread::startVirtualThread))
                            .toList();
            await().until(() -> waiting(statement) >= 2);
            connection.rollback();
        }

        for (var answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(200);
        }
        for (var id : sessions) {
            candidate(casey).get("/api/sessions/" + id).then().body("state", equalTo("CANCELLED"));
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        // Within a transaction activity is shown as it was at the first look.
        statement.execute("select pg_stat_clear_snapshot()");
        try (var found =
                statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")) {
            found.next();
            return found.getInt(1);
        }
    }

    private static boolean isCancellation(MimeMessage mail) {
        try {
            return mail.getSubject().startsWith("Cancelled:");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSessionThatHasBegunIsNotCalledOffWithTheOther() {
        ask(casey, wish()).statusCode(201);
        var match = ask(cody, wish()).statusCode(201).extract().jsonPath();
        var codyAsks = "/api/sessions/" + match.getString("match.askingSessionId");
        var caseyAsks = "/api/sessions/" + match.getString("match.answeringSessionId");
        candidate(cody).post(codyAsks + "/opening").then().statusCode(200);

        candidate(casey).body(Map.of()).post(caseyAsks + "/cancellation").then().statusCode(200);

        candidate(casey).get(codyAsks).then().body("state", equalTo("LIVE"));
    }

    @Test
    void nobodyLearnsHowTheirPeerSignsIn() {
        ask(casey, wish("Rhea")).statusCode(201);
        // Without a name of their own choice and without one in the token.
        var found = ask(cody, wish(null)).statusCode(201).extract();
        assertThat(found.asString()).doesNotContain(casey);
        assertThat(requests(casey).prettify()).contains("A peer").doesNotContain(cody);

        for (var side : List.of("asking", "answering")) {
            var path = "/api/sessions/" + found.path("match." + side + "SessionId");
            assertThat(candidate(cody).get(path).asString()).contains("Rhea");
            for (var file : List.of("", "/invitation.ics")) {
                assertThat(candidate(cody).get(path + file).asString()).doesNotContain(casey);
                assertThat(candidate(casey).get(path + file).asString()).doesNotContain(cody);
            }
        }
        assertThat(candidate(cody).get("/api/sessions").asString()).doesNotContain(casey);
    }

    @Test
    void nobodyAsksWhatTheyAreAnsweringThemselves() {
        var answering = "question-0-" + mark;
        for (var one : List.of(casey, cody)) {
            candidate(one)
                    .body(Map.of("questionId", answering))
                    .post("/api/practice/attempts")
                    .then()
                    .statusCode(201);
        }
        ask(casey, wish()).statusCode(201);

        var match = ask(cody, wish()).statusCode(201).body("state", equalTo("MATCHED"));

        var sessions = match.extract().jsonPath();
        assertThat(asksAbout(cody, sessions.getString("match.askingSessionId")))
                .isNotEqualTo(answering);
        assertThat(asksAbout(casey, sessions.getString("match.answeringSessionId")))
                .isNotEqualTo(answering);
    }

    private static String asksAbout(String who, String session) {
        return candidate(who)
                .get("/api/sessions/" + session)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("agenda[0].questionId");
    }

    @Test
    void whoIsTooFarApartIsNotMatched() {
        ask(casey, wish()).statusCode(201);
        var level = wish();
        level.put("level", "L6");
        ask("level-" + mark, level).statusCode(201).body("state", equalTo("OPEN"));
        var time = wish();
        time.put("times", List.of(soon.plus(15, ChronoUnit.MINUTES).toString()));
        ask("time-" + mark, time).statusCode(201).body("state", equalTo("OPEN"));
        var other = wish();
        other.put("topics", List.of("elsewhere-" + mark));
        ask("topic-" + mark, other).statusCode(201).body("state", equalTo("OPEN"));

        assertThat(requests(casey).getString("items[0].state")).isEqualTo("OPEN");
    }

    @Test
    void oneWaitsOnceAndMayStopWaiting() {
        var id = ask(casey, wish()).statusCode(201).extract().jsonPath().getString("id");
        ask(casey, wish())
                .statusCode(409)
                .body("type", equalTo("https://greenroom.dev/problems/peer-request-open"));
        candidate(cody).delete(REQUESTS + "/" + id).then().statusCode(404);

        candidate(casey).delete(REQUESTS + "/" + id).then().statusCode(204);

        candidate(casey).delete(REQUESTS + "/" + id).then().statusCode(204);
        ask(cody, wish()).statusCode(201).body("state", equalTo("OPEN"));
        var again = ask(casey, wish()).statusCode(201).body("state", equalTo("MATCHED"));
        candidate(casey)
                .delete(REQUESTS + "/" + again.extract().jsonPath().getString("id"))
                .then()
                .statusCode(409);
        candidate(casey)
                .get(REQUESTS)
                .then()
                .body("items.state", contains("MATCHED", "WITHDRAWN"))
                .body("page.total", equalTo(2));
    }

    @Test
    void nobodyIsMatchedTwiceHoweverManyAskAtOnce() throws Exception {
        var people = new ArrayList<String>();
        for (int i = 0; i < 8; i++) {
            people.add("person-" + i + "-" + mark);
        }
        try (var workers = Executors.newFixedThreadPool(people.size())) {
            var asking =
                    people.stream()
                            .<Callable<Integer>>map(
                                    one -> () -> ask(one, wish()).extract().statusCode())
                            .toList();
            for (var answer : workers.invokeAll(asking)) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }

        for (var one : people) {
            var mine = requests(one);
            assertThat(mine.getString("items[0].state")).isEqualTo("MATCHED");
            var partner = mine.getString("items[0].match.partner");
            assertThat(requests(partner).getString("items[0].match.partner")).isEqualTo(one);
            candidate(one).get("/api/sessions").then().body("page.total", equalTo(2));
        }
    }

    @Test
    void aPersonWhoIsDeletedIsNobodysPartner() throws Exception {
        ask(casey, wish()).statusCode(201);
        ask(cody, wish()).statusCode(201).body("state", equalTo("MATCHED"));
        var traces = List.of(cody, TestTokens.idOf(cody));
        assertThat(new Tables(database).holding(traces)).contains("peer_request");

        candidate(cody).delete("/api/practice/own-data").then().statusCode(202);

        await().untilAsserted(() -> assertThat(new Tables(database).holding(traces)).isEmpty());
        assertThat(requests(casey).getString("items[0].match.partner"))
                .isEqualTo("deleted account");
    }

    @Test
    void onlyCandidatesLookForPeers() {
        with(TestTokens.of("iris", Roles.INTERVIEWER)).get(REQUESTS).then().statusCode(403);
        given().get(REQUESTS).then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({
        "level, L9, /level",
        "timeZone, Mars/Olympus, /timeZone",
        "times, 2001-01-01T00:00:00Z, /times/0",
        "times, 2101-01-01T00:00:00Z, /times/0",
        "topics, Not a topic, /topics/0"
    })
    void whatCannotBeAskedForIsRefused(String field, String value, String pointer) {
        var wish = wish();
        wish.put(field, wish.get(field) instanceof List ? List.of(value) : value);

        var errors = ask(casey, wish).statusCode(400).extract().jsonPath();

        assertThat(errors.getString("errors[0].pointer")).startsWith(pointer);
    }

    @Test
    void timesMeetOnTheQuarter() {
        var wish = wish();
        wish.put("times", List.of(soon.plus(1, ChronoUnit.MINUTES).toString()));

        ask(casey, wish).statusCode(400).body("errors[0].pointer", equalTo("/times/0"));
    }

    private Map<String, Object> wish() {
        var wish = new HashMap<String, Object>();
        wish.put("topics", List.of(topic));
        wish.put("level", "L4");
        wish.put("times", List.of(soon.toString()));
        wish.put("timeZone", "Europe/Berlin");
        return wish;
    }

    private Map<String, Object> wish(@Nullable String displayName) {
        var wish = wish();
        wish.put("displayName", displayName);
        return wish;
    }

    /** Peers call each other by their accounts, unless they wish otherwise. */
    private static ValidatableResponse ask(String who, Map<String, Object> wish) {
        var named = new HashMap<>(wish);
        if (!wish.containsKey("displayName")) {
            named.put("displayName", who);
        }
        return candidate(who).body(named).post(REQUESTS).then();
    }

    private static JsonPath requests(String who) {
        var list = candidate(who).get(REQUESTS).then().statusCode(200).extract().asString();
        CONTRACT.assertFits("PeerRequestPage", list);
        return new JsonPath(list);
    }

    private static RequestSpecification candidate(String name) {
        return with(TestTokens.of(name, Roles.CANDIDATE));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
