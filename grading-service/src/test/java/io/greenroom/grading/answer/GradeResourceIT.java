package io.greenroom.grading.answer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.greenroom.grading.testsupport.Published;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class GradeResourceIT {
    private static final String GRADES = "/api/grading/grades/";
    private static final String GRADERS = "/api/grading/graders";

    @Test
    void theOwnerAndAdminsReadAGrade() {
        var attempt = gradedAttemptOf("casey");

        for (var token :
                List.of(
                        TestTokens.of("casey", Roles.CANDIDATE),
                        TestTokens.of("ada", Roles.ADMIN))) {
            get(GRADES + attempt, token)
                    .statusCode(200)
                    .body("attemptId", equalTo(attempt.toString()))
                    .body("state", equalTo("GRADED"))
                    .body("grade.provenance.grader", equalTo("embedded"))
                    .body("grades.kind", equalTo(List.of("first")))
                    .body("grades[0].current", equalTo(true))
                    .body("appealable.allowed", equalTo(true))
                    .body("retry.allowed", equalTo(false));
        }
    }

    @Test
    void anInterviewerWhoHasNotMarkedItIsToldNothing() {
        var attempt = gradedAttemptOf("casey");

        get(GRADES + attempt, TestTokens.of("iris", Roles.INTERVIEWER)).statusCode(404);
    }

    @Test
    void somebodyElsesGradeIsNotThere() {
        var attempt = gradedAttemptOf("casey");

        get(GRADES + attempt, TestTokens.of("cody", Roles.CANDIDATE))
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", endsWith("/not-found"));
        get(GRADES + UUID.randomUUID(), TestTokens.of("ada", Roles.ADMIN)).statusCode(404);
        get(GRADES + "no-uuid", TestTokens.of("ada", Roles.ADMIN)).statusCode(404);
    }

    @Test
    void anAnswerThatWaitsIsSubmitted() {
        var attempt = UUID.randomUUID();
        Published.send(
                attempt,
                Published.submission(attempt, "never-published", TestTokens.idOf("casey")));

        org.awaitility.Awaitility.await()
                .untilAsserted(
                        () ->
                                get(GRADES + attempt, TestTokens.of("casey", Roles.CANDIDATE))
                                        .statusCode(200)
                                        .body("state", equalTo("SUBMITTED")));
    }

    @Test
    void withoutAValidTokenNothingIsShown() {
        for (var path : List.of(GRADES + UUID.randomUUID(), GRADERS)) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("type", endsWith("/unauthorized"));
            get(path, TestTokens.forged("ada", Roles.ADMIN)).statusCode(401);
            get(path, TestTokens.forAnotherAudience("ada", Roles.ADMIN)).statusCode(401);
            get(path, TestTokens.expired("ada", Roles.ADMIN)).statusCode(401);
            get(path, TestTokens.of("nobody")).statusCode(403);
        }
    }

    @Test
    void gradersAreForStaff() {
        get(GRADERS, TestTokens.of("casey", Roles.CANDIDATE))
                .statusCode(403)
                .body("type", endsWith("/forbidden"));
        get(GRADERS, TestTokens.of("iris", Roles.INTERVIEWER))
                .statusCode(200)
                .body("items.kind", hasItems("embedded", "llm"))
                .body("items.find { it.kind == 'embedded' }.active", equalTo(true))
                .body("items.find { it.kind == 'llm' }.active", equalTo(false));
    }

    private static UUID gradedAttemptOf(String candidate) {
        var attempt = UUID.randomUUID();
        Published.question("softmax-rest");
        Published.send(
                attempt, Published.submission(attempt, "softmax-rest", TestTokens.idOf(candidate)));
        TestTopics.await("grading.grades", 1, message -> message.key().equals(attempt.toString()));
        return attempt;
    }

    private static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }
}
