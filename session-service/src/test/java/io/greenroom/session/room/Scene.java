package io.greenroom.session.room;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A session with two interviewers, a candidate and an observer, made over HTTP. */
final class Scene {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSIONS = "/api/sessions/";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String origin;
    final String iris = "iris-" + mark;
    final String ivan = "ivan-" + mark;
    final String casey = "casey-" + mark;
    final String olga = "olga-" + mark;
    final String question = "question-" + mark;
    final String id;
    final String item;

    private Scene(String origin, Consumer<ObjectNode> change) {
        this.origin = origin;
        publish(change);
        this.id =
                interviewer(iris)
                        .body(
                                Map.of(
                                        "title",
                                        "Coding round",
                                        "startsAt",
                                        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                                        "timeZone",
                                        "Europe/Berlin",
                                        "participants",
                                        List.of(
                                                Map.of("role", "CANDIDATE", "account", casey),
                                                Map.of("role", "INTERVIEWER", "account", ivan),
                                                Map.of("role", "OBSERVER", "account", olga)),
                                        "agenda",
                                        List.of(Map.of("questionId", question))))
                        .post("/api/sessions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        this.item =
                interviewer(iris)
                        .get(SESSIONS + id)
                        .then()
                        .extract()
                        .jsonPath()
                        .getString("agenda[0].id");
    }

    static Scene scheduled(String origin) {
        return new Scene(origin, data -> {});
    }

    static Scene scheduled(String origin, Consumer<ObjectNode> question) {
        return new Scene(origin, question);
    }

    static Scene live(String origin) {
        var scene = scheduled(origin);
        scene.open();
        return scene;
    }

    void open() {
        interviewer(iris).post(SESSIONS + id + "/opening").then().statusCode(200);
    }

    /** Only the candidate stays, for so many minutes. */
    void planAnew(int minutes) {
        interviewer(iris)
                .body(
                        Map.of(
                                "title",
                                "Coding round",
                                "startsAt",
                                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                                "timeZone",
                                "Europe/Berlin",
                                "minutes",
                                minutes,
                                "participants",
                                List.of(Map.of("role", "CANDIDATE", "account", casey)),
                                "agenda",
                                List.of(Map.of("questionId", question, "minutes", minutes))))
                .put(SESSIONS + id)
                .then()
                .statusCode(200);
    }

    /** Who has come, by name. */
    List<String> came() {
        return interviewer(iris)
                .get(SESSIONS + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("participants.findAll { it.joinedAt != null }.name");
    }

    /** A note of the first interviewer, over HTTP; its id. */
    String note(String text, String key) {
        return interviewer(iris)
                .header("Idempotency-Key", key)
                .body(Map.of("text", text))
                .post(SESSIONS + id + "/notes")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    void forget(String note) {
        interviewer(iris).delete(SESSIONS + id + "/notes/" + note).then().statusCode(204);
    }

    void end() {
        interviewer(iris).post(SESSIONS + id + "/end").then().statusCode(200);
    }

    RoomClient panel() {
        return enter(iris, Roles.INTERVIEWER);
    }

    RoomClient otherPanel() {
        return enter(ivan, Roles.INTERVIEWER);
    }

    RoomClient candidate() {
        return enter(casey, Roles.CANDIDATE);
    }

    RoomClient observer() {
        return enter(olga, Roles.INTERVIEWER);
    }

    private RoomClient enter(String name, String role) {
        return RoomClient.enter(origin, id, TestTokens.of(name, role));
    }

    /** A connection that has not said hello. */
    RoomClient connect(String name, String role) {
        return RoomClient.open(origin, id, TestTokens.of(name, role));
    }

    static RequestSpecification interviewer(String name) {
        return given().auth()
                .oauth2(TestTokens.of(name, Roles.INTERVIEWER))
                .contentType(ContentType.JSON);
    }

    private void publish(Consumer<ObjectNode> change) {
        try {
            var event =
                    (ObjectNode)
                            JSON.readTree(
                                    Contracts.example(
                                            "catalog/examples/question-published.v1.json"));
            event.put("id", UUID.randomUUID().toString()).put("subject", question);
            var data = (ObjectNode) event.get("data");
            data.put("questionId", question).put("slug", question).put("version", 1);
            change.accept(data);
            TestTopics.send("catalog.questions", question, event.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                given().auth()
                                                .oauth2(TestTokens.of("warm-up", Roles.CANDIDATE))
                                                .contentType(ContentType.JSON)
                                                .body(Map.of("questionId", question))
                                                .post("/api/practice/attempts")
                                                .statusCode()
                                        == 201);
    }
}
