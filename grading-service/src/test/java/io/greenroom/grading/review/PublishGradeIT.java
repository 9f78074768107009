package io.greenroom.grading.review;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.GRADES;
import static io.greenroom.grading.testsupport.Api.REVIEWS;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.greenroom.grading.testsupport.Api.reviewOf;
import static io.greenroom.grading.testsupport.Api.runOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.greenroom.grading.grade.GradeKind;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.grading.rubric.Band;
import io.greenroom.grading.rubric.CriterionGrade;
import io.greenroom.grading.rubric.Grade;
import io.greenroom.grading.rubric.GraderInfo;
import io.greenroom.grading.rubric.GradingOutcome;
import io.greenroom.grading.rubric.Provenance;
import io.greenroom.grading.testsupport.Fixtures;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** With a bound that the embedded grader never reaches, and reviews that are soon due. */
@QuarkusTest
@TestProfile(PublishGradeIT.Doubting.class)
@QuarkusTestResource(RealInfrastructure.class)
class PublishGradeIT {
    public static final class Doubting implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "greenroom.grading.review-below", "0.95",
                    "greenroom.grading.review-deadline", "1s");
        }
    }

    @Inject PublishGrade publishing;
    @Inject Transactions transactions;
    @Inject DataSource database;

    @Test
    void aGradeWithLittleConfidenceGoesToAPersonWithADueDate() throws Exception {
        var attempt = graded("casey", "doubt-confidence", ANSWER);

        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("state", equalTo("IN_REVIEW"))
                .body("reviewReasons.code", equalTo(List.of("low-confidence")))
                .body("appealable.allowed", is(false));
        Awaitility.await()
                .untilAsserted(
                        () ->
                                interviewer("iris")
                                        .queryParam("questionId", "doubt-confidence")
                                        .queryParam("overdue", "true")
                                        .get(REVIEWS)
                                        .then()
                                        .body("items", hasSize(1))
                                        .body("items[0].overdue", is(true)));
    }

    @Test
    void aClaimThatRanOutIsAnothersToTake() throws Exception {
        var attempt = graded("casey", "doubt-claim", ANSWER);
        var id = reviewOf(attempt, "doubt-claim");
        var review = REVIEWS + "/" + id;
        var tag =
                interviewer("iris")
                        .put(review + "/claim")
                        .then()
                        .statusCode(200)
                        .extract()
                        .header("ETag");
        runOut(database, id);
        interviewer("ivan").put(review + "/claim").then().statusCode(200);

        interviewer("iris")
                .header("If-Match", tag)
                .post(review + "/marks/submission")
                .then()
                .statusCode(409)
                .body("type", endsWith("/review-not-claimed"));
    }

    @Test
    void aBetterGradeWithdrawsAReviewThatNobodyHasTakenUp() throws Exception {
        var attempt = graded("casey", "doubt-withdrawn", ANSWER);

        assertThat(further(attempt, GradeKind.REGRADE)).isTrue();

        candidate("casey")
                .get(GRADES + attempt)
                .then()
                .body("state", equalTo("GRADED"))
                .body("grades.kind", equalTo(List.of("first", "regrade")));
        assertThat(reviewOf(attempt, "doubt-withdrawn")).isNull();
    }

    @Test
    void whoIsAtItIsWaitedFor() throws Exception {
        var attempt = graded("casey", "doubt-held", ANSWER);
        var review = reviewOf(attempt, "doubt-held");
        interviewer("iris").put(REVIEWS + "/" + review + "/claim").then().statusCode(200);

        assertThat(further(attempt, GradeKind.REGRADE)).isTrue();

        candidate("casey").get(GRADES + attempt).then().body("state", equalTo("IN_REVIEW"));
        decide("iris", mark("iris", review, 1), 1, "Too little.").statusCode(200);
        candidate("casey").get(GRADES + attempt).then().body("state", equalTo("GRADED"));
    }

    @Test
    void noMachineTouchesWhatAPersonDecided() throws Exception {
        var attempt = graded("casey", "doubt-decided", ANSWER);
        decide("iris", mark("iris", reviewOf(attempt, "doubt-decided"), 1), 1, "Too little.")
                .statusCode(200);

        for (var kind : List.of(GradeKind.REGRADE, GradeKind.REPLACEMENT, GradeKind.RETRY)) {
            assertThat(further(attempt, kind)).isFalse();
        }
    }

    @Test
    void onlyAProvisionalGradeIsReplacedAndOnlyAFailedOneIsRetried() throws Exception {
        var attempt = graded("casey", "doubt-kinds", ANSWER);

        assertThat(further(attempt, GradeKind.REPLACEMENT)).isFalse();
        assertThat(further(attempt, GradeKind.RETRY)).isFalse();
        candidate("casey")
                .post(GRADES + attempt + "/retries")
                .then()
                .statusCode(409)
                .body("type", endsWith("/not-retryable"));
        candidate("cody").post(GRADES + attempt + "/retries").then().statusCode(404);
        admin().post(GRADES + UUID.randomUUID() + "/retries").then().statusCode(404);
        interviewer("iris").post(GRADES + attempt + "/retries").then().statusCode(403);
    }

    private boolean further(UUID attempt, GradeKind kind) throws InterruptedException {
        return transactions.run(
                () -> publishing.further(attempt, kind, new GradingOutcome.Graded(certain())));
    }

    private static Grade certain() {
        return new Grade(
                80,
                Band.YES,
                0.99,
                false,
                List.of(
                        new CriterionGrade(
                                Fixtures.STABILITY, 3, 0.99, "Good.", List.of(), List.of())),
                List.of(),
                List.of(),
                List.of(),
                "Next.",
                List.of(),
                new Provenance(
                        new GraderInfo(GraderInfo.Kind.EMBEDDED, "embedded-2", "m", null),
                        1,
                        null,
                        Instant.now(),
                        Duration.ZERO));
    }
}
