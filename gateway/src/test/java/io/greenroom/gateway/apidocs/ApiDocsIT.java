package io.greenroom.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class ApiDocsIT {
    private final Browser client = new Browser();

    @Test
    void documentsTheServicesThatAnswerAndNamesThoseThatDoNot() {
        HttpResponse<String> response = client.get("/api/openapi");

        var document = new JsonObject(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(document.getJsonObject("paths").fieldNames())
                .containsExactlyInAnyOrder("/api/me", "/api/me/export", "/api/catalog/questions");
        assertThat(document.getJsonArray("x-unavailable")).containsExactly("grading-service");
        assertThat(
                        document.getJsonObject("components")
                                .getJsonObject("securitySchemes")
                                .fieldNames())
                .containsExactlyInAnyOrder("session", "bearer");
    }

    @Test
    void showsThemOnAPageWhosePartsAreAllHere() {
        HttpResponse<String> page = client.get("/api-docs", "Accept", "text/html");

        var parts = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css))\"").matcher(page.body());
        assertThat(parts.results().map(found -> found.group(1)))
                .hasSize(3)
                .allSatisfy(part -> assertThat(client.get(part).statusCode()).isEqualTo(200));
        assertThat(page.body()).doesNotContain("<script>");
    }
}
