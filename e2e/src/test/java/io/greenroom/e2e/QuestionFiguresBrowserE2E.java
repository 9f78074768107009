package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What curators read of questions: how well they work, and who did what to them. */
class QuestionFiguresBrowserE2E {
    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    void howAQuestionWorksIsSeenAfterItsFirstGrade() {
        var casey = new Practising(suite, "casey");
        var attempt = casey.start();
        casey.write(attempt, Practising.ANSWER);
        casey.submit(attempt);
        casey.ended(attempt);
        await().atMost(Duration.ofSeconds(30)).until(() -> graded() > 0);
        String title =
                suite.as("casey")
                        .get("/api/catalog/questions/" + Practising.QUESTION)
                        .jsonPath()
                        .getString("title");

        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        ada.navigate(suite.gateway() + "/admin/health");
        ada.getByLabel("Only those that need care")
                .click(new Locator.ClickOptions().setForce(true));
        assertThat(ada).hasURL(Pattern.compile("[?&]all"));
        ada.getByLabel("Order").and(ada.locator("input")).click();
        ada.getByRole(AriaRole.OPTION, named("Most attempts first")).click();
        assertThat(ada).hasURL(Pattern.compile("sort=attempts"));
        Locator row = ada.getByTestId("health-row").filter(withText(title));
        assertThat(row.getByRole(AriaRole.CELL).nth(1)).hasText(Pattern.compile("[1-9]\\d*"));
        Browser.lookOnBoth(ada, "curation-health");

        row.getByRole(AriaRole.LINK).click();
        assertThat(ada).hasURL(Pattern.compile("/health$"));
        assertThat(ada.getByText(Pattern.compile("graded, of [1-9]\\d* attempts?;"))).isVisible();
        assertThat(ada.getByText(title).first()).isVisible();
        Browser.lookOnBoth(ada, "curation-question-health");
        browser.assertNoComplaints();
    }

    private int graded() {
        var health =
                suite.as("ada").get("/api/catalog/curation/questions/" + questionId() + "/health");
        return health.statusCode() == 200 ? health.jsonPath().getInt("health.graded") : 0;
    }

    private String questionId() {
        return suite.as("ada")
                .get("/api/catalog/questions/" + Practising.QUESTION)
                .jsonPath()
                .getString("id");
    }

    @Test
    void theAuditLogIsNarrowedByWhoWhatAndWhich() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        String id =
                suite.as("adam")
                        .body(
                                Map.of(
                                        "slug",
                                        "audited-" + mark,
                                        "content",
                                        SampleQuestion.content("Audited, case " + mark)))
                        .post("/api/catalog/curation/questions")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        ada.navigate(suite.gateway() + "/admin/audit");
        Locator deeds = ada.getByTestId("audit-entry");
        assertThat(deeds.first()).isVisible();

        ada.getByLabel("Question", new Page.GetByLabelOptions().setExact(true)).fill(id);
        assertThat(ada).hasURL(Pattern.compile("question=" + id));
        assertThat(deeds).hasCount(1);
        assertThat(deeds).containsText("adam");
        ada.getByLabel("Who").fill("ada");
        assertThat(ada).hasURL(Pattern.compile("who=ada(&|$)"));
        ada.getByLabel("Who").fill("nobody-" + mark);
        assertThat(ada.getByText("Nothing of this kind was done")).isVisible();
        assertThat(deeds).hasCount(0);
        Browser.lookOnBoth(ada, "curation-audit-none");
        ada.getByText("Clear filters").first().click();
        assertThat(ada).hasURL(Pattern.compile("/admin/audit$"));
        assertThat(ada.getByLabel("Who")).isEmpty();
        assertThat(deeds.first()).isVisible();

        ada.getByLabel("What").and(ada.locator("input")).fill("Created");
        ada.getByRole(AriaRole.OPTION, named("Created")).first().click();
        assertThat(ada).hasURL(Pattern.compile("action=created"));
        assertThat(ada.locator("[aria-busy=true]")).hasCount(0);
        assertThat(deeds.filter(new Locator.FilterOptions().setHasNotText("Created"))).hasCount(0);
        assertThat(deeds.first()).containsText("adam");
        browser.assertNoComplaints();
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
