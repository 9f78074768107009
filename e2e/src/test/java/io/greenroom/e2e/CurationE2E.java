package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A question's whole life, from the first draft to its retirement, through all services. */
class CurationE2E {
    private static final String CURATION = "/api/catalog/curation/questions";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Suite suite = Suite.running();

    @Test
    void aQuestionIsWrittenReviewedPublishedAnsweredRevisedAndRetired() {
        String slug = "gradient-clipping-" + UUID.randomUUID().toString().substring(0, 8);
        String id =
                suite.as("ada")
                        .body(
                                Map.of(
                                        "slug",
                                        slug,
                                        "content",
                                        SampleQuestion.content("Clip the gradient")))
                        .post(CURATION)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        suite.as("casey").get("/api/catalog/questions/" + slug).then().statusCode(404);
        suite.as("casey").get(CURATION + "/" + id).then().statusCode(403);

        review("ada", id, "request").statusCode(200);
        // Four eyes: who wrote it does not approve it.
        review("ada", id, "approve").statusCode(409).body("type", containsString("own-draft"));
        review("adam", id, "approve").statusCode(200);
        publish(id);

        // Found at once by words that only this question has, and answered on what it says now.
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                suite.as("casey")
                                        .queryParam("q", "zanzibar gradient norm clipping")
                                        .get("/api/catalog/questions")
                                        .then()
                                        .body("items.id", hasItem(id)));
        String attempt = answer(id);
        var graded = new Practising(suite, "casey").ended(attempt);
        assertThat(graded.getInt("questionVersion")).isEqualTo(1);
        assertThat(graded.getInt("grade.criteria.size()")).isEqualTo(3);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                suite.as("ada")
                                        .get(CURATION + "/" + id + "/health")
                                        .then()
                                        .statusCode(200)
                                        .body("health.attempts", equalTo(1)));

        String draftOfFirst = start(id);
        suite.as("ada").post(CURATION + "/" + id + "/draft").then().statusCode(201);
        suite.as("ada")
                .header("If-Match", "\"" + detail(id).getLong("draft.revision") + "\"")
                .body(
                        Map.of(
                                "slug",
                                slug,
                                "content",
                                SampleQuestion.content("Clip the gradient by its norm")))
                .put(CURATION + "/" + id + "/draft")
                .then()
                .statusCode(200);
        review("ada", id, "request").statusCode(200);
        review("adam", id, "approve").statusCode(200);
        publish(id);
        suite.as("ada")
                .queryParam("from", "1")
                .queryParam("to", "2")
                .get(CURATION + "/" + id + "/diff")
                .then()
                .statusCode(200)
                .body("changes.pointer", equalTo(List.of("/title")));
        // What was begun before goes on with the version it was begun with.
        assertThat(new Practising(suite, "casey").read(draftOfFirst).getInt("questionVersion"))
                .isEqualTo(1);

        suite.as("ada")
                .body(Map.of("reason", "Written by a test."))
                .post(CURATION + "/" + id + "/retirement")
                .then()
                .statusCode(200);
        suite.as("casey").get("/api/catalog/questions/" + id).then().statusCode(404);
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                suite.as("casey")
                                        .queryParam("q", "zanzibar gradient norm clipping")
                                        .get("/api/catalog/questions")
                                        .then()
                                        .body("items.id", not(hasItem(id))));
        suite.as("ada")
                .queryParam("question", id)
                .get("/api/catalog/curation/audit")
                .then()
                .statusCode(200)
                .body("items.whoName", hasItem("adam"))
                .body("page.total", equalTo(10));
    }

    private JsonPath detail(String id) {
        return suite.as("ada").get(CURATION + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private RequestSpecification withTag(String who, String id) {
        return suite.as(who).header("If-Match", "\"" + detail(id).getLong("draft.revision") + "\"");
    }

    private ValidatableResponse review(String who, String id, String action) {
        return withTag(who, id)
                .body(Map.of("action", action))
                .post(CURATION + "/" + id + "/review")
                .then();
    }

    private void publish(String id) {
        withTag("ada", id)
                .body(Map.of("note", "By a test."))
                .post(CURATION + "/" + id + "/publication")
                .then()
                .statusCode(200);
    }

    private String start(String id) {
        // The session learns of a publication by event.
        return await().atMost(SOON)
                .until(
                        () ->
                                suite.as("casey")
                                        .body(Map.of("questionId", id))
                                        .post(Practising.ATTEMPTS),
                        response -> response.statusCode() == 201)
                .jsonPath()
                .getString("id");
    }

    private String answer(String id) {
        String attempt = start(id);
        suite.as("casey")
                .body(
                        Map.of(
                                "text",
                                "I rescale all gradients together when their global norm is over a"
                                        + " threshold, so that their direction is kept.",
                                "language",
                                "markdown"))
                .put(Practising.ATTEMPTS + "/" + attempt + "/answer")
                .then()
                .statusCode(200);
        new Practising(suite, "casey").submit(attempt);
        return attempt;
    }
}
