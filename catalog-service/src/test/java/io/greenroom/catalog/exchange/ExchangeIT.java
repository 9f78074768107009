package io.greenroom.catalog.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.curation.FourEyes;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ExchangeIT {
    private static final String IMPORTS = "/api/catalog/imports";
    private static final String EXPORTS = "/api/catalog/exports";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpContract contract = new HttpContract("catalog");

    @TestHTTPResource("/api/catalog/imports")
    URI imports;

    @Inject Pool pool;

    /**
     * Of one curator alone, unless a test says otherwise: what is published here is seen at once.
     */
    @BeforeEach
    void oneCuratorIsEnough() {
        QuarkusMock.installMockForType(new FourEyes(false), FourEyes.class);
    }

    @Test
    void aDryRunSaysRowByRowWhatWouldChangeAndChangesNothing() throws Exception {
        var id = anId("dry");
        // Unlike what other tests publish, so that its like is found among few.
        var prompt = "How does a ferry " + id + " sort letters for islands without a harbour?";
        var pack = aPack("pack-of-" + id, aQuestion(id, "Stable softmax").put("prompt", prompt));
        take(pack, "application/json", "dryRun=false")
                .statusCode(200)
                .body("applied", equalTo(true))
                .body("added", contains(id));

        var changed = aQuestion(id, "Stable softmax, again");
        changed.put("minutes", 33).put("prompt", prompt);
        var report =
                take(
                                aPack(
                                        "pack-of-" + id,
                                        changed,
                                        aQuestion(id + "-new", "Another question")
                                                .put("prompt", prompt)),
                                "application/json",
                                "dryRun=true")
                        .statusCode(200)
                        .body("applied", equalTo(false))
                        .body("format", equalTo("native-json"))
                        .body("as", equalTo("published"))
                        .body("summary.changed", equalTo(1))
                        .body("summary.added", equalTo(1))
                        .body("rows.outcome", contains("changed", "added"))
                        .body("rows[0].changes.pointer", contains("/title", "/minutes"))
                        .body("rows[0].changes[0].before", equalTo("Stable softmax"))
                        .body("rows[0].changes[0].after", equalTo("Stable softmax, again"))
                        .body("rows[1].changes", empty())
                        .body("rows[1].duplicates.id", hasItem(id))
                        .extract()
                        .asString();
        contract.assertFits("ImportReport", report);
        admin().get("/api/catalog/questions/" + id).then().body("version", equalTo(1));
        admin().get("/api/catalog/questions/" + id + "-new").then().statusCode(404);
    }

    @Test
    void whatIsThereIsNoticedHoweverFarDownInAFile() throws Exception {
        var id = anId("far");
        var prompt = "Which tide tables " + id + " does a lighthouse keeper copy out in winter?";
        take(
                        aPack("pack-of-" + id, aQuestion(id, "Tide tables").put("prompt", prompt)),
                        "application/json",
                        "dryRun=false")
                .statusCode(200);
        var csv = new StringBuilder("title,prompt\n");
        for (int row = 1; row < 230; row++) {
            csv.append("Lot %d of %s,What is in lot %d?\n".formatted(row, id, row));
        }
        csv.append("Copying tide tables,").append(prompt).append('\n');

        take(bytes(csv.toString()), "text/csv", "dryRun=true")
                .statusCode(200)
                .body("rows", hasSize(230))
                .body("rows[229].duplicates.id", hasItem(id))
                .body("notComparedFrom", nullValue());
    }

    @Test
    void rowsThatAskTheSameAsAnEarlierOneAreNoticedHoweverFarTheyStandApart() {
        var id = anId("twin");
        var csv = new StringBuilder("title,prompt\n");
        csv.append(
                "Oiling winches of %s,Why is the drum of a harbour winch oiled by hand?\n"
                        .formatted(id));
        for (int row = 2; row < 320; row++) {
            csv.append("%s,%s\n".formatted(UUID.randomUUID(), UUID.randomUUID()));
        }
        csv.append(
                "Winches oiled at %s,Why is a harbour winch's drum oiled by hand?\n".formatted(id));

        take(bytes(csv.toString()), "text/csv", "dryRun=true")
                .statusCode(200)
                .body("rows", hasSize(320))
                .body("rows[0].twins", empty())
                .body("rows[319].twins.row", hasItem(1))
                .body("rows[319].twins[0].title", startsWith("Oiling winches"))
                .body("notComparedFrom", nullValue());
        choose(bytes(csv.toString()), "1=omit, 3-320=omit", "dryRun=true", "text/csv")
                .statusCode(200)
                .body("summary.omitted", equalTo(319))
                .body("summary.added", equalTo(1));
    }

    /** Header and all are as long as what a large file's choices may be. */
    @Test
    void ofALongFileEachRowCanBeChosen() {
        var id = anId("choices");
        var csv = new StringBuilder("title,prompt\n");
        var choices = new ArrayList<String>();
        for (int row = 1; row <= 900; row++) {
            csv.append("Crate %d of %s,What is in crate %d?\n".formatted(row, id, row));
            choices.add(row + "=merge:nowhere-" + id);
        }
        choose(bytes(csv.toString()), String.join(", ", choices), "dryRun=true", "text/csv")
                .statusCode(200)
                .body("summary.conflict", equalTo(900));
    }

    /** It neither keeps anybody from publishing nor is kept by them, however long it looks. */
    @Test
    void aDryRunDoesNotTakeTurns() {
        var csv = "title,prompt\nA crate of %s,What is in it?\n".formatted(anId("turn"));
        var other = pool.getConnectionAndAwait();
        try {
            other.query("begin").executeAndAwait();
            other.query("select pg_advisory_xact_lock(hashtextextended('catalog-publish', 0))")
                    .executeAndAwait();

            take(bytes(csv), "text/csv", "dryRun=true")
                    .statusCode(200)
                    .body("summary.added", equalTo(1));
        } finally {
            other.query("rollback").executeAndAwait();
            other.closeAndAwait();
        }
    }

    @Test
    void aDryRunListsWhatIsBrokenAndAnImportRefusesAllOfIt() throws Exception {
        var id = anId("broken");
        var broken = aQuestion(id + "-broken", "Broken");
        broken.put("round", "trivia");
        var twice = aQuestion(id, "The same id");
        var pack = aPack("pack-of-" + id, aQuestion(id, "Sound"), broken, twice);
        var report =
                take(pack, "application/json", "dryRun=true")
                        .statusCode(200)
                        .body("status", equalTo("REFUSED"))
                        .body("rows.outcome", contains("added", "invalid", "conflict"))
                        .body("rows[1].errors.pointer", contains("/round"))
                        .body("rows[2].errors[0].detail", containsString("in row 1"))
                        .extract()
                        .asString();
        contract.assertFits("ImportReport", report);
        take(pack, "application/json", "dryRun=false")
                .statusCode(422)
                .body("type", equalTo("https://greenroom.dev/problems/pack-refused"))
                .body("errors.pointer", contains("/questions/1/round", "/questions/2"));
        admin().get("/api/catalog/questions/" + id).then().statusCode(404);
    }

    @Test
    void whatTheLinterCallsAnErrorIsNotPublished() throws Exception {
        var id = anId("lint");
        var unfinished = aQuestion(id + "-unfinished", "Unfinished");
        unfinished.put("probe", "TODO: say what is really asked");
        var pack = aPack("pack-of-" + id, aQuestion(id, "Sound"), unfinished);
        for (var as : List.of("published", "review")) {
            take(pack, "application/json", "dryRun=true&as=" + as)
                    .statusCode(200)
                    .body("status", equalTo("REFUSED"))
                    .body("rows.outcome", contains("added", "invalid"))
                    .body("rows[1].errors.pointer", contains("/probe"))
                    .body("rows[1].errors[0].detail", containsString("“TODO” is a placeholder."))
                    .body("rows[1].errors[0].detail", containsString("would read it as meant"));
            take(pack, "application/json", "dryRun=false&as=" + as)
                    .statusCode(422)
                    .body("type", equalTo("https://greenroom.dev/problems/pack-refused"))
                    .body("errors.pointer", contains("/questions/1/probe"));
        }
        admin().get("/api/catalog/questions/" + id).then().statusCode(404);

        // A draft may say so; the row names what has to be mended.
        take(pack, "application/json", "dryRun=false&as=drafts")
                .statusCode(200)
                .body("rows.outcome", contains("added", "added"))
                .body("rows[1].errors.pointer", contains("/probe"));
    }

    @Test
    void whatIsToBePublishedGoesToReviewWhereAnotherHasToLook() throws Exception {
        QuarkusMock.installMockForType(new FourEyes(true), FourEyes.class);
        var id = anId("eyes");
        var pack = aPack("pack-of-" + id, aQuestion(id, "Stable softmax"));
        var report =
                take(pack, "application/json", "dryRun=true")
                        .statusCode(200)
                        .body("as", equalTo("review"))
                        .body("rows.outcome", contains("added"))
                        .extract()
                        .asString();
        contract.assertFits("ImportReport", report);
        for (var as : List.of("", "&as=published")) {
            // The second time it is there already, and as it should be.
            take(pack, "application/json", "dryRun=false" + as)
                    .statusCode(200)
                    .body("applied", equalTo(true))
                    .body("as", equalTo("review"));
        }
        admin().get("/api/catalog/questions/" + id).then().statusCode(404);
        var draft = "/api/catalog/curation/questions/" + id;
        admin().get(draft)
                .then()
                .body("pack", equalTo("pack-of-" + id))
                .body("draft.state", equalTo("IN_REVIEW"))
                .body("draft.review.comment", equalTo("Imported, to be published."));
        review("ada", draft).statusCode(409);
        review("adam", draft).statusCode(200);
        admin().contentType("application/json")
                .body("{}")
                .post(draft + "/publication")
                .then()
                .statusCode(200);

        var changed = aPack("pack-of-" + id, aQuestion(id, "Stable softmax, again"));
        take(changed, "application/json", "dryRun=false")
                .statusCode(200)
                .body("changed", contains(id));
        admin().get("/api/catalog/questions/" + id)
                .then()
                .body("version", equalTo(1))
                .body("title", equalTo("Stable softmax"));
        admin().get(draft)
                .then()
                .body("draft.state", equalTo("IN_REVIEW"))
                .body("draft.baseVersion", equalTo(1));
        var steps = TestTopics.await("curation.drafts", 6, message -> id.equals(message.key()));
        assertThat(steps)
                .extracting(event -> JSON.readTree(event.value()).at("/data/step").asText())
                .containsExactly(
                        "started",
                        "review-requested",
                        "approved",
                        "published",
                        "started",
                        "review-requested");
    }

    @Test
    void aQuestionWhoseFirstDraftWasGivenUpIsBegunAgain() throws Exception {
        QuarkusMock.installMockForType(new FourEyes(true), FourEyes.class);
        var id = anId("given-up");
        var pack = aPack("pack-of-" + id, aQuestion(id, "Stable softmax"));
        take(pack, "application/json", "dryRun=false").statusCode(200).body("added", contains(id));
        var draft = "/api/catalog/curation/questions/" + id;
        giveUp(draft);

        var again = aPack("pack-of-" + id, aQuestion(id, "Stable softmax, again"));
        for (var dryRun : List.of("true", "false")) {
            take(again, "application/json", "dryRun=" + dryRun)
                    .statusCode(200)
                    .body("as", equalTo("review"))
                    .body("rows.outcome", contains("added"))
                    .body("rows[0].changes", empty());
        }
        admin().get(draft)
                .then()
                .body("draft.state", equalTo("IN_REVIEW"))
                .body("draft.baseVersion", nullValue())
                .body("draft.content.title", equalTo("Stable softmax, again"));
        review("adam", draft).statusCode(200);
        admin().contentType("application/json")
                .body("{}")
                .post(draft + "/publication")
                .then()
                .statusCode(200);
        admin().get("/api/catalog/questions/" + id).then().body("version", equalTo(1));
    }

    /** The id comes from the title: whoever gave it up does not have to name it now. */
    @Test
    void aDraftThatWasGivenUpComesBackFromAFileWithoutIds() {
        var title = "What " + anId("gift") + " does";
        var gift = bytes("::" + title + "::What does it do?{}\n");
        var id =
                take(gift, "text/plain", "format=gift&dryRun=false")
                        .statusCode(200)
                        .extract()
                        .<String>path("rows[0].questionId");
        var draft = "/api/catalog/curation/questions/" + id;
        giveUp(draft);
        take(gift, "text/plain", "format=gift&dryRun=false")
                .statusCode(200)
                .body("added", contains(id));
        admin().get(draft).then().body("draft.content.title", equalTo(title));
    }

    @Test
    void aDraftThatSaysTheSameIsLookedAtInsteadOfOverlooked() throws Exception {
        QuarkusMock.installMockForType(new FourEyes(true), FourEyes.class);
        var id = anId("same");
        var pack = aPack("pack-of-" + id, aQuestion(id, "Stable softmax"));
        take(pack, "application/json", "dryRun=false&as=drafts").statusCode(200);
        var draft = "/api/catalog/curation/questions/" + id;
        admin().get(draft).then().body("draft.state", equalTo("DRAFT"));

        take(pack, "application/json", "dryRun=false&as=drafts").body("unchanged", contains(id));
        for (var dryRun : List.of("true", "false")) {
            var report =
                    take(pack, "application/json", "dryRun=" + dryRun)
                            .statusCode(200)
                            .body("rows.outcome", contains("changed"))
                            .body("rows[0].changes.label", contains("Review"))
                            .body("rows[0].changes[0].after", equalTo("asked for"))
                            .extract()
                            .asString();
            contract.assertFits("ImportReport", report);
        }
        admin().get(draft)
                .then()
                .body("draft.state", equalTo("IN_REVIEW"))
                .body("draft.review.comment", equalTo("Imported, to be published."));
        // In review it stays as it is, and whoever wrote it still does not approve it.
        take(pack, "application/json", "dryRun=false").body("unchanged", contains(id));
        review("ada", draft).statusCode(409);
        review("adam", draft).statusCode(200);
        take(pack, "application/json", "dryRun=false").body("unchanged", contains(id));
        admin().get(draft).then().body("draft.state", equalTo("APPROVED"));
    }

    @Test
    void aDraftThatSaysTheSameIsNotLookedAtWithAnErrorInIt() throws Exception {
        var id = anId("same-broken");
        var unfinished = aQuestion(id, "Unfinished");
        unfinished.put("probe", "TODO: say what is really asked");
        var pack = aPack("pack-of-" + id, unfinished);
        take(pack, "application/json", "dryRun=false&as=drafts").statusCode(200);
        take(pack, "application/json", "dryRun=true&as=review")
                .body("rows.outcome", contains("invalid"))
                .body("rows[0].errors.pointer", contains("/probe"));
        take(pack, "application/json", "dryRun=false&as=review").statusCode(422);
        admin().get("/api/catalog/curation/questions/" + id)
                .then()
                .body("draft.state", equalTo("DRAFT"));
    }

    @Test
    void aRoundThatDoesNotExistIsAnsweredWithThoseThatDo() throws Exception {
        var id = anId("no-round");
        var question = aQuestion(id, "Of no round");
        question.put("round", "astrology");
        take(aPack("pack-of-" + id, question), "application/json", "dryRun=true&as=drafts")
                .body("rows.outcome", contains("invalid"))
                .body("rows[0].errors.pointer", contains("/round"))
                .body(
                        "rows[0].errors[0].detail",
                        equalTo(
                                "This cannot be read: There is no such round; there are coding,"
                                        + " fundamentals, system-design, behavioral, domain,"
                                        + " recruiter-screen, hiring-manager, take-home."));
    }

    private static void giveUp(String draft) {
        var tag = admin().get(draft).then().statusCode(200).extract().header("ETag");
        admin().header("If-Match", tag).delete(draft + "/draft").then().statusCode(204);
    }

    private static ValidatableResponse review(String who, String draft) {
        var tag = admin().get(draft).then().statusCode(200).extract().header("ETag");
        return given().auth()
                .oauth2(TestTokens.of(who, Roles.ADMIN))
                .header("If-Match", tag)
                .contentType("application/json")
                .body("{\"action\":\"approve\"}")
                .post(draft + "/review")
                .then();
    }

    @Test
    void rowsThatAskWhatIsHereAreLinkedMergedOrLeftOut() throws Exception {
        var id = anId("join");
        var prompt = "How does a lighthouse " + id + " choose its colours on a coast of sand?";
        take(
                        aPack("pack-of-" + id, aQuestion(id, "Colours").put("prompt", prompt)),
                        "application/json",
                        "dryRun=false")
                .statusCode(200);
        var merged = aQuestion(id + "-merged", "Colours, thirdly").put("prompt", prompt);
        merged.putArray("topics").add("sampling").add("lighthouse-" + id);
        var broken = aQuestion(id + "-broken", "Broken");
        broken.put("round", "trivia");
        var file =
                aPack(
                        "pack-of-" + id,
                        aQuestion(id + "-linked", "Colours, again").put("prompt", prompt),
                        aQuestion(id + "-same", "Colours, still").put("prompt", prompt),
                        merged,
                        aQuestion(id + "-omitted", "Colours, never").put("prompt", prompt),
                        broken);
        var choices =
                "1=related:%1$s, 2=duplicate-of:%1$s, 3=merge:%1$s, 4=omit,5=omit".formatted(id);

        var report =
                choose(file, choices, "dryRun=true")
                        .statusCode(200)
                        .body("status", equalTo("LOADED"))
                        .body(
                                "rows.outcome",
                                contains("added", "added", "merged", "omitted", "omitted"))
                        .body("summary.merged", equalTo(1))
                        .body("summary.omitted", equalTo(2))
                        .body("rows[0].choice", equalTo("related:" + id))
                        .body("rows[0].duplicates.id", hasItem(id))
                        .body("rows[2].changes.label", contains("Topics"))
                        .body("rows[2].changes[0].after", containsString("lighthouse-" + id))
                        .body("rows[4].errors", empty())
                        .extract()
                        .asString();
        contract.assertFits("ImportReport", report);
        for (var again : List.of("the first time", "once more, which changes nothing")) {
            choose(file, choices, "dryRun=false")
                    .statusCode(200)
                    .body("applied", equalTo(true))
                    .body("rows[2].outcome", equalTo("merged"));
            admin().get(linksOf(id + "-linked"))
                    .then()
                    .body("items.id", contains(id))
                    .body("items.kind", contains("related"));
            admin().get(linksOf(id + "-same")).then().body("items.kind", contains("duplicate-of"));
            admin().get("/api/catalog/curation/questions/" + id)
                    .then()
                    .body("draft.content.topics", hasItem("lighthouse-" + id))
                    .body("draft.content.prompt", equalTo(prompt))
                    .body("draft.state", equalTo("DRAFT"));
            admin().get("/api/catalog/questions/" + id)
                    .then()
                    .body("topics", not(hasItem("lighthouse-" + id)));
            for (var gone : List.of("-merged", "-omitted", "-broken")) {
                admin().get("/api/catalog/curation/questions/" + id + gone).then().statusCode(404);
            }
        }
        admin().queryParam("question", id)
                .get("/api/catalog/curation/audit")
                .then()
                .body("items.action", hasItem("merged"));
        // What was so already is not told twice.
        for (var joined : List.of("-linked", "-same")) {
            admin().queryParam("question", id + joined)
                    .queryParam("action", "linked")
                    .get("/api/catalog/curation/audit")
                    .then()
                    .body("page.total", equalTo(1));
        }
    }

    @Test
    void aQuestionThatIsRetiredIsNotLinkedWith() throws Exception {
        var id = anId("retired-choice");
        var retired = id + "-retired";
        take(
                        aPack("pack-of-" + id, aQuestion(retired, "Out of use")),
                        "application/json",
                        "dryRun=false")
                .statusCode(200);
        admin().contentType("application/json")
                .body("{\"reason\":\"Out of fashion\"}")
                .post("/api/catalog/curation/questions/" + retired + "/retirement")
                .then()
                .statusCode(200);
        var file = aPack("pack-of-" + id, aQuestion(id, "Stable softmax"));
        for (var kind : List.of("related", "duplicate-of")) {
            var choice = "1=" + kind + ":" + retired;
            choose(file, choice, "dryRun=true")
                    .statusCode(200)
                    .body("status", equalTo("REFUSED"))
                    .body("rows.outcome", contains("conflict"))
                    .body("rows[0].errors.detail", contains(containsString("is retired")));
            choose(file, choice, "dryRun=false").statusCode(422);
        }
        admin().get("/api/catalog/curation/questions/" + id).then().statusCode(404);
    }

    @Test
    void aChoiceThatCannotBeMadeStandsInTheWay() throws Exception {
        var id = anId("wrong-choice");
        var draft = aQuestion(id + "-given-up", "Given up");
        take(aPack("pack-of-" + id, draft), "application/json", "dryRun=false&as=drafts")
                .statusCode(200);
        giveUp("/api/catalog/curation/questions/" + id + "-given-up");
        var file = aPack("pack-of-" + id, aQuestion(id, "Stable softmax"));
        for (var wrong :
                List.of(
                        "1=related:nowhere-" + id,
                        "1=related:" + id,
                        "1=merge:nowhere-" + id,
                        "1=merge:" + id + "-given-up")) {
            choose(file, wrong, "dryRun=true")
                    .statusCode(200)
                    .body("status", equalTo("REFUSED"))
                    .body("rows.outcome", contains("conflict"))
                    .body("rows[0].choice", equalTo(wrong.substring(2)));
            choose(file, wrong, "dryRun=false").statusCode(422);
        }
        choose(file, "2=omit", "dryRun=true")
                .body("errors.detail", contains("The file has no row 2."));
        choose(file, "2=omit", "dryRun=false").statusCode(422);
        for (var unreadable :
                List.of(
                        "1",
                        "0=omit",
                        "1=related",
                        "1=eat:x",
                        "1=omit,1=omit",
                        "2-1=omit",
                        "1-3=omit,2=omit",
                        "1-10001=omit")) {
            choose(file, unreadable, "dryRun=true")
                    .statusCode(400)
                    .body("errors.pointer", contains("Import-Choices"));
        }
        admin().get("/api/catalog/curation/questions/" + id).then().statusCode(404);

        take(file, "application/json", "dryRun=false").statusCode(200);
        choose(file, "1=merge:coding-stable-softmax", "dryRun=true")
                .body("rows.outcome", contains("conflict"))
                .body("rows[0].errors[0].detail", containsString("merge it where it is"));
    }

    @Test
    void aRowThatAnotherOneOfItsFileGetsInTheWayOfIsNotLeftOutUnsaid() throws Exception {
        var id = anId("in-the-way");
        take(aPack("pack-of-" + id, aQuestion(id, "Here")), "application/json", "dryRun=false")
                .statusCode(200);
        var merged = aQuestion(id + "-merged", "To be merged");
        merged.putArray("topics").add("sampling").add("lighthouse-" + id);
        var rows = new ArrayList<ObjectNode>();
        rows.add(merged);
        for (int i = 0; i < 30; i++) {
            rows.add(aQuestion(id + "-new-" + i, "New " + i));
        }
        rows.add(aQuestion(id, "Here, in other words"));
        var file = aPack("pack-of-" + id, rows.toArray(ObjectNode[]::new));

        choose(file, "1=merge:" + id, "dryRun=false&as=drafts")
                .statusCode(422)
                .body("detail", containsString("Row 32"));

        admin().get("/api/catalog/curation/questions/" + id + "-new-0").then().statusCode(404);
        admin().get("/api/catalog/curation/questions/" + id).then().body("draft", equalTo(null));
    }

    private static String linksOf(String id) {
        return "/api/catalog/curation/questions/" + id + "/links";
    }

    private static ValidatableResponse choose(byte[] file, String choices, String query) {
        return choose(file, choices, query, "application/json");
    }

    private static ValidatableResponse choose(
            byte[] file, String choices, String query, String type) {
        return admin().header("Import-Choices", choices)
                .contentType(type)
                .body(file)
                .post(IMPORTS + "?" + query)
                .then();
    }

    @Test
    void otherFormatsComeInAsDraftsThatMayBeIncomplete() {
        var title = "What " + anId("gift") + " does";
        var gift =
                """
                // [tag:sampling]
                ::%s::[markdown]What does *temperature* do\\: nothing?{}

                """
                        .formatted(title);
        var id =
                take(bytes(gift), "text/plain", "format=gift&dryRun=false")
                        .statusCode(200)
                        .body("as", equalTo("drafts"))
                        .body("rows[0].outcome", equalTo("added"))
                        .body("rows[0].line", equalTo(2))
                        .body("rows[0].errors.pointer", hasItems("/rubric", "/level", "/hints"))
                        .extract()
                        .<String>path("rows[0].questionId");
        admin().get("/api/catalog/questions/" + id).then().statusCode(404);
        admin().get("/api/catalog/curation/questions/" + id)
                .then()
                .statusCode(200)
                .body("pack", equalTo("imported"))
                .body("draft.content.title", equalTo(title))
                .body("draft.content.topics", contains("sampling"))
                .body("draft.content.prompt", equalTo("What does *temperature* do: nothing?"));

        take(bytes(gift), "text/plain", "format=gift&dryRun=false")
                .statusCode(200)
                .body("unchanged", contains(id));
        take(bytes(gift.replace("nothing", "a lot")), "text/plain", "format=gift&dryRun=false")
                .statusCode(422)
                .body("errors[0].detail", containsString("Say this id"));
        take(
                        bytes(gift.replace("//", "// [id:" + id + "]").replace("nothing", "a lot")),
                        "text/plain",
                        "format=gift&dryRun=false")
                .statusCode(422)
                .body("errors[0].detail", containsString("has a draft of it open"));
    }

    @Test
    void aFormatThatCarriesLessChangesOnlyWhatItCarries() throws Exception {
        var id = anId("less");
        take(
                        aPack("pack-of-" + id, aQuestion(id, "Stable softmax")),
                        "application/json",
                        "dryRun=false")
                .statusCode(200);
        var csv =
                "id,title,hints\n" + id + ",A better title,\"One hint here\nAnother hint here\"\n";
        take(bytes(csv), "text/csv", "dryRun=false&as=published")
                .statusCode(200)
                .body("format", equalTo("csv"))
                .body("changed", contains(id));
        admin().get("/api/catalog/questions/" + id)
                .then()
                .body("version", equalTo(2))
                .body("title", equalTo("A better title"))
                .body("hints", contains("One hint here", "Another hint here"))
                .body("rubric.criteria", hasSize(3))
                .body("strongAnswer", not(empty()));
    }

    /** What goes out and comes in again changes nothing, whatever the format loses. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void anExportThatIsImportedAgainChangesNothing(Format format) {
        var file =
                admin().queryParam("format", format.wire())
                        .queryParam("ids", "coding-stable-softmax,design-vector-database")
                        .get(EXPORTS)
                        .then()
                        .statusCode(200)
                        .header(
                                "Content-Disposition",
                                equalTo(
                                        "attachment; filename=\"greenroom-questions."
                                                + format.extension()
                                                + "\""))
                        .contentType(startsWith(format.mediaType().replaceAll(";.*", "")))
                        .extract()
                        .asByteArray();
        take(file, "application/octet-stream", "dryRun=true&as=published")
                .statusCode(200)
                .body("format", equalTo(format.wire()))
                .body("rows", hasSize(2))
                .body("rows.outcome", everyItem(equalTo("unchanged")))
                .body("remarks", empty());
        take(file, "application/octet-stream", "dryRun=true&as=drafts")
                .body("rows.outcome", everyItem(equalTo("unchanged")));
    }

    @Test
    void exportsGoByFilter() {
        admin().queryParam("format", "native-json")
                .queryParam("round", "system-design")
                .queryParam("q", "vector")
                .get(EXPORTS)
                .then()
                .statusCode(200)
                .body("pack.id", equalTo("test-design"))
                .body("questions.id", hasItem("design-vector-database"))
                .body("questions.round", everyItem(equalTo("system-design")));
        // As a search has it: corrected, where full text finds nothing.
        admin().queryParam("format", "native-json")
                .queryParam("q", "vectro databse")
                .get(EXPORTS)
                .then()
                .statusCode(200)
                .body("questions.id", hasItem("design-vector-database"));
        admin().queryParam("format", "native-json")
                .queryParam("q", "vector -vector")
                .get(EXPORTS)
                .then()
                .statusCode(200)
                .body("questions", empty());
        var whole = admin().queryParam("format", "native-json").get(EXPORTS).asString();
        assertThat(Contracts.violations("catalog/question-pack.v1.schema.json", whole)).isEmpty();
        admin().queryParam("format", "native-json")
                .queryParam("ids", "coding-stable-softmax,nowhere")
                .get(EXPORTS)
                .then()
                .statusCode(404)
                .body("detail", containsString("nowhere"));
        admin().queryParam("format", "docx")
                .get(EXPORTS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("format"));
    }

    @Test
    void hostileFilesAreRefusedClearly() throws Exception {
        take(
                        bytes(
                                "<!DOCTYPE q [<!ENTITY x SYSTEM"
                                        + " 'file:///etc/passwd'>]><quiz>&x;</quiz>"),
                        "application/xml",
                        "dryRun=true")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/import-forbidden"));
        take("title\nGröße\n".getBytes(StandardCharsets.ISO_8859_1), "text/csv", "format=csv")
                .statusCode(422)
                .body("type", equalTo("https://greenroom.dev/problems/import-not-utf-8"))
                .body("detail", containsString("byte 8"));
        take("title\n".getBytes(StandardCharsets.UTF_16), "text/csv", "format=csv")
                .statusCode(422)
                .body("detail", containsString("UTF-16"));
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(bytes("title\nA question\n"));
        }
        take(gzip.toByteArray(), "application/octet-stream", "format=csv")
                .statusCode(415)
                .body("type", equalTo("https://greenroom.dev/problems/import-compressed"));
        take(bytes("pack: {\nquestions"), "application/yaml", "")
                .statusCode(422)
                .body("type", equalTo("https://greenroom.dev/problems/import-unreadable"))
                .body("detail", containsString("line"));
        take(bytes("title\n"), "text/csv", "format=csv")
                .statusCode(422)
                .body("errors[0].detail", equalTo("The file has no questions."));
        take(bytes("x"), "text/csv", "as=gifts").statusCode(400);
        take(bytes("x"), "text/csv", "pack=../x").statusCode(400);
        take(bytes("x"), "image/png", "").statusCode(415);
    }

    /** What may be imported is no measure for what other routes take, however it is sent. */
    @Test
    void onlyAFileToImportMayBeLarge() throws Exception {
        var large = "x".repeat(2 * 1024 * 1024);
        var csv = "title,prompt\n" + ("A title," + "x ".repeat(30_000) + "\n").repeat(36);
        take(bytes(csv), "text/csv", "format=csv&dryRun=true").statusCode(200);
        admin().contentType("application/json")
                .body("{\"content\":{\"prompt\":\"" + large + "\"}}")
                .post("/api/catalog/curation/lint")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", equalTo("https://greenroom.dev/problems/body-too-large"));
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var lint = imports.resolve("/api/catalog/curation/lint");
            var body = "{\"content\":{\"prompt\":\"" + large + "\"}}";
            var refused =
                    client.send(
                            HttpRequest.newBuilder(lint)
                                    .header(
                                            "Authorization",
                                            "Bearer " + TestTokens.of("ada", Roles.ADMIN))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofInputStream(
                                                    () ->
                                                            new java.io.ByteArrayInputStream(
                                                                    bytes(body))))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }

    /** Nothing of the body is waited for, not even whose it is. */
    @Test
    void whatIsDeclaredLongerThanAnyFileIsRefusedAtOnce() throws Exception {
        try (var socket = new Socket(imports.getHost(), imports.getPort())) {
            socket.getOutputStream()
                    .write(
                            bytes(
                                    "POST /api/catalog/imports HTTP/1.1\r\nHost: here\r\n"
                                            + "Content-Length: 60000000\r\n\r\n"));
            socket.setSoTimeout(30_000);
            var answer = new StringBuilder();
            // To its end: the connection is closed, though nothing of the body has come.
            int read = socket.getInputStream().read();
            while (read >= 0) {
                answer.append((char) read);
                read = socket.getInputStream().read();
            }
            assertThat(answer)
                    .startsWith("HTTP/1.1 413")
                    .containsIgnoringCase("application/problem+json")
                    .contains("body-too-large", "at most 53477376 bytes");
        }
    }

    /** A CSV of ten million rows, which is made as it is sent. */
    @Test
    void aFileOfTooManyRowsIsRefused() throws Exception {
        var refused = send("title\n", "q\n", 10_000_000, "format=csv&dryRun=true");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("import-too-large").contains("10,000 questions");
    }

    /** More than fits into one reading: what is written in between is let go of, and stays. */
    @ParameterizedTest
    @EnumSource(ImportReport.As.class)
    void aLongFileIsTakenOverWhole(ImportReport.As as) throws Exception {
        var id = anId("long");
        var questions = new ArrayList<ObjectNode>();
        for (int i = 0; i < 110; i++) {
            questions.add(aQuestion(id + "-" + i, "Question number " + i));
        }
        var pack = aPack("pack-of-" + id, questions.toArray(ObjectNode[]::new));
        take(pack, "application/json", "as=" + as.wire())
                .statusCode(200)
                .body("applied", equalTo(true))
                .body("added", hasSize(110));
        take(pack, "application/json", "as=" + as.wire())
                .statusCode(200)
                .body("unchanged", hasSize(110));

        questions.get(3).put("title", "Question number three");
        questions.get(109).put("slug", id + "-0");
        take(
                        aPack("pack-of-" + id, questions.toArray(ObjectNode[]::new)),
                        "application/json",
                        "as=" + as.wire())
                .statusCode(422)
                .body("errors.pointer", hasItem("/questions/109"));
        if (as == ImportReport.As.PUBLISHED) {
            admin().get("/api/catalog/questions/" + id + "-3").then().body("version", equalTo(1));
        }
    }

    @Test
    void onlyAdminsExchange() throws Exception {
        for (var role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            var other = given().auth().oauth2(TestTokens.of("casey", role));
            other.queryParam("format", "csv").get(EXPORTS).then().statusCode(403);
            other.get(EXPORTS + "/losses?format=csv").then().statusCode(403);
            other.contentType("text/csv")
                    .body(bytes("title\nx\n"))
                    .post(IMPORTS)
                    .then()
                    .statusCode(403);
        }
        given().get(EXPORTS + "?format=csv").then().statusCode(401);
        given().contentType("text/csv").body(bytes("title\n")).post(IMPORTS).then().statusCode(401);
        given().get("/api/catalog/schemas/question-pack").then().statusCode(401);
    }

    @Test
    void lossesAndSchemaCanBeRead() {
        contract.assertFits("LossReport", admin().get(EXPORTS + "/losses?format=qti3").asString());
        given().auth()
                .oauth2(TestTokens.of("casey", Roles.CANDIDATE))
                .get("/api/catalog/schemas/question-pack")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/schema+json"))
                .body("title", equalTo("Question pack"));
    }

    /** Bodies of unknown length. */
    private HttpResponse<String> send(String first, String again, int times, String query)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(imports + "?" + query))
                            .header("Authorization", "Bearer " + TestTokens.of("ada", Roles.ADMIN))
                            .header("Content-Type", "text/csv")
                            .POST(
                                    HttpRequest.BodyPublishers.ofInputStream(
                                            () -> new Repeated(bytes(first), bytes(again), times)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** A beginning, and the same line again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] first;
        private final byte[] again;
        private final long length;
        private long position;

        Repeated(byte[] first, byte[] again, long times) {
            this.first = first;
            this.again = again;
            this.length = first.length + again.length * times;
        }

        @Override
        public int read() {
            if (position >= length) {
                return -1;
            }
            long at = position++;
            return at < first.length
                    ? first[(int) at]
                    : again[(int) ((at - first.length) % again.length)];
        }
    }

    private static ValidatableResponse take(byte[] file, String type, String query) {
        return admin().contentType(type)
                .body(file)
                .post(IMPORTS + (query.isEmpty() ? "" : "?" + query))
                .then();
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("ada", Roles.ADMIN));
    }

    private static byte[] aPack(String id, ObjectNode... questions) throws IOException {
        var pack = JSON.createObjectNode();
        pack.putObject("pack").put("id", id).put("title", "A pack for tests");
        var list = new ArrayList<ObjectNode>();
        Collections.addAll(list, questions);
        pack.putArray("questions").addAll(list);
        return JSON.writeValueAsBytes(pack);
    }

    private static ObjectNode aQuestion(String id, String title) throws IOException {
        var question =
                RoundTripTest.read(
                                Format.NATIVE_YAML,
                                Files.readAllBytes(
                                        Path.of("src/test/content/questions/coding.yaml")))
                        .getFirst()
                        .content();
        var named = JSON.createObjectNode().put("id", id);
        named.setAll(question);
        named.put("title", title).putArray("covers");
        return named;
    }

    private static String anId(String about) {
        return about + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
