package io.greenroom.catalog.curation;

import static io.greenroom.catalog.curation.Curators.QUESTIONS;
import static io.greenroom.catalog.curation.Curators.aContent;
import static io.greenroom.catalog.curation.Curators.aSlug;
import static io.greenroom.catalog.curation.Curators.ada;
import static io.greenroom.catalog.curation.Curators.adam;
import static io.greenroom.catalog.curation.Curators.approved;
import static io.greenroom.catalog.curation.Curators.as;
import static io.greenroom.catalog.curation.Curators.created;
import static io.greenroom.catalog.curation.Curators.etag;
import static io.greenroom.catalog.curation.Curators.published;
import static io.greenroom.catalog.curation.Curators.review;
import static io.greenroom.catalog.curation.Curators.save;
import static io.greenroom.catalog.curation.Curators.startDraft;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class BulkIT {
    private static final String BULK = "/api/catalog/curation/bulk";

    private final HttpContract contract = new HttpContract("catalog");

    @Test
    void aTopicOnManyIsPreviewedMadeAsDraftsAndTakenBack() {
        var about = aSlug("bulk-tag");
        var offered = published(about + "-a", aContent(about + " a"));
        var draft = created(about + "-b", aContent(about + " b"));
        var request = Map.of("action", "tag", "value", "kv-cache", "filter", Map.of("q", about));

        act(request, true)
                .statusCode(200)
                .body("id", nullValue())
                .body("items.questionId", contains(offered, draft))
                .body("items.outcome", contains("would-change", "would-change"))
                .body("items[0].after", containsString("kv-cache"));
        ada().get(QUESTIONS + "/" + offered).then().body("draft", nullValue());

        String id = act(request, false).statusCode(200).extract().path("id");
        // What is published never changes: the topic waits in a draft.
        ada().get("/api/catalog/questions/" + offered)
                .then()
                .body("topics", not(hasItem("kv-cache")));
        ada().get(QUESTIONS + "/" + offered)
                .then()
                .body("draft.content.topics", hasItem("kv-cache"));
        act(request, false).body("items.outcome", contains("unchanged", "unchanged"));

        // One of them goes on in the meantime, and is left alone.
        save(adam(), draft, etag(draft), draft, aContent(about + " edited")).statusCode(200);
        undo(id).statusCode(200)
                .body("items.questionId", contains(offered, draft))
                .body("items.outcome", contains("changed", "refused"));
        ada().get(QUESTIONS + "/" + offered).then().body("draft", nullValue());
        undo(id).statusCode(409).body("type", containsString("bulk-action-undone"));
        undo(UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void manyAreRetiredAndOfferedAgain() {
        var about = aSlug("bulk-retire");
        var one = published(about + "-a", aContent(about + " a"));
        var two = published(about + "-b", aContent(about + " b"));
        var never = created(about + "-c", aContent(about + " c"));
        String id =
                act(
                                Map.of(
                                        "action",
                                        "retire",
                                        "value",
                                        "Out of fashion",
                                        "questionIds",
                                        List.of(one, two, never, "nowhere")),
                                false)
                        .statusCode(200)
                        .body("items.outcome", contains("changed", "changed", "refused", "refused"))
                        .body("items[3].why", notNullValue())
                        .extract()
                        .path("id");
        as("casey", Roles.CANDIDATE).get("/api/catalog/questions/" + one).then().statusCode(404);
        undo(id).statusCode(200).body("items.outcome", contains("changed", "changed"));
        as("casey", Roles.CANDIDATE).get("/api/catalog/questions/" + one).then().statusCode(200);
        as("casey", Roles.CANDIDATE).get("/api/catalog/questions/" + two).then().statusCode(200);
    }

    @Test
    void onlyWhatIsApprovedIsPublishedWithTheRest() {
        var about = aSlug("bulk-publish");
        var revised = published(about + "-a", aContent(about + " a, one"));
        startDraft(ada(), revised).statusCode(201);
        save(ada(), revised, etag(revised), revised, aContent(about + " a, two")).statusCode(200);
        approved(revised);
        var fresh = created(about + "-b", aContent(about + " b"));
        approved(fresh);
        var unread = created(about + "-c", aContent(about + " c"));
        String id =
                act(Map.of("action", "publish", "filter", Map.of("q", about)), false)
                        .statusCode(200)
                        .body("items.questionId", contains(revised, fresh, unread))
                        .body("items.outcome", contains("changed", "changed", "refused"))
                        .extract()
                        .path("id");
        undo(id).statusCode(200).body("items.outcome", contains("changed", "changed"));
        // Nothing published is unpublished: the earlier text is the next version.
        ada().get(QUESTIONS + "/" + revised)
                .then()
                .body("publishedVersion", equalTo(3))
                .body("title", equalTo(about + " a, one"));
        ada().get(QUESTIONS + "/" + fresh).then().body("state", equalTo("retired"));
    }

    @Test
    void whatIsInReviewIsApprovedAndPublishedByWhoeverMay() {
        var about = aSlug("bulk-approve");
        var revised = published(about + "-a", aContent(about + " a, one"));
        startDraft(ada(), revised).statusCode(201);
        save(ada(), revised, etag(revised), revised, aContent(about + " a, two")).statusCode(200);
        review(ada(), revised, "request").statusCode(200);
        var fresh = inReview(about + "-b", aContent(about + " b"));
        var own = inReview(about + "-c", aContent(about + " c"));
        save(adam(), own, etag(own), own, aContent(about + " c, with a comma")).statusCode(200);
        var broken =
                inReview(
                        about + "-d",
                        aContent(about + " d").put("probe", "TODO: say what is asked"));
        var written = created(about + "-e", aContent(about + " e"));
        var approved = created(about + "-f", aContent(about + " f"));
        approved(approved);
        var edited = inReview(about + "-g", aContent(about + " g"));
        Map<String, Object> request =
                Map.of("action", "approve-and-publish", "filter", Map.of("q", about));

        var preview =
                approve(request, true)
                        .statusCode(200)
                        .body(
                                "items.questionId",
                                contains(revised, fresh, own, broken, written, approved, edited))
                        .body(
                                "items.outcome",
                                contains(
                                        "would-change",
                                        "would-change",
                                        "refused",
                                        "refused",
                                        "refused",
                                        "would-change",
                                        "would-change"))
                        .body("items[0].before", equalTo("version 1"))
                        .body("items[0].after", equalTo("version 2"))
                        .body("items[2].why", containsString("another admin has to approve"))
                        .body("items[3].why", containsString("TODO"))
                        .body("items[4].why", equalTo("It is draft."))
                        .extract();
        contract.assertFits("BulkResult", preview.asString());
        ada().get(QUESTIONS + "/" + fresh).then().body("draft.state", equalTo("IN_REVIEW"));
        // Nobody approves what they have not seen.
        approve(request, false).statusCode(400).body("errors[0].pointer", equalTo("/seen"));
        Map<String, Object> seen = new HashMap<>();
        for (Map<String, Object> item : preview.<List<Map<String, Object>>>path("items")) {
            if (item.get("revision") != null) {
                seen.put((String) item.get("questionId"), item.get("revision"));
            }
        }
        seen.remove(approved);
        save(ada(), edited, etag(edited), edited, aContent(about + " g, again")).statusCode(200);

        Map<String, Object> confirmed = new HashMap<>(request);
        confirmed.put("value", "Read on paper");
        confirmed.put("seen", seen);
        String id =
                approve(confirmed, false)
                        .statusCode(200)
                        .body(
                                "items.outcome",
                                contains(
                                        "changed", "changed", "refused", "refused", "refused",
                                        "refused", "refused"))
                        .body("items[5].why", equalTo("It was not among those looked at."))
                        .body("items[6].why", equalTo("It was edited since it was looked at."))
                        .extract()
                        .path("id");
        ada().get("/api/catalog/questions/" + revised)
                .then()
                .body("version", equalTo(2))
                .body("title", equalTo(about + " a, two"));
        ada().get("/api/catalog/questions/" + fresh).then().body("version", equalTo(1));
        ada().get(QUESTIONS + "/" + edited).then().body("draft.state", equalTo("IN_REVIEW"));
        ada().queryParam("question", fresh)
                .get("/api/catalog/curation/audit")
                .then()
                .body("items.action", hasItems("approved", "published"))
                .body("items.find { it.action == 'approved' }.whoName", equalTo("adam"));

        undo(id).statusCode(200).body("items.outcome", contains("changed", "changed"));
        ada().get(QUESTIONS + "/" + revised)
                .then()
                .body("publishedVersion", equalTo(3))
                .body("title", equalTo(about + " a, one"));
        ada().get(QUESTIONS + "/" + fresh).then().body("state", equalTo("retired"));
    }

    @Test
    void manyMoveToAnotherPackAndBack() {
        var about = aSlug("bulk-move");
        var one = published(about, aContent(about));
        String id =
                act(
                                Map.of(
                                        "action",
                                        "move",
                                        "value",
                                        "elsewhere",
                                        "questionIds",
                                        List.of(one)),
                                false)
                        .body("items[0].before", equalTo("curated"))
                        .extract()
                        .path("id");
        ada().get(QUESTIONS + "/" + one).then().body("pack", equalTo("elsewhere"));
        contract.assertFits("BulkActionList", ada().get(BULK).asString());
        contract.assertFits("BulkResult", undo(id).extract().asString());
        ada().get(QUESTIONS + "/" + one).then().body("pack", equalTo("curated"));
        ada().get(BULK)
                .then()
                .body("items.find { it.id == '" + id + "' }.undoneBy", equalTo("adam"))
                .body("items.find { it.id == '" + id + "' }.undoable", equalTo(false));
    }

    @Test
    void anUnclearRequestIsRefused() {
        act(Map.of("action", "retire", "questionIds", List.of("x")), false)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/value"));
        act(Map.of("action", "publish"), false).statusCode(400);
        act(Map.of("action", "explode", "questionIds", List.of("x")), false).statusCode(400);
        act(Map.of("action", "tag", "value", "Not A Topic", "questionIds", List.of("x")), false)
                .statusCode(400);
        ada().queryParam("dryRun", "perhaps")
                .body(Map.of("action", "publish", "questionIds", List.of("x")))
                .post(BULK)
                .then()
                .statusCode(400);
    }

    @Test
    void itIsForAdmins() {
        for (String role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            as("casey", role).get(BULK).then().statusCode(403);
            as("casey", role).body("{}").post(BULK).then().statusCode(403);
            as("casey", role).post(BULK + "/" + UUID.randomUUID() + "/undo").then().statusCode(403);
        }
    }

    private static String inReview(String slug, ObjectNode content) {
        var id = created(slug, content);
        review(ada(), id, "request").statusCode(200);
        return id;
    }

    /** By adam: ada wrote them. */
    private static ValidatableResponse approve(Map<String, Object> request, boolean dryRun) {
        return adam().queryParam("dryRun", dryRun).body(request).post(BULK).then();
    }

    private static ValidatableResponse act(Map<String, Object> request, boolean dryRun) {
        return ada().queryParam("dryRun", dryRun).body(request).post(BULK).then();
    }

    private static ValidatableResponse undo(String id) {
        return adam().post(BULK + "/" + id + "/undo").then();
    }
}
