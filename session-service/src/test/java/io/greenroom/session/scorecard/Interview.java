package io.greenroom.session.scorecard;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A mock session that was held: a panel of two, a candidate and an observer, one question that was
 * shown and one that was not, and a record of what happened in its room.
 */
public final class Interview {
    public static final ObjectMapper JSON = new ObjectMapper();

    /** What the candidate had written at version 1 and at the end. */
    public static final String FIRST = "e = exp(x)\n";

    public static final String TEXT = "e = exp(x - x.max())\n";

    private final DataSource database;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    public final String iris = "iris-" + mark;
    public final String ivan = "ivan-" + mark;
    public final String casey = "casey-" + mark;
    public final String olga = "olga-" + mark;
    public final String question = "scored-" + mark;
    private final String other = "other-" + mark;
    public final String id;
    public final String item;
    public final String otherItem;

    /** Held with everybody in the room, and to be scored. */
    public static Interview held(DataSource database) throws Exception {
        return held(new Interview(database), true);
    }

    /** Planned, and not opened yet. */
    public static Interview planned(DataSource database) throws Exception {
        return new Interview(database);
    }

    /** Held without the second interviewer, who has only looked at its page. */
    static Interview heldWithoutIvan(DataSource database) throws Exception {
        return held(new Interview(database), false);
    }

    private static Interview held(Interview interview, boolean withIvan) throws Exception {
        for (var one :
                List.of(
                        interview.interviewer(interview.ivan),
                        interview.as(interview.casey, Roles.CANDIDATE),
                        interview.interviewer(interview.olga))) {
            one.get(interview.at("")).then().statusCode(200);
        }
        interview.interviewer(interview.iris).post(interview.at("opening")).then().statusCode(200);
        for (var one : List.of(interview.iris, interview.ivan, interview.casey, interview.olga)) {
            if (withIvan || !one.equals(interview.ivan)) {
                interview.record("join", interview.participant(one), Map.of("role", "any"));
            }
        }
        interview.update(
                "update session_item set shown_at = now() where id = ?",
                UUID.fromString(interview.item));
        interview.record(
                "doc",
                Map.of(
                        "id",
                        interview.item,
                        "item",
                        interview.item,
                        "title",
                        "Softmax",
                        "language",
                        "python",
                        "version",
                        0,
                        "text",
                        ""));
        interview.edit(1, List.of(List.of(0, FIRST.strip(), "")));
        // exp(x) becomes exp(x - x.max()).
        interview.edit(2, List.of(9, List.of(0, " - x.max()"), 2));
        interview.interviewer(interview.iris).post(interview.at("end")).then().statusCode(200);
        return interview;
    }

    private Interview(DataSource database) throws Exception {
        this.database = database;
        publish(question);
        publish(other);
        var draft = new HashMap<String, Object>();
        draft.put("title", "Coding round");
        draft.put(
                "startsAt",
                Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES).toString());
        draft.put("timeZone", "Europe/Berlin");
        draft.put(
                "participants",
                List.of(
                        Map.of("role", "CANDIDATE", "account", casey),
                        Map.of("role", "INTERVIEWER", "account", ivan),
                        Map.of("role", "OBSERVER", "account", olga)));
        draft.put("agenda", List.of(Map.of("questionId", question), Map.of("questionId", other)));
        var session =
                interviewer(iris)
                        .body(draft)
                        .post("/api/sessions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath();
        id = session.getString("id");
        item = session.getString("agenda[0].id");
        otherItem = session.getString("agenda[1].id");
    }

    public String at(String what) {
        return "/api/sessions/" + id + (what.isEmpty() ? "" : "/" + what);
    }

    public RequestSpecification interviewer(String name) {
        return as(name, Roles.INTERVIEWER);
    }

    public RequestSpecification candidate() {
        return as(casey, Roles.CANDIDATE);
    }

    public RequestSpecification as(String name, String... roles) {
        return given().auth().oauth2(TestTokens.of(name, roles)).contentType(ContentType.JSON);
    }

    public String participant(String name) throws SQLException {
        return one(
                "select cast(id as text) from session_participant where person_id = ?",
                TestTokens.idOf(name));
    }

    /** Adds to the room's log; its number. */
    public long record(String kind, Map<String, ?> data) throws Exception {
        return record(kind, null, data);
    }

