package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The main job as a candidate does it: in a browser, from the landing page to the grade and out.
 */
class PracticeBrowserE2E {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);

    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    void findsAQuestionAnswersItAndSeesAGradeThatQuotesTheAnswer() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        page.navigate(suite.gateway() + "/");
        Browser.look(page, "landing");
        suite.signIn(page, "casey");

        page.navigate(suite.gateway() + "/questions");
        assertThat(page.getByTestId("question-card").first()).isVisible();
        Browser.look(page, "catalog");
        var search = page.getByLabel("Search questions");
        search.fill("dot-product attention");
        // Closes the suggestions, which would lie over the results.
        search.press("Enter");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("attention", Pattern.CASE_INSENSITIVE)))
                .first()
                .click();
        assertThat(page.getByTestId("start-attempt")).isVisible();
        assertThat(page.getByText("rubric").first()).isVisible();
        Browser.look(page, "question");

        page.getByTestId("start-attempt").click();
        var editor = page.locator(".cm-content");
        editor.click();
        page.keyboard().press("Control+A");
        // Typing over a selection makes Chromium itself try to keep the style of what was there.
        page.keyboard().press("Delete");
        page.keyboard().insertText(Practising.ANSWER);
        Browser.assertSaved(page);
        Browser.look(page, "workspace");

        // Leaving loses nothing.
        page.navigate(suite.gateway() + "/attempts");
        assertThat(page.getByRole(AriaRole.MAIN))
                .containsText(
                        "attention",
                        new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true));
        Browser.look(page, "my-attempts");
        page.goBack();
        assertThat(page.locator(".cm-content")).containsText("np.einsum");

        page.getByTestId("submit-answer").click();
        page.getByTestId("confirm-submit").click();
        assertThat(page.getByTestId("grade")).isVisible(PATIENT);
        assertThat(Integer.parseInt(page.getByTestId("grade-score").innerText().strip()))
                .isBetween(1, 100);
        assertThat(page.getByTestId("criterion").count()).isBetween(3, 6);
        Browser.look(page, "grade");
        evidenceIsMarkedAndLinkedBothWays(page);

        page.getByTestId("user-menu").click();
        page.getByTestId("sign-out").click();
        assertThat(page.getByTestId("sign-in").first()).isVisible(PATIENT);
        assertThat(page.request().get(suite.gateway() + "/api/me").status()).isEqualTo(401);
        browser.assertNoComplaints();
    }

    private static void evidenceIsMarkedAndLinkedBothWays(Page page) {
        Locator quotes = page.getByTestId("evidence-quote");
        Locator marks = page.getByTestId("answer-mark");
        assertThat(quotes.count()).isPositive();
        assertThat(marks.count()).isPositive();
        String quoted = quotes.first().innerText().replaceAll("[“”]", "").strip();
        assertThat(flat(Practising.ANSWER)).contains(flat(quoted));
        for (int i = 0; i < marks.count(); i++) {
            assertThat(flat(Practising.ANSWER)).contains(flat(marks.nth(i).innerText()));
        }
        quotes.first().click();
        assertThat((String) page.evaluate("document.activeElement.closest('mark')?.tagName ?? ''"))
                .isEqualTo("MARK");
        page.keyboard().press("Enter");
        assertThat((String) page.evaluate("document.activeElement.dataset.testid ?? ''"))
                .isEqualTo("evidence-quote");
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void worksOnAPhoneInTheDark() {
        var page = browser.window(Browser.PHONE, ColorScheme.DARK);
        page.navigate(suite.gateway() + "/");
        Browser.look(page, "phone-landing");
        suite.signIn(page, "cody");
        page.navigate(suite.gateway() + "/questions");
        assertThat(page.getByTestId("question-card").first()).isVisible();
        Browser.look(page, "phone-catalog");
        page.navigate(suite.gateway() + "/questions/behavioral-trusted-ai-output");
        assertThat(page.getByTestId("start-attempt")).isVisible();
        Browser.look(page, "phone-question");
        page.getByTestId("start-attempt").click();
        page.locator(".cm-content").click();
        page.keyboard()
                .insertText(
                        "In March I shipped a summary feature and trusted the model's citations."
                            + " Two of them did not exist. A customer found it. I wrote a checker"
                            + " that looks every citation up before it is shown, and since then I"
                            + " sample fifty outputs a week.");
        Browser.assertSaved(page);
        Browser.look(page, "phone-workspace");
        page.getByTestId("submit-answer").click();
        page.getByTestId("confirm-submit").click();
        assertThat(page.getByTestId("grade")).isVisible(PATIENT);
        Browser.look(page, "phone-grade");
        browser.assertNoComplaints();
    }

    @Test
    void aCandidateWorksWithTheKeyboardAlone() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(page, "cody");
        page.navigate(suite.gateway() + "/questions/behavioral-escalation");
        assertThat(page.getByTestId("start-attempt")).isEnabled();
        tabTo(page, "start-attempt");
        page.keyboard().press("Enter");
        assertThat(page.locator(".cm-content")).isVisible();
        tabUntil(page, "document.activeElement.classList.contains('cm-content')", "the editor");
        page.keyboard()
                .insertText(
                        "I told my manager in writing on the day the risk became clear, with two"
                                + " options and my advice.");
        page.keyboard().press("Control+s");
        Browser.assertSaved(page);
        page.keyboard().press("Control+Enter");
        assertThat(page.getByTestId("confirm-submit")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.getByTestId("grade")).isVisible(PATIENT);
        Browser.look(page, "dark-grade");
    }

    @Test
    void whatIsNotThereIsAPageThatHelps() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(page, "casey");
        for (String path :
                new String[] {
                    "/nowhere",
                    "/questions/nowhere",
                    "/attempts/00000000-0000-0000-0000-000000000000"
                }) {
            page.navigate(suite.gateway() + path);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            Browser.assertAccessible(page, path);
        }
        page.navigate(suite.gateway() + "/questions?q=zeppelin");
        assertThat(
                        page.getByRole(
                                        AriaRole.BUTTON,
                                        new Page.GetByRoleOptions()
                                                .setName(
                                                        Pattern.compile(
                                                                "clear", Pattern.CASE_INSENSITIVE)))
                                .first())
                .isVisible();
        Browser.look(page, "catalog-empty");
    }

    @Test
    void anInterviewerSeesTheRubricOnTheQuestionPage() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(page, "iris");
        page.navigate(suite.gateway() + "/questions/" + Practising.QUESTION);
        assertThat(page.getByText("Red flags").first()).isVisible();
        Browser.look(page, "question-interviewer");
    }

    private static void tabTo(Page page, String testId) {
        tabUntil(page, "document.activeElement.dataset.testid === '" + testId + "'", testId);
    }

    private static void tabUntil(Page page, String reached, String what) {
        for (int i = 0; i < 40; i++) {
            if (Boolean.TRUE.equals(page.evaluate(reached))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError(what + " cannot be reached with the Tab key");
    }
}
