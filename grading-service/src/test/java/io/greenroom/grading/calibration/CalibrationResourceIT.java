package io.greenroom.grading.calibration;

import static io.greenroom.grading.testsupport.Api.ANSWER;
import static io.greenroom.grading.testsupport.Api.REVIEWS;
import static io.greenroom.grading.testsupport.Api.admin;
import static io.greenroom.grading.testsupport.Api.candidate;
import static io.greenroom.grading.testsupport.Api.decide;
import static io.greenroom.grading.testsupport.Api.graded;
import static io.greenroom.grading.testsupport.Api.interviewer;
import static io.greenroom.grading.testsupport.Api.mark;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class CalibrationResourceIT {
    private static final String CALIBRATION = "/api/grading/calibration";
    private static final String GOLD = "/api/grading/gold";

    @Test
    void blindMarksMakeTheFigures() throws Exception {
        var attempt = graded("casey", "calibrated", ANSWER + " Mail casey@example.com, please.");
        decide("iris", mark("iris", sample(attempt), 3), 3, "Well explained.").statusCode(200);
        decide("ivan", mark("ivan", sample(attempt), 2), 2, "Fairly explained.").statusCode(200);

        var body =
                admin().queryParam("questionId", "calibrated")
                        .get(CALIBRATION)
                        .then()
                        .statusCode(200)
                        .body("aiHuman.n", equalTo(6))
                        .body("aiHuman.attempts", equalTo(1))
                        .body("aiHuman.enough", is(false))
                        .body("humanHuman.n", equalTo(3))
                        .body("humanHuman.exact.value", equalTo(0f))
                        .body("humanHuman.adjacent.value", equalTo(1f))
                        .body("humanHuman.confusion[3][2]", equalTo(3))
                        .body("criteria", hasSize(3))
                        .body("graders.grader", equalTo(List.of("embedded")))
                        .body("drift", hasSize(1))
                        .body("reviewers.reviewer", equalTo(List.of("iris", "ivan")))
                        .extract()
                        .body()
                        .asString();
        new HttpContract("grading").assertFits("Calibration", body);
        interviewer("iris")
                .queryParam("questionId", "calibrated")
                .get(CALIBRATION)
                .then()
                .body("reviewers.reviewer", equalTo(List.of("iris")))
                // Of a single attempt they would be the other reviewer's levels.
                .body("humanHuman.n", equalTo(3))
                .body("humanHuman.exact", nullValue())
                .body("humanHuman.confusion[3][2]", equalTo(0))
                .body("criteria.humanHuman.exact", everyItem(nullValue()))
                .body("reviewers[0].severity", nullValue());
        admin().queryParam("questionId", "calibrated")
                .queryParam("until", "2020-01-01")
                .get(CALIBRATION)
                .then()
                .body("aiHuman.n", equalTo(0));

        for (var request :
                List.of(admin().queryParam("format", "csv"), admin().accept("text/csv"))) {
            request.queryParam("questionId", "calibrated")
                    .get(CALIBRATION)
                    .then()
                    .statusCode(200)
                    .contentType("text/csv")
                    .header("Content-Disposition", containsString("calibration.csv"))
                    .body(containsString("reviewer,iris,"));
        }
        var gold =
                admin().accept("application/x-ndjson")
                        .queryParam("questionId", "calibrated")
                        .get(GOLD)
                        .then()
                        .statusCode(200)
                        .body(not(containsString("casey@example.com")))
                        .body(not(containsString(TestTokens.idOf("casey"))))
                        .extract()
                        .body()
                        .asString();
        var line = new ObjectMapper().readTree(gold);
        assertThat(gold.lines()).hasSize(1);
        assertThat(line.at("/score").asDouble()).isEqualTo(0.5);
        assertThat(line.at("/answer").asText()).contains("[removed]");
        assertThat(line.at("/rubric")).isNotEmpty();
        assertThat(line.at("/levels/stability").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsAskedForMustBeKnown() {
        admin().queryParam("format", "xml").get(CALIBRATION).then().statusCode(400);
        admin().queryParam("since", "yesterday").get(CALIBRATION).then().statusCode(400);
    }

    @Test
    void figuresAreForStaffAndTheGoldSetForAdmins() {
        candidate("casey").get(CALIBRATION).then().statusCode(403);
        given().get(CALIBRATION).then().statusCode(401);
        interviewer("iris").get(CALIBRATION).then().statusCode(200);
        given().get(GOLD).then().statusCode(401);
        candidate("casey").get(GOLD).then().statusCode(403);
        interviewer("iris").get(GOLD).then().statusCode(403);
    }

    private static String sample(UUID attempt) {
        return admin().body(Map.of("attemptId", attempt))
                .post(REVIEWS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }
}
