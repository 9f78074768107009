package io.greenroom.catalog.pack;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.greenroom.catalog.curation.FourEyes;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class PackResourceIT {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "catalog.questions";

    @Inject LoadPacks packs;

    /**
     * Of one curator alone, unless a test says otherwise: what is published here is seen at once.
     */
    @BeforeEach
    void oneCuratorIsEnough() {
        QuarkusMock.installMockForType(new FourEyes(false), FourEyes.class);
    }

    @Test
    void aBadPackStopsNothingElseAndIsReported() {
        given().auth()
                .oauth2(TestTokens.of("ada", Roles.ADMIN))
                .get("/api/catalog/packs")
                .then()
                .statusCode(200)
                .body("items.find { it.source == 'broken.yaml' }.status", equalTo("REFUSED"))
                .body(
                        "items.find { it.source == 'broken.yaml' }.errors.detail",
                        contains("The weights sum to 95, not to 100."))
                .body("items.findAll { it.status == 'LOADED' }.packId", hasItem("test-coding"))
                .body("items.findAll { it.status == 'LOADED' }.packId", hasItem("test-design"));
        asAdmin().get("/api/catalog/questions/broken-weights").then().statusCode(404);
    }

    @Test
    void loadingAgainChangesNothing() {
        packs.load();
        assertThat(packs.reports())
                .filteredOn(report -> report.status() == PackReport.Status.LOADED)
                .isNotEmpty()
                .allSatisfy(
                        report -> {
                            assertThat(report.added()).isEmpty();
                            assertThat(report.changed()).isEmpty();
                            assertThat(report.unchanged()).isNotEmpty();
                        });
        assertThat(
                        TestTopics.within(
                                Duration.ofSeconds(2),
                                TOPIC,
                                message -> "design-vector-database".equals(message.key())))
                .hasSize(1);
    }

    @Test
    void aChangedQuestionBecomesANewVersionAndIsPublishedWhole() throws Exception {
        var pack = aPack("import-revised");
        take(pack, false).statusCode(200).body("added", contains("import-revised"));
        ((ObjectNode) pack.at("/questions/0")).put("title", "Stable softmax, revised");
        take(pack, true).statusCode(200).body("changed", contains("import-revised"));
        asAdmin().get("/api/catalog/questions/import-revised").then().body("version", equalTo(1));
        take(pack, false).statusCode(200).body("changed", contains("import-revised"));
        take(pack, false).statusCode(200).body("unchanged", contains("import-revised"));

        asAdmin()
                .get("/api/catalog/questions/import-revised")
                .then()
                .body("version", equalTo(2))
                .body("title", equalTo("Stable softmax, revised"));
        var events = TestTopics.await(TOPIC, 2, message -> "import-revised".equals(message.key()));
        assertThat(events)
                .allSatisfy(
                        event ->
                                assertThat(
                                                Contracts.violations(
                                                        "catalog/question-published.v1.schema.json",
                                                        event.value()))
                                        .isEmpty());
        assertThat(events)
                .extracting(event -> JSON.readTree(event.value()).at("/data/version").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void whatIsPublishedEqualsTheExample() throws Exception {
        var published =
                (ObjectNode)
                        JSON.readTree(
                                TestTopics.await(
                                                TOPIC,
                                                1,
                                                message ->
                                                        "coding-stable-softmax"
                                                                .equals(message.key()))
                                        .getFirst()
                                        .value());
        var example =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-published.v1.json"));
        for (ObjectNode event : List.of(published, example)) {
            event.remove(List.of("id", "time"));
            // The fixture words its prompt in its own way, and starts at version 1.
            ((ObjectNode) event.get("data")).remove(List.of("publishedAt", "version", "prompt"));
        }
        assertThat(published).isEqualTo(example);
    }

    @Test
    void anImportIsTakenWholeOrNotAtAll() throws Exception {
        var pack = aPack("import-half-broken");
        var second = ((ObjectNode) pack.at("/questions/0")).deepCopy();
        second.put("id", "import-fully-broken")
                .put("slug", "import-fully-broken")
                .put("round", "trivia");
        ((ArrayNode) pack.get("questions")).add(second);
        take(pack, false)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/pack-refused"))
                .body("errors.pointer", contains("/questions/1/round"));
        asAdmin().get("/api/catalog/questions/import-half-broken").then().statusCode(404);
    }

    @Test
    void aPackCannotTakeAQuestionOfAnotherPack() throws Exception {
        var pack = aPack("coding-stable-softmax");
        take(pack, false)
                .statusCode(422)
                .body("errors", hasSize(1))
                .body(
                        "errors[0].detail",
                        equalTo("The question belongs to the pack \"test-coding\"."));
        asAdmin()
                .get("/api/catalog/questions/coding-stable-softmax")
                .then()
                .body("version", equalTo(1));
    }

    @Test
    void importsAreForAdmins() throws Exception {
        var pack = aPack("import-not-allowed").toString();
        for (String role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            yaml().auth()
                    .oauth2(TestTokens.of("casey", role))
                    .contentType("application/yaml")
                    .body(pack)
                    .post("/api/catalog/imports")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
        yaml().contentType("application/yaml")
                .body(pack)
                .post("/api/catalog/imports")
                .then()
                .statusCode(401);
        yaml().auth()
                .oauth2(TestTokens.of("casey", Roles.CANDIDATE))
                .get("/api/catalog/packs")
                .then()
                .statusCode(403);
        asAdmin()
                .queryParam("q", "import-not-allowed")
                .get("/api/catalog/questions")
                .then()
                .body("items", empty());
    }

    @Test
    void aForgedTokenImportsNothingAndAnUnclearDryRunIsRefused() throws Exception {
        var pack = aPack("import-not-allowed-either").toString();
        for (String token :
                List.of(
                        TestTokens.forged("ada", Roles.ADMIN),
                        TestTokens.forAnotherAudience("ada", Roles.ADMIN),
                        TestTokens.expired("ada", Roles.ADMIN))) {
            yaml().auth()
                    .oauth2(token)
                    .contentType("application/yaml")
                    .body(pack)
                    .post("/api/catalog/imports")
                    .then()
                    .statusCode(401);
        }
        asAdmin()
                .contentType("application/yaml")
                .queryParam("dryRun", "yes")
                .body(pack)
                .post("/api/catalog/imports")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("dryRun"));
        asAdmin().get("/api/catalog/questions/import-not-allowed-either").then().statusCode(404);
    }

    private static ObjectNode aPack(String questionId) throws IOException {
        var pack =
                (ObjectNode)
                        YAML.readTree(Path.of("src/test/content/questions/coding.yaml").toFile());
        ((ObjectNode) pack.get("pack")).put("id", "pack-of-" + questionId);
        ((ArrayNode) pack.get("questions")).remove(1);
        var slug = questionId.equals("coding-stable-softmax") ? "stable-softmax" : questionId;
        ((ObjectNode) pack.at("/questions/0"))
                .put("id", questionId)
                .put("slug", slug)
                .putArray("covers");
        return pack;
    }

    private static ValidatableResponse take(ObjectNode pack, boolean dryRun) throws IOException {
        return asAdmin()
                .contentType("application/yaml")
                .queryParam("dryRun", dryRun)
                .body(YAML.writeValueAsString(pack))
                .post("/api/catalog/imports")
                .then();
    }

    private static RequestSpecification asAdmin() {
        return yaml().auth().oauth2(TestTokens.of("ada", Roles.ADMIN));
    }

    /** REST Assured must be told that YAML is text. */
    private static RequestSpecification yaml() {
        return given().config(
                        RestAssured.config()
                                .encoderConfig(
                                        EncoderConfig.encoderConfig()
                                                .encodeContentTypeAs(
                                                        "application/yaml", ContentType.TEXT)));
    }
}
