package io.greenroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, as a person has it, with an eye for what is wrong on a page. As an extension it
 * says what each window showed when a test failed, and closes itself.
 */
final class Browser implements AutoCloseable, AfterTestExecutionCallback, AfterEachCallback {
    static final int DESKTOP = 1280;
    static final int PHONE = 390;

    private static final int DESKTOP_HEIGHT = 800;
    private static final int PHONE_HEIGHT = 844;

    private static final Set<String> SERIOUS = Set.of("serious", "critical");
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new ArrayList<>();

    Browser() {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(executable())
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync",
                                                        // Microphones, two cameras and a
                                                        // screen, and nobody who has to be
                                                        // asked.
                                                        "--use-fake-device-for-media-stream=device-count=2",
                                                        "--use-fake-ui-for-media-stream")));
    }

    /** A fresh window, without anybody's session. */
    Page window(int width, ColorScheme scheme) {
        BrowserContext context =
                chromium.newContext(
                        new com.microsoft.playwright.Browser.NewContextOptions()
                                .setViewportSize(
                                        width, width == PHONE ? PHONE_HEIGHT : DESKTOP_HEIGHT)
                                .setColorScheme(scheme)
                                .setReducedMotion(
                                        com.microsoft.playwright.options.ReducedMotion.REDUCE));
        return watched(context.newPage());
    }

    /** Another tab of the same window: the same person, the same storage. */
    Page tabBeside(Page page) {
        return watched(page.context().newPage());
    }

    /** The same page once more, as a browser doubles a tab: with a copy of what the tab keeps. */
    Page doubled(Page page) {
        return watched(
                page.waitForPopup(() -> page.evaluate("void window.open(window.location.href)")));
    }

    private Page watched(Page page) {
        // Says which script a blocked style came from.
        page.addInitScript(
                "addEventListener('securitypolicyviolation', e => console.warn('Content Security"
                    + " Policy:', e.effectiveDirective, e.blockedURI, e.sourceFile, e.lineNumber,"
                    + " e.columnNumber, e.sample))");
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(
                message -> {
                    // A blocked style or script would say so here.
                    if (message.text().contains("Content Security Policy")) {
                        complaints.add(page.url() + ": " + message.text());
                    }
                });
        return page;
    }

    /** No finding that keeps somebody out, and nothing wider than the window. */
    static void assertAccessible(Page page, String where) {
        var findings =
                violations(page).stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .map(Browser::describe)
                        .toList();
        assertThat(findings).as("axe on %s", where).isEmpty();
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <= window.innerWidth"
                                                + " + 1"))
                .as("%s fits its window", where)
                .isTrue();
    }

    /** What is right is left out of what axe tells, which spares up to nine tenths of the time. */
    private static List<Rule> violations(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .options(options)
                // Else it opens another page for each look, to put frames together; we have none.
                .setLegacyMode(true)
                .analyze()
                .getViolations();
    }

    private static String describe(Rule rule) {
        return rule.getId()
                + ": "
                + rule.getNodes().stream().limit(3).map(node -> node.getHtml()).toList();
    }

    static void screenshot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(Suite.OUTPUT.resolve("screenshots").resolve(name + ".png"))
                        .setFullPage(true));
    }

    /**
     * Looks at a page as a whole, when all of it has come (a list is pale while the next is on its
     * way): nothing that keeps somebody out, and a picture for a person.
     */
    static void look(Page page, String name) {
        PlaywrightAssertions.assertThat(page.locator("main [aria-busy=true]")).hasCount(0);
        assertAccessible(page, name);
        screenshot(page, name);
    }

    /** The same, and then on a phone that likes it dark. */
    static void lookOnBoth(Page page, String name) {
        look(page, name);
        page.setViewportSize(PHONE, PHONE_HEIGHT);
        turn(page, ColorScheme.DARK);
        look(page, name + "-phone");
        page.setViewportSize(DESKTOP, DESKTOP_HEIGHT);
        turn(page, ColorScheme.LIGHT);
    }

    /** Waits until all is in its colour: one on its way to another is neither. */
    private static void turn(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        PlaywrightAssertions.assertThat(page.locator("html"))
                .hasAttribute("data-mantine-color-scheme", scheme.name().toLowerCase(Locale.ROOT));
        page.evaluate(
                "Promise.allSettled(document.getAnimations()"
                        + ".filter(one => one instanceof CSSTransition).map(one => one.finished))");
    }

    /** What was written has reached the server, and the page says so. */
    static void assertSaved(Page page) {
        PlaywrightAssertions.assertThat(page.getByTestId("save-state"))
                .hasAttribute("data-state", "saved");
        PlaywrightAssertions.assertThat(page.getByTestId("save-state"))
                .containsText(Pattern.compile("Saved \\d"));
    }

    /** No script failed and the content security policy blocked nothing that we need. */
    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            return;
        }
        chromium.contexts().stream().flatMap(window -> window.pages().stream()).forEach(this::tell);
    }

    /** A picture is left beside the others; the words are what a build's log can hold. */
    private void tell(Page page) {
        try {
            System.err.printf("When it failed, %s showed:%n%s%n%n", page.url(), words(page));
            screenshot(page, "failed-" + FAILURES.incrementAndGet());
        } catch (PlaywrightException e) {
            System.err.printf("%s shows nothing any more: %s%n", page.url(), e.getMessage());
        }
    }

    private static String words(Page page) {
        var all = page.locator("body").innerText().strip();
        return all.substring(0, Math.min(all.length(), 3_000));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Path executable() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .flatMap(
                        directory ->
                                List.of("chromium", "chromium-browser", "google-chrome").stream()
                                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "Browser tests need Chromium on the PATH, e.g. apt-get"
                                                + " install chromium"));
    }
}
