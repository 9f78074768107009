package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What candidates prepare with, and what interviewers take along on paper, in a browser. */
class PrepareBrowserE2E {
    private static final List<String> PAGES =
            List.of(
                    "/prepare",
                    "/plans",
                    "/plans/interview-in-a-week",
                    "/loops",
                    "/loops/applied-ai-engineer",
                    "/loops/applied-ai-engineer/practice?seed=7",
                    "/random-set?minutes=45&seed=7",
                    "/collections",
                    "/collections/first-week",
                    "/topics",
                    "/topics/attention",
                    "/companies",
                    "/companies/anthropic",
                    "/rounds",
                    "/rounds/behavioral",
                    "/guides/when-you-freeze",
                    "/bookmarks",
                    "/account/data");

    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();

    @Test
    void everyPageToPrepareWithCanBeReadByEverybody() {
        var desktop = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(desktop, "casey");
        var phone = browser.window(Browser.PHONE, ColorScheme.DARK);
        suite.signIn(phone, "iris");
        for (String path : PAGES) {
            look(desktop, path, "prepare");
            look(phone, path, "phone-prepare");
        }
        browser.assertNoComplaints();
    }

    private void look(Page page, String path, String kind) {
        page.navigate(suite.gateway() + path);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        assertThat(page.locator("main [aria-busy=true]")).hasCount(0);
        assertThat(page.getByRole(AriaRole.MAIN).getByRole(AriaRole.ALERT)).hasCount(0);
        Browser.look(page, kind + path.replaceAll("\\?.*", "").replace('/', '-'));
    }

    @Test
    void aCandidateFollowsAPlanDrawsALoopAndMarksAQuestion() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(page, "cody");

        page.navigate(suite.gateway() + "/plans/interview-in-a-week");
        page.getByLabel("Day of your interview").fill(LocalDate.now().plusDays(5).toString());
        page.getByTestId("follow-plan").click();
        assertThat(page.getByTestId("my-plan")).containsText("in 5 days");
        Locator tick = page.getByTestId("tick").last();
        if (!tick.isChecked()) {
            tick.click();
        }
        assertThat(tick).isChecked();
        page.reload();
        assertThat(page.getByTestId("tick").last()).isChecked();
        Browser.look(page, "my-plan");

        page.navigate(suite.gateway() + "/");
        assertThat(page.getByTestId("next-for-me").getByRole(AriaRole.LINK).first()).isVisible();
        Browser.look(page, "candidate-home");

        page.navigate(suite.gateway() + "/loops/applied-ai-engineer");
        page.getByTestId("draw-loop").click();
        assertThat(page).hasURL(Pattern.compile("/practice\\?seed=\\d+$"));
        Locator first = page.getByTestId("question-card").first();
        assertThat(first.getByTestId("start-from-list")).isVisible();
        Locator mark = first.getByTestId("bookmark");
        if ("false".equals(mark.getAttribute("aria-pressed"))) {
            mark.click();
        }
        assertThat(mark).hasAttribute("aria-pressed", "true");
        String title = first.getByRole(AriaRole.LINK).first().innerText();

        page.navigate(suite.gateway() + "/bookmarks");
        Locator marked =
                page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Bookmark “" + title + "”"));
        marked.click();
        // Taking it off is undone where it happened, by the next key.
        assertThat(marked).hasCount(0);
        page.keyboard().press("Enter");
        assertThat(marked).hasAttribute("aria-pressed", "true");

