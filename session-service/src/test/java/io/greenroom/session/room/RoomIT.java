package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A room as its clients see it, over the wire. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RoomIT {
    @Inject DataSource database;

    @TestHTTPResource String origin;

    @Test
    void whatOneWritesAllGetAndTheLogKeeps() {
        var scene = Scene.live(origin);
        try (var candidate = scene.candidate();
                var panel = scene.panel();
                var observer = scene.observer()) {
            candidate.push("scratch", 0, "[[0,\"import\"]]", "[6,[0,\" math\",\"\"]]");

            for (var client : new RoomClient[] {candidate, panel, observer}) {
                var first = client.entry("edit");
                assertThat(first.at("/data/doc").asText()).isEqualTo("scratch");
                assertThat(first.at("/data/version").asInt()).isEqualTo(1);
                var second = client.entry("edit", e -> e.at("/data/version").asInt() == 2);
                assertThat(second.at("/data/changes").toString())
                        .isEqualTo("[6,[0,\" math\",\"\"]]");
                assertThat(second.at("/seq").asLong()).isEqualTo(first.at("/seq").asLong() + 1);
            }
            try (var late = scene.otherPanel()) {
                var docs = late.next("welcome").at("/state/docs");
                assertThat(docs.get(0).path("text").asText()).isEqualTo("import math\n");
                assertThat(docs.get(0).path("version").asInt()).isEqualTo(2);
            }
        }
    }

    @Test
    void aQuestionIsPutBeforeAllWithoutWhatIsTheInterviewers() {
        var scene = Scene.live(origin);
        try (var candidate = scene.candidate();
                var panel = scene.panel()) {
            var done = panel.act("question.show", "\"item\":\"%s\"".formatted(scene.item));

            assertThat(done.path("type").asText()).isEqualTo("done");
            var shown = candidate.entry("question");
            assertThat(shown.path("seq").asLong()).isEqualTo(done.path("seq").asLong());
            assertThat(shown.at("/data/item").asText()).isEqualTo(scene.item);
            assertThat(shown.at("/data/question").properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .containsExactly("title", "prompt", "answerFormat", "language", "hints");
            var doc = candidate.entry("doc");
            assertThat(doc.at("/data/id").asText()).isEqualTo(scene.item);
            assertThat(
                            candidate
                                    .act("question.show", "\"item\":\"%s\"".formatted(scene.item))
                                    .path("code")
                                    .asText())
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void whoIsInTheRoomLearnsOfAnotherPlanAtOnceAndWhoIsNoLongerInItLeaves() {
        var scene = Scene.scheduled(origin);
        try (var candidate = scene.candidate();
                var ivan = scene.otherPanel()) {
            scene.planAnew(20);

            var plan = candidate.entry("plan").path("data");
            assertThat(plan.toString()).doesNotContain(scene.question);
            assertThat(plan.path("minutes").asInt()).isEqualTo(20);
            assertThat(plan.at("/items/0/id").asText()).isEqualTo(scene.item);
            assertThat(plan.at("/items/0/minutes").asInt()).isEqualTo(20);
            assertThat(ivan.awaitClosed()).isEqualTo(4403);
            try (var again = scene.candidate()) {
                assertThat(again.next("welcome").at("/state/items/0/minutes").asInt())
                        .isEqualTo(20);
            }
        }
    }

    @Test
    void whoHasComeIsWhoWasInTheRoomWhileItWasLive() {
        var scene = Scene.scheduled(origin);
        try (var candidate = scene.candidate()) {
            candidate.entry("join");
            scene.open();
            candidate.entry("phase");
            try (var panel = scene.panel()) {
                panel.entry("join");

                assertThat(scene.came()).containsExactlyInAnyOrder(scene.casey, scene.iris);
            }
        }
    }

    @Test
    void whoAnOlderInstanceDidNotNoteIsFoundInTheLogAtTheEnd() throws Exception {
        var scene = Scene.scheduled(origin);
        try (var candidate = scene.candidate()) {
            candidate.entry("join");
            scene.open();
            candidate.entry("phase");
            try (var panel = scene.panel()) {
                panel.entry("join");
            }
        }
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update session_participant set joined_at = null where session_id"
                                        + " = cast(? as uuid)")) {
            statement.setString(1, scene.id);
            statement.executeUpdate();
        }
        assertThat(scene.came()).isEmpty();

        scene.end();

        assertThat(scene.came()).containsExactlyInAnyOrder(scene.casey, scene.iris);
    }

    @Test
    void aNoteWrittenOverHttpIsThereInTheRoomAtOnceAndOnce() {
        var scene = Scene.live(origin);
        try (var panel = scene.panel();
                var ivan = scene.otherPanel()) {
            var id = scene.note("asks first", "key-1");
            assertThat(scene.note("asks first", "key-1")).isEqualTo(id);

            var note = panel.next("note");
            assertThat(note.path("id").asText()).isEqualTo(id);
            assertThat(note.at("/data/text").asText()).isEqualTo("asks first");
            scene.forget(id);
            panel.await(
                    frame ->
                            frame.path("type").asText().equals("note")
                                    && frame.path("deleted").asBoolean());
            ivan.act("chat.say", "\"text\":\"Shall we?\"");
            assertThat(String.join("", ivan.frames())).doesNotContain("asks first", id);
        }
    }

    @Test
    void onlyWhoTakesPartIsLetIn() {
        var scene = Scene.scheduled(origin);
        var protocol = "greenroom.room.v1";
        var stranger = TestTokens.of("stranger", Roles.INTERVIEWER);
        var casey = TestTokens.of(scene.casey, Roles.CANDIDATE);

        assertThat(RoomClient.refusal(origin, scene.id, stranger, protocol)).isEqualTo(404);
        assertThat(RoomClient.refusal(origin, UUID.randomUUID().toString(), casey, protocol))
                .isEqualTo(404);
        assertThat(RoomClient.refusal(origin, "nonsense", casey, protocol)).isEqualTo(404);
        assertThat(
                        RoomClient.refusal(
                                origin,
                                scene.id,
                                TestTokens.forged(scene.casey, Roles.CANDIDATE),
                                protocol))
                .isEqualTo(401);
        assertThat(
                        RoomClient.refusal(
                                origin,
                                scene.id,
                                TestTokens.expired(scene.casey, Roles.CANDIDATE),
                                protocol))
                .isEqualTo(401);
        assertThat(RoomClient.refusal(origin, scene.id, casey, null)).isEqualTo(400);
        assertThat(RoomClient.refusal(origin, scene.id, casey, protocol)).isEqualTo(101);
    }

    @Test
    void whoComesBackGoesOnFromWhereTheyWere() {
        var scene = Scene.live(origin);
        try (var panel = scene.panel()) {
            var name = UUID.randomUUID().toString();
            long since;
            try (var candidate = scene.connect(scene.casey, Roles.CANDIDATE)) {
                candidate.hello(name, null);
                candidate.next("welcome");
                candidate.push("scratch", 0, "[[0,\"a\"]]");
                since = candidate.entry("edit").path("seq").asLong();
            }
            panel.entry("edit");
            panel.push("scratch", 1, "[1,[0,\"b\"]]");
            panel.act("chat.say", "\"text\":\"Still there?\"");
            try (var again = scene.connect(scene.casey, Roles.CANDIDATE)) {
                again.hello(name, since);

                var welcome = again.next("welcome");
                assertThat(welcome.path("resumed").asBoolean()).isTrue();
                assertThat(welcome.has("state")).isFalse();
                again.entry("chat");
                assertThat(again.entries().stream().map(entry -> entry.path("seq").asLong()))
                        .startsWith(since + 1, since + 2);
            }
        }
    }
}
