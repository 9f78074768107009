package io.greenroom.gateway.site;

import static io.greenroom.gateway.testsupport.Browser.location;
import static io.greenroom.gateway.testsupport.Browser.origin;
import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A public origin with https, which somebody in front ends: the gateway is asked by plain HTTP. */
@QuarkusTest
@QuarkusTestResource(value = StubWorld.Proxied.class, restrictToAnnotatedClass = true)
class BehindProxyIT {
    private static final String SOMEBODY = "203.0.113.9";

    private final Browser browser = new Browser();
    private String inside = "";

    @BeforeEach
    void isReachedInPlain() {
        inside = plain(origin());
    }

    @Test
    void sendsTheBrowserBackToHttpsFromLoginAndFromLogout() {
        HttpResponse<String> start = browser.get(inside + "/login?returnTo=/questions");

        assertThat(location(start)).contains("redirect_uri=" + encode("/login/callback"));

        HttpResponse<String> callback = browser.get(location(start));
        assertThat(location(callback)).startsWith(origin() + "/login/callback?");
        HttpResponse<String> complete = hop(location(callback));
        assertThat(location(complete)).startsWith(origin() + "/login");
        assertThat(location(hop(location(complete)))).isEqualTo(origin() + "/questions");
        assertThat(browser.cookies()).isNotEmpty().allMatch(cookie -> cookie.getSecure());

        assertThat(location(hop(origin() + "/logout")))
                .contains("post_logout_redirect_uri=" + encode("/logout/done"));
    }

    @Test
    void doesNotBelieveAPeerThatIsNoProxyOfOurs() {
        HttpResponse<String> response =
                browser.get(
                        inside + "/api/catalog/questions",
                        "Authorization",
                        bearer(),
                        "X-Forwarded-For",
                        SOMEBODY,
                        "X-Forwarded-Proto",
                        "http",
                        "X-Forwarded-Port",
                        "1");

        assertThat(seen(response, "x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(seen(response, "x-forwarded-proto")).isEqualTo("https");
    }

    /** Linux alone has more than one address of its own without being told. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void learnsFromItsProxyWhoAsks() throws Exception {
        try (var proxy =
                HttpClient.newBuilder()
                        .localAddress(InetAddress.getByName(StubWorld.Proxied.PROXY))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            HttpResponse<String> response =
                    proxy.send(
                            HttpRequest.newBuilder(URI.create(inside + "/api/catalog/questions"))
                                    .header("Authorization", bearer())
                                    .header("X-Forwarded-For", SOMEBODY)
                                    .header("X-Forwarded-Proto", "https")
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(seen(response, "x-forwarded-for")).isEqualTo(SOMEBODY);
        }
    }

    /** What the browser asks by https, the proxy asks in plain, with the cookies for https. */
    private HttpResponse<String> hop(String address) {
        assertThat(address).startsWith("https://");
        String cookies =
                browser.cookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
        return browser.get(plain(address), "Cookie", cookies);
    }

    private static String plain(String address) {
        return address.replaceFirst("^https:", "http:");
    }

    private static String encode(String path) {
        return URLEncoder.encode(origin() + path, StandardCharsets.UTF_8);
    }

    private static String bearer() {
        return "Bearer " + Browser.token("subject=behind-a-proxy");
    }

    private static String seen(HttpResponse<String> echo, String header) {
        assertThat(echo.statusCode()).as(echo.body()).isEqualTo(200);
        return String.valueOf(
                new JsonObject(echo.body()).getJsonObject("headers").getString(header));
    }
}
