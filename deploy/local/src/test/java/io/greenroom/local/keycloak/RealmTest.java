package io.greenroom.local.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.greenroom.local.home.Home;
import io.greenroom.local.home.Secrets;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the real realm file, so that it cannot lose what the suite relies on. */
class RealmTest {

    private static final Path REPOSITORY = Path.of("../..");

    @TempDir private Path state = Path.of("unset");

    private Secrets secrets = Secrets.in(new Home(state, state, state));
    private JsonNode realm = new ObjectMapper().createObjectNode();

    @BeforeEach
    void fillIn() throws IOException {
        Home home = new Home(REPOSITORY, state, state.resolve("cache"));
        secrets = Secrets.in(home);
        Ports ports = Ports.choose(Map.of(Port.GATEWAY, 9090), null, Map.of());
        realm = new ObjectMapper().readTree(Realm.of(home, ports, secrets).json());
    }

    @Test
    void theWebClientKnowsTheGatewaysAddressesAndNoOthers() {
        JsonNode web = client("greenroom-web");

        assertThat(texts(web.path("redirectUris")))
                .containsExactly("http://localhost:9090/*", "http://127.0.0.1:9090/*");
        assertThat(web.path("attributes").path("post.logout.redirect.uris").asText())
                .isEqualTo("http://localhost:9090/*##http://127.0.0.1:9090/*");
    }

    @Test
    void theWebClientIsConfidentialAndUsesProofKeys() {
        JsonNode web = client("greenroom-web");

        assertThat(web.path("publicClient").asBoolean()).isFalse();
        assertThat(web.path("secret").asText()).isEqualTo(secrets.of("web-client")).hasSize(48);
        assertThat(web.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(web.path("attributes").path("pkce.code.challenge.method").asText())
                .isEqualTo("S256");
    }

    @Test
    void tokensOfBothClientsAreMeantForTheApi() {
        for (String name : List.of("greenroom-web", "greenroom-cli")) {
            assertThat(
                            client(name)
                                    .path("protocolMappers")
                                    .path(0)
                                    .path("config")
                                    .path("included.custom.audience")
                                    .asText())
                    .isEqualTo("greenroom-api");
        }
    }

    @Test
    void theDemoAccountsCanLogInWithoutFurtherQuestions() {
        List<String> accounts = new ArrayList<>();
        for (JsonNode user : realm.path("users")) {
            accounts.add(
                    user.path("username").asText()
                            + ":"
                            + user.path("realmRoles").path(0).asText());
            assertThat(user.path("credentials").path(0).path("value").asText())
                    .isEqualTo("greenroom");
            // Any of these missing makes Keycloak ask for it at the first login.
            assertThat(user.path("email").asText()).isNotBlank();
            assertThat(user.path("firstName").asText()).isNotBlank();
            assertThat(user.path("lastName").asText()).isNotBlank();
        }
        assertThat(accounts)
                .containsExactlyInAnyOrder(
                        "casey:candidate",
                        "cody:candidate",
                        "iris:interviewer",
                        "ivan:interviewer",
                        "ada:admin",
                        "adam:admin");
    }

    @Test
    void refusesAPlaceholderThatNobodyFillsIn() {
        Realm wrong = new Realm("{\"a\": \"${GREENROOM_OTHER}\"}", Map.of());

        assertThatThrownBy(wrong::json).hasMessageContaining("GREENROOM_OTHER");
    }

    @Test
    void theSecretStaysTheSameAndOnlyItsOwnerCanReadIt() throws IOException {
        Home home = new Home(REPOSITORY, state, state.resolve("cache"));

        assertThat(Secrets.in(home).of("web-client")).isEqualTo(secrets.of("web-client"));
        assertThat(Files.getPosixFilePermissions(state.resolve("secrets")))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    private JsonNode client(String name) {
        for (JsonNode client : realm.path("clients")) {
            if (client.path("clientId").asText().equals(name)) {
                return client;
            }
        }
        throw new AssertionError("no client " + name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
