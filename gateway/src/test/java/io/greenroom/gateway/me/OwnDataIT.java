package io.greenroom.gateway.me;

import static io.greenroom.gateway.testsupport.Browser.origin;
import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StubWorld.Whole.class, restrictToAnnotatedClass = true)
class OwnDataIT {
    private static final String EXPORT = "/api/me/export";

    @Inject OwnDataDesk desk;

    private final Browser client = new Browser();

    @Test
    void givesAllThatTheServicesHoldOfTheCaller() throws IOException {
        var response = client.open(origin() + EXPORT, "Authorization", bearer("whole"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("greenroom-data-"));
        var files = unzipped(response.body());
        assertThat(files.keySet())
                .containsExactly(
                        "catalog/things.json",
                        "session/things.json",
                        "grading/things.json",
                        "index.html",
                        "manifest.json");
        assertThat(new JsonArray(files.get("session/things.json")))
                .isEqualTo(new JsonArray("[{\"of\":\"whole\"},{\"after\":\"a b&c\"}]"));
        var manifest = new JsonObject(files.get("manifest.json"));
        assertThat(manifest.getJsonObject("account").getString("id")).isEqualTo("whole");
        assertThat(manifest.getJsonArray("files").getJsonObject(1))
                .isEqualTo(
                        new JsonObject()
                                .put("file", "session/things.json")
                                .put("service", "session-service")
                                .put("about", "Your things")
                                .put("items", 2));
        assertThat(files.get("index.html")).contains("href=\"session/things.json\"", "Your things");
    }

    @Test
    void givesNothingRatherThanHalfWhenAServiceGoesAwayInBetween() {
        assertProblem(
                client.get(EXPORT, "Authorization", bearer("unlucky")), 503, "service-unavailable");
    }

    @Test
    void givesThePlacesOfThoseBackWhoLeaveEarly() throws IOException {
        var gateway = URI.create(origin());
        for (int i = 0; i < 8; i++) {
            try (var socket = new Socket(gateway.getHost(), gateway.getPort())) {
                socket.getOutputStream()
                        .write(
                                "GET %s HTTP/1.1\r\nHost: %s\r\nAuthorization: %s\r\n\r\n"
                                        .formatted(
                                                EXPORT,
                                                gateway.getAuthority(),
                                                bearer("hasty-" + i))
                                        .getBytes(UTF_8));
            }
        }

        await().untilAsserted(() -> assertThat(desk.free()).isEqualTo(4));
        var response = client.open(origin() + EXPORT, "Authorization", bearer("patient"));
        assertThat(response.headers().firstValueAsLong("Content-Length")).isPresent();
        assertThat(unzipped(response.body())).containsKey("manifest.json");
    }

    @Test
    void makesNoMoreThanAFewInAShortTime() throws IOException {
        for (int i = 0; i < 3; i++) {
            var copy = client.open(origin() + EXPORT, "Authorization", bearer("greedy"));
            assertThat(copy.statusCode()).isEqualTo(200);
            assertThat(unzipped(copy.body())).containsKey("manifest.json");
        }

        var refused = client.get(EXPORT, "Authorization", bearer("greedy"));

        assertProblem(refused, 429, "too-many-requests");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 200L);
    }

    private static String bearer(String subject) {
        return "Bearer " + token("subject=" + subject);
    }

    private static Map<String, String> unzipped(InputStream archive) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(archive)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
