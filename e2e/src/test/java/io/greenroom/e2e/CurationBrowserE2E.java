package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What curators do all day, by two of them in two browsers. */
class CurationBrowserE2E {
    private static final String CURATION = "/api/catalog/curation/questions";
    private static final Duration SCHEDULE = Duration.ofSeconds(100);

    /** The linter and the search for look-alikes read the text with a model. */
    private static final double READING_MILLIS = 20_000;

    private static final LocatorAssertions.IsVisibleOptions PATIENT =
            new LocatorAssertions.IsVisibleOptions().setTimeout(READING_MILLIS);
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(READING_MILLIS);

    private final Suite suite = Suite.running();
    @RegisterExtension private final Browser browser = new Browser();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aQuestionIsWrittenReviewedPublishedRevisedAndRetired() {
        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        var adam = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(adam, "adam");
        // Its time comes while all the rest is done.
        String later = approved("Clip it later, case " + mark);
        schedule(ada, later);

        String title = "Clip the gradient, case " + mark;
        String id = begin(ada, title);
        write(ada, SampleQuestion.content(title));
        Browser.look(ada, "curation-editor");
        seeAndTry(ada);
        askForReview(ada, id);
        sendBackWhatCannotBePublished(adam, title);
        mend(ada, adam, id);
        publish(ada, "The first version.", "Published v1");
        var casey = browser.window(Browser.PHONE, ColorScheme.LIGHT);
        suite.signIn(casey, "casey");
        find(casey, id, title);

        revise(ada, id, title);
        restore(ada, id, title);
        retire(ada);
        casey.reload();
        assertThat(casey.getByText("There is no such question")).isVisible();
        seeWhoDidWhat(ada, id);
        takeOverAFile(adam);
        actOnManyAndTakeItBack(adam);
        takeAFileAway(adam);

        find(casey, later, "Clip it later");
        ada.navigate(suite.gateway() + "/admin/questions/" + later + "/history");
        assertThat(ada.getByTestId("audit-entry").first()).containsText("Published as version 1");
        browser.assertNoComplaints();
    }

    private void find(Page page, String id, String title) {
        await().atMost(SCHEDULE)
                .untilAsserted(
                        () ->
                                suite.as("casey")
                                        .queryParam("q", title + " " + mark)
                                        .get("/api/catalog/questions")
                                        .then()
                                        .body("items.id", hasItem(id)));
        page.navigate(suite.gateway() + "/questions?q=" + mark);
        Locator card = page.getByTestId("question-card").filter(withText(title));
        // Topics go by their names, which are not their ids.
        String topic =
                suite.as("casey")
                        .get("/api/catalog/topics")
                        .jsonPath()
                        .getString("items.find { it.id == 'optimization' }.title");
        assertThat(topic).isNotBlank().isNotEqualToIgnoringCase("optimization");
        assertThat(card).containsText(topic);
        card.getByRole(AriaRole.LINK).first().click();
        assertThat(page.getByTestId("start-attempt")).isVisible();
    }

