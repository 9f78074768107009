package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A mock session as its people have it: three browsers in one room, and what happens when the
 * network or a service goes away under their hands.
 */
class LiveRoomBrowserE2E {
    private static final double PATIENCE = 30_000;

    /** The most that a call wants of a camera. The browser sends less while the line seems slow. */
    private static final int CAMERA_WIDTH = 640;

    /** As long as it may take until Python is loaded. */
    private static final LocatorAssertions.ContainsTextOptions TOLD =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    /**
     * Lines of a call that find no way to each other, and fail for good as soon as the page is told
     * to; those that are made from then on are as they should be.
     */
    private static final String BLOCKED =
            """
            const blocked = new Set();
            window.callsFail = () => {
                const lines = [...blocked];
                blocked.clear();
                lines.forEach(line => line.fail());
                return lines.length;
            };
            let failing = false;
            window.RTCPeerConnection = class extends RTCPeerConnection {
                #failed = false;
                constructor(settings) {
                    super(failing ? settings : { ...settings, iceTransportPolicy: 'relay' });
                    if (!failing) {
                        blocked.add(this);
                    }
                }
                get connectionState() {
                    return this.#failed ? 'failed' : super.connectionState;
                }
                restartIce() {
                    if (this.#failed) {
                        setTimeout(() => this.fail());
                    } else {
                        super.restartIce();
                    }
                }
                fail() {
                    failing = this.#failed = true;
                    this.dispatchEvent(new Event('connectionstatechange'));
                }
            };
            """;

    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    @Timeout(100)
    void threeShareARoomAndNothingThatWasWrittenIsLost() {
        String session = planned();
        var iris = enter("iris", session, Browser.DESKTOP);
        var casey = enter("casey", session, Browser.DESKTOP);
        var ivan = enter("ivan", session, Browser.PHONE);

        iris.getByTestId("start-session").click();
        assertThat(casey.getByTestId("room-phase")).hasText("Live");
        show(iris);
        assertThat(casey.getByTestId("room-question")).containsText("scaled_dot_product_attention");
        assertThat(casey.getByTestId("room-editor")).containsText("def ");

        // Both write at once, and everybody ends up with one text.
        write(casey, "Control+End", "\n# casey: shapes first");
        write(iris, "Control+Home", "# iris: mind the mask\n");
        sameText(casey, iris, ivan, "# iris: mind the mask", "# casey: shapes first");
        assertThat(ivan.getByText("Read only")).isVisible();

        notesStayWithTheirAuthor(iris, casey, ivan);
        Browser.lookOnBoth(iris, "room-interviewer");
        Browser.lookOnBoth(casey, "room-candidate");
        Browser.look(ivan, "room-observer-phone");

        // The network goes away: what is written stays, and arrives afterwards.
        casey.context().setOffline(true);
        write(casey, "Control+End", "\n# casey: while offline");
        assertThat(casey.getByTestId("link-state"))
                .hasAttribute(
                        "data-state",
                        Pattern.compile("waiting|connecting"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
        write(iris, "Control+Home", "# iris: meanwhile\n");
        casey.context().setOffline(false);
        assertSaved(casey);
        sameText(casey, iris, ivan, "# iris: meanwhile", "# casey: while offline");

        // The service dies in mid-sentence and comes back; nobody reloads.
        suite.kill("session-service");
        write(casey, "Control+End", "\n# casey: while it was down");
        assertUnsent(casey);
        // A reload shows it again; a tab that is doubled has a copy, and only one of both sends it.
        casey.onDialog(dialog -> dialog.accept());
        casey.reload();
        assertThat(casey.getByTestId("room-editor")).containsText("# casey: while it was down");
        assertUnsent(casey);
        var doubled = browser.doubled(casey);
        suite.up();
        assertSaved(doubled);
        assertSaved(casey);
        assertSaved(iris);
        assertSaved(ivan);
        sameText(casey, iris, ivan, "# casey: while it was down", "# casey: while offline");

        write(doubled, "Control+End", "\n# casey: from the other tab");
        sameText(casey, iris, doubled, "# casey: from the other tab", "# casey: while it was down");
        doubled.close();

        // A reload goes on, with what the line had not taken yet.
        casey.context().setOffline(true);
        write(casey, "Control+End", "\n# casey: before the reload");
        casey.context().setOffline(false);
        casey.reload();
        assertSaved(casey);
        sameText(casey, iris, ivan, "# casey: before the reload", "# iris: mind the mask");

        iris.getByTestId("end-session").click();
        iris.getByTestId("confirm-end").click();
        assertThat(casey.getByTestId("room-phase")).hasText("Ended");
        assertThat(casey.getByTestId("room-banner")).containsText("everything is kept");
        browser.assertNoComplaints();
    }

    private static void notesStayWithTheirAuthor(Page iris, Page casey, Page ivan) {
        iris.getByTestId("note-input").fill("private-note-of-iris");
        iris.getByTestId("note-input").press("Enter");
        iris.getByTestId("mark-toggle").first().click();
        assertThat(iris.getByTestId("notes")).containsText("private-note-of-iris");
        assertThat(iris.getByTestId("mark-toggle").first()).hasAttribute("aria-pressed", "true");
        casey.getByTestId("chat-input").fill("May I ask something?");
        casey.getByTestId("chat-input").press("Enter");
        iris.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^Chat")))
                .click();
        assertThat(iris.getByTestId("chat")).containsText("May I ask something?");
        // By then the note has gone wherever it goes.
        for (Page other : List.of(casey, ivan)) {
            assertThat(other.content()).doesNotContain("private-note-of-iris");
            assertThat(other.getByTestId("notes")).hasCount(0);
            assertThat(other.getByTestId("guide")).hasCount(0);
        }
    }

    @Test
    @Timeout(240)
    void theyRunPythonDrawAndSeeEachOther() {
        String session = planned();
        var iris = enter("iris", session, Browser.DESKTOP);
        var casey = enter("casey", session, Browser.DESKTOP, BLOCKED);
        iris.getByTestId("start-session").click();
        assertThat(casey.getByTestId("room-phase")).hasText("Live");

        // What is run sees neither the page nor the API, although the cookie of who runs it is
        // there.
        write(
                casey,
                "Control+Home",
                """
                print(6 * 7)
                try:
                    from pyodide.http import pyfetch
                    print("reached", (await pyfetch("/api/me")).status)
                except BaseException as refused:
                    print("refused")
                """);
        casey.getByTestId("run").click();
        assertPrinted("42", casey, iris);
        assertThat(iris.getByTestId("run-output")).containsText("refused");
        assertThat(iris.getByTestId("run-output")).not().containsText("reached");
        aRunThatWantsTooMuchIsStoppedAndTheNextWorks(casey, iris);

        casey.getByTestId("board-tab").click();
        casey.getByTestId("board-text").fill("Query, key and value meet in a softmax.");
        iris.getByTestId("board-tab").click();
        assertThat(iris.getByTestId("board-text"))
                .hasValue("Query, key and value meet in a softmax.");
        assertThat(iris.locator(".excalidraw canvas").first()).isVisible();
        int blank = inkOn(iris);
        drawALine(casey);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(inkOn(iris)).isGreaterThan(blank + 100));
        Browser.look(iris, "room-whiteboard");

        aCallThatFailsIsTriedAgain(casey, iris);
        for (Page page : List.of(casey, iris)) {
            assertThat(page.locator("[data-testid=call-tile][data-connected=true]"))
                    .hasCount(2, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(picturesShown(page)).isEqualTo(2));
        }
        Browser.screenshot(casey, "room-call");
        casey.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mute the microphone"))
                .click();
        assertThat(
                        iris.getByRole(
                                AriaRole.BUTTON,
                                new Page.GetByRoleOptions().setName(Pattern.compile(", muted"))))
                .isVisible();
        aScreenIsSharedInTheCall(casey, iris);
        devicesAreChosenInTheCall(casey, iris);

        iris.getByTestId("end-session").click();
        iris.getByTestId("confirm-end").click();
        assertThat(iris.getByTestId("room-phase")).hasText("Ended");
        theReplayDrawsWhatWasDrawn(iris, session);
        browser.assertNoComplaints();
    }

    private static void aCallThatFailsIsTriedAgain(Page casey, Page iris) {
        casey.getByTestId("join-call").click();
        iris.getByTestId("join-call").click();
        assertThat(casey.getByRole(AriaRole.BUTTON, named("^iris.*, connecting…"))).isVisible();
        // What the other offers has to be there before it can come to nothing.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !casey.evaluate("window.callsFail()").equals(0));
        var failed = casey.getByTestId("call-failed");
        assertThat(failed).containsText(Pattern.compile("^No call with iris: "));
        assertThat(failed).containsText("Chat, editor and whiteboard still work.");
        assertThat(casey.getByRole(AriaRole.BUTTON, named("^iris.*, no connection"))).isVisible();
        Browser.lookOnBoth(casey, "room-call-failed");
        casey.getByRole(AriaRole.BUTTON, named("^Retry the call with iris$")).click();
        assertThat(failed).hasCount(0);
    }

    /** What the others see of somebody is another picture then, and the camera's again after. */
    private static void aScreenIsSharedInTheCall(Page casey, Page iris) {
        casey.getByRole(AriaRole.BUTTON, named("^Share the screen$")).click();
        var stop = casey.getByRole(AriaRole.BUTTON, named("^Stop sharing the screen$"));
        assertThat(stop).hasAttribute("aria-pressed", "true");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(widthOf(iris, "casey")).isGreaterThan(CAMERA_WIDTH));
        var tile = iris.getByRole(AriaRole.BUTTON, named("^casey.*: make large$"));
        tile.click();
        assertThat(iris.getByRole(AriaRole.BUTTON, named("^casey.*: make small$"))).isVisible();
        Browser.look(iris, "room-shared-screen");
        iris.getByRole(AriaRole.BUTTON, named("^casey.*: make small$")).click();
        stop.click();
        assertThat(casey.getByRole(AriaRole.BUTTON, named("^Share the screen$"))).isVisible();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(widthOf(iris, "casey")).isBetween(1, CAMERA_WIDTH));
    }

    /** How wide the picture is that a page shows of somebody in the call. */
    private static int widthOf(Page page, String name) {
        return (Integer)
                page.evaluate(
                        """
                        name => [...document.querySelectorAll('[data-testid=call-tile]')]
                            .filter(tile => tile.getAttribute('aria-label').startsWith(name))
                            .map(tile => tile.querySelector('video').videoWidth)[0]
                        """,
                        name);
    }

    private static void devicesAreChosenInTheCall(Page casey, Page iris) {
        for (var device : List.of("fake_device_1", "Fake Audio Input 2")) {
            casey.getByRole(AriaRole.BUTTON, named("^Choose devices$")).click();
            casey.getByRole(AriaRole.MENUITEM, named(device)).click();
            casey.getByRole(AriaRole.BUTTON, named("^Choose devices$")).click();
            var chosen = casey.locator("[role=menuitem][aria-current=true]");
            // From within: a menu that has only just opened does not have the focus yet.
            chosen.filter(new Locator.FilterOptions().setHasText(device)).press("Escape");
            assertThat(casey.getByRole(AriaRole.MENUITEM)).hasCount(0);
        }
        // Who was muted stays so with another microphone, and the other camera's picture goes on.
        assertThat(casey.getByRole(AriaRole.BUTTON, named("^Unmute the microphone$"))).isVisible();
        assertThat(iris.getByRole(AriaRole.BUTTON, named("^casey, muted"))).isVisible();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(picturesShown(iris)).isEqualTo(2));
        assertThat(iris.locator("[data-testid=call-tile][data-connected=true]")).hasCount(2);
    }

    private void theReplayDrawsWhatWasDrawn(Page iris, String session) {
        iris.navigate(suite.gateway() + "/sessions/" + session + "/replay");
        assertThat(iris.getByTestId("replay"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        iris.getByTestId("seek").focus();
        iris.keyboard().press("End");
        var drawn = iris.getByTestId("replayed-board").locator("img");
        assertThat(drawn).isVisible();
        // Said once, by the words beside it.
        assertThat(drawn).hasAttribute("alt", "The whiteboard");
        assertThat(iris.getByTestId("replayed-board"))
                .hasText("Query, key and value meet in a softmax.");
        assertThat(drawn).hasAttribute("src", Pattern.compile("^data:image/png;base64,.{500,}"));
        Browser.lookOnBoth(iris, "replay-whiteboard");
        iris.keyboard().press("Home");
        assertThat(iris.getByTestId("replayed-board")).hasCount(0);
        theReplayGoesWhereOneWants(iris);
    }

    private static void theReplayGoesWhereOneWants(Page iris) {
        var seek = iris.getByTestId("seek");
        // To a moment by a click, and from one to the next by key.
        iris.getByTestId("moments")
                .getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText("casey ran the program: it failed"))
                .first()
                .click();
        assertThat(iris.getByTestId("moments").locator("[aria-current]"))
                .containsText("casey ran the program: it failed");
        assertThat(iris.getByTestId("replay").locator("pre"))
                .containsText("more memory than a run gets");
        double failed = number(seek.inputValue());
        assertThat(failed).isPositive();
        iris.keyboard().press("n");
        assertThat(iris.getByTestId("replay").locator("pre")).containsText("for 10 seconds");
        iris.keyboard().press("n");
        assertThat(iris.getByTestId("replay").locator("pre")).containsText("the next run: 54");
        double next = number(seek.inputValue());
        assertThat(next).isGreaterThan(failed);
        iris.keyboard().press("p");
        assertThat(number(seek.inputValue())).isBetween(failed, next);

        // Sixteen times as fast, a minute is over in four seconds.
        iris.getByTestId("speed").getByText("16×").click();
        seek.focus();
        iris.keyboard().press("Home");
        assertThat(iris.getByTestId("replay-time")).hasText(Pattern.compile("^0:00 "));
        double length = number(seek.getAttribute("max"));
        long since = System.nanoTime();
        iris.getByTestId("play").click();
        assertThat(iris.getByTestId("play"))
                .hasAttribute(
                        "aria-label",
                        "Play",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
        double took = Duration.ofNanos(System.nanoTime() - since).toMillis();
        assertThat(number(seek.inputValue())).isGreaterThan(length - 200);
        assertThat(took).isLessThan(length / 2);
        assertThat(iris.getByTestId("replayed-board")).isVisible();
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static void aRunThatWantsTooMuchIsStoppedAndTheNextWorks(Page casey, Page iris) {
        write(casey, "Control+a", "kept = []\nwhile True:\n    kept.append(bytearray(1 << 24))");
        casey.getByTestId("run").click();
        assertPrinted("more memory than a run gets", casey, iris);

        write(casey, "Control+a", "while True: pass");
        casey.getByTestId("run").click();
        assertThat(casey.getByTestId("run-output")).containsText("Running in your browser…", TOLD);
        assertThat(casey.getByTestId("run")).hasText("Stop");
        // Meanwhile they go on writing, and learn what the next run would not find.
        write(casey, "Control+a", "import numpy as np");
        for (Page page : List.of(casey, iris)) {
            assertThat(page.getByTestId("missing-modules"))
                    .containsText("Run has no numpy, only Python’s standard library");
        }
        Browser.lookOnBoth(casey, "room-missing-module");
        assertPrinted("It was stopped: it had run for 10 seconds.", casey, iris);
        assertThat(casey.getByTestId("run")).hasText("Run");
        assertThat(casey.getByTestId("run"))
                .hasAccessibleDescription(Pattern.compile("^Run has no numpy"));
        Browser.lookOnBoth(casey, "room-run-stopped");

        write(casey, "Control+a", "print('the next run:', 6 * 9)");
        assertThat(casey.getByTestId("missing-modules")).isEmpty();
        casey.getByTestId("run").click();
        assertPrinted("the next run: 54", casey, iris);
    }

    private static void assertPrinted(String text, Page... pages) {
        for (Page page : pages) {
            assertThat(page.getByTestId("run-output")).containsText(text, TOLD);
        }
    }

    private static void drawALine(Page page) {
        page.locator("label:has([data-testid=toolbar-freedraw])").click();
        var canvas = page.locator(".excalidraw canvas.interactive").boundingBox();
        double x = canvas.x + canvas.width / 3;
        double y = canvas.y + canvas.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + 120, y + 40, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
    }

    /** How many dark points a whiteboard shows. */
    private static int inkOn(Page page) {
        return ((Number)
                        page.evaluate(
                                """
                                () => {
                                    const canvas = document.querySelector('.excalidraw canvas.static');
                                    const { data } = canvas.getContext('2d')
                                        .getImageData(0, 0, canvas.width, canvas.height);
                                    let dark = 0;
                                    for (let at = 0; at < data.length; at += 4) {
                                        if (data[at + 3] > 128 && data[at] + data[at + 1] + data[at + 2] < 300) {
                                            dark += 1;
                                        }
                                    }
                                    return dark;
                                }
                                """))
                .intValue();
    }

    private static int picturesShown(Page page) {
        return ((Number)
                        page.evaluate(
                                "[...document.querySelectorAll('[data-testid=call-tile] video')]"
                                        + ".filter(video => video.videoWidth > 0).length"))
                .intValue();
    }

    @Test
    @Timeout(100)
    void theySeeWhoDoesWhatAndTheKeyboardIsEnough() {
        String session = planned();
        var iris = enter("iris", session, Browser.DESKTOP);
        var casey = enter("casey", session, Browser.DESKTOP);
        iris.getByTestId("start-session").click();
        assertThat(casey.getByTestId("room-phase")).hasText("Live");
        aQuestionTakesNobodyAwayFromWhatTheyWrite(casey, iris);
        // Where somebody's caret is says nothing to whom the document has not reached.
        for (Page page : List.of(casey, iris)) {
            assertThat(page.getByTestId("room-editor")).containsText("def ");
        }
        assertThat(casey.getByTestId("announcer")).containsText("The session has started");
        assertThat(casey.getByTestId("announcer")).containsText("The question is now ");

        theOthersCaretBearsTheirName(casey, iris);
        whomOneFollowsTakesOneAlong(casey, iris);
        aHandIsRaisedByKeyAndSeenAndSaid(casey, iris);
        whoIsWritingIsSeenByTheOther(casey, iris);
        theLanguageIsTheDocumentsForAll(casey, iris);
        theEditorIsNoTrapForTheKeyboard(casey);
        shortcutsAreListed(casey, iris);
        hintAndQuoteWhileTheClocksStand(casey, iris);
        nobodyWatchesWhoThinks(casey, iris);
        browser.assertNoComplaints();
    }

    private static void aQuestionTakesNobodyAwayFromWhatTheyWrite(Page casey, Page iris) {
        casey.getByTestId("room-editor").click();
        casey.keyboard().type("What I was about ");
        // However long it takes until the question is there, casey's fingers do not rest.
        casey.evaluate(
                "window.fingers = setInterval(() => document.activeElement.dispatchEvent("
                        + "new KeyboardEvent('keydown', {key: 'Shift', bubbles: true})), 300)");
        show(iris);
        assertThat(casey.getByTestId("offer")).isVisible();
        assertThat(casey.getByTestId("offer-announced")).containsText("Alt Shift G goes there");
        casey.evaluate("clearInterval(window.fingers)");
        casey.keyboard().type("to say");
        assertThat(casey.getByTestId("room-editor")).containsText("What I was about to say");

        casey.keyboard().press("Alt+Shift+KeyG");
        assertThat(casey.getByTestId("offer")).hasCount(0);
        assertThat(casey.getByTestId("room-editor")).containsText("def ");
        casey.keyboard().type("# here ");
        assertThat(casey.getByTestId("room-editor")).containsText("# here ");
        assertThat(iris.getByTestId("room-editor")).containsText("# here ");
    }

    private static void show(Page page) {
        page.getByTestId("agenda")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Show ")))
                .first()
                .click();
    }

    private static void theOthersCaretBearsTheirName(Page casey, Page iris) {
        casey.getByTestId("room-editor").click();
        casey.keyboard().press("Control+Home");
        casey.keyboard().press("Shift+End");
        var name =
                iris.locator(".cm-peer-name")
                        .filter(
                                new Locator.FilterOptions()
                                        .setHasText(
                                                Pattern.compile(
                                                        "casey", Pattern.CASE_INSENSITIVE)));
        assertThat(iris.locator(".cm-peer-selection").first()).isVisible();
        // The name stands there for a moment after each step.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            casey.keyboard().press("ArrowRight");
                            assertThat(name)
                                    .isVisible(
                                            new LocatorAssertions.IsVisibleOptions()
                                                    .setTimeout(1_000));
                        });
        assertThat(iris.getByTestId("peer-caret")).hasCount(1);
        assertThat(casey.locator(".cm-peer-name").getByText("casey")).hasCount(0);
    }

    private static void whomOneFollowsTakesOneAlong(Page casey, Page iris) {
        iris.getByRole(
                        AriaRole.TAB,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^People")))
                .click();
        iris.getByTestId("people")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Follow ")))
                .click();
        var stop =
                iris.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Following .*stop$")));
        assertThat(stop).isVisible();
        casey.getByTestId("doc-tab-scratch").click();
        assertThat(iris.getByTestId("doc-tab-scratch")).hasAttribute("aria-selected", "true");
        var question = casey.getByRole(AriaRole.TAB, named("^1\\. "));
        question.click();
        assertThat(iris.getByRole(AriaRole.TAB, named("^1\\. ")))
                .hasAttribute("aria-selected", "true");
        stop.click();
        assertThat(stop).hasCount(0);
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
    }

    private static void aHandIsRaisedByKeyAndSeenAndSaid(Page casey, Page iris) {
        casey.keyboard().press("Alt+Shift+KeyH");
        assertThat(iris.getByTestId("people")).containsText("hand raised");
        assertThat(iris.getByTestId("announcer")).containsText("raises a hand");
        assertThat(casey.getByRole(AriaRole.BUTTON, named("^Lower hand")))
                .hasAttribute("aria-pressed", "true");
        assertThat(casey.getByTestId("announcer")).not().containsText("raises a hand");
        casey.getByRole(AriaRole.BUTTON, named("^Lower hand")).click();
        assertThat(iris.getByTestId("announcer")).containsText("lowers the hand");
        assertThat(iris.getByTestId("people")).not().containsText("hand raised");
    }

    private static void whoIsWritingIsSeenByTheOther(Page casey, Page iris) {
        casey.keyboard().press("Alt+Shift+KeyC");
        iris.keyboard().press("Alt+Shift+KeyC");
        casey.keyboard().type("I wonder");
        assertThat(iris.getByTestId("typing")).hasText("casey is writing…");
        assertThat(casey.getByTestId("typing")).hasText("");
        casey.keyboard().press("Enter");
        assertThat(iris.getByTestId("chat")).containsText("I wonder");
        assertThat(iris.getByTestId("typing")).hasText("");
    }

    private static void theLanguageIsTheDocumentsForAll(Page casey, Page iris) {
        var hers = iris.getByRole(AriaRole.COMBOBOX, named("^Language$"));
        assertThat(hers).hasValue("Python");
        for (var language : List.of("Markdown", "Python")) {
            casey.getByRole(AriaRole.COMBOBOX, named("^Language$")).click();
            casey.getByRole(AriaRole.OPTION, named("^" + language + "$")).click();
            assertThat(hers).hasValue(language);
            assertThat(iris.getByTestId("run")).hasCount(language.equals("Python") ? 1 : 0);
            assertThat(iris.getByTestId("announcer"))
                    .containsText("The language is now " + language.toLowerCase(Locale.ROOT));
        }
    }

    private static void theEditorIsNoTrapForTheKeyboard(Page casey) {
        casey.keyboard().press("Alt+Shift+KeyE");
        assertThat(casey.getByTestId("room-editor")).isFocused();
        casey.keyboard().press("Control+End");
        String before = textOf(casey);
        casey.keyboard().press("Tab");
        assertThat(casey.getByTestId("room-editor")).isFocused();
        assertThat(textOf(casey)).isNotEqualTo(before);
        casey.keyboard().press("Control+z");
        assertThat(textOf(casey)).isEqualTo(before);

        casey.keyboard().press("Escape");
        casey.keyboard().press("Tab");
        assertThat(casey.getByTestId("room-editor")).not().isFocused();
        assertThat(casey.locator("*:focus")).hasCount(1);
        casey.keyboard().press("Alt+Shift+KeyE");
        assertThat(casey.getByTestId("room-editor")).isFocused();
        casey.keyboard().press("Escape");
        casey.keyboard().press("Shift+Tab");
        assertThat(casey.getByTestId("room-editor")).not().isFocused();
        assertThat(textOf(casey)).isEqualTo(before);
    }

    private static void shortcutsAreListed(Page casey, Page iris) {
        for (Page page : List.of(casey, iris)) {
            page.keyboard().press("Alt+Shift+KeyK");
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Raise or lower the hand");
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Out of the document");
        }
        assertThat(iris.getByRole(AriaRole.DIALOG)).containsText("Write a private note");
        assertThat(casey.getByRole(AriaRole.DIALOG)).not().containsText("Write a private note");
        // Keys that are pressed together stand together.
        assertThat(
                        casey.evaluate(
                                """
                                () => [...document.querySelectorAll('[role=dialog] tr')].filter(row =>
                                    new Set([...row.querySelectorAll('kbd')].map(key => key.offsetTop)).size !== 1
                                ).length
                                """))
                .isEqualTo(0);
        Browser.look(casey, "room-shortcuts");
        for (Page page : List.of(casey, iris)) {
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        }
    }

    private static void hintAndQuoteWhileTheClocksStand(Page casey, Page iris) {
        iris.getByTestId("room-more").click();
        iris.getByRole(AriaRole.MENUITEM, named("^Pause the session")).click();
        assertThat(casey.getByTestId("room-phase")).hasText("Paused");
        assertThat(casey.getByTestId("room-banner")).containsText("the timers stand still");
        assertThat(casey.getByTestId("announcer")).containsText("The session is paused");
        var since = Instant.now();
        var stood = casey.getByRole(AriaRole.TIMER).allInnerTexts();
        assertThat(stood).hasSizeGreaterThanOrEqualTo(2);
        assertThat(casey.locator("[role=timer][data-running]")).hasCount(0);

        iris.getByRole(AriaRole.BUTTON, named("^Hints")).click();
        iris.getByRole(AriaRole.BUTTON, named("^Give hint 1$")).click();
        assertThat(casey.getByTestId("given-hints").locator("li")).hasCount(1);
        assertThat(casey.getByTestId("announcer")).containsText("A hint: ");
        assertThat(iris.getByTestId("guide")).containsText(Pattern.compile("1 of \\d+ given"));
        assertThat(iris.getByRole(AriaRole.BUTTON, named("^Give hint 1$"))).hasCount(0);

        iris.getByTestId("room-editor").click();
        iris.keyboard().press("Control+Home");
        iris.keyboard().press("Shift+End");
        var line = iris.locator(".cm-content .cm-line").first().innerText().strip();
        iris.keyboard().press("Alt+Shift+KeyQ");
        iris.getByRole(AriaRole.TAB, named("^Notes")).click();
        assertThat(iris.getByTestId("notes")).containsText("Quoted");
        assertThat(iris.getByTestId("notes").locator("pre")).hasText(line);
        assertThat(casey.getByTestId("notes")).hasCount(0);

        // Long enough that a clock which runs would show it.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Instant.now().isAfter(since.plusSeconds(2)));
        assertThat(casey.getByRole(AriaRole.TIMER).allInnerTexts()).isEqualTo(stood);
        iris.getByTestId("room-banner")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Go on"))
                .click();
        assertThat(casey.getByTestId("room-phase")).hasText("Live");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(casey.getByRole(AriaRole.TIMER).allInnerTexts())
                                        .isNotEqualTo(stood));
    }

    private static void nobodyWatchesWhoThinks(Page casey, Page iris) {
        casey.getByTestId("room-more").click();
        casey.getByRole(AriaRole.MENUITEM, named("^2 min$")).click();
        assertThat(iris.getByTestId("room-banner")).containsText("thinks unwatched");
        assertThat(casey.getByTestId("room-banner")).containsText("nobody sees what you write");
        assertThat(iris.getByText("Read only")).isVisible();
        write(casey, "Control+End", "\n# casey: unwatched");
        assertSaved(casey);
        casey.keyboard().press("Alt+Shift+KeyC");
        casey.keyboard().type("I am thinking.");
        casey.keyboard().press("Enter");
        // By then what is written would have come, too.
        assertThat(iris.getByTestId("announcer")).containsText("I am thinking.");
        assertThat(textOf(iris)).doesNotContain("unwatched");
        casey.getByTestId("room-banner")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("End it now"))
                .click();
        assertThat(iris.getByTestId("room-editor")).containsText("# casey: unwatched");
        assertThat(iris.getByText("Read only")).hasCount(0);
        assertThat(iris.getByTestId("announcer")).containsText("Focus time is over");
    }

    /** A session of the three, as iris plans it. */
    private String planned() {
        return new Interviewing(suite, "iris")
                .plan(
                        "Mock interview: attention",
                        Instant.now().plusSeconds(60),
                        List.of(
                                Interviewing.invited("CANDIDATE", "casey"),
                                Interviewing.invited("OBSERVER", "ivan")));
    }

    private Page enter(String user, String session, int width, String... scripts) {
        var page = browser.window(width, ColorScheme.LIGHT);
        List.of(scripts).forEach(page::addInitScript);
        suite.signIn(page, user);
        page.navigate(suite.gateway() + "/sessions/" + session + "/room");
        assertSaved(page);
        return page;
    }

    private static void write(Page page, String goTo, String text) {
        page.getByTestId("room-editor").click();
        page.keyboard().press(goTo);
        page.keyboard().insertText(text);
    }

    private static void assertUnsent(Page page) {
        assertThat(page.getByTestId("link-state"))
                .not()
                .hasAttribute(
                        "data-unsent",
                        "0",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
    }

    private static void assertSaved(Page page) {
        assertThat(page.getByTestId("link-state"))
                .hasAttribute(
                        "data-state",
                        "saved",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
    }

    /** Everybody shows the same text, and it holds these lines once each. */
    private static void sameText(Page casey, Page iris, Page ivan, String... lines) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            String text = textOf(casey);
                            assertThat(textOf(iris)).isEqualTo(text);
                            assertThat(textOf(ivan)).isEqualTo(text);
                            for (String line : lines) {
                                assertThat(text.split(Pattern.quote(line), -1)).hasSize(2);
                            }
                        });
    }

    /** The document's text without the names at the others' carets. */
    private static String textOf(Page page) {
        return (String)
                page.evaluate(
                        """
                        () => [...document.querySelectorAll('.cm-content .cm-line')].map(line => {
                            const copy = line.cloneNode(true);
                            copy.querySelectorAll('.cm-peer-caret').forEach(caret => caret.remove());
                            return copy.textContent;
                        }).join('\\n')
                        """);
    }
}
