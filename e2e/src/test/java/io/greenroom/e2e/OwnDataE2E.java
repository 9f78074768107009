package io.greenroom.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import com.microsoft.playwright.options.ColorScheme;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A person takes a copy of all that the suite holds of them, and has it deleted, everywhere. */
class OwnDataE2E {
    private static final String EXPORT = "/api/me/export";

    /** What of an answer stands in which service. */
    private static final List<String> TRACES =
            List.of(
                    "/api/practice/own-data/attempts",
                    "/api/practice/own-data/grades",
                    "/api/grading/own-data/answers",
                    "/api/grading/own-data/grades",
                    "/api/catalog/own-data/revealed-questions",
                    "/api/catalog/own-data/answer-figures");

    private static final List<String> OF_A_CANDIDATE =
            own("bookmarks", "sessions", "room", "reports", "results", "ratings");
    private static final List<String> OF_AN_INTERVIEWER =
            own("sessions", "room", "notes", "scorecards");

    private final Suite suite = Suite.running();
    private final Practising cody = new Practising(suite, "cody");
    private final Interviewing iris = new Interviewing(suite, "iris");

    @Test
    void aCopyHoldsAllOfItAndADeletionLeavesNothingInAnyService() throws IOException {
        var attempt = cody.start();
        cody.write(attempt, Practising.ANSWER);
        cody.submit(attempt);
        cody.ended(attempt);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                Assertions.assertThat(holding("cody", attempt))
                                        .containsExactlyInAnyOrderElementsOf(
                                                TRACES.stream()
                                                        // Which says the question alone.
                                                        .filter(path -> !path.endsWith("questions"))
                                                        .toList()));

        var archive = suite.as("cody").get(EXPORT).then().statusCode(200).extract().asByteArray();
        var files = unzipped(new ByteArrayInputStream(archive));

        Assertions.assertThat(files.get("session/attempts.json"))
                .contains(attempt, "# scale the dot products by the square root");
        Assertions.assertThat(files.get("grading/grades.json")).contains(attempt, "rationale");
        Assertions.assertThat(files.get("catalog/revealed-questions.json"))
                .contains(Practising.QUESTION);
        Assertions.assertThat(List.copyOf(files.keySet())).endsWith("index.html", "manifest.json");
        Assertions.assertThat(
                        JsonPath.from(files.get("manifest.json")).getString("account.username"))
                .isEqualTo("cody");
        Assertions.assertThat(holding("casey", attempt)).isEmpty();
        download();

