package io.greenroom.grading.review;

import static io.greenroom.grading.testsupport.Api.ANSWER;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Random samples, and attempts that are sent to a second person. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class DrawSampleIT {
    private static final HttpContract CONTRACT = new HttpContract("grading");

    @Inject DataSource database;

    @Test
    void theWholeOfAQuestionIsDrawnOnceAndNothingOfAnother() throws Exception {
        var wanted = copies(graded("casey", "draw-all", ANSWER), 5);
        graded("casey", "draw-neighbour", ANSWER);

        var drawn = draw(Map.of("share", 1, "questionId", "draw-all"));
        drawn.body("opened", equalTo(6)).body("considered", equalTo(6));
        CONTRACT.assertFits("SampledReviews", drawn.extract().body().asString());

        assertThat(inReview("draw-all")).isEqualTo(wanted);
        assertThat(inReview("draw-neighbour")).isEmpty();
        queue("draw-all")
                .body("items.kind", everyItem(equalTo("sample")))
                .body("items.reasons.code.flatten()", everyItem(equalTo("sample")));
        // The same wish once more finds nothing that nobody has looked at.
        draw(Map.of("share", 1, "questionId", "draw-all"))
                .body("opened", equalTo(0))
                .body("considered", equalTo(0));
        assertThat(inReview("draw-all")).isEqualTo(wanted);
    }

    @Test
    void aShareIsDrawnByTheIdsSoThatItGrowsAndDoesNotWander() throws Exception {
        var all = copies(graded("casey", "draw-share", ANSWER), 39);
        var quarter = drawnAt(all, 0.25);
        var half = drawnAt(all, 0.5);
        assertThat(half).containsAll(quarter);

        draw(Map.of("share", 0.25, "questionId", "draw-share"))
                .body("opened", equalTo(quarter.size()))
                .body("considered", equalTo(40));
        assertThat(inReview("draw-share")).isEqualTo(quarter);
        // A request that is repeated, since its answer got lost, draws nobody in addition.
        draw(Map.of("share", 0.25, "questionId", "draw-share")).body("opened", equalTo(0));
        assertThat(inReview("draw-share")).isEqualTo(quarter);

        draw(Map.of("share", 0.5, "questionId", "draw-share"))
                .body("opened", equalTo(half.size() - quarter.size()));
        assertThat(inReview("draw-share")).isEqualTo(half);
    }

    @Test
    void twoDrawsAtOncePutNobodyInTwice() throws Exception {
        copies(graded("casey", "draw-race", ANSWER), 19);

        var opened =
                Stream.of(1, 2)
                        .parallel()
                        .mapToInt(
                                ignored ->
                                        draw(Map.of("share", 1, "questionId", "draw-race"))
                                                .extract()
                                                .jsonPath()
                                                .getInt("opened"))
                        .sum();

        assertThat(opened).isEqualTo(20);
        queue("draw-race").body("page.total", equalTo(20));
    }

    @Test
    void notMoreThanTwoHundredAtATime() throws Exception {
        copies(graded("casey", "draw-many", ANSWER), 209);

        draw(Map.of("share", 1, "questionId", "draw-many"))
                .body("opened", equalTo(200))
                .body("considered", equalTo(210));
        draw(Map.of("share", 1, "questionId", "draw-many"))
                .body("opened", equalTo(10))
                .body("considered", equalTo(10));
    }

    @Test
    void whatAPersonIsOrWasAskedAboutIsNotDrawn() {
        var decided = graded("casey", "draw-seen", DOUBTFUL);
        decide("iris", mark("iris", reviewOf(decided, "draw-seen"), 2), 2, "Fine.").statusCode(200);
        graded("casey", "draw-seen", DOUBTFUL);

        draw(Map.of("share", 1, "questionId", "draw-seen"))
                .body("opened", equalTo(0))
                .body("considered", equalTo(0));
    }

    @Test
    void onlyWhatWasGradedSinceThen() {
        graded("casey", "draw-since", ANSWER);

        draw(Map.of(
                        "share",
                        1,
                        "questionId",
                        "draw-since",
                        "since",
                        Instant.now().plusSeconds(3600).toString()))
                .body("considered", equalTo(0));
        draw(Map.of("share", 1, "questionId", "draw-since", "since", "2020-01-01T00:00:00Z"))
                .body("opened", equalTo(1));
    }

    @Test
    void aShareIsMoreThanNothingAndAtMostEverything() {
        for (var share : List.of(0, -0.1, 1.01)) {
            admin().body(Map.of("share", share))
                    .post(REVIEWS + "/samples")
                    .then()
                    .statusCode(400)
                    .body("type", endsWith("/validation-failed"))
                    .body("errors[0].pointer", equalTo("/share"));
        }
    }

    @Test
    void theGradeOfWhatIsDrawnStaysAsItIs() {
        var attempt = graded("casey", "draw-grade", ANSWER);
        var before = candidate("casey").get(GRADES + attempt).asString();

        draw(Map.of("share", 1, "questionId", "draw-grade")).body("opened", equalTo(1));

        assertThat(candidate("casey").get(GRADES + attempt).asString()).isEqualTo(before);
    }

    @Test
    void ofVeryManyAboutTheShareIsDrawn() {
        var random = new Random(42);
        long drawn =
                IntStream.range(0, 100_000)
                        .filter(
                                i ->
                                        PublishGrade.isSample(
                                                new UUID(random.nextLong(), random.nextLong()),
                                                0.05))
                        .count();

        assertThat(drawn).isCloseTo(5_000, within(300L));
    }

    @Test
    void anInterviewerSendsWhatTheyMarkedToASecondPerson() {
        var attempt = graded("casey", "second-look", DOUBTFUL);
        var review = reviewOf(attempt, "second-look");
        send("ivan", attempt).statusCode(403).body("type", endsWith("/forbidden"));
        decide("iris", mark("iris", review, 2), 2, "Not quite sure.").statusCode(200);

        var second =
                send("iris", attempt)
                        .statusCode(201)
                        .body("kind", equalTo("sample"))
                        .body("claimable", equalTo(false))
                        .extract()
                        .jsonPath()
                        .getString("id");
        send("iris", attempt).statusCode(409).body("type", endsWith("/already-in-review"));

        mark("ivan", second, 3);
    }

    @Test
    void nobodySendsTheirOwnAttempt() {
        var attempt = graded("ada", "own-sample", ANSWER);

        admin().body(Map.of("attemptId", attempt))
                .post(REVIEWS)
                .then()
                .statusCode(403)
                .body("type", endsWith("/forbidden"));
        queue("own-sample").body("page.total", equalTo(0));
    }

    private static ValidatableResponse send(String interviewer, UUID attempt) {
        return interviewer(interviewer).body(Map.of("attemptId", attempt)).post(REVIEWS).then();
    }

    private static ValidatableResponse draw(Map<String, Object> wanted) {
        return admin().body(wanted).post(REVIEWS + "/samples").then().statusCode(200);
    }

    private static ValidatableResponse queue(String question) {
        return interviewer("iris")
                .queryParam("questionId", question)
                .queryParam("size", 100)
                .get(REVIEWS)
                .then()
                .statusCode(200);
    }

    private static Set<String> inReview(String question) {
        List<String> attempts = queue(question).extract().jsonPath().getList("items.attemptId");
        assertThat(attempts).doesNotHaveDuplicates();
        return new TreeSet<>(attempts);
    }

    private static Set<String> drawnAt(Set<String> attempts, double share) {
        return attempts.stream()
                .filter(id -> PublishGrade.isSample(UUID.fromString(id), share))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** More attempts like that one, graded as it was; the ids of all. */
    private Set<String> copies(UUID attempt, int more) throws SQLException {
        try (var connection = database.getConnection();
                var jobs =
                        connection.prepareStatement(
                                """
                                insert into grading_job
                                select (jsonb_populate_record(j, jsonb_build_object('attempt_id', gen_random_uuid()))).*
                                from grading_job j, generate_series(1, ?) where j.attempt_id = ?
                                """);
                var grades =
                        connection.prepareStatement(
                                """
                                insert into attempt_grade
                                select (jsonb_populate_record(g, jsonb_build_object('attempt_id', j.attempt_id))).*
                                from attempt_grade g join grading_job j on j.question_id = g.question_id
                                where g.attempt_id = ? and j.attempt_id <> ?
                                returning attempt_id
                                """)) {
            jobs.setInt(1, more);
            jobs.setObject(2, attempt);
            jobs.executeUpdate();
            grades.setObject(1, attempt);
            grades.setObject(2, attempt);
            var all = new TreeSet<String>();
            all.add(attempt.toString());
            try (var rows = grades.executeQuery()) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            assertThat(all).hasSize(more + 1);
            return all;
        }
    }
}
