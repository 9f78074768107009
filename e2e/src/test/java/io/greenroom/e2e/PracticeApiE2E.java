package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job through the gateway, with real tokens of a real Keycloak. */
class PracticeApiE2E {
    private final Suite suite = Suite.running();
    private final Practising casey = new Practising(suite, "casey");

    @Test
    void theCatalogHoldsTheFortyQuestions() {
        suite.as("casey")
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .body("page.total", greaterThanOrEqualTo(40))
                .body("facets.round.value", notNullValue());
        for (var part : Map.of("design", 15, "behavioral", 15, "coding", 10).entrySet()) {
            for (int i = 1; i <= part.getValue(); i++) {
                suite.as("casey")
                        .queryParam("covers", "000-%s-%02d".formatted(part.getKey(), i))
                        .get("/api/catalog/questions")
                        .then()
                        .body("page.total", greaterThanOrEqualTo(1));
            }
        }
    }

    @Test
    void anAnswerGetsAGradeWhoseEvidenceIsInItWordForWord() {
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER);
        casey.submit(attempt);

        JsonPath ended = casey.ended(attempt);

        assertThat(ended.getString("state")).isIn("GRADED", "IN_REVIEW");
        assertThat(ended.getInt("grade.score")).isBetween(0, 100);
        assertThat(ended.getString("grade.provenance.grader")).isEqualTo("embedded");
        String text = ended.getString("text");
        assertThat(text).isEqualTo(Practising.ANSWER);
        int quotes = ended.getInt("grade.criteria.evidence.flatten().size()");
        assertThat(quotes).isPositive();
        for (int i = 0; i < quotes; i++) {
            var at = "grade.criteria.evidence.flatten()[" + i + "].";
            assertThat(text.substring(ended.getInt(at + "start"), ended.getInt(at + "end")))
                    .isEqualTo(ended.getString(at + "quote"));
        }
        assertThat(ended.getInt("grade.criteria.weight.sum()")).isEqualTo(100);
    }

    @Test
    void anUnrelatedAnswerScoresLow() {
        var attempt = casey.start();
        casey.write(
                attempt,
                "My favourite soup has leeks, potatoes and cream. I peel the potatoes, slice the"
                        + " leeks and let them simmer for half an hour before I blend everything.");
        casey.submit(attempt);
        var ended = casey.ended(attempt);
        assertThat(ended.getString("state")).isIn("GRADED", "IN_REVIEW");
        assertThat(ended.getInt("grade.score")).isLessThanOrEqualTo(20);
    }

    @Test
    void theRubricShowsAfterSubmittingAndNotBefore() {
        var cody = new Practising(suite, "cody");
        suite.as("cody")
                .get("/api/catalog/questions/" + Practising.QUESTION)
                .then()
                .statusCode(200)
                .body("$", not(hasKey("rubric")))
                .body("$", not(hasKey("strongAnswer")))
                .body("$", not(hasKey("redFlags")));
        var attempt = cody.start();
        assertThat(cody.read(attempt).getMap("question"))
                .doesNotContainKeys("rubric", "strongAnswer", "redFlags");
        cody.write(attempt, Practising.ANSWER);
        cody.submit(attempt);
        assertThat(cody.read(attempt).getMap("question"))
                .containsKeys("rubric", "strongAnswer", "redFlags");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                suite.as("cody")
                                        .get("/api/catalog/questions/" + Practising.QUESTION)
                                        .then()
                                        .body("$", hasKey("rubric")));
    }

    @Test
    void whoAmIByRealToken() {
        suite.as("iris")
                .get("/api/me")
                .then()
                .statusCode(200)
                .body("username", equalTo("iris"))
                .body("roles", equalTo(List.of("interviewer")));
    }

    @Test
    void nobodySeesAnothersAttemptOrGrade() {
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER);
        casey.submit(attempt);
        casey.ended(attempt);
        suite.as("cody").get(Practising.ATTEMPTS + "/" + attempt).then().statusCode(404);
        suite.as("cody").get("/api/grading/grades/" + attempt).then().statusCode(404);
        suite.as("casey").get("/api/grading/grades/" + attempt).then().statusCode(200);
        suite.as("ada").get("/api/grading/grades/" + attempt).then().statusCode(200);
        suite.as("iris").get("/api/grading/grades/" + attempt).then().statusCode(404);
        suite.as("iris").get(Practising.ATTEMPTS + "/" + attempt).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me",
                "/api/catalog/questions",
                "/api/catalog/topics",
                "/api/practice/attempts",
                "/api/grading/graders"
            })
    void withoutATokenThereIsAProblemAndNoRedirect(String path) {
        suite.anonymous()
                .redirects()
                .follow(false)
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/unauthorized"));
    }

    @Test
    void badInputIsAClearProblemThroughTheGatewayToo() {
        var attempt = casey.start();
        casey.write(attempt, "precious");
        String answer = Practising.ATTEMPTS + "/" + attempt + "/answer";
        suite.as("casey")
                .body("{\"text\":")
                .put(answer)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        suite.as("casey")
                .body(Map.of("text", "x", "language", "python", "score", 100))
                .put(answer)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/score"));
        suite.as("casey")
                .body(Map.of("text", "x".repeat(2_000_000), "language", "python"))
                .put(answer)
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
        suite.as("casey")
                .header("If-Match", "\"1\"")
                .body(Map.of("text", "stale", "language", "python"))
                .put(answer)
                .then()
                .statusCode(412);
        assertThat(casey.read(attempt).getString("text")).isEqualTo("precious");
        suite.as("casey")
                .body(Map.of("questionId", "nowhere"))
                .post(Practising.ATTEMPTS)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        suite.as("casey")
                .get("/api/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }
}
