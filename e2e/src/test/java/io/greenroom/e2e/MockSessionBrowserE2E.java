package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
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
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(30_000);
    private static final String TITLE = "Attention in the browser";
    private static final String LINE = "scores = q @ k.swapaxes(-1, -2)";
    private static final String REPLY = "I scale before the softmax now.";
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
        checkDevices(casey, session);
        var ivan = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(ivan, "ivan");
        readMail(ivan, "ivan@greenroom.example");
        ivan.navigate(link);
        assertThat(ivan.getByText("This link is for another account")).isVisible(PATIENT);
        ivan.navigate(session);
        assertThat(ivan.getByTestId("session-state")).isVisible();

        hold(iris, ivan, casey, session);

        score(iris, session, 3, "HIRE");
        askTheGrader(iris);
        iris.navigate(session + "/panel");
        assertThat(iris.getByText("Others are still to hand in")).isVisible(PATIENT);
        Browser.look(iris, "session-panel-blind");
        score(ivan, session, 1, "NO_HIRE");
        agree(ivan, session);
        casey.navigate(session + "/report");
        assertThat(casey.getByText("There is no report yet")).isVisible(PATIENT);
        release(ivan, session);

        readAndAnswer(casey);
        assertAnswered(ivan);
        print(casey);
        watch(casey, session);
        countInterviewers();
        browser.assertNoComplaints();
    }

    @Test
    void whoDoesNotHandInIsNoLongerWaitedForAndComesLateAllTheSame() throws Exception {
        var lead = new Interviewing(suite, "iris");
        var id =
                lead.plan(
                        "One card is missing",
                        Instant.now().plusSeconds(60),
                        List.of(
                                Interviewing.invited("CANDIDATE", "casey"),
                                Interviewing.invited("INTERVIEWER", "ivan")));
        lead.open(id);
        lead.write(id, "iris", "ivan");
        lead.end(id);
        lead.score(id);
        var session = suite.gateway() + "/sessions/" + id;

        var iris = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(iris, "iris");
        iris.navigate(session + "/panel");
        assertThat(iris.getByText("Others are still to hand in")).isVisible(PATIENT);
        assertThat(iris.getByTestId("reconcile")).hasCount(0);
        Browser.lookOnBoth(iris, "session-panel-waits");
        iris.getByRole(AriaRole.BUTTON, named("^Do not wait for ivan$")).click();
        assertThat(iris.getByTestId("seats")).containsText("no longer waited for", PATIENTLY);
        assertThat(iris.getByTestId("reconcile")).isVisible();

        var ivan = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ivan, "ivan");
        ivan.navigate(session + "/panel");
        assertThat(ivan.getByText("The others no longer wait for you.")).isVisible(PATIENT);
        assertThat(ivan.getByTestId("reconcile")).hasCount(0);
        Browser.lookOnBoth(ivan, "session-panel-excused");
        new Interviewing(suite, "ivan").score(id);
        ivan.reload();
        assertThat(ivan.getByTestId("reconcile")).isVisible(PATIENT);
        browser.assertNoComplaints();
    }

    @Test
    void peersInterviewEachOtherToTheEnd() {
        var time = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(20, ChronoUnit.DAYS);
        assertPeerRequest("casey", "Cass", time, "OPEN");
        assertPeerRequest("cody", "Co", time, "MATCHED");
        var cody = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(cody, "cody");
        var casey = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(casey, "casey");

        var first = interviewed(cody, "Cass", casey);
        score(cody, first, 3, "HIRE");
        release(cody, first);
        casey.navigate(first + "/report");
        assertThat(casey.getByTestId("report-score")).isVisible(PATIENT);
        Assertions.assertThat(casey.content()).doesNotContain(REMARK);

        // They change places, and each keeps to their side.
        var second = interviewed(casey, "Co", cody);
        Assertions.assertThat(second).isNotEqualTo(first);
        assertThat(cody.getByTestId("room-banner")).containsText("everything is kept");
        cody.navigate(second + "/scorecard");
        assertThat(cody.getByRole(AriaRole.MAIN)).isVisible(PATIENT);
        assertThat(cody.getByTestId("scorecard-desk")).hasCount(0);
        casey.navigate(second + "/scorecard");
        assertThat(casey.getByTestId("scorecard-desk")).isVisible(PATIENT);
        browser.assertNoComplaints();
    }

    private void assertPeerRequest(String account, String name, Instant time, String state) {
        var wish =
                Map.of(
                        "topics",
                        List.of("attention"),
                        "level",
                        "L4",
                        "times",
                        List.of(time.toString()),
                        "timeZone",
                        "Europe/Berlin",
                        "displayName",
                        name);
        suite.as(account)
                .body(wish)
                .post("/api/sessions/peer-requests")
                .then()
                .statusCode(201)
                .body("state", equalTo(state));
    }

    /**
     * One interviews the other, to the end of the session.
     *
     * @return the session's address
     */
    private String interviewed(Page asks, String answering, Page answers) {
        asks.navigate(suite.gateway() + "/peers");
        var found = asks.getByTestId("peer-request").first();
        assertThat(found).containsText("With " + answering, PATIENTLY);
        Browser.look(asks, "peers-found");
        found.getByRole(AriaRole.LINK, called("Where I interview")).click();
        assertThat(asks.getByTestId("open-session")).isVisible(PATIENT);
        var session = asks.url();
        answers.navigate(suite.gateway() + "/peers");
        answers.getByTestId("peer-request")
                .first()
                .getByRole(AriaRole.LINK, called("Where I am interviewed"))
                .click();
        answers.waitForURL(session);
        assertThat(answers.getByText("An interviewer opens the room")).isVisible(PATIENT);

        asks.getByTestId("open-session").click();
        answers.getByTestId("enter-room").click();
        var guide = asks.getByTestId("guide");
        asks.getByTestId("agenda").getByRole(AriaRole.BUTTON, called("Show ")).click();
        guide.getByRole(AriaRole.BUTTON, called("A strong answer")).click();
        var strong = guide.getByRole(AriaRole.REGION, called("A strong answer"));
        assertThat(strong).isVisible(PATIENT);
        var words = strong.innerText().strip().lines().findFirst().orElseThrow();
        Assertions.assertThat(words).isNotBlank();
        guide.getByRole(AriaRole.BUTTON, called("Hints")).click();
        var hint =
                guide.getByRole(AriaRole.REGION, called("Hints"))
                        .getByText(Pattern.compile("^1\\. "))
                        .innerText()
                        .substring("1. ".length());

        // Who answers sees of all that only what they are given.
        assertThat(answers.getByTestId("room-question")).isVisible(PATIENT);
        assertThat(answers.getByTestId("guide")).hasCount(0);
        Assertions.assertThat(answers.content()).doesNotContain(words, hint);
        guide.getByRole(AriaRole.BUTTON, called("Give hint 1")).click();
        assertThat(answers.getByTestId("given-hints")).containsText(hint, PATIENTLY);
        Assertions.assertThat(answers.content()).doesNotContain(words);
        answers.getByTestId("room-editor").click();
        answers.keyboard().press("Control+End");
        answers.keyboard().type("\n" + LINE);
        assertThat(asks.getByTestId("room-editor")).containsText(LINE);
        answers.keyboard().press("Alt+Shift+KeyC");
        assertThat(answers.getByTestId("chat-input")).isFocused();
        answers.keyboard().type("That is it.");
        answers.keyboard().press("Enter");
        asks.getByRole(AriaRole.TAB, named("^Chat")).click();
        assertThat(asks.getByTestId("chat")).containsText(answering);
        assertThat(answers.getByTestId("chat")).containsText("That is it.");
        Browser.look(asks, "room-peer");

        asks.getByTestId("end-session").click();
        asks.getByTestId("confirm-end").click();
        for (var page : List.of(asks, answers)) {
            assertThat(page.getByTestId("room-phase")).hasText("Ended");
        }
        return session;
    }

    private static Locator.GetByRoleOptions called(String beginning) {
        return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + beginning));
    }

    /** Returns the session's address. */
    private String plan(Page page) {
        page.navigate(suite.gateway() + "/sessions/new");
        page.getByTestId("session-title").fill(TITLE);
        page.getByLabel("Account of person 1").fill("casey");
        page.getByTestId("add-person").click();
        page.getByLabel("Account of person 2").fill("ivan");
        fromALoopACollectionAndASet(page);
        page.getByRole(AriaRole.TAB, named("^By hand$")).click();
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

    /** What was drawn is on the agenda, as far as there is room, and goes off it again. */
    private static void fromALoopACollectionAndASet(Page page) {
        var agenda = page.getByTestId("agenda").locator("li");
        int drawn = drawLoop(page);
        page.getByRole(AriaRole.TAB, named("^From a collection$")).click();
        choose(page, "Collection", "First week");
        // A question may be in both.
        page.locator("[data-testid=add-question]:enabled").first().click();
        assertThat(agenda).hasCount(drawn + 1);
        assertThat(page.getByTestId("agenda-total")).containsText(drawn + 1 + " questions");
        emptyAgenda(page);

        page.getByRole(AriaRole.TAB, named("^Drawn at random$")).click();
        page.getByLabel("Minutes in all").fill("40");
        page.getByRole(AriaRole.BUTTON, named("^Draw a set$")).click();
        page.getByTestId("add-set").click();
        assertThat(page.getByTestId("add-set")).hasText("All on the agenda");
        assertThat(agenda.first()).isVisible();
        assertThat(page.getByTestId("agenda-room")).isEmpty();
        Browser.look(page, "session-plan-set");

        int on = drawLoop(page);
        page.getByRole(AriaRole.TAB, named("^From a collection$")).click();
        choose(page, "Collection", "First week");
        for (; on < 12; on++) {
            page.locator("[data-testid=add-question]:enabled").first().click();
            assertThat(agenda).hasCount(on + 1);
        }
        page.getByRole(AriaRole.TAB, named("^From a loop$")).click();
        choose(page, "Loop", "Applied AI engineer");
        assertThat(agenda).hasCount(12);
        assertThat(page.getByTestId("agenda-room")).containsText("The agenda is full");
        assertThat(page.getByRole(AriaRole.BUTTON, named("^Draw its questions$"))).isDisabled();
        Browser.look(page, "session-plan-full");
        emptyAgenda(page);
    }

    /** Returns how many questions are on the agenda then. */
    private static int drawLoop(Page page) {
        page.getByRole(AriaRole.TAB, named("^From a loop$")).click();
        choose(page, "Loop", "Applied AI engineer");
        var agenda = page.getByTestId("agenda").locator("li");
        int before = agenda.count();
        page.getByRole(AriaRole.BUTTON, named("^Draw its questions$")).click();
        assertThat(agenda.nth(before)).isVisible(PATIENT);
        return agenda.count();
    }

    private static void emptyAgenda(Page page) {
        var agenda = page.getByTestId("agenda").locator("li");
        for (int left = agenda.count() - 1; left >= 0; left--) {
            agenda.first().getByRole(AriaRole.BUTTON).last().click();
            assertThat(agenda).hasCount(left);
        }
    }

    private static void choose(Page page, String label, String option) {
        var select =
                page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                        .and(page.locator("input"));
        select.click();
        select.fill(option);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(option))
                .first()
                .click();
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
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

    private static void checkDevices(Page page, String session) {
        page.navigate(session + "/check");
        assertThat(page.getByTestId("check-connection"))
                .containsText(Pattern.compile("The room is reached|It works, slowly"), PATIENTLY);
        page.getByTestId("try-microphone").click();
        assertThat(page.getByTestId("check-microphone"))
                .containsText("You can be heard", PATIENTLY);
        page.getByTestId("try-camera").click();
        assertThat(page.getByLabel("What your camera sees")).isVisible(PATIENT);
        // Not Playwright's own wait for a function: our pages forbid what it would evaluate in
        // them.
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                page.evaluate("document.querySelector('video').videoWidth > 0")
                                        .equals(true));
        Browser.look(page, "session-check");
        page.getByTestId("try-camera").click();
        assertThat(page.locator("video")).hasCount(0);
        page.navigate(session);
    }

    /** What the service mailed has come to the local mailbox. */
    private void readMail(Page page, String address) {
        page.navigate("http://localhost:" + suite.port("mailbox") + "/");
        var invitation =
                page.locator("tr")
                        .filter(new Locator.FilterOptions().setHasText(address))
                        .filter(new Locator.FilterOptions().setHasText(TITLE))
                        .first()
                        .getByRole(AriaRole.LINK);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> {
                            page.reload();
                            assertThat(invitation).isVisible();
                        });
        invitation.click();
        assertThat(page.locator("body")).containsText("BEGIN:VCALENDAR");
        assertThat(page.locator("body")).containsText("METHOD:REQUEST");
        Assertions.assertThat(page.locator("a[href*='/sessions/']").count()).isPositive();
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
        assertThat(page.getByTestId("opinion")).hasCount(0);
        Browser.assertSaved(page);
        Browser.lookOnBoth(page, "session-scorecard-" + recommendation);
        page.getByTestId("hand-in-scorecard").click();
        page.getByTestId("confirm-hand-in").click();
        assertThat(page.getByTestId("handed-in")).isVisible(PATIENT);
    }

    /** One's own marks are in: now the grader may say what it thinks, with what was dictated. */
    private static void askTheGrader(Page page) {
        var opinion = page.getByTestId("opinion");
        assertThat(opinion).hasCount(1);
        assertThat(opinion.getByRole(AriaRole.TEXTBOX))
                .hasValue("Began with the shapes. Said why.");
        opinion.getByTestId("ask-opinion").click();
        var ready = opinion.getByTestId("opinion-ready");
        assertThat(ready).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        assertThat(
                        ready.getByRole(
                                AriaRole.CELL,
                                new Locator.GetByRoleOptions().setName(Pattern.compile("^3 "))))
                .not()
                .hasCount(0);
        Browser.lookOnBoth(page, "session-opinion");
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
        Browser.lookOnBoth(page, "session-panel");
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
        Browser.lookOnBoth(page, "session-release");
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
        Browser.lookOnBoth(page, "session-report");
        page.getByTestId("rating-stars")
                .locator("label")
                .nth(4)
                .click(new Locator.ClickOptions().setForce(true));
        page.getByTestId("rating-comment").fill("Thank you both.");
        page.getByTestId("rating-reply").fill("I would scale first, too.");
        page.getByTestId("send-rating").click();
        assertThat(page.getByText("Thank you. It is sent.")).isVisible(PATIENT);
        // It stays theirs to change.
        page.reload();
        assertThat(page.getByTestId("rating-reply")).hasValue("I would scale first, too.");
        page.getByTestId("rating-reply").fill(REPLY);
        assertThat(page.getByText("Thank you. It is sent.")).hasCount(0);
        assertThat(page.getByTestId("send-rating")).hasText("Change it");
        page.getByTestId("send-rating").click();
        assertThat(page.getByText("Thank you. It is sent.")).isVisible(PATIENT);
        Browser.lookOnBoth(page, "session-rated");
    }

    /** Whoever led it reads what the candidate says to it. */
    private static void assertAnswered(Page page) {
        page.reload();
        assertThat(page.getByText(REPLY)).isVisible(PATIENT);
        assertThat(page.getByText("Thank you both.")).isVisible();
        assertThat(page.getByTestId("rating-form")).hasCount(0);
        Browser.lookOnBoth(page, "session-answered");
    }

    /** On paper stand the report and all its criteria, and nothing to click. */
    private static void print(Page page) {
        var criteria = page.getByTestId("report-criterion");
        int shown = criteria.count();
        Assertions.assertThat(shown).isGreaterThanOrEqualTo(3);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.getByRole(AriaRole.NAVIGATION)).hasCount(0);
        assertThat(page.getByTestId("print-report")).isHidden();
        assertThat(page.getByTestId("rating-form")).isHidden();
        assertThat(page.getByTestId("report-score")).isVisible();
        for (int i = 0; i < shown; i++) {
            assertThat(criteria.nth(i)).isVisible();
        }
        Assertions.assertThat(new String(page.pdf(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-")
                .hasSizeGreaterThan(10_000);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
    }

    private void countInterviewers() {
        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        ada.navigate(suite.gateway() + "/admin/interviewers");
        // One gave two levels more than the other on every criterion.
        for (var one : Map.of("Iris", "milder", "Ivan", "stricter").entrySet()) {
            var row =
                    ada.getByRole(
                            AriaRole.ROW,
                            new Page.GetByRoleOptions()
                                    .setName(
                                            Pattern.compile(
                                                    "^" + one.getKey(), Pattern.CASE_INSENSITIVE)));
            assertThat(row).containsText(one.getValue(), PATIENTLY);
            assertThat(row).containsText("of 5");
        }
        Browser.look(ada, "admin-interviewers");
    }

    private static void watch(Page page, String session) {
        page.navigate(session + "/replay");
        assertThat(page.getByTestId("replay")).isVisible(PATIENT);
        assertThat(page.getByTestId("moments")).not().containsText("My note");
        page.getByTestId("seek").focus();
        page.keyboard().press("End");
        assertThat(page.getByTestId("code-view")).containsText(LINE);
        Browser.lookOnBoth(page, "session-replay");
        page.getByTestId("seek").focus();
        page.keyboard().press("Home");
        assertThat(page.getByTestId("code-view")).hasCount(0);
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true).setTimeout(30_000);
    }
}
