package io.greenroom.gateway.routing;

import static io.greenroom.gateway.testsupport.Browser.ask;
import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stub world has three catalog-services: one, one that never answers, and another. */
@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class FailoverIT {
    private static final String PATH = "/api/catalog/questions";

    @Inject Upstreams upstreams;
    @Inject MeterRegistry meters;

    private final Browser client = new Browser();
    private final String bearer = "Bearer " + token("subject=failover-" + System.nanoTime());

    @BeforeEach
    @AfterEach
    void everybodyIsWell() {
        ask("stub.service", "/control/mood?is=well");
        ask("stub.second", "/control/mood?is=well");
        await().untilAsserted(() -> assertThat(serving()).isEqualTo(2));
    }

    @Test
    void spreadsRequestsOverThoseThatServe() {
        assertThat(answering(20)).hasSize(2);
    }

    @Test
    void sendsNothingToWhoSaysThatItGoesDown() {
        ask("stub.second", "/control/mood?is=leaving");
        await().untilAsserted(() -> assertThat(serving()).isEqualTo(1));

        assertThat(answering(10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dying", "refusing"})
    void asksAnotherWhereThatDoesNoHarm(String mood) {
        ask("stub.second", "/control/mood?is=" + mood);

        for (int i = 0; i < 8; i++) {
            assertThat(send("PUT").statusCode()).isEqualTo(200);
            assertThat(client.get(PATH, "Authorization", bearer).statusCode()).isEqualTo(200);
        }
        assertThat(new JsonObject(send("PUT").body()).getInteger("bodyLength")).isEqualTo(4);
    }

    @Test
    void staysWithAnInstanceThatOnlyLacksSomethingElse() {
        ask("stub.service", "/control/mood?is=unable");
        ask("stub.second", "/control/mood?is=unable");

        for (int i = 0; i < 6; i++) {
            var response = send("POST");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("something else is away");
            assertThat(serving()).isEqualTo(2);
        }
    }

    @Test
    void neverChangesOneVersionTwice() {
        ask("stub.service", "/control/mood?is=dying");
        ask("stub.second", "/control/mood?is=dying");
        double before = repeatedBroken();

        assertProblem(send("PUT", "If-Match", "\"3\""), 503, "service-unavailable");

        assertThat(repeatedBroken()).isEqualTo(before);
        assertProblem(send("PUT"), 503, "service-unavailable");
        assertThat(repeatedBroken()).isGreaterThan(before);
    }

    private double repeatedBroken() {
        return meters
                .find("greenroom.gateway.repeated")
                .tag("service", Service.CATALOG.serviceName())
                .tag("reason", "broken")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void neverSendsTwiceWhatMayHaveBeenDone() {
        ask("stub.service", "/control/mood?is=dying");
        ask("stub.second", "/control/mood?is=dying");

        assertProblem(send("POST"), 503, "service-unavailable");
    }

    @Test
    void opensAWebSocketAtAnotherWhenOneRefuses() {
        ask("stub.service", "/control/mood?is=refusing");
        ask("stub.second", "/control/mood?is=well");

        for (int i = 0; i < 6; i++) {
            var handshake =
                    client.webSocket(
                            "/api/catalog/" + i + "/room",
                            new WebSocket.Listener() {},
                            "Authorization",
                            bearer);
            assertThat(Browser.status(handshake)).isEqualTo(101);
        }
    }

    @Test
    void countsWhatIsUnderWayAndForgetsNothing() {
        answering(10);
        client.get(PATH + "/slow", "Authorization", bearer);

        await().untilAsserted(
                        () ->
                                assertThat(upstreams.of(Service.CATALOG))
                                        .allSatisfy(
                                                one -> assertThat(one.pending()).isNotNegative())
                                        .extracting(Upstream::pending)
                                        .containsOnly(0));
    }

    private long serving() {
        return upstreams.of(Service.CATALOG).stream().filter(Upstream::isServing).count();
    }

    private HttpResponse<String> send(String method, String... more) {
        var headers = Stream.concat(Stream.of("Authorization", bearer), Stream.of(more));
        return client.send(
                method, PATH, BodyPublishers.ofString("body"), headers.toArray(String[]::new));
    }

    private Set<Integer> answering(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> client.get(PATH, "Authorization", bearer))
                .map(response -> new JsonObject(response.body()).getInteger("instance"))
                .collect(Collectors.toSet());
    }
}
