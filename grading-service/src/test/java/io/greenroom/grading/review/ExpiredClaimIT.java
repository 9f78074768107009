package io.greenroom.grading.review;

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
import static io.greenroom.grading.testsupport.Api.marks;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.greenroom.grading.testsupport.Api.runOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A claim that runs out loses nobody's work and keeps nobody from going on. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ExpiredClaimIT {
    @Inject DataSource database;

    @Test
    void whoMarkedItGoesOnWhereTheyStopped() throws Exception {
        var review = reviewOf(graded("casey", "expired-own", DOUBTFUL), "expired-own");
        mark("iris", review, 2);
        runOut(database, review);

        inQueue("iris", "expired-own")
                .body("items[0].state", equalTo("open"))
                .body("items[0].claimable", is(true));
        interviewer("iris").get(REVIEWS + "/" + review).then().body("claimable", is(true));
        var again =
                interviewer("iris")
                        .put(REVIEWS + "/" + review + "/claim")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("marked"))
                        .body("marks.criteria.level", everyItem(equalTo(2)))
                        .body("grades", hasSize(1))
                        .extract();
        // The marks are final: they were made blind, and the machine's have been shown since.
        interviewer("iris")
                .header("If-Match", again.header("ETag"))
                .body(marks(again.jsonPath(), 4))
                .put(REVIEWS + "/" + review + "/marks")
                .then()
                .statusCode(409)
                .body("type", endsWith("/marks-handed-in"));
        decide("iris", again.jsonPath(), 2, "As I marked it.").statusCode(200);
    }

    @Test
    void anybodyElseStartsWithOwnBlindMarks() throws Exception {
        var attempt = graded("casey", "expired-other", DOUBTFUL);
        var review = reviewOf(attempt, "expired-other");
        mark("iris", review, 4);
        runOut(database, review);

        inQueue("ivan", "expired-other").body("items[0].claimable", is(true));
        var taken =
                interviewer("ivan")
                        .put(REVIEWS + "/" + review + "/claim")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("claimed"))
                        .body("blind", is(true))
                        .body("$", not(hasKey("marks")))
                        .body("grades", empty())
                        .extract();
        assertThat(taken.body().asString()).doesNotContain("\"level\":4");

        // Meanwhile it is in other hands, and the first one is told so.
        inQueue("iris", "expired-other")
                .body("items[0].claimable", is(false))
                .body("items[0].claim.by", equalTo("ivan"));
        interviewer("iris")
                .put(REVIEWS + "/" + review + "/claim")
                .then()
                .statusCode(409)
                .body("type", endsWith("/review-claimed"));

        decide("ivan", mark("ivan", review, 1), 1, "Less than that.").statusCode(200);
        candidate("casey").get(GRADES + attempt).then().body("grade.score", equalTo(25));
        // Both blind opinions count as such: that is agreement between people.
        assertThat(peoplesLevels(review)).containsExactlyInAnyOrder("iris 4", "ivan 1");
        interviewer("iris")
                .get(REVIEWS + "/" + review)
                .then()
                .body("marks.criteria.level", everyItem(equalTo(4)))
                .body("decision.criteria.level", everyItem(equalTo(1)));
    }

    @Test
    void marksThatWereNotHandedInWaitForTheirReviewer() throws Exception {
        var review = reviewOf(graded("casey", "expired-draft", DOUBTFUL), "expired-draft");
        var claimed = interviewer("iris").put(REVIEWS + "/" + review + "/claim").then().extract();
        var saved =
                interviewer("iris")
                        .header("If-Match", claimed.header("ETag"))
                        .body(marks(claimed.jsonPath(), 3))
                        .put(REVIEWS + "/" + review + "/marks")
                        .then()
                        .statusCode(200)
                        .extract();
        runOut(database, review);

        interviewer("iris")
                .header("If-Match", saved.header("ETag"))
                .post(REVIEWS + "/" + review + "/marks/submission")
                .then()
                .statusCode(409)
                .body("type", endsWith("/review-not-claimed"));
        interviewer("iris")
                .put(REVIEWS + "/" + review + "/claim")
                .then()
                .statusCode(200)
                .body("state", equalTo("claimed"))
                .body("marks.criteria.level", everyItem(equalTo(3)));
    }

    @Test
    void whoMarkedTheAttemptInAnotherReviewIsStillNotAsked() throws Exception {
        var attempt = graded("casey", "expired-appeal", DOUBTFUL);
        var first = reviewOf(attempt, "expired-appeal");
        decide("iris", mark("iris", first, 2), 2, "As I marked it.").statusCode(200);
        candidate("casey")
                .body(
                        Map.of(
                                "attemptId",
                                attempt,
                                "criteria",
                                List.of(firstCriterion(attempt)),
                                "reason",
                                "I do say why a shift cancels out, in the second sentence."))
                .post(APPEALS)
                .then()
                .statusCode(201);
        var appeal = reviewOf(attempt, "expired-appeal");
        interviewer("ivan").put(REVIEWS + "/" + appeal + "/claim").then().statusCode(200);
        runOut(database, appeal);

        inQueue("iris", "expired-appeal").body("items[0].claimable", is(false));
        inQueue("ivan", "expired-appeal").body("items[0].claimable", is(true));
        interviewer("iris")
                .put(REVIEWS + "/" + appeal + "/claim")
                .then()
                .statusCode(409)
                .body("type", endsWith("/another-reviewer-needed"));
    }

    @Test
    void theLogShowsThatItWasTakenUpAgain() throws Exception {
        var review = reviewOf(graded("casey", "expired-log", DOUBTFUL), "expired-log");
        mark("iris", review, 2);
        runOut(database, review);
        interviewer("iris").put(REVIEWS + "/" + review + "/claim").then().statusCode(200);

        admin().get(REVIEWS + "/" + review + "/log")
                .then()
                .body("items.what", equalTo(List.of("opened", "claimed", "handed-in", "claimed")));
    }

    private static String firstCriterion(UUID attempt) {
        return candidate("casey")
                .get(GRADES + attempt)
                .jsonPath()
                .getString("grade.criteria[0].criterionId");
    }

    private static ValidatableResponse inQueue(String who, String question) {
        return interviewer(who)
                .queryParam("questionId", question)
                .get(REVIEWS)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    private List<String> peoplesLevels(String review) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                """
                                select distinct reviewer_name || ' ' || level from human_mark
                                where source_id = ?::uuid and blind
                                """)) {
            statement.setString(1, review);
            var levels = new java.util.ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    levels.add(rows.getString(1));
                }
            }
            return levels;
        }
    }
}
