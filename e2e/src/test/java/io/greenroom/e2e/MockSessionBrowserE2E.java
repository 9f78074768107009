package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock session from its plan to the candidate's answer, each person in a browser of their own.
 */
class MockSessionBrowserE2E {
    /** A browser whose speech recognition hears two words, without a microphone. */
    private static final String HEARING =
            """
            window.SpeechRecognition = class {
                start() {
                    setTimeout(() => this.onresult({
                        resultIndex: 0,
                        results: [Object.assign([{ transcript: 'Said why.' }], { isFinal: true })],
                    }));
                }
                stop() { this.onend(); }
                abort() {}
            };
            """;

    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);
    private static final String LINE = "scores = q @ k.swapaxes(-1, -2)";
    private static final String REMARK = "Only the panel may ever read this remark.";

    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    void isPlannedHeldScoredBlindAgreedOnReleasedAndWatchedAgain() {
        var iris = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(iris, "iris");
        var session = plan(iris);
        var link = joinLink(iris);

        var casey = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(casey, "casey");
        casey.navigate(link);
        assertThat(casey.getByTestId("session-state")).containsText("Scheduled");
        assertThat(casey.getByRole(AriaRole.MAIN)).not().containsText("dot-product");
        Browser.look(casey, "session-candidate");
        var ivan = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(ivan, "ivan");
        ivan.navigate(link);
        assertThat(ivan.getByText("This link is for another account")).isVisible(PATIENT);
        ivan.navigate(session);
        assertThat(ivan.getByTestId("session-state")).isVisible();

        hold(iris, ivan, casey, session);

        score(iris, session, 3, "HIRE");
        iris.navigate(session + "/panel");
        assertThat(iris.getByText("Others are still to hand in")).isVisible(PATIENT);
        Browser.look(iris, "session-panel-blind");
        score(ivan, session, 1, "NO_HIRE");
        agree(ivan, session);
        casey.navigate(session + "/report");
        assertThat(casey.getByText("There is no report yet")).isVisible(PATIENT);
        release(ivan, session);

        readAndAnswer(casey);
        watch(casey, session);
        browser.assertNoComplaints();
    }

    /** Returns the session's address. */
    private String plan(Page page) {
        page.navigate(suite.gateway() + "/sessions/new");
        page.getByTestId("session-title").fill("Attention in the browser");
        page.getByLabel("Account of person 1").fill("casey");
        page.getByTestId("add-person").click();
        page.getByLabel("Account of person 2").fill("ivan");
        page.getByTestId("find-questions").fill("dot-product attention");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions()
                                .setName(Pattern.compile("^Add Scaled dot-product")))
                .click();
        assertThat(page.getByTestId("agenda").locator("li")).hasCount(1);
        Browser.look(page, "session-plan");
        page.getByTestId("send-plan").click();
        assertThat(page.getByTestId("people")).isVisible(PATIENT);
        return page.url();
    }

    private String joinLink(Page page) {
        page.locator("[data-testid=participant][data-role=CANDIDATE]")
                .getByTestId("new-link")
                .click();
        var calendar = page.waitForDownload(() -> page.getByTestId("download-ics").click());
        Assertions.assertThat(calendar.suggestedFilename()).endsWith(".ics");
        Browser.look(page, "session-interviewer");
        return page.getByTestId("join-link").innerText().strip();
    }

    /** The thinnest way through the room: a question, a line, a word, the end. */
    private void hold(Page iris, Page ivan, Page casey, String session) {
        iris.getByTestId("open-session").click();
        assertThat(casey.getByTestId("enter-room")).isVisible(PATIENT);
        casey.getByTestId("enter-room").click();
        // Only who was in the room is waited for when it is scored.
        assertThat(ivan.getByTestId("enter-room")).isVisible(PATIENT);
        ivan.getByTestId("enter-room").click();
        iris.getByTestId("agenda")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Show ")))
                .click();
        assertThat(casey.getByTestId("room-question")).containsText("attention", containing());
        var editor = casey.getByTestId("room-editor");
        editor.click();
        casey.keyboard().press("Control+End");
        casey.keyboard().type("\n" + LINE);
        for (var interviewer : List.of(iris, ivan)) {
            assertThat(interviewer.getByTestId("room-editor")).containsText(LINE);
        }
        iris.navigate(session);
        iris.getByTestId("end-session").click();
        iris.getByTestId("confirm-end").click();
        assertThat(iris.getByTestId("session-state")).containsText("Being scored");
    }

    private static void score(Page page, String session, int level, String recommendation) {
        page.addInitScript(HEARING);
        page.navigate(session + "/scorecard");
        assertThat(page.getByTestId("scorecard-desk")).isVisible(PATIENT);
        var criteria = page.getByTestId("card-criterion");
        criteria.first().getByRole(AriaRole.BUTTON).first().focus();
        for (int i = 0; i < criteria.count(); i++) {
            page.keyboard().press(String.valueOf(level));
            page.keyboard().press("j");
        }
        page.getByText("Documents", new Page.GetByTextOptions().setExact(true)).click();
        page.getByTestId("code-view")
                .locator(".cm-line")
                .filter(new Locator.FilterOptions().setHasText(LINE))
                .click(new Locator.ClickOptions().setClickCount(3));
        page.getByTestId("attach-range").click();
        assertThat(page.getByTestId("attached-evidence")).containsText("scores");
        page.locator("input[value=" + recommendation + "]").check();
        page.getByTestId("card-feedback").fill("You explained the shapes first.");
        page.getByLabel("Private remark").fill(REMARK);
        page.getByTestId("summary").fill("Began with the shapes.");
        page.getByTestId("dictate").click();
        assertThat(page.getByTestId("summary")).hasValue("Began with the shapes. Said why.");
        page.getByTestId("dictate").click();
        Browser.assertSaved(page);
        Browser.look(page, "session-scorecard-" + recommendation);
        page.getByTestId("hand-in-scorecard").click();
        page.getByTestId("confirm-hand-in").click();
        assertThat(page.getByTestId("handed-in")).isVisible(PATIENT);
    }

    private static void agree(Page page, String session) {
        page.navigate(session + "/panel");
        assertThat(page.getByTestId("differences")).containsText("2 levels", containing());
        var rows = page.locator("[data-testid=agree-criterion][data-differs]");
        for (int i = 0; i < rows.count(); i++) {
            rows.nth(i).getByRole(AriaRole.RADIO).nth(2).check();
            rows.nth(i).getByTestId("agree-reason").fill("Right in the end, with one hint.");
        }
        page.getByTestId("reconcile").locator("input[value=HIRE]").check();
        Browser.look(page, "session-panel");
        page.getByTestId("save-agreement").click();
        assertThat(page.getByTestId("to-release")).isVisible(PATIENT);
    }

    private static void release(Page page, String session) {
        page.navigate(session + "/release");
        page.getByTestId("release-feedback").fill("You were **calm** and exact.");
        Browser.assertSaved(page);
        page.getByText("What the candidate gets").click();
        var preview = page.getByTestId("preview");
        assertThat(preview).containsText("calm");
        assertThat(preview).not().containsText(REMARK);
        Browser.look(page, "session-release");
        page.getByTestId("release").click();
        page.getByTestId("confirm-release").click();
        // The preview looks like the report: only the address tells that it was released.
        page.waitForURL(session + "/report");
        assertThat(page.getByTestId("report")).isVisible(PATIENT);
    }

    /** The page that waited for the report shows it by itself. */
    private static void readAndAnswer(Page page) {
        assertThat(page.getByTestId("report-score")).isVisible(PATIENT);
        assertThat(page.getByTestId("report-evidence").first()).containsText("scores");
        Assertions.assertThat(page.content()).doesNotContain(REMARK);
        Browser.look(page, "session-report");
        page.getByTestId("rating-stars")
                .locator("label")
                .nth(4)
                .click(new Locator.ClickOptions().setForce(true));
        page.getByTestId("rating-comment").fill("Thank you both.");
        page.getByTestId("send-rating").click();
        assertThat(page.getByText("Thank you. It is sent.")).isVisible(PATIENT);
    }

    private static void watch(Page page, String session) {
        page.navigate(session + "/replay");
        assertThat(page.getByTestId("replay")).isVisible(PATIENT);
        assertThat(page.getByTestId("moments")).not().containsText("My note");
        page.getByTestId("seek").focus();
        page.keyboard().press("End");
        assertThat(page.getByTestId("code-view")).containsText(LINE);
        page.keyboard().press("Home");
        assertThat(page.getByTestId("code-view")).hasCount(0);
        Browser.look(page, "session-replay");
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true).setTimeout(30_000);
    }
}