    private String begin(Page page, String title) {
        page.navigate(suite.gateway() + "/admin/questions");
        assertThat(page.getByTestId("curated-question").first()).isVisible();
        Browser.look(page, "curation-list");
        page.getByTestId("new-question").focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(
                        page.getByRole(
                                AriaRole.TEXTBOX,
                                new Page.GetByRoleOptions().setName("Title").setExact(true)))
                .isFocused();
        page.keyboard().type(title);
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("/admin/questions/[a-z0-9-]+$"));
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }

    /** Writes the whole question; the criteria by keyboard alone. */
    private static void write(Page page, Map<String, Object> content) {
        field(page, "Prompt").fill(text(content, "prompt"));
        field(page, "What is really asked").fill("TODO: " + text(content, "probe"));
        field(page, "Round").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Fundamentals"))
                .click();
        field(page, "Minutes").fill("15");
        page.getByLabel("Level from", exactly()).selectOption("L4");
        page.getByLabel("to", exactly()).selectOption("L6");
        page.getByLabel("Difficulty", exactly()).selectOption("2");
        field(page, "Topics").pressSequentially("optimization,");
        page.keyboard().press("Escape");

        criteria(page, list(map(content, "rubric"), "criteria"));
        redFlag(page, list(content, "redFlags").getFirst());
        field(page, "Strong answer").fill(text(content, "strongAnswer"));
        lines(page, "hint", "Hint", texts(content, "hints"));
        lines(page, "follow-up", "Follow-up", texts(content, "followUps"));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Add a reference").setExact(true))
                .click();
        var reference = list(content, "references").getFirst();
        Locator first = group(page, "Reference 1");
        first.getByLabel("Title").fill(text(reference, "title"));
        first.getByLabel("Address").fill(text(reference, "url"));
        Browser.assertSaved(page);
    }

    private static void criteria(Page page, List<Map<String, Object>> criteria) {
        for (int i = 0; i < criteria.size(); i++) {
            var criterion = criteria.get(i);
            Locator group = group(page, "Criterion " + (i + 1));
            field(group, "Criterion " + (i + 1)).focus();
            page.keyboard().insertText(text(criterion, "title"));
            page.keyboard().press("Tab"); // to the id, which comes from the title
            page.keyboard().press("Tab"); // to the weight
            page.keyboard().type(String.valueOf(criterion.get("weight")));
            var indicators = texts(criterion, "indicators");
            field(group, "Indicator 1").focus();
            page.keyboard().insertText(indicators.get(0));
            page.keyboard().press("Enter");
            assertThat(field(group, "Indicator 2")).isFocused();
            page.keyboard().press("Backspace");
            assertThat(field(group, "Indicator 1")).isFocused();
            field(group, "Indicator 2").fill(indicators.get(1));
            var levels = map(criterion, "levels");
            for (int level = 0; level <= 4; level++) {
                field(group, Pattern.compile("^" + level + " · "))
                        .fill(text(levels, String.valueOf(level)));
            }
        }
        assertThat(page.getByTestId("weight-sum")).containsText("100 %.");

        // Duplicated, found too heavy, thought better of; put first, and back.
        field(page, "Criterion 3").focus();
        page.keyboard().press("Alt+Shift+ArrowDown");
        assertThat(page.getByTestId("weight-sum")).containsText("130 %: 30 too many");
        assertThat(field(page, "Criterion 4")).isFocused();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Remove criterion 4").setExact(true))
                .press("Enter");
        assertThat(page.getByTestId("weight-sum")).containsText("100 %.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Fine")).press("Enter");
        String last = text(criteria.get(2), "title");
        field(page, "Criterion 3").focus();
        page.keyboard().press("Alt+ArrowUp");
        page.keyboard().press("Alt+ArrowUp");
        assertThat(field(page, "Criterion 1")).hasValue(last);
        assertThat(field(page, "Criterion 1")).isFocused();
        page.keyboard().press("Alt+ArrowDown");
        page.keyboard().press("Alt+ArrowDown");
        assertThat(field(page, "Criterion 3")).hasValue(last);
    }

    private static void redFlag(Page page, Map<String, Object> flag) {
        Locator group = group(page, "Red flag 1");
        field(group, "Red flag 1").fill(text(flag, "title"));
        field(group, "Why it is wrong").fill(text(flag, "description"));
        field(group, "Caps the score at").fill(String.valueOf(flag.get("cap")));
        var signals = texts(flag, "signals");
        for (int i = 0; i < signals.size(); i++) {
            field(group, "Signal " + (i + 1)).fill(signals.get(i));
        }
    }

    private static void lines(Page page, String noun, String label, List<String> lines) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Add a " + noun).setExact(true))
                .click();
        for (int i = 0; i < lines.size(); i++) {
            assertThat(field(page, label + " " + (i + 1))).isFocused();
            page.keyboard().insertText(lines.get(i));
            if (i < lines.size() - 1) {
                page.keyboard().press("Enter");
            }
        }
    }

    private static void seeAndTry(Page page) {
        show(page, "As candidate");
        Locator preview = page.getByTestId("preview");
        assertThat(preview).containsText("zanzibar");
        assertThat(preview).not().containsText("Red flags");
        show(page, "As interviewer");
        assertThat(preview).containsText("Red flags");

        show(page, "Try the rubric");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Use the strong answer"))
                .click();
        page.getByTestId("try-rubric").click();
        assertThat(page.getByTestId("grade-score")).isVisible(PATIENT);
        assertThat(Integer.parseInt(page.getByTestId("grade-score").innerText().strip()))
                .isGreaterThan(50);
        assertThat(page.getByTestId("criterion")).hasCount(3);
        Browser.look(page, "curation-trial");
        page.getByTestId("trial-answer").fill("I would restart the training.");
        page.getByTestId("try-rubric").click();
        assertThat(page.getByTestId("grade-score")).hasText(Pattern.compile("^\\s*[0-4]?\\d\\s*$"));
        show(page, "Write");
    }

    private void askForReview(Page page, String id) {
        assertThat(page.getByTestId("lint-summary")).containsText("1 error", PATIENTLY);
        page.getByTestId("step-request").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("1 error");
        page.getByTestId("step-comment").fill("Are the weights right?");
        page.getByTestId("confirm-step").click();
        assertThat(page.getByTestId("draft-state")).hasText("In review");
        // Four eyes: who wrote it is told that somebody else approves.
        assertThat(page.getByTestId("step-withdraw")).isVisible();
        assertThat(page.getByTestId("step-approve")).hasCount(0);
        assertThat(page.getByText("another curator has to approve it")).isVisible();
        review("ada", id, "approve").statusCode(409).body("type", containsString("own-draft"));
    }

    private void sendBackWhatCannotBePublished(Page page, String title) {
        page.navigate(suite.gateway() + "/admin/questions?state=in-review");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title)).click();
        assertThat(page.getByTestId("review-comment")).hasText("Are the weights right?");
        assertThat(page.getByTestId("lint-summary")).containsText("1 error", PATIENTLY);
        Browser.look(page, "curation-review-dark");
        page.getByLabel("More with this draft").click();
        page.getByText("Publish without approval").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("1 error to mend first");
        assertThat(dialog.getByTestId("confirm-publish")).isDisabled();
        Browser.look(page, "curation-blocked-dark");
        dialog.getByText("Not now").click();
        page.getByTestId("step-return").click();
        page.getByTestId("step-comment").fill("Say what is really asked, please.");
        page.getByTestId("confirm-step").click();
        assertThat(page.getByTestId("draft-state")).hasText("Draft");
    }

    private void mend(Page author, Page reader, String id) {
        author.reload();
        assertThat(author.getByTestId("review-comment").last())
                .hasText("Say what is really asked, please.");
        show(author, "As candidate");
        author.getByTestId("finding")
                .filter(new Locator.FilterOptions().setHasText("Error"))
                .click(new Locator.ClickOptions().setTimeout(READING_MILLIS));
        // The finding leads into the field it is about, whatever was on the screen.
        Locator probe = field(author, "What is really asked");
        assertThat(probe).isFocused();
        probe.fill("Whether they know which quantity is bounded, and why.");
        assertThat(author.getByTestId("lint-summary"))
                .containsText(Pattern.compile("Nothing to mend|0 errors"), PATIENTLY);
        Browser.assertSaved(author);
        author.getByTestId("step-request").click();
        author.getByTestId("confirm-step").click();
        assertThat(author.getByTestId("draft-state")).hasText("In review");

        reader.navigate(suite.gateway() + "/admin/questions/" + id);
        reader.getByTestId("step-approve").click();
        reader.getByTestId("confirm-step").click();
        assertThat(reader.getByTestId("draft-state")).hasText("Approved");
    }

    private static void publish(Page page, String note, String state) {
        page.reload();
        page.getByTestId("step-publish").click();
        page.getByLabel("What changed (optional)").fill(note);
        page.getByTestId("confirm-publish").click();
        assertThat(page.getByTestId("question-state")).hasText(state);
    }

    private void schedule(Page page, String id) {
        page.navigate(suite.gateway() + "/admin/questions/" + id);
        page.getByTestId("step-publish").click();
        page.getByLabel("At a time").check();
        Browser.look(page, "curation-schedule");
        // As soon as may be, in the browser's own time zone; a field takes the seconds away of a
        // minute that is full, and what was to be typed is then not what stands there.
        String at =
                (String)
                        page.evaluate(
                                """
                                () => {
                                  const at = new Date(Date.now() + 65_000);
                                  at.setSeconds(at.getSeconds() || 1);
                                  return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
                                }
                                """);
        page.getByTestId("publish-at").fill(at);
        page.getByTestId("confirm-publish").click();
        assertThat(page.getByTestId("draft-state")).hasText("Scheduled");
        assertThat(page.getByText("To be published")).isVisible();
    }

    private void takeOverAFile(Page page) {
        page.navigate(suite.gateway() + "/admin/import");
        upload(page, "title,round,prompt\n,fundamentals,\"unclosed\n");
        page.getByTestId("dry-run").click();
        assertThat(page.getByTestId("import-refused")).isVisible();
        upload(
                page,
                """
                title,round,prompt,minutes
                Imported %1$s one,fundamentals,What does a learning rate warm-up protect against?,10
                Imported %1$s two,fundamentals,Why does weight decay differ from an L2 penalty under Adam?,10
                Imported %1$s three,trivia,A row that breaks a rule.,10
                """
                        .formatted(mark));
        page.getByTestId("dry-run").click();
        assertThat(page.getByTestId("import-summary"))
                .containsText("2 questions new, 0 changed", PATIENTLY);
        assertThat(page.getByTestId("import-row")).hasCount(3);
        assertThat(page.getByTestId("apply-import")).isDisabled();
        page.getByLabel("What becomes of row 3").selectOption("omit");
        assertThat(page.getByTestId("import-choices")).hasText("1 left out");
        Browser.look(page, "curation-import-dark");
        assertThat(found("Imported " + mark).getInt("page.total")).isZero();
        page.getByTestId("apply-import").click();
        assertThat(
                        page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName("What was changed")))
                .isVisible(PATIENT);
    }

    private void actOnManyAndTakeItBack(Page page) {
        page.navigate(suite.gateway() + "/admin/questions?q=Imported+" + mark);
        assertThat(page.getByTestId("curated-question")).hasCount(2);
        page.getByLabel("Choose all on this page").check();
        page.getByLabel("Topic", exactly()).and(page.locator("form input")).fill("optimization");
        page.keyboard().press("Escape");
        page.getByTestId("bulk-preview").click();
        assertThat(page.getByTestId("bulk-summary")).containsText("2 questions will change");
        Browser.look(page, "curation-bulk-dark");
        page.getByTestId("bulk-apply").click();
        assertThat(page.getByTestId("bulk-summary")).containsText("2 questions changed");
        assertThat(found("Imported " + mark).getList("items.topics"))
                .containsOnly(List.of("optimization"));
        page.getByTestId("bulk-undo").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(found("Imported " + mark).getList("items.topics")).containsOnly(List.of());
        page.getByText("Recent actions on many questions").click();
        assertThat(page.getByRole(AriaRole.TABLE).last()).containsText("Taken back");
    }

    private void takeAFileAway(Page page) {
        page.navigate(suite.gateway() + "/admin/export");
        page.getByLabel("CSV").check();
        page.getByLabel("Words", exactly()).fill("scaled dot-product attention");
        Browser.look(page, "curation-export-dark");
        Download file = page.waitForDownload(() -> page.getByTestId("export").click());
        assertThat(contentOf(file)).contains("Scaled dot-product attention in numpy");
    }

    private void revise(Page page, String id, String title) {
        page.navigate(suite.gateway() + "/admin/questions/" + id);
        assertThat(page.getByTestId("question-state")).hasText("Published v1");
        page.getByTestId("start-draft").click();
        title(page).fill(title + " by its norm");
        Browser.assertSaved(page);
        show(page, "Changes");
        assertThat(page.getByTestId("change")).hasCount(1);
        assertThat(page.getByTestId("change")).containsText("by its norm");
        page.getByTestId("step-request").click();
        page.getByTestId("confirm-step").click();
        assertThat(page.getByTestId("draft-state")).containsText("in review");
        review("adam", id, "approve").statusCode(200);
        publish(page, "It is the norm that is clipped.", "Published v2");
    }

    private static void restore(Page page, String id, String title) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("History").setExact(true))
                .click();
        assertThat(page.getByTestId("version")).hasCount(2);
        assertThat(page.getByTestId("version").first())
                .containsText("It is the norm that is clipped.");
        Locator change = page.getByTestId("change");
        assertThat(change).hasCount(1);
        assertThat(change.locator("ins, [data-op=add]").first()).containsText("by its norm");
        Browser.look(page, "curation-history");
        page.getByTestId("restore-version").last().click();
        assertThat(page).hasURL(Pattern.compile("/admin/questions/" + id + "$"));
        assertThat(title(page)).hasValue(title);
        page.getByLabel("More with this draft").click();
        page.getByText("Discard this draft").click();
        page.getByTestId("confirm-discard").click();
        assertThat(page.getByTestId("start-draft")).isVisible();
    }

    private static void retire(Page page) {
        page.getByLabel("More with this question").click();
        page.getByTestId("retire").click();
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Why"))
                .fill("Written by a test.");
        page.getByTestId("confirm-retire").click();
        assertThat(page.getByTestId("question-state")).containsText("Retired");
        assertThat(page.getByText("Retired: Written by a test.")).isVisible();
    }

    private void seeWhoDidWhat(Page page, String id) {
        page.navigate(suite.gateway() + "/admin/audit?question=" + id);
        Locator deeds = page.getByTestId("audit-entry");
        assertThat(deeds.first()).containsText("Retired");
        for (String deed : List.of("Sent back", "Approved", "Published", "Draft discarded")) {
            assertThat(deeds.filter(withText(deed)).first()).isVisible();
        }
        Browser.look(page, "curation-audit");
        Download log = page.waitForDownload(() -> page.getByTestId("export-audit").click());
        assertThat(contentOf(log)).contains("returned").contains(id).contains("adam");
    }

    @Test
    void twoWhoWriteAtOnceLoseNothingAndALookalikeIsLinked() {
        var known =
                suite.as("ada")
                        .get("/api/catalog/questions/" + Practising.QUESTION)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
        var content = new HashMap<>(SampleQuestion.content("Copied, case " + mark));
        content.put("prompt", known.getString("prompt"));
        content.put("probe", known.getString("probe"));
        content.put("rubric", known.getMap("rubric"));
        content.put("topics", known.getList("topics"));
        String id = begun("copied-" + mark, content);

        var ada = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(ada, "ada");
        ada.navigate(suite.gateway() + "/admin/questions/" + id);
        var adam = browser.window(Browser.DESKTOP, ColorScheme.DARK);
        suite.signIn(adam, "adam");
        adam.navigate(suite.gateway() + "/admin/questions/" + id);
        collide(ada, adam, id);

        var phone = browser.window(Browser.PHONE, ColorScheme.DARK);
        suite.signIn(phone, "ada");
        link(ada, known.getString("title"));
        for (String path :
                List.of(
                        "/admin/questions",
                        "/admin/questions/" + id,
                        "/admin/questions/" + known.getString("id"),
                        "/admin/questions/" + known.getString("id") + "/history",
                        "/admin/import",
                        "/admin/export",
                        "/admin/audit",
                        "/admin/reconciliation",
                        "/admin/health")) {
            phone.navigate(suite.gateway() + path);
            assertThat(phone.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            Browser.look(
                    phone,
                    "phone-curation"
                            + path.replace("/admin", "")
                                    .replace(known.getString("id"), "published")
                                    .replace(id, "draft")
                                    .replace('/', '-'));
        }
        browser.assertNoComplaints();
    }

    private void collide(Page ada, Page adam, String id) {
        assertThat(title(ada)).isVisible();
        title(adam).fill("Copied by adam, case " + mark);
        field(adam, "Minutes").fill("25");
        Browser.assertSaved(adam);
        title(ada).fill("Copied by ada, case " + mark);
        Locator collision = ada.getByTestId("collision");
        assertThat(collision).isVisible(PATIENT);
        assertThat(ada.getByTestId("take-choices")).isDisabled();
        Browser.look(ada, "curation-collision");
        collision
                .getByRole(AriaRole.RADIOGROUP, new Locator.GetByRoleOptions().setName("Title"))
                .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Yours"))
                .check();
        ada.getByTestId("take-choices").click();
        assertThat(collision).hasCount(0);
        Browser.assertSaved(ada);
        // One took the title, the other's minutes came along by themselves.
        assertThat(field(ada, "Minutes")).hasValue("25");
        var draft = detail(id);
        assertThat(draft.getString("draft.content.title")).isEqualTo("Copied by ada, case " + mark);
        assertThat(draft.getInt("draft.content.minutes")).isEqualTo(25);
    }

    private static void link(Page page, String other) {
        Locator twin = page.getByTestId("duplicate").filter(withText(other));
        assertThat(twin).containsText("asks the same", PATIENTLY);
        twin.getByText("Link as the same").click();
        Locator link = page.getByTestId("link");
        assertThat(link).containsText(other);
        assertThat(link).containsText("that one is to be kept");
        assertThat(twin).containsText("Linked as the same");
        Browser.look(page, "curation-linked");

        // The other question knows of it, too, and it is taken away and put back there.
        link.getByRole(AriaRole.LINK).click();
        assertThat(page.getByTestId("start-draft")).isVisible();
        assertThat(link).containsText("this one is to be kept");
        link.getByRole(AriaRole.BUTTON).click();
        assertThat(page.getByText("Unlinked: ")).isVisible();
        assertThat(link).hasCount(0);
        page.keyboard().press("Enter");
        assertThat(link).containsText("this one is to be kept");
        Browser.look(page, "curation-published");
    }

    @Test
    void twinsAreMergedManyArePublishedMovedAndRetiredAndADifferenceIsSettled() {
        var kept = "Kept, case " + mark;
        String keptId = begun("kept-" + mark, SampleQuestion.content(kept));
        var twin = new HashMap<>(SampleQuestion.content("Merged, case " + mark));
        twin.put("topics", List.of("optimization", "training"));
        String twinId = begun("merged-" + mark, twin);
        for (String one : List.of("one", "two")) {
            writtenByAdam("many-" + one + "-" + mark, "Many " + mark + " " + one);
        }
        String file = "software-redis-uses";
        String said = editedByHand(file);

        var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
        suite.signIn(page, "ada");
        page.navigate(suite.gateway() + "/admin/questions/" + twinId);
        merge(page, kept);
        assertThat(detail(twinId).getString("state")).isEqualTo("discarded");
        assertThat(detail(keptId).getList("draft.content.topics"))
                .isEqualTo(List.of("optimization", "training"));
        actOnMany(page);
        settle(page, file, said);
        browser.assertNoComplaints();
    }

    private static void merge(Page page, String other) {
        Locator twin = page.getByTestId("duplicate").filter(withText(other));
        assertThat(twin).containsText("asks the same", PATIENTLY);
        twin.getByText("Merge into it").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("points to “" + other + "”");
        Browser.look(page, "curation-merge");
        button(dialog, "Keep both").click();
        assertThat(dialog).hasCount(0);
        twin.getByText("Merge into it").click();
        button(dialog, "Merge").click();
        assertThat(dialog).hasCount(0);
        assertThat(page.getByTestId("link")).containsText(other);
        assertThat(page.getByTestId("link")).containsText("that one is to be kept");
    }

    /** Approved and published, moved and back, retired; one of them is offered again by hand. */
    private void actOnMany(Page page) {
        page.navigate(suite.gateway() + "/admin/questions?q=Many+" + mark);
        preview(page, "approve-and-publish", "Note for the history", "By a test.");
        Locator summary = page.getByTestId("bulk-summary");
        assertThat(summary).containsText("2 questions will change");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("read it first");
        Browser.look(page, "curation-approve-many");
        button(page.getByRole(AriaRole.DIALOG), "Change nothing").click();
        assertThat(found("Many " + mark).getList("items.state"))
                .isEqualTo(List.of("in-review", "in-review"));
        page.getByTestId("bulk-preview").click();
        apply(page);
        button(page.getByRole(AriaRole.DIALOG), "Done").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(found("Many " + mark).getList("items.state"))
                .isEqualTo(List.of("published", "published"));

        String home = found("Many " + mark).getString("items[0].pack");
        preview(page, "move", "Pack", "moved-" + mark);
        apply(page);
        assertThat(found("Many " + mark).getList("items.pack")).containsOnly("moved-" + mark);
        undo(page);
        assertThat(found("Many " + mark).getList("items.pack")).containsOnly(home);

        preview(page, "retire", "Why", "Written by a test.");
        apply(page);
        assertThat(found("Many " + mark).getList("items.state"))
                .isEqualTo(List.of("retired", "retired"));
        undo(page);
        assertThat(found("Many " + mark).getList("items.state"))
                .isEqualTo(List.of("published", "published"));

        preview(page, "retire", "Why", "Written by a test.");
        apply(page);
        button(page.getByRole(AriaRole.DIALOG), "Done").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.getByTestId("curated-question").first().getByRole(AriaRole.LINK).first().click();
        page.getByTestId("reinstate").click();
        assertThat(page.getByTestId("question-state")).hasText(Pattern.compile("Published v3"));
        assertThat(page.getByTestId("reinstate")).hasCount(0);
    }

    private static void preview(Page page, String action, String label, String value) {
        Locator all = page.getByLabel("Choose all on this page");
        assertThat(page.getByTestId("curated-question")).hasCount(2);
        if (!all.isChecked()) {
            all.check();
        }
        page.getByLabel("Action", exactly()).selectOption(action);
        page.getByLabel(label, exactly()).and(page.locator("form input")).fill(value);
        page.keyboard().press("Escape");
        page.getByTestId("bulk-preview").click();
        assertThat(page.getByTestId("bulk-summary")).containsText("2 questions will change");
    }

    private static void apply(Page page) {
        page.getByTestId("bulk-apply").click();
        assertThat(page.getByTestId("bulk-summary")).containsText("2 questions changed");
    }

    private static void undo(Page page) {
        page.getByTestId("bulk-undo").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    /** Kept as the database has it at first; then what the file says is taken after all. */
    private void settle(Page page, String id, String said) {
        page.navigate(suite.gateway() + "/admin/reconciliation");
        Locator difference =
                page.getByTestId("difference").filter(withText("Edited by hand, case " + mark));
        assertThat(difference).containsText("Both differ");
        button(difference, "1 change from the file to the database").click();
        assertThat(difference).containsText(said);
        Browser.look(page, "curation-difference");
        difference.getByTestId("take-database").click();
        page.getByTestId("confirm-take").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.getByText(Pattern.compile("^Decided for the database \\(\\d+\\)$")).click();
        assertThat(difference.getByTestId("take-database")).hasCount(0);
        assertThat(detail(id).getString("title")).isEqualTo("Edited by hand, case " + mark);
        difference.getByTestId("take-files").click();
        page.getByTestId("confirm-take").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(difference).hasCount(0);
        assertThat(detail(id).getString("title")).isEqualTo(said);
    }

    /** What a curator publishes beside the file's text; its title in the file. */
    private String editedByHand(String id) {
        suite.as("ada").post(CURATION + "/" + id + "/draft").then().statusCode(201);
        var draft = detail(id);
        Map<String, Object> content = new HashMap<>(draft.<String, Object>getMap("draft.content"));
        String said = text(content, "title");
        content.put("title", "Edited by hand, case " + mark);
        suite.as("ada")
                .header("If-Match", "\"" + draft.getLong("draft.revision") + "\"")
                .body(Map.of("slug", draft.getString("slug"), "content", content))
                .put(CURATION + "/" + id + "/draft")
                .then()
                .statusCode(200);
        review("ada", id, "request").statusCode(200);
        review("adam", id, "approve").statusCode(200);
        suite.as("ada")
                .header("If-Match", "\"" + detail(id).getLong("draft.revision") + "\"")
                .body(Map.of("note", "By a test."))
                .post(CURATION + "/" + id + "/publication")
                .then()
                .statusCode(200);
        return said;
    }

    // --- The way around a page

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Page page, String label) {
        return page.getByLabel(label, exactly()).and(page.locator("input, textarea"));
    }

    private static Locator field(Locator within, String label) {
        return within.getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
                .and(within.page().locator("input, textarea"));
    }

    private static Locator field(Locator within, Pattern label) {
        return within.getByLabel(label).and(within.page().locator("input, textarea"));
    }

    /** References have titles, too. */
    private static Locator title(Page page) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Basics"))
                .getByLabel("Title", new Locator.GetByLabelOptions().setExact(true));
    }

    private static Locator group(Page page, String name) {
        return page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void show(Page page, String view) {
        page.getByRole(AriaRole.RADIOGROUP, new Page.GetByRoleOptions().setName("What to show"))
                .getByText(view, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private static void upload(Page page, String csv) {
        page.locator("input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "questions.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    // --- What the services say

    private String begun(String slug, Map<String, Object> content) {
        return suite.as("ada")
                .body(Map.of("slug", slug, "content", content))
                .post(CURATION)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** One that ada wrote and adam approved before. */
    private String approved(String title) {
        return approvedAs("approved-" + mark, title);
    }

    private String approvedAs(String slug, String title) {
        String id = begun(slug, SampleQuestion.content(title));
        review("ada", id, "request").statusCode(200);
        review("adam", id, "approve").statusCode(200);
        return id;
    }

    /** It waits for somebody else to look at it. */
    private void writtenByAdam(String slug, String title) {
        String id =
                suite.as("adam")
                        .body(Map.of("slug", slug, "content", SampleQuestion.content(title)))
                        .post(CURATION)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");
        review("adam", id, "request").statusCode(200);
    }

    private ValidatableResponse review(String who, String id, String action) {
        return suite.as(who)
                .header("If-Match", "\"" + detail(id).getLong("draft.revision") + "\"")
                .body(Map.of("action", action))
                .post(CURATION + "/" + id + "/review")
                .then();
    }

    private JsonPath detail(String id) {
        return suite.as("ada").get(CURATION + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath found(String words) {
        return suite.as("ada")
                .queryParam("q", words)
                .get(CURATION)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String contentOf(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- Parts of a sample

    private static String text(Map<String, Object> content, String name) {
        return String.valueOf(content.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> content, String name) {
        return (Map<String, Object>) Objects.requireNonNull(content.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> content, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(content.get(name), name);
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(Map<String, Object> content, String name) {
        return (List<String>) Objects.requireNonNull(content.get(name), name);
    }
}