        looksForAPeer(page);
        browser.assertNoComplaints();
    }

    private void looksForAPeer(Page page) {
        page.navigate(suite.gateway() + "/peers");
        assertThat(page.getByTestId("ask-peer")).isDisabled();
        page.getByTestId("peer-topics").click();
        page.getByRole(AriaRole.OPTION).first().click();
        page.keyboard().press("Escape");
        page.getByTestId("add-peer-time").click();
        page.getByTestId("peer-name").fill("Cody");
        Browser.look(page, "peers");
        page.getByTestId("ask-peer").click();
        Locator asked = page.getByTestId("peer-request").first();
        assertThat(asked).hasAttribute("data-state", "OPEN");
        assertThat(page.getByTestId("ask-peer")).hasCount(0);
        Browser.look(page, "peers-looking");
        page.getByTestId("withdraw-peer").click();
        assertThat(asked).hasAttribute("data-state", "WITHDRAWN");
        assertThat(page.getByTestId("ask-peer")).isVisible();
    }

    @Test
    void aCandidateFindsInSpiteOfATypoNarrowsAndSeesWhy() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(page, "casey");
        Locator search = page.getByLabel("Search questions");
        search.fill("quantizaton");
        search.press("Enter");
        assertThat(page.getByText("“quantizaton” was read as “quantization”")).isVisible();
        Locator first = page.getByTestId("question-card").first();
        assertThat(first).containsText(Pattern.compile("quanti[sz]", Pattern.CASE_INSENSITIVE));
        assertThat(first.getByTestId("why-found")).containsText("Found by: “quantizaton” in the");

        search.fill("rlhf");
        search.press("Enter");
        assertThat(page).hasURL(Pattern.compile("q=rlhf"));
        assertThat(first.getByTestId("why-found")).containsText("Found by: “rlhf” in the title");
        assertThat(
                        page.getByTestId("why-found")
                                .filter(withText("Found by: close in meaning"))
                                .first())
                .isVisible();
        Locator rounds =
                page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Round"));
        Locator chip = rounds.locator("label").first();
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        var said = Pattern.compile("(\\d+)$").matcher(chip.innerText().strip());
        org.assertj.core.api.Assertions.assertThat(said.find()).as(chip.innerText()).isTrue();
        chip.click();
        assertThat(page).hasURL(Pattern.compile("round="));
        // As many as the facet said beforehand.
        assertThat(page.getByRole(AriaRole.STATUS).filter(withText("question")).first())
                .hasText(Pattern.compile("^" + said.group(1) + " questions?$"));
        Browser.look(page, "search-narrowed");
        page.getByText("Clear filters").first().click();
        assertThat(page).hasURL(Pattern.compile("/questions$"));

        page.navigate(suite.gateway() + "/questions/" + Practising.QUESTION);
        Locator more =
                page.getByRole(
                        AriaRole.REGION, new Page.GetByRoleOptions().setName("More like this"));
        Locator other = more.getByTestId("question-card").first().getByRole(AriaRole.LINK).first();
        String title = other.innerText();
        other.click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(title);
        browser.assertNoComplaints();
    }

    @Test
    void whatIsTypedIsSuggestedAndChosenByTheArrowKeys() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(page, "casey");
        Locator search = page.getByLabel("Search questions");
        // What lies below is pale until it is found anew: the address is there before that begins.
        page.waitForResponse(
                Pattern.compile("/questions\\?(.*&)?q=atten(&|$)"),
                () -> search.pressSequentially("atten"));
        Locator options = page.getByRole(AriaRole.OPTION);
        assertThat(options.first())
                .containsText(Pattern.compile("atten", Pattern.CASE_INSENSITIVE));
        assertThat(search).hasAttribute("aria-expanded", "true");
        Browser.look(page, "search-suggestions");
        search.press("Escape");
        assertThat(options).hasCount(0);
        assertThat(search).hasValue("atten");

        page.waitForResponse(
                answer -> answer.url().contains("suggestions?q=attention"),
                () -> search.pressSequentially("tion"));
        assertThat(options.first()).isVisible();
        search.press("ArrowUp");
        String chosen = page.locator("[role=option][data-combobox-selected]").innerText().strip();
        search.press("Enter");
        // The last group is questions: one that is chosen opens.
        assertThat(page).hasURL(Pattern.compile("/questions/[a-z0-9-]+$"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(chosen);
        browser.assertNoComplaints();
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void anInterviewerPutsACollectionOnPaper() {
        var page = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(page, "iris");
        page.navigate(suite.gateway() + "/collections/first-week");
        int questions = questionsOf(page);
        page.getByTestId("sheet-of").click();
        assertThat(page.getByTestId("paper-sheet")).hasCount(questions);
        assertThat(page.getByTestId("paper-sheet").first()).containsText("Rubric");
        Browser.look(page, "sheets");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.getByTestId("print-sheets")).isHidden();
        assertThat(page.getByTestId("paper-sheet").first()).isVisible();
        browser.assertNoComplaints();
    }

    private static int questionsOf(Page page) {
        assertThat(page.getByTestId("question-card").first()).isVisible();
        return page.getByTestId("question-card").count();
    }
}
