package io.greenroom.gateway.headers;

import static io.greenroom.gateway.testsupport.Browser.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class HeadersIT {
    private static final Pattern NONCE = Pattern.compile("'nonce-([A-Za-z0-9_-]{20,})'");
    private final Browser client = new Browser();

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200, no-store",
        "GET, /questions, 200, no-store",
        "GET, /index.html, 200, no-store",
        "GET, /assets/fixture-1a2b3c4d.js, 200, 'public, max-age=31536000, immutable'",
        "GET, /assets/gone-00000000.js, 404, no-store",
        "GET, /api-docs.js, 200, no-cache",
        "GET, /api-docs, 200, no-store",
        "GET, /api/openapi, 200, no-store",
        "GET, /api/me, 401, no-store",
        "GET, /login, 302, no-store",
        "GET, /login/other, 404, no-store",
        "POST, /login, 405, no-store",
        "GET, /login/error, 200, no-store",
        "GET, /logout, 303, no-store",
        "POST, /logout, 405, no-store",
        "POST, /api/practice/attempts, 401, no-store",
        "GET, /q/health/ready, 200, no-store",
        "GET, /logout/done, 303, no-store",
        "DELETE, /questions, 404, no-store",
    })
    void setsTheHeadersOnEveryKindOfResponse(
            String method, String path, int status, String caching) {
        HttpResponse<String> response =
                client.send(method, path, BodyPublishers.noBody(), "Accept", "text/html,*/*");

        assertThat(response.statusCode()).isEqualTo(status);
        assertSecured(response);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly(caching);
    }

    @Test
    void letsNoServiceWeakenThem() {
        HttpResponse<String> response =
                client.get(
                        "/api/practice/created",
                        "Authorization",
                        "Bearer " + token("subject=headers"));

        assertSecured(response);
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void givesEveryPageANonceOfItsOwnAndTheSameInHeaderAndPage() {
        String first = nonceOf(client.get("/", "Accept", "text/html"));
        String second = nonceOf(client.get("/attempts/1", "Accept", "text/html"));
        String docs = nonceOf(client.get("/api-docs", "Accept", "text/html"));

        assertThat(List.of(first, second, docs)).doesNotHaveDuplicates();
    }

    /** It runs with the cookie of whoever pressed Run, and what it runs is somebody else's. */
    @Test
    void letsTheWorkerThatRunsPythonCompileWebAssemblyAndReachNoApi() {
        HttpResponse<String> response = client.get("/assets/python-worker-1a2b3c4d.js");

        assertThat(response.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src http")
                .containsPattern("script-src http\\S+/assets/ 'wasm-unsafe-eval';")
                .containsPattern("connect-src http\\S+/assets/;")
                .doesNotContain("'self'", "'unsafe-");
    }

    @Test
    void letsOurOwnPagesAskForCameraAndMicrophoneAndNobodyElse() {
        assertThat(
                        client.get("/sessions/1/room", "Accept", "text/html")
                                .headers()
                                .firstValue("Permissions-Policy"))
                .get()
                .asString()
                .contains("camera=(self)", "microphone=(self)", "display-capture=(self)")
                .contains("geolocation=()", "usb=()");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/favicon.ico", "/questions/x.js", "/assets/a", "/q/nothing", "/webjars/x"})
    void answersWithThePageOnlyWhereThePageIs(String path) {
        assertThat(client.get(path, "Accept", "text/html").statusCode()).isEqualTo(404);
    }

    @Test
    void answersToHeadWithoutABody() {
        HttpResponse<String> response =
                client.send("HEAD", "/", BodyPublishers.noBody(), "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertSecured(response);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/fixture-1a2b3c4d.js", "/api/practice/attempts"})
    void compressesWhatIsWorthIt(String path) {
        HttpResponse<String> response =
                client.get(
                        path,
                        "Accept-Encoding",
                        "gzip",
                        "Authorization",
                        "Bearer " + token("subject=compress"));

        assertThat(response.headers().allValues("Content-Encoding")).containsExactly("gzip");
    }

    private static void assertSecured(HttpResponse<String> response) {
        var headers = response.headers();
        assertThat(headers.allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains(
                        "img-src 'self' data:;",
                        "connect-src 'self';",
                        "base-uri 'none';",
                        "frame-ancestors 'none';")
                .doesNotContain("unsafe");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(headers.allValues("Cross-Origin-Resource-Policy"))
                .containsExactly("same-origin");
        assertThat(headers.allValues("Permissions-Policy")).hasSize(1);
        assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    }

    private static String nonceOf(HttpResponse<String> page) {
        var nonce =
                NONCE.matcher(page.headers().firstValue("Content-Security-Policy").orElseThrow());
        assertThat(nonce.find()).isTrue();
        assertThat(page.body())
                .contains("nonce=\"" + nonce.group(1) + "\"")
                .doesNotContain("__CSP_NONCE__");
        return nonce.group(1);
    }
}
