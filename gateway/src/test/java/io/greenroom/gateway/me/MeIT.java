package io.greenroom.gateway.me;

import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;

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
}
