package io.greenroom.gateway.login;

import static io.greenroom.gateway.testsupport.Browser.ask;
import static io.greenroom.gateway.testsupport.Browser.location;
import static io.greenroom.gateway.testsupport.Browser.origin;
import static io.greenroom.gateway.testsupport.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class LoginIT {
    private final Browser browser = new Browser();

    @AfterEach
    void restoreTheIdentityProvider() {
        ask("stub.idp", "/control");
    }

    @Test
    void comesBackToThePageThatAskedForTheLogin() {
        HttpResponse<String> start =
                browser.get("/login?returnTo=/questions/attention%3Ftab%3Dhints");

        assertThat(start.statusCode()).isEqualTo(302);
        assertThat(location(start))
                .startsWith(Browser.setting("stub.idp") + "/realms/greenroom/auth?")
                .contains("code_challenge_method=S256", "nonce=", "state=", "scope=openid")
                .contains("client_id=greenroom-web");
        HttpResponse<String> end = browser.follow(start);
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.uri()).hasToString(origin() + "/questions/attention?tab=hints");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheSessionInCookiesThatScriptsAndOtherSitesCannotUse() {
        var set = new ArrayList<String>();
        HttpResponse<String> response = browser.get("/login");
        while (response.statusCode() / 100 == 3) {
            set.addAll(response.headers().allValues("Set-Cookie"));
            String next = response.uri().resolve(location(response)).toString();
            response = browser.get(next, "Accept", "text/html");
        }

        set.removeIf(cookie -> cookie.contains("Max-Age=0;"));
        assertThat(set.stream().filter(c -> c.startsWith("q_session")).count())
                .as("tokens as large as Keycloak's need several cookies")
                .isGreaterThan(1);
        assertThat(set.stream().allMatch(c -> c.contains("HTTPOnly"))).isTrue();
        assertThat(set.stream().allMatch(c -> c.contains("SameSite=Lax"))).isTrue();
        assertThat(set.stream().map(c -> c.substring(0, c.indexOf(';')).length()))
                .as("browsers drop what is longer")
                .allMatch(length -> length <= 4096);
        assertThat(set.stream().noneMatch(c -> c.contains("eyJhbGciOiJSUzI1NiI")))
                .as("no token is readable in a cookie")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/%5Cevil.example",
                "/%09/evil.example",
                "javascript:alert(1)",
                "evil.example",
                "/..//evil.example",
                "/api/me",
                "/logout",
                ""
            })
    void neverLeavesThisSiteAfterALogin(String returnTo) {
        HttpResponse<String> end = browser.follow(browser.get("/login?returnTo=" + returnTo));

        assertThat(end.uri()).hasToString(origin() + "/");
    }

    @Test
    void refreshesASessionWhoseTokensHaveExpired() throws Exception {
        int before = refreshes("lifetime=3");
        browser.follow(browser.get("/login"));
        ask("stub.idp", "/control?lifetime=300");
        var expired = Instant.now().plusMillis(3_500);
        await().until(() -> Instant.now().isAfter(expired));

        HttpResponse<String> first = browser.get("/api/catalog/questions");
        HttpResponse<String> second = browser.get("/api/catalog/questions");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().allValues("Set-Cookie"))
                .anyMatch(c -> c.startsWith("q_session"));
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(refreshes("")).isEqualTo(before + 1);
        assertThat(tokenSeenBy(first)).startsWith("Bearer ey").isEqualTo(tokenSeenBy(second));
    }

    @Test
    void answers401WithoutARedirectWhenTheSessionHasEndedAtTheIdentityProvider() throws Exception {
        ask("stub.idp", "/control?lifetime=3&refuseRefresh=true");
        browser.follow(browser.get("/login"));
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () ->
                                assertProblem(
                                        browser.get(
                                                "/api/catalog/questions", "Accept", "text/html"),
                                        401,
                                        "unauthorized"));
        assertThat(browser.get("/login").statusCode()).isEqualTo(302);
    }

    @Test
    void answers401WithoutARedirectToTheAnonymous() {
        assertProblem(browser.get("/api/me", "Accept", "text/html"), 401, "unauthorized");
        assertProblem(browser.get("/api/practice/attempts?state=GRADED"), 401, "unauthorized");
    }

    @Test
    void answers401ToACookieThatItDidNotWrite() {
        var stranger = new Browser();

        assertProblem(stranger.get("/api/me", "Cookie", "q_session=forged"), 401, "unauthorized");
    }

    @Test
    void endsTheSessionHereAndAtTheIdentityProvider() {
        browser.follow(browser.get("/login"));

        HttpResponse<String> response = browser.get("/logout");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(location(response))
                .startsWith(Browser.setting("stub.idp") + "/realms/greenroom/logout?")
                .contains("id_token_hint=")
                .contains(
                        "post_logout_redirect_uri="
                                + URLEncoder.encode(
                                        origin() + "/logout/done", StandardCharsets.UTF_8));
        assertThat(browser.cookies()).noneMatch(c -> c.getName().startsWith("q_session"));
        HttpResponse<String> back = browser.get("/logout/done?state=x");
        assertThat(location(back)).isEqualTo("/");
        assertThat(browser.cookies()).isEmpty();
        assertProblem(browser.get("/api/me"), 401, "unauthorized");
    }

    @Test
    void leadsToTheLandingPageWhenNobodyIsSignedIn() {
        HttpResponse<String> response = browser.get("/logout");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(location(response)).isEqualTo("/");
    }

    @Test
    void isNotSignedOutByAnotherSite() {
        browser.follow(browser.get("/login"));

        HttpResponse<String> response = browser.get("/logout", "Sec-Fetch-Site", "cross-site");

        assertProblem(response, 403, "csrf-rejected");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    }

    @Test
    void explainsALoginThatWasCancelled() {
        ask("stub.idp", "/control?refuseLogin=true");

        HttpResponse<String> end = browser.follow(browser.get("/login"));

        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.uri().getPath()).isEqualTo("/login/error");
        assertThat(end.body()).contains("Sign-in was not completed", "href=\"/login\"");
    }

    @Test
    void explainsACallbackWhoseStateIsGone() {
        HttpResponse<String> response = browser.get("/login/callback?code=x&state=y");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(location(response)).isEqualTo("/login/error");
    }

    @Test
    void sendsABrowserThatCameByAnotherNameToThePublicOrigin() {
        String other = origin().replace("localhost", "127.0.0.1");

        HttpResponse<String> response =
                browser.get(other + "/questions?q=x", "Accept", "text/html");

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(location(response)).isEqualTo(origin() + "/questions?q=x");
    }

    private static int refreshes(String control) {
        return new JsonObject(ask("stub.idp", "/control?" + control)).getInteger("refreshes");
    }

    private static String tokenSeenBy(HttpResponse<String> echo) {
        return String.valueOf(
                new JsonObject(echo.body()).getJsonObject("headers").getString("authorization"));
    }
}
