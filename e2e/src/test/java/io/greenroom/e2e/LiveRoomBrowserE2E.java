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
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        iris.getByTestId("agenda")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Show ")))
                .first()
                .click();
        assertThat(casey.getByTestId("room-question")).containsText("scaled_dot_product_attention");
        assertThat(casey.getByTestId("room-editor")).containsText("def ");

        // Both write at once, and everybody ends up with one text.
        write(casey, "Control+End", "\n# casey: shapes first");
        write(iris, "Control+Home", "# iris: mind the mask\n");
        sameText(casey, iris, ivan, "# iris: mind the mask", "# casey: shapes first");
        assertThat(ivan.getByText("Read only")).isVisible();

        notesStayWithTheirAuthor(iris, casey, ivan);
        Browser.look(iris, "room-interviewer");
        Browser.look(casey, "room-candidate");
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
        assertThat(casey.getByTestId("link-state"))
                .not()
                .hasAttribute(
                        "data-unsent",
                        "0",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));
        suite.up();
        assertSaved(casey);
        assertSaved(iris);
        assertSaved(ivan);
        sameText(casey, iris, ivan, "# casey: while it was down", "# casey: while offline");

        // A reload goes on, with what the line had not taken yet.
        casey.onDialog(dialog -> dialog.accept());
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
    @Timeout(100)
    void theyRunPythonDrawAndSeeEachOther() {
        String session = planned();
        var iris = enter("iris", session, Browser.DESKTOP);
        var casey = enter("casey", session, Browser.DESKTOP);
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
        var told = new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
        assertThat(casey.getByTestId("run-output")).containsText("42", told);
        assertThat(iris.getByTestId("run-output")).containsText("42");
        assertThat(iris.getByTestId("run-output")).containsText("refused");
        assertThat(iris.getByTestId("run-output")).not().containsText("reached");

        casey.getByTestId("board-tab").click();
        casey.getByTestId("board-text").fill("Query, key and value meet in a softmax.");
        iris.getByTestId("board-tab").click();
        assertThat(iris.getByTestId("board-text"))
                .hasValue("Query, key and value meet in a softmax.");
        assertThat(iris.locator(".excalidraw canvas").first()).isVisible();
        Browser.look(iris, "room-whiteboard");

        casey.getByTestId("join-call").click();
        iris.getByTestId("join-call").click();
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
        browser.assertNoComplaints();
    }

    private static int picturesShown(Page page) {
        return ((Number)
                        page.evaluate(
                                "[...document.querySelectorAll('[data-testid=call-tile] video')]"
                                        + ".filter(video => video.videoWidth > 0).length"))
                .intValue();
    }

    /** A session of the three, as iris plans it. */
    private String planned() {
        return suite.as("iris")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        Map.of(
                                "title",
                                "Mock interview: attention",
                                "startsAt",
                                Instant.now().plusSeconds(60).toString(),
                                "timeZone",
                                "Europe/Berlin",
                                "participants",
                                List.of(
                                        Map.of("role", "CANDIDATE", "account", "casey"),
                                        Map.of("role", "OBSERVER", "account", "ivan")),
                                "agenda",
                                List.of(Map.of("questionId", Practising.QUESTION))))
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private Page enter(String user, String session, int width) {
        var page = browser.window(width, ColorScheme.LIGHT);
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