    private long record(String kind, @Nullable String actor, Map<String, ?> data) throws Exception {
        var text = JSON.writeValueAsString(data);
        var seq =
                one(
                        """
                        insert into room (session_id, seq, active_at, watchers)
                        values (cast(? as uuid), 1, now(), '{}')
                        on conflict (session_id) do update set seq = room.seq + 1
                        returning cast(seq as text)
                        """,
                        id);
        update(
                """
                insert into room_event (session_id, seq, at, kind, actor, doc, version, data)
                values (cast(? as uuid), cast(? as bigint), now(), ?, cast(? as uuid), ?, cast(? as integer), ?)
                """,
                id,
                seq,
                kind,
                actor,
                kind.equals("edit") ? data.get("doc") : null,
                kind.equals("edit") ? String.valueOf(data.get("version")) : null,
                text);
        return Long.parseLong(seq);
    }

    private void edit(int version, List<?> changes) throws Exception {
        record("edit", Map.of("doc", item, "version", version, "client", "c1", "changes", changes));
    }

    /** A private note or mark; its id. */
    public String note(String author, String kind, Map<String, ?> data) throws Exception {
        return note(author, kind, 1, data);
    }

    /** The same, taken when the log had come to that entry. */
    public String note(String author, String kind, long seq, Map<String, ?> data) throws Exception {
        var note = UUID.randomUUID().toString();
        update(
                """
                insert into room_note (id, session_id, author, kind, at, seq, data, revision)
                values (cast(? as uuid), cast(? as uuid), cast(? as uuid), ?, now(), cast(? as bigint), ?, 1)
                """,
                note,
                id,
                participant(author),
                kind,
                String.valueOf(seq),
                JSON.writeValueAsString(data));
        return note;
    }

    /** A card with these levels; null is not seen. */
    public Map<String, Object> card(@Nullable Integer... levels) {
        return card(List.of(), levels);
    }

    /** The same, with that evidence on the first criterion. */
    public Map<String, Object> card(List<?> evidence, @Nullable Integer... levels) {
        var criteria = new ArrayList<Map<String, Object>>();
        var ids = List.of("stability", "axis", "explanation");
        for (int i = 0; i < levels.length; i++) {
            var mark = new HashMap<String, Object>();
            mark.put("criterionId", ids.get(i));
            mark.put("evidence", i == 0 ? evidence : List.of());
            mark.put("note", "NOTE-" + mark.get("criterionId"));
            if (levels[i] == null) {
                mark.put("notSeen", true);
            } else {
                mark.put("level", levels[i]);
            }
            criteria.add(mark);
        }
        var card = new HashMap<String, Object>();
        card.put(
                "items",
                List.of(
                        Map.of(
                                "itemId",
                                item,
                                "summary",
                                "Said that a shift cancels out.",
                                "criteria",
                                criteria,
                                "redFlags",
                                List.of())));
        card.put("recommendation", "HIRE");
        card.put("feedback", "You explained the shift well.");
        card.put("privateRemark", "REMARK for the panel.");
        return card;
    }

    /** Words of the document at that version. */
    public Map<String, Object> range(int version, int from, String quote) {
        return Map.of(
                "kind",
                "range",
                "documentId",
                item,
                "version",
                version,
                "from",
                from,
                "to",
                from + quote.length(),
                "quote",
                quote);
    }

    public ValidatableResponse save(String who, Object card) {
        return interviewer(who).body(card).put(at("scorecard")).then();
    }

    public ValidatableResponse handIn(String who) {
        return interviewer(who).post(at("scorecard/submission")).then();
    }

    /** Saved and handed in. */
    public void marked(String who, @Nullable Integer... levels) {
        save(who, card(levels)).statusCode(200);
        handIn(who).statusCode(200);
    }

    /** Marked by both alike, and released as proposed. */
    public void released() {
        marked(iris, 3, 3, 1);
        marked(ivan, 3, 3, 1);
        interviewer(iris).header("If-Match", "\"0\"").post(at("release")).then().statusCode(200);
    }

    public void update(String sql, @Nullable Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private String one(String sql, Object value) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void publish(String questionId) throws JsonProcessingException {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-published.v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", questionId);
        ((ObjectNode) event.get("data")).put("questionId", questionId).put("slug", questionId);
        TestTopics.send("catalog.questions", questionId, event.toString());
        await().until(
                        () ->
                                as("warm-up", Roles.CANDIDATE)
                                                .body(Map.of("questionId", questionId))
                                                .post("/api/practice/attempts")
                                                .statusCode()
                                        == 201);
    }

    public static String problem(String slug) {
        return "https://greenroom.dev/problems/" + slug;
    }
}
