package io.greenroom.gateway.limits;

import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class RateLimitIT {
    @Test
    void slowsDownOneUserWithoutSlowingDownAnother() {
        var client = new Browser();
        String greedy = "Bearer " + token("subject=greedy");
        String modest = "Bearer " + token("subject=modest");
        HttpResponse<String> first = client.get("/api/me", "Authorization", greedy);
        HttpResponse<String> last = first;
        for (int i = 0; i < 300 && last.statusCode() == 200; i++) {
            last = client.get("/api/me", "Authorization", greedy);
        }

        assertThat(first.headers().firstValue("RateLimit-Limit")).contains("60");
        assertThat(first.headers().firstValue("RateLimit-Remaining")).contains("59");
        assertProblem(last, 429, "too-many-requests");
        assertThat(last.headers().firstValueAsLong("Retry-After")).hasValue(1);
        assertThat(client.get("/api/me", "Authorization", modest).statusCode()).isEqualTo(200);
    }
}
