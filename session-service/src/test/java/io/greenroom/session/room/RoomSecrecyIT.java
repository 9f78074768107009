package io.greenroom.session.room;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * A whole session with every type of frame and every action, all roles in it. Whatever candidate
 * and observer were sent is searched for the words that are the interviewers' alone.
 */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RoomSecrecyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    @TestHTTPResource String origin;

    @Inject DataSource database;

    @Test
    void neitherCandidateNorObserverIsEverSentWhatIsTheInterviewers() {
        var scene = Scene.scheduled(origin, RoomSecrecyIT::withSecrets);
        try (var iris = scene.panel();
                var ivan = scene.otherPanel();
                var casey = scene.candidate();
                var olga = scene.observer()) {
            var item = "\"item\":\"%s\"".formatted(scene.item);
            casey.act("hand.raise", "");
            scene.open();
            iris.entry("phase");
            iris.act("question.show", item);
            iris.act("hint.give", item + ",\"index\":0");
            iris.act("timer.start", item);
            iris.act("pause", "");
            iris.act("resume", "");
            iris.act("timer.pause", item);
            var note = iris.act("note.add", "\"text\":\"secret-note one\"").path("id").asText();
            iris.act("note.edit", "\"id\":\"%s\",\"text\":\"secret-note two\"".formatted(note));
            var mark =
                    iris.act(
                                    "mark.add",
                                    item
                                            + ",\"indicator\":\"secret-mark\",\"quote\":\"secret-quote\"")
                            .path("id")
                            .asText();
            iris.act("mark.remove", "\"id\":\"%s\"".formatted(mark));
            iris.act("note.add", "\"text\":\"secret-note three\"");
            iris.act("note.remove", "\"id\":\"%s\"".formatted(note));
            casey.push(scene.item, 0, false, "[" + changeAtStart(casey, scene.item) + "]");
            iris.entry("edit");
            casey.act("doc.open", "\"title\":\"Aside\",\"language\":\"plain\"");
            casey.act("doc.language", "\"doc\":\"scratch\",\"language\":\"plain\"");
            casey.act(
                    "board.change",
                    "\"board\":\"scratch\",\"elements\":[{\"id\":\"e\",\"version\":1}]");
            casey.act("board.text", "\"board\":\"scratch\",\"text\":\"A box\"");
            casey.act("board.picture", "\"board\":\"scratch\",\"png\":\"%s\"".formatted(PNG));
            casey.act("run.output", "\"doc\":\"scratch\",\"version\":0,\"exit\":0,\"ms\":1");
            casey.act("chat.say", "\"text\":\"Hello\"");
            casey.act("focus.start", "\"minutes\":1");
            casey.act("focus.end", "");
            casey.act("hand.lower", "");
            for (var action :
                    List.of("question.show", "hint.give", "note.add", "note.edit", "mark.add")) {
                for (var client : List.of(casey, olga)) {
                    assertThat(
                                    client.act(
                                                    action,
                                                    item
                                                            + ",\"index\":1,\"text\":\"t\",\"id\":\"%s\""
                                                                    .formatted(note))
                                            .path("code")
                                            .asText())
                            .as(action)
                            .isEqualTo("forbidden");
                }
            }
            casey.send("{\"type\":\"whisper\",\"kind\":\"cursor\",\"data\":{\"at\":1}}");
            iris.next("whisper");
            olga.send("nonsense");
            olga.next("error");
            olga.push("scratch", 0, "[[0,\"x\"]]");
            assertThat(olga.next("error").path("code").asText()).isNotBlank();
            casey.send("{\"type\":\"ping\",\"t\":1}");
            casey.next("pong");
            var ivans = parsed(ivan.frames().getFirst());
            for (var to : List.of(ivans.path("connection"), ivans.at("/me/participantId"))) {
                var signal = "between-panels " + to.asText();
                iris.send(
                        "{\"type\":\"whisper\",\"kind\":\"signal\",\"to\":%s,\"data\":\"%s\"}"
                                .formatted(to, signal));
                ivan.await(frame -> frame.path("data").asText().equals(signal));
            }
            scene.end();
            casey.entry("phase", entry -> entry.at("/data/phase").asText().equals("SCORING"));
            olga.entry("phase", entry -> entry.at("/data/phase").asText().equals("SCORING"));
            assertThat(casey.act("chat.say", "\"text\":\"Bye\"").path("code").asText())
                    .isEqualTo("ended");
            assertThat(iris.act("note.add", "\"text\":\"secret-note late\"").path("type").asText())
                    .isEqualTo("done");

            assertThat(String.join("\n", iris.frames())).contains("secret-note", "secret-mark");
            try (var again = scene.candidate();
                    var watching = scene.observer();
                    var resumed = resumed(scene, scene.casey, Roles.CANDIDATE);
                    var watchingOn = resumed(scene, scene.olga, Roles.INTERVIEWER)) {
                for (var client : List.of(casey, olga, again, watching, resumed, watchingOn)) {
                    assertThat(String.join("\n", client.frames()))
                            .contains("Write a softmax")
                            .doesNotContain(
                                    "secret",
                                    "between-panels",
                                    "\"note\"",
                                    "\"notes\"",
                                    "rubric",
                                    "probe");
                }
            }
            assertThat(String.join("\n", ivan.frames())).doesNotContain("secret");
            var notes = "/api/sessions/" + scene.id + "/notes";
            for (var name : List.of(scene.casey, scene.olga)) {
                var token = TestTokens.of(name, Roles.CANDIDATE, Roles.INTERVIEWER);
                given().auth().oauth2(token).get(notes).then().statusCode(403);
                given().auth()
                        .oauth2(token)
                        .contentType(ContentType.JSON)
                        .body(Map.of("text", "mine"))
                        .post(notes)
                        .then()
                        .statusCode(403);
            }
            given().auth()
                    .oauth2(TestTokens.of("stranger", Roles.INTERVIEWER))
                    .get(notes)
                    .then()
                    .statusCode(404);
            var ofIvan = Scene.interviewer(scene.ivan).get(notes).then().statusCode(200);
            assertThat(ofIvan.extract().asString()).doesNotContain("secret");
            var ofIris = Scene.interviewer(scene.iris).get(notes).then().statusCode(200);
            assertThat(ofIris.extract().asString())
                    .contains("secret-note three", "secret-note late");
        }
    }

    /** A connection that has it all told again from the first entry to the end of the session. */
    private static RoomClient resumed(Scene scene, String name, String role) {
        var client = scene.connect(name, role);
        client.hello(UUID.randomUUID().toString(), 0L);
        assertThat(client.next("welcome").path("resumed").asBoolean()).isTrue();
        client.entry("phase", entry -> entry.at("/data/phase").asText().equals("SCORING"));
        return client;
    }

    private static JsonNode parsed(String frame) {
        try {
            return JSON.readTree(frame);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What begins with "hidden" is the panel's for ever; what begins with "later" is told with the
     * release and not before.
     */
    @Test
    void whatThePanelWritesOnItsScorecardsIsSeenByNobodyElseBeforeTheRelease() {
        var scene = Scene.scheduled(origin, RoomSecrecyIT::withWordsForLater);
        try (var iris = scene.panel();
                var ivan = scene.otherPanel();
                var casey = scene.candidate();
                var olga = scene.observer()) {
            scene.open();
            iris.entry("phase");
            ivan.entry("phase");
            var item = "\"item\":\"%s\"".formatted(scene.item);
            iris.act("question.show", item);
            iris.act("hint.give", item + ",\"index\":0");
            iris.act("note.add", "\"text\":\"hidden-note\"");
            iris.act("mark.add", item + ",\"indicator\":\"hidden-mark\"");
            ivan.act("mark.add", item + ",\"redFlagId\":\"no-max-subtract\"");
            scene.end();
            for (var client : List.of(casey, olga)) {
                client.entry("phase", entry -> entry.at("/data/phase").asText().equals("SCORING"));
            }
            for (var name : List.of(scene.iris, scene.ivan)) {
                Scene.interviewer(name)
                        .body(scorecard(scene))
                        .put("/api/sessions/" + scene.id + "/scorecard")
                        .then()
                        .statusCode(200);
                Scene.interviewer(name)
                        .post("/api/sessions/" + scene.id + "/scorecard/submission")
                        .then()
                        .statusCode(200);
            }
            assertThat(allThatCanBeRead(scene, scene.iris))
                    .contains("hidden-probe", "hidden-flag", "hidden-remark", "later-title");
            try (var again = scene.candidate();
                    var watching = scene.observer()) {
                for (var client : List.of(casey, olga, again, watching)) {
                    assertThat(String.join("\n", client.frames()))
                            .contains("Write a softmax")
                            .doesNotContain("hidden", "later");
                }
            }
            for (var name : List.of(scene.casey, scene.olga)) {
                assertThat(allThatCanBeRead(scene, name))
                        .contains(scene.id)
                        .doesNotContain("hidden", "later");
            }

            Scene.interviewer(scene.iris)
                    .header("If-Match", "\"0\"")
                    .post("/api/sessions/" + scene.id + "/release")
                    .then()
                    .statusCode(200);

            for (var client : List.of(casey, olga)) {
                client.entry("phase", entry -> entry.at("/data/phase").asText().equals("RELEASED"));
            }
            try (var again = scene.candidate();
                    var watching = scene.observer()) {
                for (var client : List.of(casey, olga, again, watching)) {
                    assertThat(String.join("\n", client.frames()))
                            .contains("Write a softmax")
                            .doesNotContain("hidden", "later");
                }
            }
            assertThat(allThatCanBeRead(scene, scene.casey))
                    .contains("later-title", "later-level", "later-feedback")
                    .doesNotContain("hidden");
            assertThat(allThatCanBeRead(scene, scene.olga)).doesNotContain("hidden");
        }
    }

    private static void withWordsForLater(ObjectNode question) {
        question.put("prompt", "Write a softmax.")
                .put("probe", "hidden-probe")
                .put("strongAnswer", "hidden-answer");
        question.putArray("hints").add("Subtract the maximum.").add("hidden-hint");
        question.putArray("followUps").add("hidden-follow-up");
        for (var criterion : question.path("rubric").path("criteria")) {
            var changed = (ObjectNode) criterion;
            changed.put("title", "later-title " + criterion.path("id").asText());
            changed.putArray("indicators").add("hidden-indicator one").add("hidden-indicator two");
            var levels = changed.putObject("levels");
            for (int level = 0; level <= 4; level++) {
                levels.put(
                        String.valueOf(level),
                        (level == 3 ? "later-level " : "hidden-level ") + level);
            }
        }
        for (var flag : question.path("redFlags")) {
            ((ObjectNode) flag)
                    .put("title", "hidden-flag")
                    .put("description", "hidden-flag description")
                    .putArray("signals")
                    .add("hidden-signal");
        }
    }

    /** Three levels of 3, with words of the panel's own beside them. */
    private static Map<String, Object> scorecard(Scene scene) {
        return Map.of(
                "items",
                List.of(
                        Map.of(
                                "itemId",
                                scene.item,
                                "summary",
                                "hidden-summary",
                                "criteria",
                                Stream.of("stability", "axis", "explanation")
                                        .map(
                                                criterion ->
                                                        Map.of(
                                                                "criterionId",
                                                                criterion,
                                                                "level",
                                                                3,
                                                                "note",
                                                                "hidden-reason",
                                                                "evidence",
                                                                List.of()))
                                        .toList(),
                                "redFlags",
                                List.of())),
                "recommendation",
                "HIRE",
                "feedback",
                "later-feedback",
                "privateRemark",
                "hidden-remark");
    }

    /** What every address of the service that can be read answers to them, whatever it is. */
    private static String allThatCanBeRead(Scene scene, String name) {
        var answers = new StringBuilder();
        addresses(scene)
                .forEach(
                        address -> {
                            var answer =
                                    given().auth()
                                            .oauth2(
                                                    TestTokens.of(
                                                            name,
                                                            Roles.CANDIDATE,
                                                            Roles.INTERVIEWER))
                                            .get(address);
                            answers.append(address)
                                    .append('\n')
                                    .append(answer.headers())
                                    .append('\n')
                                    .append(answer.asString())
                                    .append('\n');
                        });
        return answers.toString();
    }

    private static List<String> addresses(Scene scene) {
        try {
            var addresses =
                    JSON
                            .readTree(Contracts.example("openapi/session.json"))
                            .path("paths")
                            .properties()
                            .stream()
                            .filter(path -> path.getValue().has("get"))
                            .map(
                                    path ->
                                            path.getKey()
                                                    .replace("{id}", scene.id)
                                                    .replace("{questionId}", scene.question))
                            .toList();
            assertThat(addresses).hasSizeGreaterThan(20);
            return addresses;
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void notesAreWrittenAndChangedOverHttpByTheirAuthorAlone() {
        var scene = Scene.scheduled(origin);
        var notes = "/api/sessions/" + scene.id + "/notes";
        var iris = Scene.interviewer(scene.iris);
        var id =
                Scene.interviewer(scene.iris)
                        .body(Map.of("text", "Ask for shapes."))
                        .post(notes)
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");

        Scene.interviewer(scene.iris)
                .body(Map.of("text", "Ask for shapes first."))
                .put(notes + "/" + id)
                .then()
                .statusCode(200);
        Scene.interviewer(scene.ivan)
                .body(Map.of("text", "mine"))
                .put(notes + "/" + id)
                .then()
                .statusCode(404);
        Scene.interviewer(scene.ivan).delete(notes + "/" + id).then().statusCode(204);

        assertThat(iris.get(notes).jsonPath().getList("items.data.text"))
                .isEqualTo(List.of("Ask for shapes first."));
        Scene.interviewer(scene.iris).delete(notes + "/" + id).then().statusCode(204);
        assertThat(Scene.interviewer(scene.iris).get(notes).jsonPath().getList("items")).isEmpty();
    }

    @Test
    void anInterviewersNotesGoWithTheirAccount() throws Exception {
        var scene = Scene.scheduled(origin);
        var notes = "/api/sessions/" + scene.id + "/notes";
        for (var name : List.of(scene.iris, scene.ivan)) {
            Scene.interviewer(name)
                    .body(Map.of("text", "by-" + name))
                    .post(notes)
                    .then()
                    .statusCode(201);
        }
        var tables = new Tables(database);
        assertThat(tables.holding(List.of("by-" + scene.ivan))).containsExactly("room_note");

        Scene.interviewer(scene.ivan).delete("/api/practice/own-data").then().statusCode(202);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(tables.holding(List.of("by-" + scene.ivan))).isEmpty());
        assertThat(tables.holding(List.of("by-" + scene.iris))).containsExactly("room_note");
    }

    private static void withSecrets(ObjectNode question) {
        question.put("prompt", "Write a softmax.")
                .put("probe", "secret-probe")
                .put("strongAnswer", "secret-answer");
        question.putArray("hints").add("Subtract the maximum.").add("secret-hint");
        question.putArray("followUps").add("secret-follow-up");
        try {
            question.set(
                    "rubric",
                    JSON.readTree(
                            question.get("rubric")
                                    .toString()
                                    .replaceFirst("\"title\":\"", "\"title\":\"secret-rubric ")));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String changeAtStart(RoomClient client, String doc) {
        var text = client.entry("doc", entry -> entry.at("/data/id").asText().equals(doc));
        int length = text.at("/data/text").asText().length();
        return "[0,\"# mine\",\"\"]" + (length == 0 ? "" : "," + length);
    }
}
