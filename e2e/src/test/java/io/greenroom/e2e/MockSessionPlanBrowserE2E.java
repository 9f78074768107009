package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a plan: it is moved, called off, handed over, or nobody comes. */
class MockSessionPlanBrowserE2E {
    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(30_000);

    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Pattern UID = Pattern.compile("(?m)^UID:(\\S+)");
    private static final Pattern SEQUENCE = Pattern.compile("(?m)^SEQUENCE:(\\d+)");

    private final Suite suite = Suite.running();
    private final Interviewing lead = new Interviewing(suite, "iris");
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    void isMovedAndCalledOffAndTheInvitedLearnIt() {
        var title = "To be moved and called off";
        var day = LocalDate.now(ZONE).plusDays(5);
        var session =
                lead.plan(
                        title,
                        day.atTime(9, 0).atZone(ZONE).toInstant(),
                        // Mail goes to an account that is an address without anybody signing in.
                        List.of(Interviewing.invited("CANDIDATE", "casey@greenroom.example")));
        var iris = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(iris, "iris");
        iris.navigate(suite.gateway() + "/sessions/" + session);
        var casey = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(casey, "casey");
        openMail(casey, "Invitation: " + title);
        var invitation = entry(casey, "REQUEST");

        iris.getByTestId("edit-session").click();
        assertThat(iris.getByTestId("session-start")).hasValue(day + "T09:00");
        iris.getByTestId("session-start").fill(day + "T16:30");
        Browser.lookOnBoth(iris, "session-change");
        iris.getByTestId("send-plan").click();
        var moved = day.atTime(LocalTime.of(16, 30)).atZone(ZONE).toInstant();
        assertThat(time(iris, moved)).isVisible(PATIENT);

        openMail(casey, "Changed: " + title);
        var update = entry(casey, "REQUEST");
        assertThat(update.uid()).isEqualTo(invitation.uid());
        assertThat(update.sequence()).isGreaterThan(invitation.sequence());
        assertThat(casey.locator("body")).containsText("16:30");
        casey.locator("a[href*='/sessions/']").first().click();
        assertThat(time(casey, moved)).isVisible(PATIENT);
        assertThat(casey.getByTestId("session-state")).hasText("Scheduled");

        iris.getByTestId("cancel-session").click();
        iris.getByTestId("confirm-cancel").click();
        assertThat(iris.getByText("Say why, in a few words.")).isVisible();
        iris.getByTestId("cancel-reason").fill("I have lost my voice.");
        Browser.lookOnBoth(iris, "session-cancel");
        iris.getByTestId("confirm-cancel").click();
        // The candidate's page tells it by itself.
        for (Page page : List.of(iris, casey)) {
            assertThat(page.getByTestId("cancelled")).isVisible(PATIENT);
            assertThat(page.getByTestId("cancelled")).containsText("I have lost my voice.");
            assertThat(page.getByTestId("session-state")).hasText("Cancelled");
        }
        assertThat(iris.getByTestId("plan-again")).isVisible();
        Browser.lookOnBoth(casey, "session-cancelled");

        openMail(casey, "Cancelled: " + title);
        var cancellation = entry(casey, "CANCEL");
        assertThat(cancellation.uid()).isEqualTo(invitation.uid());
        assertThat(cancellation.sequence()).isGreaterThan(update.sequence());
        assertThat(casey.locator("body")).containsText("I have lost my voice.");
        browser.assertNoComplaints();
    }

