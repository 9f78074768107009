package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A room as its clients see it, over the wire. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RoomIT {
    @Inject DataSource database;

    @Inject RoomReader reader;

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

                haveCome(scene, scene.casey, scene.iris);
            }
        }
    }

    private static void haveCome(Scene scene, String... names) {
        await().untilAsserted(() -> assertThat(scene.came()).containsExactlyInAnyOrder(names));
    }

    @Test
    void whoseInstanceWasKilledBeforeTheOpeningHasNotCome() throws Exception {
        var scene = Scene.scheduled(origin);
        // Nobody was there to write that they left.
        update(
                """
                with grown as (
                    insert into room (session_id, seq, active_at, watchers) values (cast(? as uuid), 1, now(), '{}')
                    returning session_id, seq)
                insert into room_event (session_id, seq, at, kind, actor, data)
                select g.session_id, g.seq, now(), 'join', p.id, '{"role":"CANDIDATE"}'
                from grown g join session_participant p on p.session_id = g.session_id and p.role = 'CANDIDATE'
                """,
                scene.id);
        scene.open();

        try (var panel = scene.panel()) {
            panel.entry("join");
            haveCome(scene, scene.iris);
        }
        scene.end();

        assertThat(scene.came()).containsExactly(scene.iris);
    }

    @Test
    void whoAnOlderInstanceDidNotNoteIsFoundInTheLogAtTheEnd() throws Exception {
        var scene = Scene.scheduled(origin);
        try (var candidate = scene.candidate()) {
            candidate.entry("join");
            scene.open();
            candidate.entry("phase");
            candidate.act("chat.say", "\"text\":\"Hello\"");
            try (var panel = scene.panel()) {
                panel.entry("join");
            }
        }
        haveCome(scene, scene.casey, scene.iris);
        update(
                "update session_participant set joined_at = null where session_id = cast(? as"
                        + " uuid)",
                scene.id);
        assertThat(scene.came()).isEmpty();

        scene.end();

        assertThat(scene.came()).containsExactlyInAnyOrder(scene.casey, scene.iris);
    }

    private void update(String sql, String sessionId) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, sessionId);
            statement.executeUpdate();
        }
    }

    @Test
    void aDocumentIsTheSameFromTheNearestTextThatIsKeptAndFromTheStart() throws Throwable {
        var scene = Scene.live(origin);
        try (var candidate = scene.candidate()) {
            for (int version = 0; version < 2_800; version += 400) {
                candidate.push(
                        "scratch",
                        version,
                        IntStream.range(version, version + 400)
                                .mapToObj(
                                        length ->
                                                "[[0,\"%d\"]%s]"
                                                        .formatted(
                                                                length % 10,
                                                                length == 0 ? "" : "," + length))
                                .toArray(String[]::new));
                int last = version + 400;
                candidate.entry("edit", edit -> edit.at("/data/version").asInt() == last);
            }
        }
        await().untilAsserted(() -> assertThat(kept(scene)).hasSizeGreaterThanOrEqualTo(2));
        var versions = new ArrayList<@Nullable Integer>();
        versions.addAll(List.of(1, 700, 2_799, 2_801));
        for (int kept : kept(scene)) {
            versions.addAll(List.of(kept - 1, kept, kept + 1));
        }
        versions.add(null);
        var fromTheNearest = read(scene, versions);

        update("delete from room_text where session_id = cast(? as uuid)", scene.id);

        assertThat(read(scene, versions)).isEqualTo(fromTheNearest);
        assertThat(fromTheNearest.getFirst())
                .hasValueSatisfying(first -> assertThat(first.text()).isEqualTo("0"));
        assertThat(fromTheNearest.get(3)).isEmpty();
        assertThat(fromTheNearest.getLast())
                .hasValueSatisfying(
                        newest -> {
                            assertThat(newest.version()).isEqualTo(2_800);
                            assertThat(newest.text()).hasSize(2_800).startsWith("98");
                        });
    }

    private List<Integer> kept(Scene scene) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select version from room_text where session_id = cast(? as uuid)"
                                        + " order by version")) {
            statement.setString(1, scene.id);
            var versions = new ArrayList<Integer>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    versions.add(rows.getInt(1));
                }
            }
            return versions;
        }
    }

    private List<Optional<RoomReader.DocumentAt>> read(
            Scene scene, List<@Nullable Integer> versions) throws Throwable {
        var found = new ArrayList<Optional<RoomReader.DocumentAt>>();
        for (var version : versions) {
            found.add(
                    VertxContextSupport.subscribeAndAwait(
                            () ->
                                    Panache.withSession(
                                            () ->
                                                    reader.document(
                                                            UUID.fromString(scene.id),
                                                            RoomState.SCRATCH,
                                                            version))));
        }
        return found;
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
