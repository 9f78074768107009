package io.greenroom.catalog.question;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class QuestionResourceIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SECRETS = {
        "probe", "rubric", "redFlags", "strongAnswer", "followUps", "references", "covers"
    };

    @Test
    void findsByWordsAndShowsFacets() {
        as("casey", Roles.CANDIDATE)
                .queryParam("q", "nearest neighbours")
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .body("items.id", contains("design-vector-database"))
                .body("page.number", equalTo(0))
                .body("page.size", equalTo(20))
                .body("page.total", equalTo(1))
                .body("facets.round.value", contains("system-design"))
                .body("facets.topic.value", containsInAnyOrder("retrieval", "vector-search"));
    }

    @Test
    void alternativesWithinAFilterAddUpAndFiltersNarrow() {
        as("casey", Roles.CANDIDATE)
                .queryParam("topic", "retrieval", "data-structures", "serving")
                .queryParam("level", "L6")
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .body(
                        "items.id",
                        containsInAnyOrder("design-rate-limiter", "design-vector-database"))
                // A facet counts without its own filter, so that more of it can be chosen.
                .body("facets.topic.value", hasItems("retrieval", "vector-search", "serving"))
                .body("facets.level.value", hasItems("L3", "L5", "L7"));
    }

    @Test
    void findsByCoverageId() {
        as("iris", Roles.INTERVIEWER)
                .queryParam("covers", "000-coding-08")
                .get("/api/catalog/questions")
                .then()
                .body("items.id", contains("coding-top-k"));
    }

    @Test
    void pagesThroughAllQuestionsInAStableOrder() {
        var first = page(0);
        var second = page(1);
        assertThat(first).hasSize(3);
        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    private static java.util.List<String> page(int number) {
        return as("casey", Roles.CANDIDATE)
                .queryParam("size", 3)
                .queryParam("page", number)
                .queryParam(
                        "covers",
                        "000-coding-01",
                        "000-coding-08",
                        "000-design-02",
                        "000-design-04")
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .body("page.total", equalTo(4))
                .extract()
                .jsonPath()
                .getList("items.id", String.class);
    }

    @Test
    void anEmptyResultIsAnEmptyPage() {
        as("casey", Roles.CANDIDATE)
                .queryParam("q", "zeppelin")
                .get("/api/catalog/questions")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0))
                .body("page.total", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "round,nonsense",
        "level,L9",
        "difficulty,6",
        "difficulty,hard",
        "sort,loudest",
        "page,-1",
        "page,x",
        "size,0",
        "size,101",
        "page,2000000"
    })
    void aBrokenParameterIsNamed(String parameter, String value) {
        as("casey", Roles.CANDIDATE)
                .queryParam(parameter, value)
                .get("/api/catalog/questions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/validation-failed"))
                .body("errors[0].pointer", equalTo(parameter))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @Test
    void anAddressWithANulIsRefused() {
        for (String path :
                new String[] {"/api/catalog/questions?topic=%00", "/api/catalog/questions/a%00b"}) {
            given().urlEncodingEnabled(false)
                    .auth()
                    .oauth2(TestTokens.of("casey", Roles.CANDIDATE))
                    .get(path)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table question; --", "\"", "a & | ! (", "-", "\\", "%"})
    void wordsAreNeverSyntax(String words) {
        as("casey", Roles.CANDIDATE)
                .queryParam("q", words)
                .get("/api/catalog/questions")
                .then()
                .statusCode(200);
    }

    @Test
    void staffSeeTheRubric() {
        for (String role : new String[] {Roles.INTERVIEWER, Roles.ADMIN}) {
            as("iris", role)
                    .get("/api/catalog/questions/coding-stable-softmax")
                    .then()
                    .statusCode(200)
                    .body("rubric.criteria.weight.sum()", equalTo(100))
                    .body("rubric.criteria[0].levels.'4'", notNullValue())
                    .body("redFlags[0].cap", equalTo(50))
                    .body("strongAnswer", notNullValue());
        }
    }

    @Test
    void aCandidateSeesTheRubricOnlyAfterSubmitting() throws Exception {
        var before =
                as("casey", Roles.CANDIDATE)
                        .get("/api/catalog/questions/stable-softmax")
                        .then()
                        .statusCode(200)
                        .body("id", equalTo("coding-stable-softmax"))
                        .body("prompt", notNullValue())
                        .body("starterCode", notNullValue())
                        .body("hints.size()", equalTo(2));
        for (String secret : SECRETS) {
            before.body("$", not(hasKey(secret)));
        }

        TestTopics.send("practice.submissions", "a", submission("casey", "coding-stable-softmax"));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                as("casey", Roles.CANDIDATE)
                                        .get("/api/catalog/questions/stable-softmax")
                                        .then()
                                        .body("strongAnswer", notNullValue())
                                        .body("rubric.criteria.id", hasItem("stability")));
        // Only for that question, and only for that candidate.
        as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/coding-top-k")
                .then()
                .body("$", not(hasKey("rubric")));
        as("cody", Roles.CANDIDATE)
                .get("/api/catalog/questions/stable-softmax")
                .then()
                .body("$", not(hasKey("rubric")));
    }

    @Test
    void aListNeverShowsTheRubric() {
        as("ada", Roles.ADMIN)
                .get("/api/catalog/questions")
                .then()
                .body("items", everyItem(not(hasKey("rubric"))));
    }

    @Test
    void anUnknownQuestionIsAClearProblem() {
        as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/question-not-found"));
    }

    @Test
    void topicsAreCounted() {
        as("casey", Roles.CANDIDATE)
                .get("/api/catalog/topics")
                .then()
                .statusCode(200)
                .body("items.find { it.id == 'serving' }.questions", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/catalog/questions",
                "/api/catalog/questions/stable-softmax",
                "/api/catalog/topics",
                "/api/catalog/packs"
            })
    void everyReadNeedsATokenThatIsOurs(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer"));
        for (String token :
                new String[] {
                    TestTokens.forged("ada", Roles.ADMIN),
                    TestTokens.forAnotherAudience("ada", Roles.ADMIN),
                    TestTokens.expired("ada", Roles.ADMIN),
                    "nonsense"
                }) {
            given().auth()
                    .oauth2(token)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }
        given().auth().oauth2(TestTokens.of("nobody")).get(path).then().statusCode(403);
    }

    /** As session-service would send it: the example, with this candidate and question. */
    private static String submission(String candidate, String question)
            throws JsonProcessingException {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("session/examples/answer-submitted.v1.json"));
        event.put("id", UUID.randomUUID().toString());
        ((ObjectNode) event.get("data"))
                .put("candidateId", TestTokens.idOf(candidate))
                .put("questionId", question);
        return event.toString();
    }

    private static RequestSpecification as(String name, String... roles) {
        return given().auth().oauth2(TestTokens.of(name, roles));
    }
}
