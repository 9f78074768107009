package io.greenroom.gateway.me;

import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class MeIT {
    private final Browser client = new Browser();
    private final String bearer = "Bearer " + token("subject=me");

    @Test
    void saysWhatItCannotDo() {
        var body = BodyPublishers.ofString("{}");

        assertProblem(
                client.send(
                        "POST",
                        "/api/me",
                        body,
                        "Authorization",
                        bearer,
                        "Content-Type",
                        "application/json"),
                405,
                "method-not-allowed");
        assertProblem(
                client.get("/api/me", "Authorization", bearer, "Accept", "image/png"),
                406,
                "not-acceptable");
    }

    @Test
    void givesNoCopyThatLacksAService() {
        var refused = client.get("/api/me/export", "Authorization", bearer);

        assertProblem(refused, 503, "service-unavailable");
        assertThat(refused.body()).contains("grading-service");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).hasValue(10);
        assertProblem(client.get("/api/me/export"), 401, "unauthorized");
    }
}
