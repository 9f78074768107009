package io.greenroom.local.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.local.home.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The few calls of Keycloak's administration that the launcher needs. */
final class AdminApi {

    static final String USER = "greenroom-admin";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final Secrets secrets;

    AdminApi(String base, Secrets secrets) {
        this.base = base;
        this.secrets = secrets;
    }

    /** Writes only when something differs. */
    void alignWebClient(List<String> redirectUris, String postLogoutUris, String secret)
            throws IOException, InterruptedException {
        String token = token();
        String clients = base + "/admin/realms/" + Realm.NAME + "/clients";
        JsonNode found =
                JSON.readTree(
                        send(
                                request(clients + "?clientId=" + Realm.WEB_CLIENT, token)
                                        .GET()
                                        .build()));
        if (!found.isArray() || found.isEmpty()) {
            throw new IOException("the realm has no client " + Realm.WEB_CLIENT);
        }
        ObjectNode web = (ObjectNode) found.get(0);
        ObjectNode wanted = web.deepCopy();
        ArrayNode uris = wanted.putArray("redirectUris");
        redirectUris.forEach(uris::add);
        wanted.put("secret", secret);
        wanted.withObjectProperty("attributes").put("post.logout.redirect.uris", postLogoutUris);
        if (wanted.equals(web)) {
            return;
        }
        send(
                request(clients + "/" + web.path("id").asText(), token)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wanted)))
                        .build());
    }

    private String token() throws IOException, InterruptedException {
        String form =
                "client_id=admin-cli&grant_type=password&username="
                        + USER
                        + "&password="
                        + URLEncoder.encode(secrets.of("keycloak.admin"), StandardCharsets.UTF_8);
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(base + "/realms/master/protocol/openid-connect/token"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        return JSON.readTree(send(request)).path("access_token").asText();
    }

    private static HttpRequest.Builder request(String address, String token) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(
                    "Keycloak answered "
                            + response.statusCode()
                            + " to "
                            + request.method()
                            + " "
                            + request.uri().getPath());
        }
        return response.body();
    }
}
