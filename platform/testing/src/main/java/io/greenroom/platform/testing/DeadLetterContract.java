package io.greenroom.platform.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;

/** That a running service keeps what it cannot process, and shows it to admins alone. */
public final class DeadLetterContract {
    private final String path;

    /**
     * @param path e.g. {@code /api/catalog/dead-letters}
     */
    public DeadLetterContract(String path) {
        this.path = path;
    }

    /** No channel's dead letters go to a topic that the service does not read. */
    public void assertEveryChannelIsCovered() {
        var config = ConfigProvider.getConfig();
        var written =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .filter(name -> name.startsWith("mp.messaging.incoming."))
                        .filter(name -> name.endsWith(".dead-letter-queue.topic"))
                        .map(name -> config.getValue(name, String.class))
                        .distinct()
                        .toList();
        assertThat(
                        List.of(
                                config.getValue(
                                        "mp.messaging.incoming.dead-letters.topics",
                                        String[].class)))
                .containsExactlyInAnyOrderElementsOf(written);
    }

    /** An event that nobody can read, sent to that topic, is listed; its text is not. */
    public void assertPoisonIsListed(String topic) {
        var key = UUID.randomUUID().toString();

        TestTopics.send(topic, key, "no event, but gibberishxyz");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            var list = as("ada", "admin").get(path + "?size=100").asString();
                            assertThat(list).doesNotContain("gibberishxyz");
                            assertThat(
                                            JsonPath.from(list)
                                                    .getString(
                                                            "items.find { it.key == '%s' }.cause"
                                                                    .formatted(key)))
                                    .isEqualTo("The event is not JSON.");
                        });
    }

    public void assertOnlyForAdmins() {
        for (var address : List.of(path, path + "/causes", path + "/" + UUID.randomUUID())) {
            assertThat(as("casey", "candidate").get(address).statusCode()).isEqualTo(403);
            assertThat(as("iris", "interviewer").get(address).statusCode()).isEqualTo(403);
            assertThat(given().get(address).statusCode()).isEqualTo(401);
        }
        for (var address :
                List.of(
                        path + "/" + UUID.randomUUID() + "/replay",
                        path + "/causes/0011223344556677/replay",
                        path + "/" + UUID.randomUUID() + "/discard")) {
            assertThat(decide(as("casey", "candidate"), address)).isEqualTo(403);
            assertThat(decide(as("iris", "interviewer"), address)).isEqualTo(403);
            assertThat(decide(given(), address)).isEqualTo(401);
        }
    }

    private static int decide(RequestSpecification request, String address) {
        return request.contentType("application/json")
                .body("{\"reason\": \"why not\"}")
                .post(address)
                .statusCode();
    }

    private static RequestSpecification as(String name, String role) {
        return given().auth().oauth2(TestTokens.of(name, role));
    }
}
