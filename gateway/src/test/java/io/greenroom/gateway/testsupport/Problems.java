package io.greenroom.gateway.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** Says whether a response is that problem, and nothing else. */
public final class Problems {
    private Problems() {}

    public static void assertProblem(HttpResponse<String> response, int status, String slug) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = new JsonObject(response.body());
        assertThat(problem.getString("type")).isEqualTo("https://greenroom.dev/problems/" + slug);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("traceId")).hasSize(32);
        assertThat(response.headers().firstValue("Location")).isEmpty();
    }
}
