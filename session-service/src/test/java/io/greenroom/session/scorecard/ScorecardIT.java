package io.greenroom.session.scorecard;

import static io.greenroom.session.scorecard.Interview.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Cards from the first autosave to the hand-in, and the panel that is blind until then. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ScorecardIT {
    private static final HttpContract CONTRACT = new HttpContract("session");

    @Inject DataSource database;

    @Test
    void aCardIsKeptAsItGrowsAndAStaleTabWritesOverNothing() throws Exception {
        var interview = Interview.held(database);
        interview
                .interviewer(interview.iris)
                .get(interview.at("scorecard"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("items", hasSize(0))
                .body("missing", not(hasSize(0)));

        var saved =
                interview
                        .save(interview.iris, interview.card(3, 2))
                        .statusCode(200)
                        .header("ETag", "\"1\"")
                        .body("missing.code", contains("criterion"))
                        .extract()
                        .asString();

        CONTRACT.assertFits("Scorecard", saved);
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .body(interview.card(0, 0, 0))
                .put(interview.at("scorecard"))
                .then()
                .statusCode(412)
                .body("type", equalTo(problem("scorecard-changed")))
                .body("currentRevision", equalTo(1));
        interview
                .interviewer(interview.iris)
                .get(interview.at("scorecard"))
                .then()
                .body("items[0].criteria[0].level", equalTo(3))
                .body("privateRemark", equalTo("REMARK for the panel."));
    }

    @Test
    void aQuoteMustStandInTheRecordWordForWord() throws Exception {
        var interview = Interview.held(database);
        var note = interview.note(interview.iris, "note", Map.of("text", "Asked about overflow."));
        var foreign = interview.note(interview.ivan, "note", Map.of("text", "Asked about cost."));
        var mark =
                interview.note(
                        interview.iris,
                        "mark",
                        Map.of(
                                "item",
                                interview.item,
                                "quote",
                                "x.max()",
                                "doc",
                                interview.item,
                                "version",
                                2,
                                "from",
                                Interview.TEXT.indexOf("x.max()"),
                                "to",
                                Interview.TEXT.indexOf("x.max()") + 7));
        long said = interview.record("chat", Map.of("text", "It cancels out, I think."));

        interview
                .save(
                        interview.iris,
                        interview.card(
                                List.of(
                                        interview.range(1, 4, "exp(x)"),
                                        interview.range(2, 4, "exp(x - x.max())"),
                                        Map.of("kind", "note", "refId", note, "quote", "overflow"),
                                        Map.of("kind", "mark", "refId", mark, "quote", "x.max()"),
                                        Map.of(
                                                "kind",
                                                "chat",
                                                "refId",
                                                Long.toString(said),
                                                "quote",
                                                "cancels out")),
                                3,
                                2,
                                1))
                .statusCode(200)
                .body("items[0].criteria[0].evidence", hasSize(5))
                .body("items[0].criteria[0].evidence.at", everyItem(notNullValue()))
                .body("items[0].criteria[0].evidence[3].documentId", equalTo(interview.item));

        for (var wrong :
                List.of(
                        interview.range(2, 4, "exp(x)"),
                        interview.range(9, 4, "exp(x)"),
                        interview.range(1, 400, "exp(x)"),
                        Map.of("kind", "range", "quote", "exp(x)"),
                        Map.of("kind", "note", "refId", note, "quote", "something else"),
                        Map.of("kind", "note", "refId", foreign, "quote", "cost"),
                        Map.of("kind", "mark", "refId", note, "quote", "overflow"),
                        Map.of("kind", "note", "refId", "nonsense", "quote", "overflow"),
                        Map.of("kind", "chat", "refId", "1", "quote", "cancels out"),
                        Map.of(
                                "kind",
                                "chat",
                                "refId",
                                Long.toString(said),
                                "quote",
                                "it cancels"))) {
            interview
                    .save(interview.iris, interview.card(List.of(wrong), 3, 2, 1))
                    .statusCode(422)
                    .body("type", equalTo(problem("quote-not-in-session")))
                    .body("errors.pointer", contains("/items/0/criteria/0/evidence/0"));
        }
    }

    @Test
    void quotesAreLookedUpWhileSomebodyElseHoldsTheSession() throws Exception {
        var interview = Interview.held(database);
        try (var connection = database.getConnection();
                var held =
                        connection.prepareStatement(
                                "select id from mock_session where id = cast(? as uuid) for"
                                        + " update")) {
            connection.setAutoCommit(false);
            held.setString(1, interview.id);
            held.execute();

            interview
                    .save(
                            interview.iris,
                            interview.card(List.of(interview.range(1, 4, "exp(y)")), 3, 2, 1))
                    .statusCode(422)
                    .body("type", equalTo(problem("quote-not-in-session")));

            connection.rollback();
        }
    }

    @Test
    void anAnswerIsReadForTheGraderWhileSomebodyElseHoldsTheSession() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 3, 2, 1);
        try (var connection = database.getConnection();
                var held =
                        connection.prepareStatement(
                                "select id from mock_session where id = cast(? as uuid) for"
                                        + " update")) {
            connection.setAutoCommit(false);
            held.setString(1, interview.id);
            held.execute();

            // Nothing was written there, which only who has looked can know.
            interview
                    .interviewer(interview.iris)
                    .body(Map.of("itemId", interview.otherItem))
                    .post(interview.at("scorecard/opinion"))
                    .then()
                    .statusCode(422)
                    .body("type", equalTo(problem("nothing-to-judge")));

            connection.rollback();
        }
    }

    @Test
    void whatTheRubricDoesNotHaveIsRefused() throws Exception {
        var interview = Interview.held(database);
        var card = new HashMap<>(interview.card(3, 3, 3));
        card.put(
                "items",
                List.of(
                        Map.of(
                                "itemId",
                                interview.item,
                                "criteria",
                                List.of(Map.of("criterionId", "nonsense", "level", 1)))));
        interview
                .save(interview.iris, card)
                .statusCode(422)
                .body("type", equalTo(problem("not-on-scorecard")));
        interview.save(interview.iris, interview.card(5, 1, 1)).statusCode(400);
        card.put(
                "items",
                List.of(
                        Map.of(
                                "itemId",
                                interview.item,
                                "criteria",
                                List.of(
                                        Map.of(
                                                "criterionId",
                                                "axis",
                                                "level",
                                                1,
                                                "notSeen",
                                                true)))));
        interview.save(interview.iris, card).statusCode(400);
    }

    @Test
    void aCardIsHandedInWholeAndOnceAndIsFinalThen() throws Exception {
        var interview = Interview.held(database);
        interview
                .handIn(interview.iris)
                .statusCode(422)
                .body("type", equalTo(problem("scorecard-incomplete")));
        interview.save(interview.iris, interview.card(3, 2)).statusCode(200);
        interview
                .handIn(interview.iris)
                .statusCode(422)
                .body("missing.code", contains("criterion"));

        interview.save(interview.iris, interview.card(3, 2, null)).statusCode(200);
        interview
                .handIn(interview.iris)
                .statusCode(200)
                .body("handedInAt", notNullValue())
                .body("$", not(hasKey("missing")));
        interview.handIn(interview.iris).statusCode(200);
        interview
                .save(interview.iris, interview.card(0, 0, 0))
                .statusCode(409)
                .body("type", equalTo(problem("scorecard-handed-in")));
    }

    @Test
    void marksGoToCalibrationTogetherAndOnceWhenNobodyIsWaitedForAnyMore() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 3, 2, null);
        // Whatever is said of the session from now on comes after what was said before.
        asksTheGrader(interview, interview.iris);
        interview.marked(interview.ivan, 1, 1, 1);
        interview.handIn(interview.ivan).statusCode(200);
        asksTheGrader(interview, interview.ivan);

        var events =
                TestTopics.await(
                        "session.scorecards", 4, message -> message.key().equals(interview.id));
        assertThat(events)
                .extracting(message -> Interview.JSON.readTree(message.value()).get("type"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "session.opinion-requested.v1",
                        "session.scorecard-submitted.v1",
                        "session.scorecard-submitted.v1",
                        "session.opinion-requested.v1");
        var event =
                events.stream()
                        .map(ConsumerRecord::value)
                        .filter(
                                value ->
                                        value.contains("scorecard-submitted")
                                                && value.contains(TestTokens.idOf(interview.iris)))
                        .findFirst()
                        .orElseThrow();
        assertThat(Contracts.violations("session/scorecard-submitted.v1.schema.json", event))
                .isEmpty();
        var data = Interview.JSON.readTree(event).get("data");
        assertThat(data.get("interviewerId").asText()).isEqualTo(TestTokens.idOf(interview.iris));
        assertThat(data.get("candidateId").asText()).isEqualTo(TestTokens.idOf(interview.casey));
        assertThat(data.at("/items/0/criteria/0/level").asInt()).isEqualTo(3);
        assertThat(data.at("/items/0/criteria/2").has("level")).isFalse();
        assertThat(event).doesNotContain("REMARK", "NOTE-", "shift", "explained");
    }

    private static void asksTheGrader(Interview interview, String who) {
        interview
                .interviewer(who)
                .body(Map.of("itemId", interview.item))
                .post(interview.at("scorecard/opinion"))
                .then()
                .statusCode(202);
    }

    @Test
    void whatIsWrittenInFocusTimeIsNotToBeGuessed() throws Exception {
        var interview = Interview.held(database);
        interview.update(
                "update mock_session set state = 'LIVE', ended_at = null, ended_by = null"
                        + " where id = cast(? as uuid)",
                interview.id);
        interview.record("focus", Map.of("until", Instant.now().plusSeconds(600).toString()));
        interview.record(
                "edit",
                Map.of(
                        "doc",
                        interview.item,
                        "version",
                        3,
                        "client",
                        "c1",
                        "changes",
                        List.of(Interview.TEXT.length(), List.of(0, "# unseen"))));
        var before = interview.card(List.of(interview.range(1, 0, "e = exp(x)")), 3, 2, 1);
        var since =
                interview.card(
                        List.of(interview.range(3, Interview.TEXT.length(), "# unseen")), 3, 2, 1);

        interview.save(interview.iris, before).statusCode(200);
        interview
                .save(interview.iris, since)
                .statusCode(422)
                .body("type", equalTo(problem("quote-not-in-session")))
                .body("detail", containsString("focus time"));

        interview.record("focus", Map.of());
        interview.save(interview.iris, since).statusCode(200);
    }

    @Test
    void thePanelIsBlindUntilEachHasHandedIn() throws Exception {
        var interview = Interview.held(database);
        interview.save(interview.iris, interview.card(4, 4, 4)).statusCode(200);
        interview.marked(interview.ivan, 1, 1, 1);

        var seen =
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("scorecards"))
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(false))
                        .body("panel", hasSize(2))
                        .body("cards", hasSize(1))
                        .body("cards[0].name", equalTo(interview.iris))
                        .body("$", not(hasKey("reconciliation")))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionPanel", seen);
        interview
                .interviewer(interview.ivan)
                .get(interview.at("scorecards"))
                .then()
                .body("cards", hasSize(1))
                .body("cards[0].name", equalTo(interview.ivan));
        for (var early : List.of(interview.iris, interview.ivan)) {
            interview.interviewer(early).get(interview.at("release")).then().statusCode(409);
            interview
                    .interviewer(early)
                    .header("If-Match", "\"0\"")
                    .body(Map.of("items", List.of()))
                    .put(interview.at("reconciliation"))
                    .then()
                    .statusCode(409);
        }

        interview.handIn(interview.iris).statusCode(200);
        var open =
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("scorecards"))
                        .then()
                        .statusCode(200)
                        .header("ETag", "\"0\"")
                        .body("complete", equalTo(true))
                        .body("cards", hasSize(2))
                        .body("cards[1].privateRemark", equalTo("REMARK for the panel."))
                        .body("reconciliation.items[0].criteria[0].spread", equalTo(3))
                        .body("reconciliation.items[0].criteria[0].decided", equalTo(false))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionPanel", open);
    }

    @Test
    void differencesAreReconciledWithReasonsAndNobodyWritesOverAnother() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 4, 2, 1);
        interview.marked(interview.ivan, 2, 2, 1);
        var agreed =
                Map.of(
                        "items",
                        List.of(
                                Map.of(
                                        "itemId",
                                        interview.item,
                                        "criteria",
                                        List.of(
                                                Map.of(
                                                        "criterionId",
                                                        "stability",
                                                        "agreed",
                                                        3,
                                                        "reason",
                                                        "The shift came late.")))));

        interview
                .interviewer(interview.iris)
                .body(agreed)
                .put(interview.at("reconciliation"))
                .then()
                .statusCode(428);
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .body(agreed)
                .put(interview.at("reconciliation"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("reconciliation.missing", hasSize(0))
                .body("reconciliation.items[0].criteria[0].agreed", equalTo(3))
                .body("reconciliation.items[0].criteria[0].levels.level", contains(4, 2))
                .body("reconciliation.items[0].criteria[0].mean", equalTo(3f));
        interview
                .interviewer(interview.ivan)
                .header("If-Match", "\"0\"")
                .body(agreed)
                .put(interview.at("reconciliation"))
                .then()
                .statusCode(412)
                .body("type", equalTo(problem("reconciliation-changed")));
    }

    @Test
    void whoWillNeverHandInIsNotWaitedForWhenTheOthersSaySo() throws Exception {
        var interview = Interview.held(database);
        var excuse =
                interview.at("scorecards/" + interview.participant(interview.ivan) + "/excuse");
        interview
                .interviewer(interview.iris)
                .put(excuse)
                .then()
                .statusCode(409)
                .body("type", equalTo(problem("scorecard-first")));
        interview.marked(interview.iris, 3, 3, 3);

        interview
                .interviewer(interview.iris)
                .put(excuse)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));

        // Still blind: their own card comes first.
        interview
                .interviewer(interview.ivan)
                .get(interview.at("scorecards"))
                .then()
                .body("cards", hasSize(0));
        var told =
                TestTopics.await(
                        "session.scorecards", 1, message -> message.key().equals(interview.id));
        assertThat(told.getFirst().value()).contains(TestTokens.idOf(interview.iris));
    }

    @Test
    void whoHasDeletedTheirAccountIsNotWaitedFor() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 3, 3, 3);
        interview
                .interviewer(interview.iris)
                .get(interview.at("scorecards"))
                .then()
                .body("complete", equalTo(false));

        interview
                .interviewer(interview.ivan)
                .delete("/api/practice/own-data")
                .then()
                .statusCode(202);

        await().untilAsserted(
                        () ->
                                interview
                                        .interviewer(interview.iris)
                                        .get(interview.at("scorecards"))
                                        .then()
                                        .statusCode(200)
                                        .body("complete", equalTo(true))
                                        .body("panel.findAll { it.excused }", hasSize(1)));
        interview.interviewer(interview.iris).get(interview.at("release")).then().statusCode(200);
    }

    @Test
    void whoOnlyLookedAtThePageHasNotComeAndIsNotWaitedFor() throws Exception {
        var interview = Interview.heldWithoutIvan(database);

        interview.marked(interview.iris, 3, 3, 3);

        interview
                .interviewer(interview.iris)
                .get(interview.at("scorecards"))
                .then()
                .body("complete", equalTo(true))
                .body(
                        "panel.find { it.name == '%s' }.joined".formatted(interview.iris),
                        equalTo(true))
                .body(
                        "panel.find { it.name == '%s' }.joined".formatted(interview.ivan),
                        equalTo(false));
    }

    @Test
    void theGraderIsAskedAfterOwnMarksAndAnswersOnlyToWhoAsked() throws Exception {
        var interview = Interview.held(database);
        var ask = Map.of("itemId", interview.item);
        interview.save(interview.iris, interview.card(3, 3, 3)).statusCode(200);
        interview
                .interviewer(interview.iris)
                .body(ask)
                .post(interview.at("scorecard/opinion"))
                .then()
                .statusCode(409)
                .body("type", equalTo(problem("scorecard-first")));
        interview.handIn(interview.iris).statusCode(200);

        interview
                .interviewer(interview.iris)
                .body(ask)
                .post(interview.at("scorecard/opinion"))
                .then()
                .statusCode(202)
                .body("state", equalTo("WAITING"))
                .body(
                        "text",
                        equalTo(Interview.TEXT.strip() + "\n\n# Said that a shift cancels out."));
        interview
                .interviewer(interview.iris)
                .body(ask)
                .post(interview.at("scorecard/opinion"))
                .then()
                .statusCode(409)
                .body("type", equalTo(problem("opinion-asked")));
        interview
                .interviewer(interview.iris)
                .body(Map.of("itemId", interview.otherItem))
                .post(interview.at("scorecard/opinion"))
                .then()
                .statusCode(422)
                .body("type", equalTo(problem("nothing-to-judge")));

        var asked =
                TestTopics.await(
                                "session.scorecards",
                                1,
                                message ->
                                        message.key().equals(interview.id)
                                                && message.value().contains("opinion-requested"))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations("session/opinion-requested.v1.schema.json", asked))
                .isEmpty();
        answer(interview, Interview.JSON.readTree(asked).at("/data/opinionId").asText());
        org.awaitility.Awaitility.await()
                .untilAsserted(
                        () ->
                                interview
                                        .interviewer(interview.iris)
                                        .get(interview.at("scorecard/opinions"))
                                        .then()
                                        .statusCode(200)
                                        .body("items[0].state", equalTo("READY"))
                                        .body("items[0].grade.score", notNullValue()));
        CONTRACT.assertFits(
                "SessionOpinionList",
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("scorecard/opinions"))
                        .asString());
        interview
                .interviewer(interview.ivan)
                .get(interview.at("scorecard/opinions"))
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    private static void answer(Interview interview, String opinionId) throws Exception {
        var event =
                (com.fasterxml.jackson.databind.node.ObjectNode)
                        Interview.JSON.readTree(
                                Contracts.example("grading/examples/opinion-given.v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", interview.id);
        ((com.fasterxml.jackson.databind.node.ObjectNode) event.get("data"))
                .put("opinionId", opinionId);
        TestTopics.send("grading.opinions", interview.id, event.toString());
        TestTopics.send("grading.opinions", interview.id, event.toString());
    }

    @Test
    void aCardIsNobodysBusinessButTheInterviewers() throws Exception {
        var interview = Interview.held(database);
        var card = interview.card(3, 3, 3);
        for (var outsider : List.of("cody", "irina")) {
            for (var path : List.of("scorecard", "scorecards", "release", "scorecard/opinions")) {
                interview
                        .as(outsider, Roles.CANDIDATE, Roles.INTERVIEWER, Roles.ADMIN)
                        .get(interview.at(path))
                        .then()
                        .statusCode(404)
                        .body("type", equalTo(problem("session-not-found")));
            }
        }
        for (var insider : List.of(interview.casey, interview.olga)) {
            for (var path : List.of("scorecard", "scorecards", "release", "scorecard/opinions")) {
                interview
                        .as(insider, Roles.CANDIDATE, Roles.INTERVIEWER)
                        .get(interview.at(path))
                        .then()
                        .statusCode(403)
                        .body("type", equalTo(problem("panel-only")));
            }
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .body(card)
                    .put(interview.at("scorecard"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .post(interview.at("scorecard/submission"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .body(Map.of("itemId", interview.item))
                    .post(interview.at("scorecard/opinion"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .header("If-Match", "\"0\"")
                    .body(Map.of("items", List.of()))
                    .put(interview.at("reconciliation"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .header("If-Match", "\"0\"")
                    .body(Map.of("feedback", "x"))
                    .put(interview.at("release"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .header("If-Match", "\"0\"")
                    .post(interview.at("release"))
                    .then()
                    .statusCode(403);
            interview
                    .as(insider, Roles.INTERVIEWER)
                    .put(
                            interview.at(
                                    "scorecards/"
                                            + interview.participant(interview.ivan)
                                            + "/excuse"))
                    .then()
                    .statusCode(403);
        }
        given().get(interview.at("scorecard")).then().statusCode(401);
        interview.as(interview.iris).get(interview.at("scorecard")).then().statusCode(403);
        interview
                .as(interview.iris, Roles.INTERVIEWER)
                .get("/api/sessions/nonsense/scorecard")
                .then()
                .statusCode(404)
                .body("detail", containsString("no session"));
    }
}
