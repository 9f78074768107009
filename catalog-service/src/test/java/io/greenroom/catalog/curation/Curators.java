package io.greenroom.catalog.curation;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Two admins at work: what they do to a question, one request each. */
final class Curators {
    static final String QUESTIONS = "/api/catalog/curation/questions";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private Curators() {}

    static RequestSpecification ada() {
        return admin("ada");
    }

    static RequestSpecification adam() {
        return admin("adam");
    }

    static RequestSpecification admin(String name) {
        return as(name, Roles.ADMIN);
    }

    static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(TestTokens.of(name, role)).contentType(ContentType.JSON);
    }

    /** A content that may be published. */
    static ObjectNode aContent(String title) {
        try {
            var pack = YAML.readTree(Path.of("src/test/content/questions/coding.yaml").toFile());
            var content = (ObjectNode) pack.at("/questions/0").deepCopy();
            content.remove(java.util.List.of("id", "slug"));
            content.put("title", title).putArray("covers");
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String aSlug(String about) {
        return about + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Ada begins a new question. */
    static String created(String slug, ObjectNode content) {
        return ada().body(object().put("slug", slug).<ObjectNode>set("content", content).toString())
                .post(QUESTIONS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Ada begins a question, adam approves, ada publishes. */
    static String published(String slug, ObjectNode content) {
        var id = created(slug, content);
        approved(id);
        publish(ada(), id).statusCode(200);
        return id;
    }

    static void approved(String id) {
        review(ada(), id, "request").statusCode(200);
        review(adam().header("If-Match", etag(id)), id, "approve").statusCode(200);
    }

    static String etag(String id) {
        return ada().get(QUESTIONS + "/" + id).then().statusCode(200).extract().header("ETag");
    }

    static ValidatableResponse save(
            RequestSpecification who, String id, String etag, String slug, ObjectNode content) {
        return who.header("If-Match", etag)
                .body(object().put("slug", slug).<ObjectNode>set("content", content).toString())
                .put(QUESTIONS + "/" + id + "/draft")
                .then();
    }

    static ValidatableResponse review(RequestSpecification who, String id, String action) {
        return who.body(Map.of("action", action)).post(QUESTIONS + "/" + id + "/review").then();
    }

    static ValidatableResponse publish(RequestSpecification who, String id) {
        return who.body("{}").post(QUESTIONS + "/" + id + "/publication").then();
    }

    static ValidatableResponse startDraft(RequestSpecification who, String id) {
        return who.body("{}").post(QUESTIONS + "/" + id + "/draft").then();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
