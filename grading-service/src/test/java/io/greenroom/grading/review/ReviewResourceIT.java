package io.greenroom.grading.review;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.DOUBTFUL;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.REVIEWS;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.as;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.greenroom.grading.testsupport.Api.marks;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.greenroom.grading.testsupport.Published;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ReviewResourceIT {
    private static final HttpContract CONTRACT = new HttpContract("grading");

    @Test
    void aDoubtfulGradeIsReviewedBlindAndDecided() throws Exception {
        var attempt = graded("casey", "review-whole", DOUBTFUL);
        var first = firstGrade(attempt);
        assertThat(first.at("/state").asText()).isEqualTo("IN_REVIEW");
        assertThat(first.at("/reviewReasons/0/code").asText()).isEqualTo("instructions-to-grader");
        assertThat(first.at("/reviewDueAt").asText()).isNotBlank();

        var review = reviewOf(attempt, "review-whole");
        interviewer("iris")
                .get(REVIEWS + "/" + review)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("answer")))
                .body("grades", empty())
                .body("claimable", is(true));

        var claimed =
                interviewer("iris")
                        .put(REVIEWS + "/" + review + "/claim")
                        .then()
                        .statusCode(200)
                        .body("answer.text", equalTo(DOUBTFUL))
                        .body("state", equalTo("claimed"))
                        .body("mine", is(true))
                        .body("blind", is(true))
                        .body("grades", empty())
                        .body("question.criteria.levels", everyItem(hasSize(5)))
                        .extract();
        // Nothing of the machine's opinion, in whatever field.
        assertThat(claimed.body().asString())
                .doesNotContain("\"score\"", "\"band\"", "\"confidence\"", "\"rationale\"")
                .doesNotContain(TestTokens.idOf("casey"));
        CONTRACT.assertFits("Review", claimed.body().asString());

        var marked = mark("iris", review, 2);
        assertThat(marked.getString("state")).isEqualTo("marked");
        assertThat(marked.getList("grades.kind")).isEqualTo(List.of("first"));
        assertThat(marked.getInt("grades[0].grade.score")).isNotNegative();

        var decided =
                decide("iris", marked, 2, "You explain the shift well.")
                        .statusCode(200)
                        .body("state", equalTo("decided"))
                        .body("decision.score", equalTo(50))
                        .body("decision.criteria.level", everyItem(equalTo(2)))
                        .extract();
        CONTRACT.assertFits("Review", decided.body().asString());

        var event = decisionEvent(attempt);
        assertThat(Contracts.violations("grading/grade-decided.v1.schema.json", event)).isEmpty();
        var data = Published.JSON.readTree(event).get("data");
        assertThat(data.at("/sequence").asInt()).isEqualTo(2);
        assertThat(data.at("/kind").asText()).isEqualTo("review");
        assertThat(data.at("/state").asText()).isEqualTo("GRADED");
        assertThat(data.at("/grade/score").asInt()).isEqualTo(50);
        assertThat(data.at("/grade/provenance/grader").asText()).isEqualTo("human");
        assertThat(data.at("/comment").asText()).isEqualTo("You explain the shift well.");
        assertThat(event).doesNotContain(TestTokens.idOf("iris"));

        var seen =
                candidate("casey")
                        .get(GRADES + attempt)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("GRADED"))
                        .body("grade.score", equalTo(50))
                        .body("grades.kind", equalTo(List.of("first", "review")))
                        .body("grades.by", equalTo(List.of("machine", "person")))
                        .body("grades.current", equalTo(List.of(false, true)))
                        .body("grades[0].grade.score", equalTo(first.at("/grade/score").asInt()))
                        .body("grades[1].comment", equalTo("You explain the shift well."))
                        .extract();
        CONTRACT.assertFits("AttemptGrade", seen.body().asString());
        admin().get(REVIEWS + "/" + review + "/log")
                .then()
                .statusCode(200)
                .body("items.what", equalTo(List.of("opened", "claimed", "handed-in", "decided")))
                .body("items.by", equalTo(List.of("machine", "iris", "iris", "iris")));
    }

    @Test
    void onlyOneOfTwoGetsIt() {
        var attempt = graded("casey", "review-race", DOUBTFUL);
        var review = reviewOf(attempt, "review-race");

        var statuses =
                Stream.of("iris", "ivan")
                        .parallel()
                        .map(
                                name ->
                                        interviewer(name)
                                                .put(REVIEWS + "/" + review + "/claim")
                                                .statusCode())
                        .sorted()
                        .toList();

        assertThat(statuses).isEqualTo(List.of(200, 409));
    }

    @Test
    void somebodyElsesClaimIsRespectedUntilItIsGivenBack() {
        var attempt = graded("casey", "review-claim", DOUBTFUL);
        var review = REVIEWS + "/" + reviewOf(attempt, "review-claim");
        var claimed = interviewer("iris").put(review + "/claim").then().extract();
        var body = marks(claimed.jsonPath(), 1);

        interviewer("ivan")
                .put(review + "/claim")
                .then()
                .statusCode(409)
                .body("type", endsWith("/review-claimed"));
        interviewer("ivan")
                .header("If-Match", claimed.header("ETag"))
                .body(body)
                .put(review + "/marks")
                .then()
                .statusCode(409)
                .body("type", endsWith("/review-not-claimed"));
        interviewer("ivan").get(review).then().body("$", not(hasKey("answer")));
        interviewer("ivan").delete(review + "/claim").then().statusCode(409);

        interviewer("iris").delete(review + "/claim").then().statusCode(204);
        interviewer("ivan").put(review + "/claim").then().statusCode(200);
    }

    @Test
    void marksAreKeptAndGuardedByTheRevision() {
        var attempt = graded("casey", "review-marks", DOUBTFUL);
        var review = REVIEWS + "/" + reviewOf(attempt, "review-marks");
        var claimed = interviewer("iris").put(review + "/claim").then().extract();
        var tag = claimed.header("ETag");
        var body = marks(claimed.jsonPath(), 3);

        interviewer("iris")
                .body(body)
                .put(review + "/marks")
                .then()
                .statusCode(428)
                .body("type", endsWith("/if-match-missing"));
        interviewer("iris")
                .header("If-Match", tag)
                .body(body)
                .put(review + "/marks")
                .then()
                .statusCode(200)
                .body("marks.criteria.level", everyItem(equalTo(3)));
        interviewer("iris")
                .header("If-Match", tag)
                .body(body)
                .put(review + "/marks")
                .then()
                .statusCode(412)
                .body("type", endsWith("/stale-review"))
                .body("currentRevision", notNullValue());
    }

    @Test
    void marksMustBeOfTheRubricAndQuotesOfTheAnswer() {
        var attempt = graded("casey", "review-check", DOUBTFUL);
        var review = REVIEWS + "/" + reviewOf(attempt, "review-check");
        var claimed = interviewer("iris").put(review + "/claim").then().extract();
        var tag = claimed.header("ETag");
        var criterion = claimed.jsonPath().getString("question.criteria[0].id");

        saving(
                        review,
                        tag,
                        criterionMark(criterion, 2, Map.of("quote", "I add", "start", 0, "end", 5)))
                .statusCode(422)
                .body("type", endsWith("/quote-not-in-answer"))
                .body("errors[0].pointer", equalTo("/criteria/0/evidence/0"));
        saving(review, tag, criterionMark("no-such", 2, null))
                .statusCode(422)
                .body("type", endsWith("/not-in-rubric"));
        saving(review, tag, criterionMark(criterion, 5, null))
                .statusCode(400)
                .body("type", endsWith("/validation-failed"));
        var saved =
                saving(
                                review,
                                tag,
                                criterionMark(
                                        criterion,
                                        2,
                                        Map.of("quote", "I subtract", "start", 0, "end", 10)))
                        .statusCode(200)
                        .extract();
        interviewer("iris")
                .header("If-Match", saved.header("ETag"))
                .post(review + "/marks/submission")
                .then()
                .statusCode(422)
                .body("type", endsWith("/marks-incomplete"));
        interviewer("iris")
                .header("If-Match", saved.header("ETag"))
                .body(Map.of("criteria", List.of(), "redFlags", List.of(), "comment", "Well done."))
                .post(review + "/decision")
                .then()
                .statusCode(409)
                .body("type", endsWith("/marks-first"));
    }

    @Test
    void nobodyReviewsTheirOwnAttempt() {
        var attempt = graded("iris", "review-own", DOUBTFUL);

        assertThat(reviewOf(attempt, "review-own")).isNull();
        var review =
                admin().queryParam("questionId", "review-own")
                        .get(REVIEWS)
                        .jsonPath()
                        .getString("items[0].id");
        interviewer("iris").get(REVIEWS + "/" + review).then().statusCode(404);
        interviewer("iris").put(REVIEWS + "/" + review + "/claim").then().statusCode(404);
    }

    @Test
    void whoReadTheGradeBeforeIsNoLongerBlind() {
        var attempt = graded("casey", "review-unblind", DOUBTFUL);
        var review = reviewOf(attempt, "review-unblind");

        admin().get(GRADES + attempt).then().statusCode(200);
        admin().put(REVIEWS + "/" + review + "/claim")
                .then()
                .statusCode(200)
                .body("blind", is(false));

        admin().get(GRADES + attempt).then().statusCode(409).body("type", endsWith("/marks-first"));
    }

    @Test
    void aSampleLeavesTheGradeAlone() {
        var attempt = graded("casey", "review-sample", ANSWER);
        var before = candidate("casey").get(GRADES + attempt).jsonPath().getInt("grade.score");

        var review =
                admin().body(Map.of("attemptId", attempt))
                        .post(REVIEWS)
                        .then()
                        .statusCode(201)
                        .body("kind", equalTo("sample"))
                        .extract()
                        .jsonPath()
                        .getString("id");
        admin().body(Map.of("attemptId", attempt))
                .post(REVIEWS)
                .then()
                .statusCode(409)
                .body("type", endsWith("/already-in-review"));
        decide("iris", mark("iris", review, 0), 0, "Nothing of it is here.")
                .statusCode(200)
                .body("decision.score", equalTo(0));

        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("state", equalTo("GRADED"))
                .body("grade.score", equalTo(before))
                .body("grades", hasSize(1));

        // Once more, by somebody else: that gives the figures between people.
        var second =
                admin().body(Map.of("attemptId", attempt))
                        .post(REVIEWS)
                        .then()
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
        interviewer("iris")
                .put(REVIEWS + "/" + second + "/claim")
                .then()
                .statusCode(409)
                .body("type", endsWith("/another-reviewer-needed"));
        mark("ivan", second, 1);
    }

    @Test
    void theQueueIsFilteredAndSorted() {
        var attempt = graded("casey", "review-filter", DOUBTFUL);
        var review = reviewOf(attempt, "review-filter");
        interviewer("filippa").put(REVIEWS + "/" + review + "/claim").then().statusCode(200);

        listed("filippa", Map.of("mine", "true")).body("items.id", equalTo(List.of(review)));
        listed("iris", Map.of("questionId", "review-filter", "state", "claimed"))
                .body("items.id", equalTo(List.of(review)))
                .body("items[0].claim.by", equalTo("filippa"))
                .body("items[0].claimable", is(false));
        listed("iris", Map.of("questionId", "review-filter", "state", "open"))
                .body("items", empty());
        listed("iris", Map.of("questionId", "review-filter", "reason", "instructions-to-grader"))
                .body("items", hasSize(1));
        listed("iris", Map.of("questionId", "review-filter", "reason", "low-confidence"))
                .body("items", empty());
        listed("iris", Map.of("questionId", "review-filter", "overdue", "true"))
                .body("items", empty());
        listed("iris", Map.of("questionId", "review-filter", "round", "coding", "kind", "doubt"))
                .body("items.overdue", hasItem(false));
        interviewer("iris").queryParam("sort", "best").get(REVIEWS).then().statusCode(400);
        interviewer("iris").queryParam("state", "lost").get(REVIEWS).then().statusCode(400);
        CONTRACT.assertFits(
                "PageReviewSummaryView",
                interviewer("iris")
                        .queryParam("questionId", "review-filter")
                        .get(REVIEWS)
                        .asString());
    }

    @Test
    void theQueueIsForStaffAndItsAuditForAdmins() {
        var attempt = graded("casey", "review-roles", DOUBTFUL);
        var review = REVIEWS + "/" + reviewOf(attempt, "review-roles");

        for (var path : List.of(REVIEWS, review, review + "/log")) {
            candidate("casey").get(path).then().statusCode(403);
            given().get(path).then().statusCode(401);
            as(TestTokens.forged("ada", Roles.ADMIN)).get(path).then().statusCode(401);
        }
        candidate("casey").put(review + "/claim").then().statusCode(403);
        candidate("casey").delete(review + "/claim").then().statusCode(403);
        candidate("casey").body("{}").put(review + "/marks").then().statusCode(403);
        candidate("casey").post(review + "/marks/submission").then().statusCode(403);
        candidate("casey").body("{}").post(review + "/decision").then().statusCode(403);
        interviewer("iris").get(review + "/log").then().statusCode(403);
        interviewer("iris").body(Map.of("attemptId", attempt)).post(REVIEWS).then().statusCode(403);
        interviewer("iris")
                .body(Map.of("share", 1))
                .post(REVIEWS + "/samples")
                .then()
                .statusCode(403);
        interviewer("iris").get(GRADES + attempt).then().statusCode(404);
        interviewer("iris").get(REVIEWS + "/" + UUID.randomUUID()).then().statusCode(404);
        interviewer("iris").get(REVIEWS + "/no-uuid").then().statusCode(404);
    }

    private static io.restassured.response.ValidatableResponse listed(
            String name, Map<String, String> parameters) {
        return interviewer(name).queryParams(parameters).get(REVIEWS).then().statusCode(200);
    }

    private static io.restassured.response.ValidatableResponse saving(
            String review, String tag, Map<String, Object> mark) {
        return interviewer("iris")
                .header("If-Match", tag)
                .body(Map.of("criteria", List.of(mark), "redFlags", List.of()))
                .put(review + "/marks")
                .then();
    }

    private static Map<String, Object> criterionMark(
            String criterion, int level, @org.jspecify.annotations.Nullable Object quote) {
        return Map.of(
                "criterionId",
                criterion,
                "level",
                level,
                "evidence",
                quote == null ? List.of() : List.of(quote));
    }

    private static com.fasterxml.jackson.databind.JsonNode firstGrade(UUID attempt)
            throws Exception {
        var event =
                TestTopics.await(
                                "grading.grades",
                                1,
                                message -> message.key().equals(attempt.toString()))
                        .getFirst()
                        .value();
        assertThat(Contracts.violations("grading/answer-graded.v1.schema.json", event)).isEmpty();
        return Published.JSON.readTree(event).get("data");
    }

    private static String decisionEvent(UUID attempt) {
        return TestTopics.await(
                        "grading.reviews", 1, message -> message.key().equals(attempt.toString()))
                .getFirst()
                .value();
    }
}
