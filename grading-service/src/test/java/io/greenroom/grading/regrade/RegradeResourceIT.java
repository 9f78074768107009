package io.greenroom.grading.regrade;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.DOUBTFUL;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.greenroom.grading.grade.Transactions;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class RegradeResourceIT {
    private static final String REGRADES = "/api/grading/regrades";
    private static final HttpContract CONTRACT = new HttpContract("grading");

    @Inject Regrades regrades;
    @Inject Transactions transactions;

    @Test
    void aPreviewChangesNothingUntilItIsApplied() {
        var attempt = graded("casey", "regrade-whole", ANSWER);
        var reviewed = graded("casey", "regrade-whole", DOUBTFUL);
        decide("iris", mark("iris", reviewOf(reviewed, "regrade-whole"), 4), 4, "Very good.")
                .statusCode(200);

        var id = open(Map.of("scope", Map.of("questionId", "regrade-whole")));
        admin().body(Map.of("scope", Map.of("questionId", "regrade-whole")))
                .post(REGRADES)
                .then()
                .statusCode(409)
                .body("type", endsWith("/regrade-open"));
        var ready = awaited(id, "ready");
        assertThat(ready.getInt("progress.total")).isEqualTo(2);
        assertThat(ready.getInt("progress.graded")).isEqualTo(2);
        assertThat(ready.getInt("report.n")).isEqualTo(2);
        assertThat(ready.getString("grader")).isEqualTo("embedded");
        // The person's 100 against the machine's opinion of it; the other is the same as before.
        assertThat(ready.getInt("report.changed")).isEqualTo(1);
        assertThat(ready.getInt("report.down")).isEqualTo(1);
        admin().queryParam("crossing", "true")
                .get(REGRADES + "/" + id + "/items")
                .then()
                .statusCode(200)
                .body("items.attemptId", equalTo(List.of(reviewed.toString())))
                .body("items[0].byPerson", is(true));
        candidate("casey").get(GRADES + attempt).then().body("grades", hasSize(1));

        admin().post(REGRADES + "/" + id + "/application").then().statusCode(202);

        var applied = awaited(id, "applied");
        assertThat(applied.getInt("progress.applied")).isEqualTo(1);
        assertThat(applied.getInt("progress.skipped")).isEqualTo(1);
        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("grades.kind", equalTo(List.of("first", "regrade")))
                .body("grades.current", equalTo(List.of(false, true)));
        candidate("casey")
                .get(GRADES + reviewed)
                .then()
                .body("grades.kind", equalTo(List.of("first", "review")))
                .body("grade.score", equalTo(100));
        var event =
                TestTopics.await(
                                "grading.reviews",
                                1,
                                message -> message.key().equals(attempt.toString()))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations("grading/grade-decided.v1.schema.json", event)).isEmpty();
        admin().post(REGRADES + "/" + id + "/application")
                .then()
                .statusCode(409)
                .body("type", endsWith("/regrade-not-ready"));
        CONTRACT.assertFits("Regrade", admin().get(REGRADES + "/" + id).asString());
        admin().get(REGRADES).then().statusCode(200).body("items.id", hasItem(id));
    }

    @Test
    void whatIsDiscardedChangesNothing() {
        var attempt = graded("casey", "regrade-discarded", ANSWER);
        var id = open(Map.of("scope", Map.of("questionId", "regrade-discarded")));
        awaited(id, "ready");

        admin().delete(REGRADES + "/" + id).then().statusCode(204);

        awaited(id, "discarded");
        candidate("casey").get(GRADES + attempt).then().body("grades", hasSize(1));
        admin().post(REGRADES + "/" + id + "/application").then().statusCode(409);
        admin().delete(REGRADES + "/" + id).then().statusCode(409);
        // Another may be opened now.
        open(Map.of("scope", Map.of("questionId", "regrade-discarded"), "rubric", "attempt"));
    }

    @Test
    void peopleAreOverruledOnlyWhenToldSo() {
        var attempt = graded("casey", "regrade-over", DOUBTFUL);
        decide("iris", mark("iris", reviewOf(attempt, "regrade-over"), 4), 4, "Very good.")
                .statusCode(200);
        var id =
                open(Map.of("scope", Map.of("questionId", "regrade-over"), "overridePeople", true));
        awaited(id, "ready");

        admin().post(REGRADES + "/" + id + "/application").then().statusCode(202);

        awaited(id, "applied");
        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("grades.kind", equalTo(List.of("first", "review", "regrade")));
    }

    /** What a grader puts in the place of a decision is a new grade, with its own appeal. */
    @Test
    void aGradeThatReplacesTheDecisionOfAnAppealCanBeAppealed() {
        var attempt = graded("casey", "regrade-appealed", ANSWER);
        appeal(attempt).statusCode(201);
        decide("iris", mark("iris", reviewOf(attempt, "regrade-appealed"), 4), 4, "Very good.")
                .statusCode(200);
        appeal(attempt).statusCode(409);
        var id =
                open(
                        Map.of(
                                "scope",
                                Map.of("questionId", "regrade-appealed"),
                                "overridePeople",
                                true));
        awaited(id, "ready");

        admin().post(REGRADES + "/" + id + "/application").then().statusCode(202);

        awaited(id, "applied");
        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("grades.kind", equalTo(List.of("first", "appeal", "regrade")))
                .body("appealable.allowed", is(true));
        appeal(attempt).statusCode(201);
    }

    private static ValidatableResponse appeal(UUID attempt) {
        return candidate("casey")
                .body(
                        Map.of(
                                "attemptId",
                                attempt,
                                "criteria",
                                List.of("axis"),
                                "reason",
                                "The second sentence names the axis, which the grade misses."))
                .post("/api/grading/appeals")
                .then();
    }

    @Test
    void whatAPersonDecidedSinceThePreviewIsLeftAlone() {
        var attempt = graded("casey", "regrade-since", DOUBTFUL);
        var id = open(Map.of("scope", Map.of("questionId", "regrade-since")));
        awaited(id, "ready");
        decide("iris", mark("iris", reviewOf(attempt, "regrade-since"), 4), 4, "Very good.")
                .statusCode(200);

        admin().post(REGRADES + "/" + id + "/application").then().statusCode(202);

        assertThat(awaited(id, "applied").getInt("progress.skipped")).isEqualTo(1);
        candidate("casey").get(GRADES + attempt).then().body("grade.score", equalTo(100));
    }

    /** As a worker does that is killed between its claim and its grade. */
    @Test
    void onlyWhoHoldsAnAttemptMayEndIt() throws Exception {
        var attempt = graded("casey", "regrade-lease", ANSWER);
        var id = open(Map.of("scope", Map.of("questionId", "regrade-lease")));
        awaited(id, "ready");
        var stranger =
                new Regrades.Held(
                        UUID.fromString(id), attempt, false, true, false, false, 1, 0, null);

        assertThat(
                        transactions.run(
                                () -> regrades.end(stranger, UUID.randomUUID(), "FAILED", "Late.")))
                .isFalse();
        assertThat(
                        transactions.run(
                                () ->
                                        regrades.graded(
                                                stranger,
                                                UUID.randomUUID(),
                                                1,
                                                "strong-no",
                                                "embedded",
                                                "x",
                                                "{}")))
                .isFalse();
    }

    @Test
    void boundsThatHoldNothingAreRefused() {
        admin().body(Map.of("scope", Map.of("questionId", "never-asked")))
                .post(REGRADES)
                .then()
                .statusCode(422)
                .body("type", endsWith("/nothing-to-regrade"));
        admin().body(Map.of("rubric", "best")).post(REGRADES).then().statusCode(400);
        admin().body(Map.of("limit", 0)).post(REGRADES).then().statusCode(400);
        admin().get(REGRADES + "/" + UUID.randomUUID()).then().statusCode(404);
        admin().post(REGRADES + "/" + UUID.randomUUID() + "/application").then().statusCode(404);
    }

    @Test
    void reGradesAreForAdmins() {
        var one = REGRADES + "/" + UUID.randomUUID();
        for (var path : List.of(REGRADES, one, one + "/items")) {
            given().get(path).then().statusCode(401);
            candidate("casey").get(path).then().statusCode(403);
            interviewer("iris").get(path).then().statusCode(403);
        }
        for (var staff : List.of(candidate("casey"), interviewer("iris"))) {
            staff.body("{}").post(REGRADES).then().statusCode(403);
            staff.post(one + "/application").then().statusCode(403);
            staff.delete(one).then().statusCode(403);
        }
    }

    private static String open(Map<String, Object> wanted) {
        return admin().body(wanted)
                .post(REGRADES)
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static JsonPath awaited(String id, String state) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> admin().get(REGRADES + "/" + id).jsonPath(),
                        regrade -> state.equals(regrade.getString("state")));
    }
}
