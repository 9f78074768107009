package io.greenroom.grading.appeal;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.APPEALS;
import static io.greenroom.grading.testsupport.Api.DOUBTFUL;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.REVIEWS;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AppealResourceIT {
    private static final HttpContract CONTRACT = new HttpContract("grading");
    private static final String REASON =
            "The second sentence says why the shift changes nothing, which the grade misses.";

    @Test
    void anAppealIsDecidedBySomebodyElseAndKeptBesideTheFirstGrades() {
        var attempt = graded("casey", "appeal-whole", DOUBTFUL);
        decide("iris", mark("iris", reviewOf(attempt, "appeal-whole"), 1), 1, "Too little.")
                .statusCode(200);

        var opened =
                open("casey", attempt, List.of("stability"), REASON)
                        .statusCode(201)
                        .body("state", equalTo("OPEN"))
                        .body("withdrawable", is(true))
                        .extract();
        CONTRACT.assertFits("Appeal", opened.body().asString());
        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("state", equalTo("APPEALED"))
                .body("appealable.allowed", is(false));

        var review = reviewOf(attempt, "appeal-whole");
        interviewer("iris")
                .put(REVIEWS + "/" + review + "/claim")
                .then()
                .statusCode(409)
                .body("type", endsWith("/another-reviewer-needed"));
        // What the candidate objects to is an opinion too: it is hidden as long as the grades are.
        interviewer("ivan")
                .put(REVIEWS + "/" + review + "/claim")
                .then()
                .statusCode(200)
                .body("kind", equalTo("appeal"))
                .body("$", not(hasKey("appeal")));
        var marked = mark("ivan", review, 3);
        assertThat(marked.getString("appeal.reason")).isEqualTo(REASON);
        assertThat(marked.getList("grades.kind")).isEqualTo(List.of("first", "review"));
        decide("ivan", marked, 3, "You are right about the shift.").statusCode(200);

        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("state", equalTo("GRADED"))
                .body("grade.score", equalTo(75))
                .body("grades.kind", equalTo(List.of("first", "review", "appeal")))
                .body("appeal.state", equalTo("DECIDED"))
                .body("appeal.outcome.changed", is(true))
                .body("appeal.outcome.gradeSequence", equalTo(3))
                .body("appeal.outcome.comment", equalTo("You are right about the shift."))
                .body("appealable.why", equalTo("This grade is the decision of an appeal."));
        var events =
                TestTopics.await(
                        "grading.reviews", 4, message -> message.key().equals(attempt.toString()));
        assertThat(events)
                .allSatisfy(
                        event ->
                                assertThat(
                                                Contracts.violations(
                                                        event.value().contains("appeal-changed")
                                                                ? "grading/appeal-changed.v1.schema.json"
                                                                : "grading/grade-decided.v1.schema.json",
                                                        event.value()))
                                        .isEmpty());
        open("casey", attempt, List.of("stability"), REASON)
                .statusCode(409)
                .body("type", endsWith("/appeal-not-possible"));
    }

    @Test
    void anAppealIsWithdrawnWhileNobodyHasTakenItUp() {
        var attempt = graded("casey", "appeal-withdrawn", ANSWER);
        var first = idOf(open("casey", attempt, List.of("axis"), REASON));

        candidate("casey").delete(APPEALS + "/" + first).then().statusCode(204);
        candidate("casey")
                .delete(APPEALS + "/" + first)
                .then()
                .statusCode(409)
                .body("type", endsWith("/appeal-taken-up"));
        candidate("casey").get(GRADES + attempt).then().body("state", equalTo("GRADED"));
        assertThat(reviewOf(attempt, "appeal-withdrawn")).isNull();

        var second = idOf(open("casey", attempt, List.of("axis"), REASON));
        interviewer("ivan")
                .put(REVIEWS + "/" + reviewOf(attempt, "appeal-withdrawn") + "/claim")
                .then()
                .statusCode(200);
        candidate("casey")
                .delete(APPEALS + "/" + second)
                .then()
                .statusCode(409)
                .body("type", endsWith("/appeal-taken-up"));
    }

    @Test
    void onlyACertainGradeOfOnesOwnIsAppealedAndOnce() {
        var attempt = graded("casey", "appeal-rules", ANSWER);
        var doubtful = graded("casey", "appeal-rules", DOUBTFUL);

        open("cody", attempt, List.of("axis"), REASON)
                .statusCode(404)
                .body("type", endsWith("/appeal-not-found"));
        open("casey", UUID.randomUUID(), List.of("axis"), REASON).statusCode(404);
        open("casey", doubtful, List.of("axis"), REASON)
                .statusCode(409)
                .body("type", endsWith("/appeal-not-possible"));
        open("casey", attempt, List.of("no-such"), REASON)
                .statusCode(422)
                .body("type", endsWith("/not-in-rubric"));
        open("casey", attempt, List.of(), REASON).statusCode(400);
        open("casey", attempt, List.of("axis"), "Too short.").statusCode(400);
        open("casey", attempt, List.of("axis"), "x".repeat(2_001)).statusCode(400);

        open("casey", attempt, List.of("axis"), REASON).statusCode(201);
        open("casey", attempt, List.of("axis"), REASON)
                .statusCode(409)
                .body("detail", equalTo("Your appeal is open."));
    }

    @Test
    void appealsAreForTheirCandidateAndForAdmins() {
        var attempt = graded("casey", "appeal-roles", ANSWER);
        var appeal = idOf(open("casey", attempt, List.of("axis"), REASON));

        candidate("casey").get(APPEALS + "/" + appeal).then().statusCode(200);
        candidate("cody").get(APPEALS + "/" + appeal).then().statusCode(404);
        candidate("cody").delete(APPEALS + "/" + appeal).then().statusCode(404);
        candidate("cody")
                .queryParam("attemptId", attempt.toString())
                .get(APPEALS)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        admin().queryParam("attemptId", attempt.toString())
                .queryParam("state", "OPEN")
                .get(APPEALS)
                .then()
                .statusCode(200)
                .body("items.id", hasItem(appeal));
        for (var path : List.of(APPEALS, APPEALS + "/" + appeal)) {
            given().get(path).then().statusCode(401);
            interviewer("iris").get(path).then().statusCode(403);
        }
        interviewer("iris").delete(APPEALS + "/" + appeal).then().statusCode(403);
        interviewer("iris").body("{}").post(APPEALS).then().statusCode(403);
        candidate("casey").queryParam("state", "LOST").get(APPEALS).then().statusCode(400);
    }

    private static ValidatableResponse open(
            String name, UUID attempt, List<String> criteria, String reason) {
        return candidate(name)
                .body(Map.of("attemptId", attempt, "criteria", criteria, "reason", reason))
                .post(APPEALS)
                .then();
    }

    private static String idOf(ValidatableResponse opened) {
        return opened.statusCode(201).extract().jsonPath().getString("id");
    }
}
