package io.greenroom.catalog.lint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class LintResourceIT {
    private static final String LINT = "/api/catalog/curation/lint";

    @Test
    void tellsWhereAndWhyAndWhatToDo() throws IOException {
        var question = question();
        ((ArrayNode) question.at("/rubric/criteria/0/indicators"))
                .set(0, "Gives a good and clear answer to the question.");
        ((ArrayNode) question.path("hints")).set(0, "Trees need no scaling, remember that.");

        var answer = linted(question.toString(), Roles.ADMIN).statusCode(200);

        answer.body("findings[0].rule", equalTo("vague-indicator"))
                .body("findings[0].severity", equalTo("error"))
                .body("findings[0].pointer", equalTo("/rubric/criteria/0/indicators/0"));
        new HttpContract("catalog").assertFits("LintReport", answer.extract().asString());
    }

    @Test
    void aDraftMayBeAsEmptyAsItLikes() {
        linted("{}", Roles.ADMIN)
                .statusCode(200)
                .body("findings.rule", hasItem("missing"))
                .body("findings.pointer", hasItem("/prompt"));
    }

    @Test
    void withoutContentThereIsNothingToRead() {
        given().auth()
                .oauth2(TestTokens.of("ada", Roles.ADMIN))
                .contentType(ContentType.JSON)
                .body("{}")
                .post(LINT)
                .then()
                .statusCode(400)
                .body("type", equalTo("https://greenroom.dev/problems/validation-failed"));
    }

    @Test
    void isForAdmins() {
        linted("{}", Roles.CANDIDATE).statusCode(403);
        linted("{}", Roles.INTERVIEWER).statusCode(403);
        given().contentType(ContentType.JSON).body("{}").post(LINT).then().statusCode(401);
    }

    private static ValidatableResponse linted(String content, String role) {
        return given().auth()
                .oauth2(TestTokens.of("ada", role))
                .contentType(ContentType.JSON)
                .body("{\"content\": " + content + "}")
                .post(LINT)
                .then();
    }

    private static ObjectNode question() throws IOException {
        return (ObjectNode)
                new YAMLMapper().readTree(Path.of("src/test/lint/scaling.yaml").toFile());
    }
}
