package io.greenroom.catalog.learn;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The learning files under src/test/content, and the questions that they speak of. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class LearningResourceIT {
    private static final String BASE = "/api/catalog/";
    private static final HttpContract CONTRACT = new HttpContract("catalog");

    /** What only staff may read, word for word from the test questions. */
    private static final List<String> SECRETS =
            List.of(
                    "\"probe\"",
                    "\"rubric\"",
                    "\"redFlags\"",
                    "\"strongAnswer\"",
                    "\"followUps\"",
                    "Whether numerical hygiene is a habit",
                    "Subtracts the row maximum");

    @ParameterizedTest
    @CsvSource({
        "topics, TopicList",
        "topics/attention, TopicPage",
        "collections, CollectionList",
        "collections/first-steps, CollectionPage",
        "companies, CompanyList",
        "companies/frontier-lab, CompanyPage",
        "loops, LoopList",
        "loops/frontier-research-engineer, LoopPage",
        "loops/frontier-research-engineer/practice?seed=1, LoopPractice",
        "plans, PlanList",
        "plans/two-weeks?interviewDate=2027-01-31, PlanPage",
        "rounds, RoundList",
        "rounds/coding, RoundPage",
        "guides, GuideList",
        "guides/star-stories, GuidePage",
        "sets/random?minutes=60, QuestionSet"
    })
    void everyPageHasItsShapeAndTellsACandidateNothingOfTheRubric(String path, String schema) {
        given().get(BASE + path).then().statusCode(401);

        var body = casey().get(BASE + path).then().statusCode(200).extract().asString();

        CONTRACT.assertFits(schema, body);
        assertThat(SECRETS).noneSatisfy(secret -> assertThat(body).contains(secret));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"topics", "collections", "companies", "loops", "plans", "rounds", "guides"})
    void whatIsNotThereIsNotFound(String kind) {
        casey().get(BASE + kind + "/nowhere")
                .then()
                .statusCode(404)
                .body("type", equalTo("https://greenroom.dev/problems/not-found"));
    }

    @Test
    void topicsAreThoseOfQuestionsAndThoseWithAPage() {
        casey().get(BASE + "topics")
                .then()
                .body("items.find { it.id == 'attention' }.title", equalTo("Attention"))
                .body(
                        "items.find { it.id == 'attention' }.questions",
                        equalTo(offered("topic", "attention").size()))
                .body("items.find { it.id == 'attention' }.hasPage", equalTo(true))
                .body("items.find { it.id == 'rate-limiting' }.title", equalTo("Rate limiting"))
                .body("items.find { it.id == 'rate-limiting' }.hasPage", equalTo(false));
    }

    @Test
    void aTopicSaysWhyItMattersAndWhatToRead() {
        casey().get(BASE + "topics/attention")
                .then()
                .body("read.url", contains("https://arxiv.org/abs/1706.03762"))
                .body("related.title", contains("Numerical stability"))
                .body("companies.title", contains("Frontier lab"))
                .body("questions", equalTo(offered("topic", "attention").size()))
                .body(
                        "minutes",
                        equalTo(
                                offered("topic", "attention").stream()
                                        .mapToInt(minutes -> minutes)
                                        .sum()));
    }

    /** Minutes of all questions that the catalog lists so: other tests publish some, too. */
    private static List<Integer> offered(String filter, String value) {
        var minutes = new ArrayList<Integer>();
        for (int page = 0, before = -1; minutes.size() > before; page++) {
            before = minutes.size();
            minutes.addAll(
                    casey().queryParam(filter, value)
                            .queryParam("size", 100)
                            .queryParam("page", page)
                            .get("/api/catalog/questions")
                            .jsonPath()
                            .getList("items.minutes", Integer.class));
        }
        return minutes;
    }

    @Test
    void aCollectionKeepsItsOrder() {
        casey().get(BASE + "collections/first-steps")
                .then()
                .body(
                        "questions.id",
                        contains("coding-stable-softmax", "coding-top-k", "design-rate-limiter"))
                .body("minutes", equalTo(65));
        casey().get(BASE + "collections")
                .then()
                .body("items[0].questions", equalTo(3))
                .body("items[0].minutes", equalTo(65));
    }

    @Test
    void aCompanyNamesItsLoopAndCountsItsQuestions() {
        casey().get(BASE + "companies/frontier-lab")
                .then()
                .body("loops.id", contains("frontier-research-engineer"))
                .body("questions", equalTo(offered("company", "frontier-lab").size()));
    }

    @Test
    void aRoundNamesItsGuidesAndARoundWithoutAPageIsListed() {
        casey().get(BASE + "rounds")
                .then()
                .body("items", hasSize(8))
                .body("items.find { it.id == 'coding' }.hasPage", equalTo(true))
                .body("items.find { it.id == 'take-home' }.title", equalTo("Take home"));
        casey().get(BASE + "guides?round=behavioral")
                .then()
                .body("items.id", contains("star-stories"));
        casey().get(BASE + "guides?round=coding").then().body("items", empty());
    }

    @Test
    void loopsAreFoundByCompanyAndLevel() {
        casey().get(BASE + "loops?company=frontier-lab&level=L5")
                .then()
                .body("items.id", contains("frontier-research-engineer"))
                .body("items[0].minutes", equalTo(135))
                .body("items[0].companies.title", contains("Frontier lab"));
        casey().get(BASE + "loops?company=nobody").then().body("items", empty());
        casey().get(BASE + "loops?level=L3").then().body("items", empty());
    }

    @Test
    void aLoopIsPractisedWithConcreteQuestions() {
        var path = BASE + "loops/frontier-research-engineer/practice";
        var first =
                casey().queryParam("seed", 42)
                        .get(path)
                        .then()
                        .body("seed", equalTo(42))
                        .body("rounds.id", contains("screen", "coding", "design"))
                        .body("rounds[0].questions", empty())
                        .body("rounds[1].questions.round", contains("coding"))
                        .body("rounds[2].questions.id", contains("design-vector-database"))
                        .body("rounds.missing", contains(0, 0, 0))
                        .extract()
                        .asString();
        assertThat(casey().queryParam("seed", 42).get(path).asString()).isEqualTo(first);
        casey().queryParam("level", "L7")
                .get(path)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("level"));
    }

    @Test
    void theWeeksOfAPlanAreCountedBackFromTheInterview() {
        casey().get(BASE + "plans/two-weeks?interviewDate=2027-01-31")
                .then()
                .body("weeks.from", contains("2027-01-18", "2027-01-25"))
                .body("weeks.to", contains("2027-01-24", "2027-01-31"))
                .body("weeks[0].activities.id", contains("w1-a1", "w1-a2", "w1-a3"))
                .body("weeks[0].activities[0].topic.title", equalTo("Attention"))
                .body("weeks[1].activities[0].loop.id", equalTo("frontier-research-engineer"));
        casey().get(BASE + "plans/two-weeks").then().body("weeks[0]", not(hasKey("from")));
        casey().get(BASE + "plans/two-weeks?interviewDate=soon").then().statusCode(400);
    }

    @Test
    void aRandomSetFitsTheTimeAndItsFilters() {
        Set<List<String>> sets = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            var drawn =
                    casey().queryParam("minutes", 45)
                            .queryParam("seed", seed)
                            .get(BASE + "sets/random")
                            .then()
                            .body("budget", equalTo(45))
                            .body("minutes", lessThanOrEqualTo(45))
                            .body("seed", equalTo(seed))
                            .extract()
                            .jsonPath()
                            .getList("items.id", String.class);
            assertThat(drawn).isNotEmpty().doesNotHaveDuplicates();
            sets.add(drawn);
        }
        assertThat(sets).hasSizeGreaterThan(1);
        casey().queryParam("round", "coding")
                .queryParam("level", "L3")
                .queryParam("company", "ai-infrastructure")
                .queryParam("difficulty", "1", "2", "3", "4", "5")
                .get(BASE + "sets/random")
                .then()
                .body("items.id", contains("coding-top-k"))
                .body("candidates", equalTo(1));
        casey().queryParam("topic", "data-structures")
                .queryParam("exclude", "coding-top-k")
                .get(BASE + "sets/random")
                .then()
                .body("items", empty())
                .body("budget", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "minutes, 0",
        "minutes, 481",
        "minutes, long",
        "size, 0",
        "size, 51",
        "seed, x",
        "round, singing",
        "level, L9",
        "difficulty, 6"
    })
    void whatMakesNoSenseIsRefusedByName(String name, String value) {
        casey().queryParam(name, value)
                .get(BASE + "sets/random")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(name));
    }

    @Test
    void sheetsAreForStaffOnlyAndKeepTheirOrder() {
        var path = BASE + "questions/sheets";
        given().queryParam("ids", "coding-top-k").get(path).then().statusCode(401);
        casey().queryParam("ids", "coding-top-k").get(path).then().statusCode(403);
        for (var role : List.of(Roles.INTERVIEWER, Roles.ADMIN)) {
            var body =
                    as(role).queryParam("ids", "design-rate-limiter,coding-stable-softmax")
                            .get(path)
                            .then()
                            .statusCode(200)
                            .body(
                                    "items.id",
                                    contains("design-rate-limiter", "coding-stable-softmax"))
                            .body("items[0].rubric.criteria", hasSize(3))
                            .body("items[1]", hasKey("strongAnswer"))
                            .extract()
                            .asString();
            CONTRACT.assertFits("SheetList", body);
        }
        as(Roles.INTERVIEWER)
                .queryParam("ids", "coding-top-k", "nowhere")
                .get(path)
                .then()
                .statusCode(404)
                .body("type", equalTo("https://greenroom.dev/problems/question-not-found"));
        as(Roles.INTERVIEWER).get(path).then().statusCode(400);
        as(Roles.INTERVIEWER)
                .queryParam("ids", IntStream.range(0, 31).mapToObj(i -> "q" + i).toArray())
                .get(path)
                .then()
                .statusCode(400);
    }

    @Test
    void aStrangerSeesNothing() {
        given().auth().oauth2(TestTokens.of("casey")).get(BASE + "topics").then().statusCode(403);
    }

    private static RequestSpecification casey() {
        return as(Roles.CANDIDATE);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of("casey", role));
    }
}