        suite.as("cody").delete("/api/practice/own-data").then().statusCode(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                TRACES.forEach(
                                        path ->
                                                suite.as("cody")
                                                        .get(path)
                                                        .then()
                                                        .statusCode(200)
                                                        .body("items", hasSize(0))));
        suite.as("ada").get("/api/grading/grades/" + attempt).then().statusCode(404);
        suite.as("cody").get(Practising.ATTEMPTS + "/" + attempt).then().statusCode(404);
    }

    /**
     * Of an interview each gets what is theirs: the candidate their words and the released report,
     * the interviewer their notes and card. It is the candidate's, so it goes with them.
     */
    @Test
    void anInterviewIsInBothCopiesEachWithTheirOwnAndGoesWithItsCandidate() throws Exception {
        suite.as("cody")
                .put("/api/practice/bookmarks/" + Practising.QUESTION)
                .then()
                .statusCode(204);
        String session = held();
        iris.score(session);
        suite.as("iris")
                .header("If-Match", "\"0\"")
                .post(Interviewing.at(session, "/release"))
                .then()
                .statusCode(200);
        suite.as("cody")
                .body(Map.of("stars", 4, "comment", "COMMENT-cody"))
                .put(Interviewing.at(session, "/rating"))
                .then()
                .statusCode(200);

        var candidates = copy("cody");
        var interviewers = copy("iris");

        Assertions.assertThat(candidates.get("session/bookmarks.json"))
                .contains(Practising.QUESTION);
        Assertions.assertThat(candidates.get("session/sessions.json")).contains(session);
        Assertions.assertThat(candidates.get("session/room.json")).contains("WORDcody");
        Assertions.assertThat(candidates.get("session/reports.json"))
                .contains(session, "FEEDBACK-iris");
        Assertions.assertThat(candidates.get("session/results.json")).contains(session);
        Assertions.assertThat(candidates.get("session/ratings.json")).contains("COMMENT-cody");
        Assertions.assertThat(interviewers.get("session/notes.json")).contains("NOTE-iris");
        Assertions.assertThat(interviewers.get("session/scorecards.json"))
                .contains(session, "REMARK-iris");
        Assertions.assertThat(interviewers.get("session/room.json")).contains("WORDiris");
        Assertions.assertThat(String.join("", candidates.values()))
                .doesNotContain("NOTE-iris", "REMARK-iris");
        Assertions.assertThat(String.join("", interviewers.values()))
                .doesNotContain("WORDcody", "COMMENT-cody");

        suite.as("cody").delete("/api/practice/own-data").then().statusCode(202);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            for (var part : OF_A_CANDIDATE) {
                                Assertions.assertThat(pages("cody", part))
                                        .as(part)
                                        .doesNotContain(session, Practising.QUESTION);
                            }
                            for (var part : OF_AN_INTERVIEWER) {
                                Assertions.assertThat(pages("iris", part))
                                        .as(part)
                                        .doesNotContain(session);
                            }
                        });
        suite.as("iris").get("/api/sessions/" + session).then().statusCode(404);
    }

    /** An interview in which both have written, and which has ended. */
    private String held() throws Exception {
        String session =
                iris.plan(
                        "To be copied and deleted",
                        Instant.now().plusSeconds(60),
                        List.of(Interviewing.invited("CANDIDATE", "cody")));
        iris.open(session);
        iris.write(session, "cody", "iris");
        suite.as("iris")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("text", "NOTE-iris"))
                .post(Interviewing.at(session, "/notes"))
                .then()
                .statusCode(201);
        iris.end(session);
        return session;
    }

    private static List<String> own(String... parts) {
        return Stream.of(parts).map(part -> "/api/practice/own-data/" + part).toList();
    }

    private Map<String, String> copy(String who) throws IOException {
        return unzipped(
                new ByteArrayInputStream(
                        suite.as(who).get(EXPORT).then().statusCode(200).extract().asByteArray()));
    }

    /** As a person does it. */
    private void download() throws IOException {
        try (var browser = new Browser()) {
            var page = browser.window(Browser.DESKTOP, ColorScheme.LIGHT);
            suite.signIn(page, "cody");
            page.getByTestId("user-menu").click();
            page.getByTestId("open-own-data").click();
            var button = page.getByTestId("download-data");
            assertThat(button).isVisible();
            Browser.look(page, "own-data");
            var download = page.waitForDownload(button::click);
            Assertions.assertThat(download.suggestedFilename()).startsWith("greenroom-data-");
            try (var saved = Files.newInputStream(download.path())) {
                Assertions.assertThat(unzipped(saved)).containsKey("manifest.json");
            }
            browser.assertNoComplaints();
        }
    }

    /** Where that attempt stands in what somebody gets. */
    private List<String> holding(String name, String attempt) {
        return TRACES.stream().filter(path -> pages(name, path).contains(attempt)).toList();
    }

    private String pages(String name, String path) {
        var all = new StringBuilder();
        var after = "";
        while (after != null) {
            var page =
                    suite.as(name)
                            .queryParam("after", after)
                            .get(path)
                            .then()
                            .statusCode(200)
                            .extract();
            all.append(page.asString());
            after = page.jsonPath().getString("next");
        }
        return all.toString();
    }

    private static Map<String, String> unzipped(InputStream archive) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(archive)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
