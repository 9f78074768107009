package io.greenroom.catalog.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class SearchResourceIT {
    @Inject DataSource database;
    @Inject SearchIndex index;

    @Test
    void saysWhereTheWordsStand() {
        find("neighbours embedding")
                .body("items[0].id", equalTo("design-vector-database"))
                .body(
                        "items[0].why.matched.find { it.field == 'prompt' }.terms",
                        hasItems("neighbours", "embedding"))
                .body("items[0].why.corrected", empty())
                .body("items[0].why.synonyms", empty());
    }

    @Test
    void correctsATypoAndSaysSo() {
        find("nearset neighbuors")
                .body("items.id", hasItem("design-vector-database"))
                .body("items[0].why.corrected.to", hasItems("nearest", "neighbours"));
    }

    @Test
    void findsUnderAnotherName() {
        find("throttle")
                .body("items.id", contains("design-rate-limiter"))
                .body("items[0].why.synonyms[0].from", equalTo("throttle"))
                .body("items[0].why.synonyms[0].to", equalTo("rate limiter"));
    }

    @Test
    void findsByTheBeginningOfAWord() {
        find("limi").body("items.id", hasItem("design-rate-limiter"));
    }

    @Test
    void aPhraseStandsInARow() {
        find("\"nearest neighbours\"").body("items.id", contains("design-vector-database"));
        find("\"neighbours nearest\"").body("page.total", equalTo(0));
    }

    @Test
    void anExcludedWordExcludes() {
        find("design -neighbours")
                .body("items.id", hasItem("design-rate-limiter"))
                .body("items.id", not(hasItem("design-vector-database")));
    }

    @Test
    void findsByMeaningOnceItIsKnown() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                find("similarity search over vectors of text")
                                        .body("items.id", hasItem("design-vector-database"))
                                        .body(
                                                "items.find { it.id == 'design-vector-database'"
                                                        + " }.why.meaning",
                                                equalTo(true)));
    }

    @Test
    void withoutWordsThereIsNoReason() {
        as("casey")
                .get("/api/catalog/questions")
                .then()
                .body("items", everyItem(not(hasKey("why"))));
    }

    /** The rubric, strong answer, red flags and probe of the test questions hold these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"numerical hygiene\"",
                "exponentiating",
                "\"row maximum\"",
                "\"no max subtract\"",
                "\"a habit\""
            })
    void neverFindsByWhatACandidateMayNotRead(String words) {
        for (var id : List.of("coding-stable-softmax", "design-rate-limiter")) {
            assertThat(
                            find(words)
                                    .extract()
                                    .jsonPath()
                                    .getList("items.findAll { it.why.matched.size() > 0 }.id"))
                    .doesNotContain(id);
        }
        as("casey")
                .queryParam("q", words)
                .get("/api/catalog/suggestions")
                .then()
                .statusCode(200)
                .body("items", empty());
    }

    @Test
    void theIndexHoldsNoWordOfTheRubric() {
        assertThat(index.corpus().knows("hygien")).isFalse();
        assertThat(index.corpus().knows("exponenti")).isFalse();
        assertThat(index.corpus().vocabulary().beginningWith("hygie", 5)).isEmpty();
    }

    @Test
    void suggestsTopicsCompaniesTermsAndTitles() {
        suggest("rate")
                .body("items.find { it.kind == 'topic' }.id", equalTo("rate-limiting"))
                .body("items.findAll { it.kind == 'query' }.text", hasItem("rate limiter"))
                .body("items.find { it.kind == 'question' }.slug", equalTo("design-rate-limiter"));
        suggest("opena").body("items.find { it.kind == 'company' }.id", equalTo("openai"));
        suggest("").body("items", empty());
        suggest("zeppelin").body("items", empty());
    }

    @Test
    void showsQuestionsLikeOne() {
        as("casey")
                .get("/api/catalog/questions/design-vector-database/similar")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem("design-vector-database")))
                .body("items", not(empty()));
        as("casey").get("/api/catalog/questions/nowhere/similar").then().statusCode(404);
    }

    @Test
    void whatIsRetiredIsGoneAndWhatIsPublishedIsThere() throws SQLException {
        find("streaming top k").body("items.id", hasItem("coding-top-k"));
        execute("update question set published_version = 0 where id = 'coding-top-k'");
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () ->
                                    find("streaming top k")
                                            .body("items.id", not(hasItem("coding-top-k"))));
        } finally {
            execute("update question set published_version = 1 where id = 'coding-top-k'");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> find("streaming top k").body("items.id", hasItem("coding-top-k")));
    }

    @Test
    void aQueryIsNotEndless() {
        for (var path : List.of("/api/catalog/questions", "/api/catalog/suggestions")) {
            as("casey").queryParam("q", "a".repeat(301)).get(path).then().statusCode(400);
        }
    }

    @Test
    void needsAToken() {
        for (var path :
                List.of(
                        "/api/catalog/suggestions",
                        "/api/catalog/questions/coding-top-k/similar")) {
            given().get(path).then().statusCode(401);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private static ValidatableResponse find(String words) {
        return as("casey")
                .queryParam("q", words)
                .get("/api/catalog/questions")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse suggest(String typed) {
        return as("casey")
                .queryParam("q", typed)
                .get("/api/catalog/suggestions")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification as(String name) {
        return given().auth().oauth2(TestTokens.of(name, Roles.CANDIDATE));
    }
}
