package io.greenroom.gateway.login;

import static io.greenroom.gateway.testsupport.Browser.origin;
import static io.greenroom.gateway.testsupport.Browser.token;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which requests are believed: bearer tokens, sessions, both, and requests that another site makes.
 */
@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class CallerIT {
    private static final String PATH = "/api/practice/attempts";
    private final Browser client = new Browser();

    @Test
    void passesABearerTokenOnAsItIs() {
        String token = token("subject=passes-on");

        HttpResponse<String> response =
                client.get("/api/catalog/questions?q=a%20b", "Authorization", "Bearer " + token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(seen(response)).isEqualTo("Bearer " + token);
        assertThat(new JsonObject(response.body()).getString("uri"))
                .isEqualTo("/api/catalog/questions?q=a%20b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forged=true",
                "audience=none",
                "audience=another-api",
                "lifetime=-3600",
                "issuer=https://elsewhere.example/realms/greenroom"
            })
    void refusesATokenThatDoesNotHoldHere(String order) {
        for (String path : new String[] {"/api/me", PATH, "/api/grading/graders", "/api/unknown"}) {
            HttpResponse<String> response =
                    client.get(path, "Authorization", "Bearer " + token(order));

            assertProblem(response, 401, "unauthorized");
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x.y.z", "Basic Y2FzZXk6Z3JlZW5yb29t", "nonsense"})
    void refusesWhatIsNoTokenAtAll(String authorization) {
        assertProblem(client.get(PATH, "Authorization", authorization), 401, "unauthorized");
    }

    @Test
    void needsNoOriginWithABearerToken() {
        HttpResponse<String> response =
                client.send(
                        "POST",
                        PATH,
                        BodyPublishers.ofString("{}"),
                        "Authorization",
                        "Bearer " + token("subject=no-origin"),
                        "Origin",
                        "https://elsewhere.example");

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void letsASessionNeverHelpABadToken() {
        Browser browser = Browser.signedIn();

        HttpResponse<String> response =
                browser.get("/api/me", "Authorization", "Bearer " + token("forged=true"));

        assertProblem(response, 401, "unauthorized");
    }

    @Test
    void takesTheTokenWhereBothAreSent() {
        Browser browser = Browser.signedIn();

        HttpResponse<String> me =
                browser.get(
                        "/api/me",
                        "Authorization",
                        "Bearer " + token("subject=iris&roles=interviewer,admin,offline_access"));

        assertThat(new JsonObject(me.body()))
                .isEqualTo(
                        new JsonObject(
                                """
                                {"id":"iris","username":"iris","name":"Casey Candidate","email":"iris@example.com",
                                 "roles":["interviewer","admin"]}\
                                """));
    }

    @Test
    void tellsTheBrowserWhoIsSignedIn() {
        HttpResponse<String> me = Browser.signedIn().get("/api/me");

        assertThat(new JsonObject(me.body()))
                .isEqualTo(
                        new JsonObject(
                                """
                                {"id":"casey","username":"casey","name":"Casey Candidate","email":"casey@example.com",
                                 "roles":["candidate"]}\
                                """));
    }

    @Test
    void neverShowsASessionCookieToAService() {
        HttpResponse<String> response = Browser.signedIn().get(PATH);

        var headers = new JsonObject(response.body()).getJsonObject("headers");
        assertThat(headers.containsKey("cookie")).isFalse();
        assertThat(headers.getString("authorization")).startsWith("Bearer eyJ");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // method, origin, referer, header, admitted
                "GET, -, -, -, true",
                "GET, https://evil.example, -, -, true",
                "HEAD, -, -, -, true",
                "POST, HERE, -, 1, true",
                "PUT, HERE, -, 1, true",
                "DELETE, HERE, -, 1, true",
                "POST, -, HERE/questions, 1, true",
                "POST, HERE, -, -, false",
                "POST, -, -, 1, false",
                "POST, null, -, 1, false",
                "POST, https://evil.example, -, 1, false",
                "POST, https://evil.example, HERE/, 1, false",
                "POST, -, https://evil.example/HERE, 1, false",
                "POST, HERE.evil.example, -, 1, false",
                "POST, -, HERE@evil.example/, 1, false",
                "DELETE, https://evil.example, -, 1, false",
                "PATCH, -, -, -, false",
            })
    void admitsChangesWithASessionOnlyFromItsOwnPages(
            String method, String origin, String referer, String header, boolean admitted) {
        Browser browser = Browser.signedIn();
        var headers = new ArrayList<String>();
        add(headers, "Origin", origin);
        add(headers, "Referer", referer);
        add(headers, "X-Greenroom-CSRF", header);

        HttpResponse<String> response =
                browser.send(method, PATH, BodyPublishers.noBody(), headers.toArray(new String[0]));

        if (admitted) {
            assertThat(response.statusCode()).isEqualTo(200);
        } else {
            assertProblem(response, 403, "csrf-rejected");
        }
    }

    @Test
    void opensAWebSocketWithASessionOnlyFromItsOwnPages() {
        Browser browser = Browser.signedIn();

        assertThat(handshake(browser, "Origin", origin())).isEqualTo(101);
        assertThat(handshake(browser, "Origin", "https://evil.example")).isEqualTo(403);
        assertThat(handshake(browser)).isEqualTo(403);
        assertThat(handshake(client, "Origin", origin())).isEqualTo(401);
        assertThat(handshake(client, "Authorization", "Bearer " + token("subject=socket")))
                .isEqualTo(101);
    }

    private static int handshake(Browser browser, String... headers) {
        return Browser.status(
                browser.webSocket("/api/sessions/1/room", new WebSocket.Listener() {}, headers));
    }

    private static void add(List<String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name);
            headers.add(value.replace("HERE", origin()));
        }
    }

    private static String seen(HttpResponse<String> echo) {
        return new JsonObject(echo.body()).getJsonObject("headers").getString("authorization");
    }
}
