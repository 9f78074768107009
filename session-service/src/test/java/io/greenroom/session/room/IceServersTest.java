package io.greenroom.session.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IceServersTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_763_838_000);
    private static final UUID CASEY = UUID.fromString("7a3f0c1e-0000-4000-8000-000000000001");
    private static final String URL = "turn:turn.example.com:3478";

    @Test
    void withASecretEveryParticipantHasAnAccountThatEnds() {
        var server = servers(Map.of("ice-urls", URL, "ice-secret", "north wind")).path(0);

        assertThat(server.path("urls").path(0).asText()).isEqualTo(URL);
        // Twelve hours on. The password is what openssl dgst -sha1 -hmac says of the name.
        assertThat(server.path("username").asText()).isEqualTo("1763881200:" + CASEY);
        assertThat(server.path("credential").asText()).isEqualTo("eOBikKXWbBO/pX36ZAu/BxAb98I=");
    }

    @Test
    void aSecretIsNeverSentNorIsAnAccountBesideIt() {
        var servers =
                servers(
                        Map.of(
                                "ice-urls", URL,
                                "ice-secret", "north wind",
                                "ice-username", "shared",
                                "ice-credential", "password"));

        assertThat(servers.toString()).doesNotContain("north wind", "shared", "password");
    }

    @Test
    void withoutASecretTheAccountIsOneForAll() {
        var server =
                servers(
                                Map.of(
                                        "ice-urls", URL + ",stun:stun.example.com",
                                        "ice-username", "shared",
                                        "ice-credential", "password"))
                        .path(0);

        assertThat(server.path("urls")).hasSize(2);
        assertThat(server.path("username").asText()).isEqualTo("shared");
        assertThat(server.path("credential").asText()).isEqualTo("password");
    }

    @Test
    void nothingIsThereWhereNothingIsConfigured() {
        assertThat(servers(Map.of("ice-secret", "north wind"))).isEmpty();
    }

    private static JsonNode servers(Map<String, String> settings) {
        var prefixed = new HashMap<String, String>();
        settings.forEach((name, value) -> prefixed.put("greenroom.room." + name, value));
        var config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(RoomConfig.class)
                        .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                        .build()
                        .getConfigMapping(RoomConfig.class);
        var servers = Json.object().putArray("iceServers");
        IceServers.put(servers, config, CASEY, NOW);
        return servers;
    }
}
