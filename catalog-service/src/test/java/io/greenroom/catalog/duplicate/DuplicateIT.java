package io.greenroom.catalog.duplicate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.catalog.curation.FourEyes;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class DuplicateIT {
    private static final String CURATION = "/api/catalog/curation";
    private static final String QUESTIONS = CURATION + "/questions/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpContract contract = new HttpContract("catalog");

    @Test
    void aQuestionToldAnewIsFoundAmongDraftsAndPublishedOnes() {
        var drafted = drafted(content());
        var published = published(content());
        var toldAnew =
                content()
                        .put("title", "Which models need scaled inputs?")
                        .put(
                                "prompt",
                                "A credit data set has income (median 50,000, a few values up to"
                                    + " 2,000,000), age (mean 40, standard deviation 12) and a"
                                    + " flag. Explain min-max normalization and standardization and"
                                    + " compute both for age 64. For which models (k-nearest"
                                    + " neighbours, logistic regression, gradient-boosted trees, a"
                                    + " neural network) is scaling necessary, and why? Where are"
                                    + " the parameters of the scaling computed?");

        var found = duplicates(null, toldAnew);

        found.body("items.id", hasItems(drafted, published))
                .body("items.find { it.id == '%s' }.state".formatted(drafted), equalTo("draft"))
                .body(
                        "items.find { it.id == '%s' }.state".formatted(published),
                        equalTo("published"))
                .body("items[0].likely", equalTo(true))
                .body("items[0].similarity", greaterThan(0.7f))
                .body("items[0].shared", hasItem(containsString("has income median 50,000")));
        contract.assertFits("DuplicateList", found.extract().asString());
    }

    @Test
    void aDraftIsFoundAmongManyPublishedOnesThatShareWordsOfTheirTitles() {
        QuarkusMock.installMockForType(new FourEyes(false), FourEyes.class);
        var title = "Harbour pilots, tides, currents, anchors and signals";
        var twin =
                content()
                        .put("title", title)
                        .put(
                                "prompt",
                                "A vessel waits outside while fog rolls in from the north. Explain"
                                    + " which buoy the skipper passes first, how deep the channel"
                                    + " must be at low water, when the tugboat is ordered, and who"
                                    + " decides that the manoeuvre is broken off.");
        var drafted = drafted(twin);
        var pack = JSON.createObjectNode();
        var mark = UUID.randomUUID().toString();
        pack.putObject("pack").put("id", "harbours-" + mark).put("title", "Harbours");
        var questions = pack.putArray("questions");
        for (int i = 0; i < 45; i++) {
            var other = JSON.createObjectNode().put("id", "harbour-" + i + "-" + mark);
            other.setAll(content());
            other.put("title", title + ", case " + i)
                    .put("prompt", "How many of them did lighthouse number %d see?".formatted(i));
            questions.add(other);
        }
        admin().body(pack.toString())
                .post("/api/catalog/imports")
                .then()
                .statusCode(200)
                .body("summary.added", equalTo(45));

        duplicates(null, twin).body("items.id", hasItem(drafted));
    }

    @Test
    void aQuestionIsNoDuplicateOfItselfAndAnotherMatterIsNone() {
        var id = drafted(content());
        var whales =
                JSON.createObjectNode()
                        .put("title", "The largest animals of the sea")
                        .put("prompt", "Name the three largest whales and say what each feeds on.");

        duplicates(id, content()).body("items.id", not(hasItem(id)));
        duplicates(null, whales).body("items", empty());
        duplicates(null, JSON.createObjectNode()).body("items", empty());
    }

    @Test
    void whatIsTypedIsNeverTakenForAQuery() {
        var hostile =
                JSON.createObjectNode()
                        .put("title", "') | !!:* <-> & 'x' \\ : softmax:*")
                        .put("prompt", "'; drop table question; -- (((");

        duplicates(null, hostile).statusCode(200);
    }

    @Test
    void linksAreShownWithBothAndReplaceEachOther() {
        var one = drafted(content());
        var other = drafted(content());

        link(one, other, "related").statusCode(204);
        link(other, one, "duplicate-of").statusCode(204);

        var links = admin().get(QUESTIONS + one + "/links").then().statusCode(200);
        links.body("items.id", contains(other))
                .body("items[0].kind", equalTo("duplicate-of"))
                .body("items[0].direction", equalTo("from"))
                .body("items[0].linkedBy", equalTo("ada"));
        contract.assertFits("LinkList", links.extract().asString());
        duplicates(one, content())
                .body(
                        "items.find { it.id == '%s' }.link".formatted(other),
                        equalTo("duplicate-of"));

        admin().delete(QUESTIONS + one + "/links/" + other).then().statusCode(204);
        admin().get(QUESTIONS + other + "/links").then().body("items", empty());
        admin().get(CURATION + "/audit?question=" + one)
                .then()
                .body("items.action", hasItems("linked", "unlinked"));
    }

    @Test
    void aLinkThatIsThereIsNotMadeAgain() {
        var one = drafted(content());
        var other = drafted(content());
        link(one, other, "related").statusCode(204);
        var made = linkedAt(one);
        link(one, other, "related").statusCode(204);
        link(other, one, "related").statusCode(204);
        assertThat(linkedAt(one)).isEqualTo(made);
        theLogTellsLinks(one, 1);
        theLogTellsLinks(other, 0);

        // Of which one is the other's duplicate is another thing to say.
        link(one, other, "duplicate-of").statusCode(204);
        link(other, one, "duplicate-of").statusCode(204);
        link(other, one, "duplicate-of").statusCode(204);
        admin().get(QUESTIONS + one + "/links").then().body("items.direction", contains("from"));
        theLogTellsLinks(one, 2);
        theLogTellsLinks(other, 1);
    }

    private static String linkedAt(String id) {
        return admin().get(QUESTIONS + id + "/links").then().extract().path("items[0].linkedAt");
    }

    private static void theLogTellsLinks(String id, int times) {
        admin().get(CURATION + "/audit?action=linked&question=" + id)
                .then()
                .body("page.total", equalTo(times));
    }

    @Test
    void aLinkNeedsTwoQuestionsThatThereAre() {
        var one = drafted(content());

        link(one, "nowhere", "related")
                .statusCode(404)
                .body("type", equalTo("https://greenroom.dev/problems/question-not-found"));
        link(one, one, "related").statusCode(400);
        admin().body("{}").put(QUESTIONS + one + "/links/" + one).then().statusCode(400);
        admin().get(QUESTIONS + "nowhere/links").then().statusCode(404);
    }

    @Test
    void aMergedQuestionIsRetiredAndTheOtherTakesOverWhatOnlyItHad() {
        var gone = content();
        ((ArrayNode) gone.path("topics")).removeAll().add("data-quality").add("calibration");
        gone.putArray("companies").add("openai");
        ((ArrayNode) gone.path("references"))
                .removeAll()
                .addObject()
                .put("title", "Another source")
                .put("url", "https://example.org/another-source");
        var goneId = published(gone);
        var keptId = published(content());

        var merged =
                admin().body(Map.of("into", keptId))
                        .post(QUESTIONS + goneId + "/merge")
                        .then()
                        .statusCode(200);

        merged.body("retired", equalTo(goneId))
                .body("topics", contains("calibration"))
                .body("companies", contains("openai"))
                .body("references.url", contains("https://example.org/another-source"));
        contract.assertFits("Merged", merged.extract().asString());
        admin().get(QUESTIONS + goneId)
                .then()
                .body("state", equalTo("retired"))
                .body("retiredReason", equalTo("Merged into " + keptId + "."));
        admin().get(QUESTIONS + keptId)
                .then()
                .body("state", equalTo("published"))
                .body("publishedVersion", equalTo(1))
                .body("draft.content.topics", hasItem("calibration"))
                .body("draft.content.companies", hasItem("openai"))
                .body(
                        "draft.content.references.url",
                        hasItem("https://example.org/another-source"));
        admin().get(QUESTIONS + goneId + "/links")
                .then()
                .body("items.id", contains(keptId))
                .body("items[0].kind", equalTo("duplicate-of"))
                .body("items[0].direction", equalTo("to"));
        admin().get(CURATION + "/audit?question=" + goneId)
                .then()
                .body("items.action", hasItems("retired", "merged"));
    }

    @Test
    void aDraftThatWasNeverPublishedIsGivenUp() {
        var goneId = drafted(content());
        var keptId = published(content());

        admin().body(Map.of("into", keptId))
                .post(QUESTIONS + goneId + "/merge")
                .then()
                .statusCode(200)
                .body("topics", empty());

        assertThat(admin().get(QUESTIONS + goneId).then().extract().jsonPath().getMap("draft"))
                .isNull();
        duplicates(null, content()).body("items.id", not(hasItem(goneId)));
    }

    @Test
    void aMergeThatCannotBeDoneDoesNothing() {
        var one = published(content());
        var retired = published(content());
        admin().body(Map.of("reason", "Everybody knows it"))
                .post(QUESTIONS + retired + "/retirement")
                .then()
                .statusCode(200);

        merge(one, one).statusCode(400);
        merge(one, "nowhere").statusCode(404);
        merge("nowhere", one).statusCode(404);
        merge(one, retired).statusCode(409);
        admin().get(QUESTIONS + one).then().body("state", equalTo("published"));
        admin().get(QUESTIONS + one + "/links").then().body("items", empty());
    }

    @Test
    void areForAdmins() {
        var casey =
                given().auth()
                        .oauth2(TestTokens.of("casey", Roles.CANDIDATE))
                        .contentType(ContentType.JSON);

        casey.body("{\"content\": {}}").post(CURATION + "/duplicates").then().statusCode(403);
        casey.get(QUESTIONS + "any/links").then().statusCode(403);
        casey.body("{\"into\": \"x\"}").post(QUESTIONS + "any/merge").then().statusCode(403);
        given().contentType(ContentType.JSON)
                .body("{\"content\": {}}")
                .post(CURATION + "/duplicates")
                .then()
                .statusCode(401);
    }

    private static ValidatableResponse merge(String id, String into) {
        return admin().body(Map.of("into", into)).post(QUESTIONS + id + "/merge").then();
    }

    private static ValidatableResponse link(String one, String other, String kind) {
        return admin().body(Map.of("kind", kind)).put(QUESTIONS + one + "/links/" + other).then();
    }

    private static ValidatableResponse duplicates(
            @org.jspecify.annotations.Nullable String id, ObjectNode content) {
        var request = JSON.createObjectNode().<ObjectNode>set("content", content);
        if (id != null) {
            request.put("questionId", id);
        }
        return admin().body(request.toString())
                .post(CURATION + "/duplicates")
                .then()
                .statusCode(200);
    }

    private static RequestSpecification admin() {
        return as("ada");
    }

    private static RequestSpecification as(String name) {
        return given().auth()
                .oauth2(TestTokens.of(name, Roles.ADMIN))
                .contentType(ContentType.JSON);
    }

    private static String drafted(ObjectNode content) {
        return admin().body(
                        JSON.createObjectNode()
                                .put("slug", "near-" + UUID.randomUUID())
                                .<ObjectNode>set("content", content)
                                .toString())
                .post(CURATION + "/questions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String published(ObjectNode content) {
        var id = drafted(content);
        admin().body(Map.of("action", "request"))
                .post(QUESTIONS + id + "/review")
                .then()
                .statusCode(200);
        as("adam")
                .header("If-Match", admin().get(QUESTIONS + id).header("ETag"))
                .body(Map.of("action", "approve"))
                .post(QUESTIONS + id + "/review")
                .then()
                .statusCode(200);
        admin().body("{}").post(QUESTIONS + id + "/publication").then().statusCode(200);
        return id;
    }

    private static ObjectNode content() {
        try {
            var content =
                    (ObjectNode)
                            new YAMLMapper()
                                    .readTree(Path.of("src/test/lint/scaling.yaml").toFile());
            content.putArray("covers");
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
