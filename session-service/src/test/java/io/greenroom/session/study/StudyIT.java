package io.greenroom.session.study;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.greenroom.session.scorecard.Interview;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bookmarks, plans and what is next, from what really comes over the topics. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class StudyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpContract CONTRACT = new HttpContract("session");
    private static final String BOOKMARKS = "/api/practice/bookmarks";
    private static final String PLAN = "/api/practice/plan";
    private static final String NEXT = "/api/practice/next";
    private static final String ATTEMPTS = "/api/practice/attempts";
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    /** Nobody else's questions are on these topics, so that other tests cannot be in the way. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String weakTopic = "weak-" + mark;
    private final String name = "petra-" + mark;

    @Inject DataSource database;

    @BeforeEach
    void thePlanIsKnown() {
        TestTopics.send(
                "catalog.plans",
                "two-weeks",
                Contracts.example("catalog/examples/plan-published.v1.json"));
        await().until(() -> choose("warm-up", "two-weeks", null) == 200);
    }

    @Test
    void aBookmarkIsMarkedOnceAndTakenOff() throws Exception {
        var first = published("first", "domain", weakTopic, 5);
        var second = published("second", "domain", weakTopic, 5);
        for (var id : List.of(first, second, first)) {
            as(name).put(BOOKMARKS + "/" + id).then().statusCode(204);
        }

        var list =
                as(name).get(BOOKMARKS)
                        .then()
                        .statusCode(200)
                        .body("items.questionId", contains(second, first))
                        .body("items.available", everyItem(equalTo(true)))
                        .body("items.submitted", everyItem(equalTo(0)))
                        .body("page.total", equalTo(2))
                        .extract()
                        .asString();
        CONTRACT.assertFits("BookmarkPage", list);
        CONTRACT.assertFits("Bookmark", as(name).get(BOOKMARKS + "/" + first).asString());
        as("cody").get(BOOKMARKS + "/" + first).then().statusCode(404);
        as(name).queryParam("page", 1)
                .queryParam("size", 2)
                .get(BOOKMARKS)
                .then()
                .body("items", empty())
                .body("page.total", equalTo(2));

        as(name).delete(BOOKMARKS + "/" + first).then().statusCode(204);
        as(name).delete(BOOKMARKS + "/" + first).then().statusCode(204);

        as(name).get(BOOKMARKS).then().body("items.questionId", contains(second));
        as(name).get(BOOKMARKS + "/" + first).then().statusCode(404);
    }

    @Test
    void whatIsNotOfferedCannotBeMarkedAndAMarkOutlivesARetirement() throws Exception {
        as(name).put(BOOKMARKS + "/nowhere-" + mark)
                .then()
                .statusCode(404)
                .body("type", equalTo("https://greenroom.dev/problems/question-not-available"));
        var id = published("leaving", "domain", weakTopic, 5);
        as(name).put(BOOKMARKS + "/" + id).then().statusCode(204);

        retire(id);

        await().untilAsserted(
                        () ->
                                as(name).get(BOOKMARKS + "/" + id)
                                        .then()
                                        .body("available", equalTo(false)));
        as("cody").put(BOOKMARKS + "/" + id).then().statusCode(404);
    }

    @Test
    void interviewersMarkToo() throws Exception {
        var id = published("sheet", "domain", weakTopic, 5);
        given().auth()
                .oauth2(TestTokens.of("iris", Roles.INTERVIEWER))
                .put(BOOKMARKS + "/" + id)
                .then()
                .statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {BOOKMARKS, PLAN, NEXT})
    void onlyForThoseWhoAreSignedIn(String path) {
        given().get(path).then().statusCode(401);
        given().auth().oauth2(TestTokens.of(name)).get(path).then().statusCode(403);
    }

    @Test
    void whoFollowsNoPlanHasNone() {
        var none = as(name).get(PLAN).then().statusCode(200).body("$", not(hasKey("chosen")));
        CONTRACT.assertFits("MyPlan", none.extract().asString());
        as(name).put(PLAN + "/activities/w1-a1").then().statusCode(404);
    }

    @Test
    void aPlanIsCountedBackFromTheInterviewAndTicked() {
        assertThat(choose(name, "two-weeks", today.plusDays(9))).isEqualTo(200);

        var mine =
                as(name).get(PLAN)
                        .then()
                        .body("chosen.daysLeft", equalTo(9))
                        .body("chosen.currentWeek", equalTo(1))
                        .body("chosen.endsOn", equalTo(today.plusDays(9).toString()))
                        .body("chosen.weeks.from[1]", equalTo(today.plusDays(3).toString()))
                        .body("chosen.weeks.state", contains("current", "coming"))
                        .body("chosen.progress.complete", equalTo(0))
                        .body("chosen.progress.of", equalTo(5))
                        .extract()
                        .asString();
        CONTRACT.assertFits("MyPlan", mine);

        as(name).put(PLAN + "/activities/w1-a1")
                .then()
                .statusCode(200)
                .body("chosen.progress.complete", equalTo(1))
                .body("chosen.progress.minutesDone", equalTo(30));
        as(name).put(PLAN + "/activities/w9-a9")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://greenroom.dev/problems/activity-not-found"));
        // Another date keeps what was done; taking back takes back.
        choose(name, "two-weeks", today.plusDays(20));
        as(name).get(PLAN)
                .then()
                .body("chosen", not(hasKey("currentWeek")))
                .body("chosen.progress.complete", equalTo(1));
        as(name).delete(PLAN + "/activities/w1-a1")
                .then()
                .body("chosen.progress.complete", equalTo(0));

        as(name).delete(PLAN).then().statusCode(204);
        as(name).get(PLAN).then().body("$", not(hasKey("chosen")));
    }

    @Test
    void practiceCountsByItself() throws Exception {
        choose(name, "two-weeks", null);
        var id = published("coded", "coding", weakTopic, 5);
        submitted(id);

        as(name).get(PLAN)
                .then()
                .body("chosen.currentWeek", equalTo(1))
                .body("chosen.weeks[0].activities[1].done", equalTo(1))
                .body("chosen.weeks[0].activities[1].of", equalTo(2))
                .body("chosen.weeks[0].activities[1].complete", equalTo(false));
    }

    @Test
    void whatWasAnsweredInAMockSessionCountsOnceItsResultIsOut() throws Exception {
        var interview = Interview.held(database);
        choose(interview.casey, "two-weeks", null);
        interview.update(
                "update chosen_plan set chosen_at = now() - interval '1 hour' where candidate_id ="
                        + " ?",
                TestTokens.idOf(interview.casey));
        var counted = "chosen.weeks[0].activities[1].done";
        interview.candidate().get(PLAN).then().body(counted, equalTo(0));

        interview.released();

        interview.candidate().get(PLAN).then().body(counted, equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({"-2", "800"})
    void anInterviewIsAheadAndNotTooFar(int days) {
        assertThat(choose(name, "two-weeks", today.plusDays(days))).isEqualTo(400);
        assertThat(choose(name, "nowhere", today.plusDays(5))).isEqualTo(404);
        as(name).get(PLAN).then().body("$", not(hasKey("chosen")));
    }

    @Test
    void aWithdrawnPlanStaysForThoseWhoFollowIt() throws Exception {
        var id = "leaving-" + mark;
        plan("plan-published", id, "publishedAt", Instant.now());
        await().until(() -> choose(name, id, null) == 200);

        plan("plan-withdrawn", id, "withdrawnAt", Instant.now());

        await().until(() -> choose("cody", id, null) == 404);
        assertThat(choose(name, id, today.plusDays(30))).isEqualTo(200);
        as(name).get(PLAN).then().body("chosen.planId", equalTo(id));
        // An event that comes late does not offer it again.
        plan("plan-published", id, "publishedAt", Instant.parse("2026-01-01T00:00:00Z"));
        plan("plan-published", "marker-" + mark, "publishedAt", Instant.now());
        await().until(() -> choose("warm-up", "marker-" + mark, null) == 200);
        assertThat(choose("cody", id, null)).isEqualTo(404);
    }

    @Test
    void nextNamesWhatItRestsOn() throws Exception {
        var weak = published("weak", "domain", weakTopic, 5);
        var remedy = published("remedy", "domain", weakTopic, 5);
        var begun = published("begun", "domain", "begun-" + mark, 5);
        var marked = published("marked", "domain", "marked-" + mark, 5);
        var planned = published("planned", "coding", "planned-" + mark, 1);
        graded(submitted(weak), 20);
        await().untilAsserted(
                        () ->
                                as(name).get(NEXT)
                                        .then()
                                        .body("items.reason.code", hasItem("weak-topic")));
        var draft = draft(begun);
        as(name).put(BOOKMARKS + "/" + marked).then().statusCode(204);
        choose(name, "two-weeks", today.plusDays(9));

        var body = as(name).queryParam("size", 20).get(NEXT).then().statusCode(200).extract();

        CONTRACT.assertFits("NextList", body.asString());
        var next = body.jsonPath();
        assertThat(next.getList("items.questionId", String.class))
                .startsWith(begun, remedy)
                .contains(marked)
                .doesNotHaveDuplicates();
        // What was answered comes again only after all that is new.
        assertThat(
                        next.getList("items.reason.code", String.class).stream()
                                .dropWhile(code -> !code.equals("again")))
                .allMatch("again"::equals);
        assertThat(
                        next.getList(
                                "items.findAll { it.questionId == '%s' }.reason.code"
                                        .formatted(weak),
                                String.class))
                .allMatch("again"::equals);
        as(name).queryParam("size", 4)
                .get(NEXT)
                .then()
                .body(
                        "items.reason.code",
                        contains("unfinished", "weak-topic", "plan", "bookmarked"));
        assertThat(next.getString("items[0].reason.code")).isEqualTo("unfinished");
        assertThat(next.getString("items[0].reason.attemptId")).isEqualTo(draft);
        assertThat(next.getString("items[1].reason.topic")).isEqualTo(weakTopic);
        assertThat(next.getInt("items[1].reason.answers")).isEqualTo(1);
        assertThat(next.getInt("items[1].reason.meanScore")).isEqualTo(20);
        assertThat(next.getString("items[1].reason.detail"))
                .isEqualTo(
                        "Your one graded answer on %s has 20 of 100."
                                .formatted(weakTopic.replace('-', ' ')));
        assertThat(reason(next, marked)).isEqualTo("bookmarked");
        assertThat(next.getList("items.reason.code", String.class)).contains("plan", "new-topic");
        assertThat(
                        next.getList(
                                "items.findAll { it.reason.code == 'plan' }.reason.detail",
                                String.class))
                .first()
                .asString()
                .contains("Week 1 of your plan \"Two weeks\": 0 of 2 done");
        assertThat(planned).isNotEmpty();
        // The same history, the same suggestions; and nothing of the rubric.
        assertThat(as(name).queryParam("size", 20).get(NEXT).asString()).isEqualTo(body.asString());
        assertThat(body.asString()).doesNotContain("rubric", "strongAnswer", "probe", "redFlags");
    }

    @Test
    void nextKeepsToTheTime() throws Exception {
        published("short", "domain", weakTopic, 3);
        as(name).queryParam("minutes", 3)
                .queryParam("size", 20)
                .get(NEXT)
                .then()
                .body("items.minutes.findAll { it > 3 }", empty())
                .body("items.questionId", hasItem("study-" + mark + "-short"));
        as(name).queryParam("size", 1).get(NEXT).then().body("items", hasSize(1));
        for (var wrong : List.of("size=0", "size=21", "minutes=x")) {
            as(name).get(NEXT + "?" + wrong)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString("must be from 1 to"));
        }
    }

    private static String reason(JsonPath next, String questionId) {
        return next.getString(
                "items.find { it.questionId == '%s' }.reason.code".formatted(questionId));
    }

    private static int choose(String who, String planId, @Nullable LocalDate date) {
        return as(who).body(
                        date == null
                                ? Map.of("planId", planId)
                                : Map.of("planId", planId, "interviewDate", date.toString()))
                .put(PLAN)
                .statusCode();
    }

    private static void plan(String example, String id, String time, Instant at) throws Exception {
        var event = event("catalog/examples/" + example + ".v1.json", id);
        ((ObjectNode) event.get("data")).put("planId", id).put(time, at.toString());
        TestTopics.send("catalog.plans", id, event.toString());
    }

    private String published(String what, String round, String topic, int minutes)
            throws Exception {
        var id = "study-" + mark + "-" + what;
        var event = event("catalog/examples/question-published.v1.json", id);
        var data = (ObjectNode) event.get("data");
        data.put("questionId", id).put("slug", id).put("round", round).put("minutes", minutes);
        data.put("difficulty", 1).putArray("topics").add(topic);
        TestTopics.send("catalog.questions", id, event.toString());
        await().until(() -> as("warm-up").put(BOOKMARKS + "/" + id).statusCode() == 204);
        return id;
    }

    private static void retire(String id) throws Exception {
        var event = event("catalog/examples/question-retired.v1.json", id);
        ((ObjectNode) event.get("data")).put("questionId", id);
        TestTopics.send("catalog.questions", id, event.toString());
    }

    private String draft(String question) {
        var id =
                as(name).body(Map.of("questionId", question))
                        .post(ATTEMPTS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        as(name).body(Map.of("text", "I subtract the maximum.", "language", "python"))
                .put(ATTEMPTS + "/" + id + "/answer")
                .then()
                .statusCode(200);
        return id;
    }

    private String submitted(String question) {
        var id = draft(question);
        as(name).post(ATTEMPTS + "/" + id + "/submission").then().statusCode(202);
        return id;
    }

    private static void graded(String attempt, int score) throws Exception {
        var event = event("grading/examples/answer-graded.v1.json", attempt);
        var data = (ObjectNode) event.get("data");
        data.put("attemptId", attempt).put("state", "GRADED");
        ((ObjectNode) data.get("grade")).put("score", score);
        TestTopics.send("grading.grades", attempt, event.toString());
    }

    private static ObjectNode event(String example, String subject) throws Exception {
        var event = (ObjectNode) JSON.readTree(Contracts.example(example));
        return event.put("id", UUID.randomUUID().toString()).put("subject", subject);
    }

    private static RequestSpecification as(String who) {
        return given().auth()
                .oauth2(TestTokens.of(who, Roles.CANDIDATE))
                .contentType(ContentType.JSON);
    }
}