    @Test
    void whatNobodyOpenedDidNotTakePlaceAndIsPlannedAgain() {
        var title = "Nobody came";
        var session =
                lead.plan(
                        title,
                        Instant.now().minus(Duration.ofMinutes(50)),
                        List.of(Interviewing.invited("CANDIDATE", "casey")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lead.read(session).getString("state").equals("NO_SHOW"));
        var casey = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(casey, "casey");
        casey.navigate(suite.gateway() + "/sessions?when=past");
        var row =
                casey.getByTestId("session-row")
                        .filter(new Locator.FilterOptions().setHasText(title));
        assertThat(row).containsText("Did not take place");
        Browser.lookOnBoth(casey, "sessions-past");
        row.getByText(title).click();
        assertThat(casey.getByTestId("not-held")).isVisible(PATIENT);
        assertThat(casey.getByTestId("plan-again")).hasCount(0);
        assertThat(casey.getByTestId("enter-room")).hasCount(0);

        var iris = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(iris, "iris");
        iris.navigate(suite.gateway() + "/sessions/" + session);
        assertThat(iris.getByTestId("session-state")).hasText("Did not take place");
        assertThat(iris.getByTestId("not-held")).isVisible();
        assertThat(iris.getByTestId("open-session")).hasCount(0);
        Browser.lookOnBoth(iris, "session-not-held");
        iris.navigate(suite.gateway() + "/sessions/" + session + "/scorecard");
        assertThat(iris.getByText("The session has not been held.")).isVisible(PATIENT);
        iris.goBack();
        iris.getByTestId("plan-again").click();
        assertThat(iris.getByTestId("session-title")).hasValue(title);
        assertThat(iris.getByLabel("Account of person 1")).hasValue(Pattern.compile("casey|iris"));
        assertThat(iris.getByTestId("agenda").locator("li")).hasCount(1);
        Browser.lookOnBoth(iris, "session-plan-again");
        iris.getByTestId("send-plan").click();
        assertThat(iris.getByTestId("people")).isVisible(PATIENT);
        assertThat(iris.getByTestId("session-state")).hasText("Scheduled");
        assertThat(iris.url()).doesNotContain(session);
        browser.assertNoComplaints();
    }

    @Test
    void anAdminAddsAnInterviewerAndCallsOffWhatOthersPlanned() {
        var title = "Left by its interviewer";
        var session =
                lead.plan(
                        title,
                        Instant.now().plus(Duration.ofDays(6)),
                        List.of(Interviewing.invited("CANDIDATE", "casey")));
        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        ada.navigate(suite.gateway() + "/sessions");
        ada.getByTestId("scope").getByText("Everybody’s").click();
        var row =
                ada.getByTestId("session-row")
                        .filter(new Locator.FilterOptions().setHasText(title));
        assertThat(row).containsText("interviewed by iris");
        assertThat(row.locator("a")).hasCount(0);
        Browser.lookOnBoth(ada, "sessions-all");

        row.getByTestId("hand-over").click();
        ada.getByTestId("confirm-hand-over").click();
        assertThat(ada.getByText("Say whom.")).isVisible();
        ada.getByTestId("hand-over-account").fill("casey");
        ada.getByTestId("confirm-hand-over").click();
        assertThat(ada.getByText("Nobody interviews themselves.")).isVisible(PATIENT);
        ada.getByTestId("hand-over-account").fill("ivan");
        Browser.lookOnBoth(ada, "session-hand-over");
        ada.getByTestId("confirm-hand-over").click();
        assertThat(row).containsText("interviewed by iris, ivan");
        var ivan = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ivan, "ivan");
        ivan.navigate(suite.gateway() + "/sessions/" + session);
        assertThat(ivan.getByTestId("open-session")).isVisible(PATIENT);

        row.getByTestId("call-off").click();
        ada.getByTestId("cancel-reason").fill("Nobody can lead it.");
        ada.getByTestId("confirm-cancel").click();
        assertThat(row).hasCount(0);
        assertThat(ivan.getByTestId("cancelled")).isVisible(PATIENT);
        assertThat(ivan.getByTestId("cancelled")).containsText("Nobody can lead it.");

        ada.navigate(suite.gateway() + "/sessions?scope=all&when=scoring");
        assertThat(ada.getByText("To be scored", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        ada.navigate(suite.gateway() + "/sessions?scope=all&when=past");
        assertThat(row).containsText("Cancelled");
        assertThat(row.getByRole(AriaRole.BUTTON)).hasCount(0);
        browser.assertNoComplaints();
    }

    private static Locator time(Page page, Instant instant) {
        return page.locator("time[datetime='" + instant + "']");
    }

    /** What the service mailed to casey has come to the local mailbox. */
    private void openMail(Page page, String subject) {
        page.navigate("http://localhost:" + suite.port("mailbox") + "/");
        var mail =
                page.locator("tr")
                        .filter(new Locator.FilterOptions().setHasText("casey@greenroom.example"))
                        .filter(new Locator.FilterOptions().setHasText(subject))
                        .first()
                        .locator("a");
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            page.reload();
                            return mail.isVisible();
                        });
        mail.click();
    }

    private record Entry(String uid, int sequence) {}

    /** What a mail tells a calendar. */
    private static Entry entry(Page page, String method) {
        var text = page.locator("body").innerText();
        assertThat(text).contains("BEGIN:VCALENDAR", "METHOD:" + method);
        return new Entry(found(UID, text), Integer.parseInt(found(SEQUENCE, text)));
    }

    private static String found(Pattern pattern, String text) {
        var match = pattern.matcher(text);
        assertThat(match.find()).as("%s in %s", pattern, text).isTrue();
        return match.group(1);
    }
}
