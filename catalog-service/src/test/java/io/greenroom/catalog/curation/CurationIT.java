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
import static io.greenroom.catalog.curation.Curators.publish;
import static io.greenroom.catalog.curation.Curators.published;
import static io.greenroom.catalog.curation.Curators.review;
import static io.greenroom.catalog.curation.Curators.save;
import static io.greenroom.catalog.curation.Curators.startDraft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.OwnDataCopies;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class CurationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "catalog.questions";

    private final HttpContract contract = new HttpContract("catalog");

    @Inject Pool pool;

    @Test
    void aQuestionLivesFromItsFirstDraftToItsRetirement() throws Exception {
        var slug = aSlug("life");
        var content = aContent("Softmax, first edition");
        var id = created(slug, content);
        assertThat(id).isEqualTo(slug);
        nobodyElseSees(id);

        content.put("title", "Softmax, edited");
        save(ada(), id, etag(id), slug, content)
                .statusCode(200)
                .body("state", equalTo("DRAFT"))
                .header("ETag", equalTo("\"2\""));
        review(ada(), id, "request").statusCode(200).body("draft.state", equalTo("IN_REVIEW"));
        nobodyElseSees(id);
        review(adam().header("If-Match", etag(id)), id, "approve")
                .statusCode(200)
                .body("draft.review.decisions[0].by", equalTo("adam"))
                .body("draft.state", equalTo("APPROVED"));
        nobodyElseSees(id);
        publish(ada(), id)
                .statusCode(200)
                .body("state", equalTo("published"))
                .body("publishedVersion", equalTo(1))
                .body("versions.publishedBy", contains("ada"))
                .body("$", not(hasKey("draft")));
        as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/" + id)
                .then()
                .statusCode(200)
                .body("title", equalTo("Softmax, edited"));

        startDraft(adam(), id).statusCode(201).body("draft.baseVersion", equalTo(1));
        content.put("title", "Softmax, second edition");
        content.put("prompt", "Write a **softmax** over the last axis that never overflows.");
        save(adam(), id, etag(id), slug, content).statusCode(200);
        as("casey", Roles.CANDIDATE)
                .get("/api/catalog/questions/" + id)
                .then()
                .body("title", equalTo("Softmax, edited"));
        ada().get(QUESTIONS + "/" + id + "/diff?from=1&to=draft")
                .then()
                .statusCode(200)
                .body("changes.pointer", contains("/title", "/prompt"))
                .body("changes[0].words.find { it.op == 'add' }.text", equalTo("second edition"));
        review(adam(), id, "request").statusCode(200);
        review(ada().header("If-Match", etag(id)), id, "approve").statusCode(200);
        publish(adam(), id).statusCode(200).body("publishedVersion", equalTo(2));
        var diff = ada().get(QUESTIONS + "/" + id + "/diff?from=1&to=2").asString();
        contract.assertFits("ContentDiff", diff);

        ada().body(Map.of("reason", "Everybody knows it"))
                .post(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(200)
                .body("state", equalTo("retired"))
                .body("retiredReason", equalTo("Everybody knows it"))
                .body("$", not(hasKey("publishedVersion")));
        nobodyElseSees(id);
        ada().get(QUESTIONS + "/" + id + "/versions/1")
                .then()
                .statusCode(200)
                .body("content.title", equalTo("Softmax, edited"));

        var events = TestTopics.await(TOPIC, 3, message -> id.equals(message.key()));
        assertThat(events)
                .extracting(event -> JSON.readTree(event.value()).path("type").asText())
                .containsExactly(
                        "catalog.question-published.v1",
                        "catalog.question-published.v1",
                        "catalog.question-retired.v1");
        assertThat(
                        Contracts.violations(
                                "catalog/question-retired.v1.schema.json",
                                events.getLast().value()))
                .isEmpty();
        assertThat(JSON.readTree(events.getLast().value()).at("/data/version").asInt())
                .isEqualTo(2);
        ada().queryParam("question", id)
                .get("/api/catalog/curation/audit")
                .then()
                .body(
                        "items.action",
                        contains(
                                "retired",
                                "published",
                                "approved",
                                "review-requested",
                                "draft-edited",
                                "draft-started",
                                "published",
                                "approved",
                                "review-requested",
                                "draft-edited",
                                "created"))
                .body("items[0].whoName", equalTo("ada"))
                .body("items[0].who", equalTo("id-of-ada"));
    }

    @Test
    void eachStepOfADraftIsToldInOrderAndNothingOfWhatItSays() throws Exception {
        var slug = aSlug("steps");
        var first = published(slug, aContent("Steps, one"));
        startDraft(ada(), first).statusCode(201);
        review(ada(), first, "request").statusCode(200);
        review(ada(), first, "withdraw").statusCode(200);
        review(ada(), first, "request").statusCode(200);
        review(adam(), first, "return").statusCode(200);
        save(ada(), first, etag(first), slug, aContent("Steps, two")).statusCode(200);
        approved(first);
        save(ada(), first, etag(first), slug, aContent("Steps, three")).statusCode(200);
        review(adam().header("If-Match", etag(first)), first, "approve").statusCode(200);
        ada().body(Map.of("at", Instant.now().plus(Duration.ofHours(1)).toString()))
                .post(QUESTIONS + "/" + first + "/publication")
                .then()
                .statusCode(200);
        ada().delete(QUESTIONS + "/" + first + "/publication").then().statusCode(200);
        publish(ada(), first).statusCode(200);
        ada().body(Map.of("fromVersion", 1))
                .post(QUESTIONS + "/" + first + "/draft")
                .then()
                .statusCode(201);
        ada().header("If-Match", etag(first))
                .delete(QUESTIONS + "/" + first + "/draft")
                .then()
                .statusCode(204);
        ada().post(QUESTIONS + "/" + first + "/draft/restoration").then().statusCode(201);

        var steps =
                List.of(
                        "started",
                        "review-requested",
                        "approved",
                        "published 1",
                        "started",
                        "review-requested",
                        "review-withdrawn",
                        "review-requested",
                        "returned",
                        "review-requested",
                        "approved",
                        "approval-dropped",
                        "approved",
                        "scheduled",
                        "unscheduled",
                        "published 2",
                        "version-restored 1",
                        "discarded",
                        "brought-back");
        var events =
                TestTopics.await(
                        "curation.drafts", steps.size(), message -> first.equals(message.key()));
        assertThat(events)
                .extracting(
                        event -> {
                            var data = JSON.readTree(event.value()).path("data");
                            return (data.path("step").asText()
                                            + " "
                                            + data.path("version").asText())
                                    .strip();
                        })
                .containsExactlyElementsOf(steps);
        assertThat(events)
                .allSatisfy(
                        event ->
                                assertThat(
                                                Contracts.violations(
                                                        "catalog/draft-changed.v1.schema.json",
                                                        event.value()))
                                        .isEmpty())
                .allSatisfy(
                        event ->
                                assertThat(event.value())
                                        .doesNotContain("Steps", "id-of-", "\"adam\""));
        var example = Contracts.example("catalog/examples/draft-changed.v1.json");
        assertThat(Contracts.violations("catalog/draft-changed.v1.schema.json", example)).isEmpty();
        assertThat(names(example)).isEqualTo(names(events.get(16).value()));
    }

    private static List<String> names(String event) throws Exception {
        var names = new ArrayList<String>();
        JSON.readTree(event).path("data").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void answersInTheShapesOfTheContract() {
        var id = published(aSlug("shapes"), aContent("Shapes"));
        startDraft(ada(), id).statusCode(201);
        review(ada(), id, "request").statusCode(200);
        contract.assertFits("CurationDetail", ada().get(QUESTIONS + "/" + id).asString());
        contract.assertFits("CuratedQuestionPage", ada().get(QUESTIONS).asString());
        contract.assertFits(
                "VersionContent", ada().get(QUESTIONS + "/" + id + "/versions/1").asString());
        contract.assertFits("AuditPage", ada().get("/api/catalog/curation/audit").asString());
        contract.assertFits(
                "StaleDraftProblem",
                save(ada(), id, "\"0\"", id, aContent("Late"))
                        .statusCode(412)
                        .extract()
                        .asString());
    }

    @Test
    void twoEditorsCollideGently() {
        var slug = aSlug("collide");
        var id = created(slug, aContent("As ada began it"));
        var seen = etag(id);
        save(adam(), id, seen, slug, aContent("As adam has it")).statusCode(200);

        save(ada(), id, seen, slug, aContent("As ada has it"))
                .statusCode(412)
                .body("type", containsString("stale-draft"))
                .body("currentContent.title", equalTo("As adam has it"))
                .body("currentRevision", equalTo(2))
                .body("changedBy", equalTo("adam"));

        ada().get(QUESTIONS + "/" + id)
                .then()
                .body("draft.content.title", equalTo("As adam has it"));
        ada().body("{\"slug\":\"" + slug + "\",\"content\":{}}")
                .put(QUESTIONS + "/" + id + "/draft")
                .then()
                .statusCode(428);
    }

    @Test
    void savingTheSameAgainChangesNothing() {
        var slug = aSlug("same");
        var id = created(slug, aContent("Same"));
        approved(id);
        var seen = etag(id);
        save(ada(), id, seen, slug, aContent("Same"))
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .header("ETag", equalTo(seen));
    }

    @Test
    void aDraftMayBeIncompleteButIsNotPublishedSo() {
        var slug = aSlug("incomplete");
        var id = created(slug, Curators.object().put("title", "Only a title"));
        approved(id);
        var refusal =
                publish(ada(), id)
                        .statusCode(422)
                        .body("type", containsString("lint-errors"))
                        .body("findings.severity", hasItem("error"))
                        .extract()
                        .asString();
        contract.assertFits("LintProblem", refusal);
        nobodyElseSees(id);
        ada().get(QUESTIONS + "/" + id).then().body("draft.state", equalTo("APPROVED"));
    }

    @Test
    void nobodyApprovesWhatTheyWorkedOn() {
        var slug = aSlug("eyes");
        var id = created(slug, aContent("Eyes"));
        save(adam(), id, etag(id), slug, aContent("Eyes, with a word of adam's")).statusCode(200);
        review(ada(), id, "request").statusCode(200).body("draft.mayApprove", equalTo(false));
        for (String own : List.of("ada", "adam")) {
            review(Curators.admin(own).header("If-Match", etag(id)), id, "approve")
                    .statusCode(409)
                    .body("type", containsString("own-draft"));
        }
        publish(ada(), id).statusCode(409).body("type", containsString("not-approved"));
        review(Curators.admin("abel").header("If-Match", etag(id)), id, "approve").statusCode(200);
        publish(ada(), id).statusCode(200);
    }

    @Test
    void onlyWhatWasReadIsApproved() {
        var slug = aSlug("read");
        var id = created(slug, aContent("Read"));
        review(ada(), id, "request").statusCode(200);
        var seen = etag(id);
        save(ada(), id, seen, slug, aContent("Changed under the reviewer")).statusCode(200);
        review(adam().header("If-Match", seen), id, "approve").statusCode(412);
        review(adam(), id, "approve").statusCode(428);
    }

    @Test
    void anEditDropsTheApproval() {
        var slug = aSlug("drop");
        var id = created(slug, aContent("Approved"));
        approved(id);
        save(ada(), id, etag(id), slug, aContent("Not what was approved"))
                .statusCode(200)
                .body("state", equalTo("IN_REVIEW"));
        publish(ada(), id).statusCode(409).body("type", containsString("not-approved"));
    }

    @Test
    void aDraftGoesBackWithAComment() {
        var id = created(aSlug("return"), aContent("Return"));
        review(ada(), id, "request").statusCode(200);
        adam().body(Map.of("action", "return", "comment", "The second criterion is vague."))
                .post(QUESTIONS + "/" + id + "/review")
                .then()
                .statusCode(200)
                .body("draft.state", equalTo("DRAFT"))
                .body("draft.review.decisions[0].decision", equalTo("returned"))
                .body(
                        "draft.review.decisions[0].comment",
                        equalTo("The second criterion is vague."));
        review(ada(), id, "withdraw")
                .statusCode(409)
                .body("type", containsString("wrong-draft-state"));
    }

    @Test
    void anOlderVersionComesBackAsADraft() {
        var slug = aSlug("restore");
        var id = published(slug, aContent("One"));
        startDraft(ada(), id).statusCode(201);
        startDraft(adam(), id).statusCode(409).body("type", containsString("draft-exists"));
        save(ada(), id, etag(id), slug, aContent("Two")).statusCode(200);
        approved(id);
        publish(ada(), id).statusCode(200);

        ada().body(Map.of("fromVersion", 1))
                .post(QUESTIONS + "/" + id + "/draft")
                .then()
                .statusCode(201)
                .body("draft.content.title", equalTo("One"))
                .body("draft.baseVersion", equalTo(2));
        approved(id);
        publish(ada(), id).statusCode(200).body("publishedVersion", equalTo(3));
        ada().body(Map.of("fromVersion", 9))
                .post(QUESTIONS + "/" + id + "/draft")
                .then()
                .statusCode(404);
    }

    @Test
    void aDiscardedDraftCanBeBroughtBack() {
        var slug = aSlug("discard");
        var id = created(slug, aContent("Precious"));
        var seen = etag(id);
        ada().header("If-Match", seen)
                .delete(QUESTIONS + "/" + id + "/draft")
                .then()
                .statusCode(204);
        ada().queryParam("q", slug).get(QUESTIONS).then().body("items.size()", equalTo(0));
        adam().post(QUESTIONS + "/" + id + "/draft/restoration")
                .then()
                .statusCode(201)
                .body("draft.content.title", equalTo("Precious"));
        // The old tab of ada must not write over it, nor approve what she wrote.
        save(ada(), id, seen, slug, aContent("From the old tab")).statusCode(412);
        review(adam(), id, "request").statusCode(200);
        review(ada().header("If-Match", etag(id)), id, "approve").statusCode(409);
    }

    @Test
    void aRetiredQuestionIsOfferedAgainAsAVersionThatSaysTheSame() throws Exception {
        var id = published(aSlug("again"), aContent("Again"));
        ada().body(Map.of("reason", "A mistake"))
                .post(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(200);
        ada().body(Map.of("reason", "Twice"))
                .post(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(409);
        ada().delete(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(200)
                .body("publishedVersion", equalTo(2))
                .body("state", equalTo("published"));
        ada().get(QUESTIONS + "/" + id + "/diff?from=1&to=2")
                .then()
                .body("changes.size()", equalTo(0));
        TestTopics.await(TOPIC, 3, message -> id.equals(message.key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update question_version set content = '{}' where question_id = $1",
                "update question_version set published_at = now() where question_id = $1",
                "update question_version set version = 9 where question_id = $1",
                "delete from question_version where question_id = $1"
            })
    void whatAVersionSaidIsNotChangedInTheDatabaseEither(String change) {
        var offered = published(aSlug("stays"), aContent("It stays"));
        var retired = published(aSlug("stays-retired"), aContent("It stays, retired"));
        ada().body(Map.of("reason", "Out of fashion"))
                .post(QUESTIONS + "/" + retired + "/retirement")
                .then()
                .statusCode(200);
        for (var id : List.of(offered, retired)) {
            assertThatThrownBy(
                            () ->
                                    pool.preparedQuery(change)
                                            .execute(Tuple.of(id))
                                            .await()
                                            .atMost(Duration.ofSeconds(30)))
                    .hasMessageContaining("A published version never changes");
        }
        ada().get(QUESTIONS + "/" + offered).then().body("title", equalTo("It stays"));
        ada().delete(QUESTIONS + "/" + retired + "/retirement").then().statusCode(200);
    }

    @Test
    void versionsAreNotSweptAwayEither() {
        assertThatThrownBy(
                        () ->
                                pool.query("truncate question_version cascade")
                                        .execute()
                                        .await()
                                        .atMost(Duration.ofSeconds(30)))
                .hasMessageContaining("A published version never changes");
    }

    @Test
    void aDraftThatMissesANewerVersionIsNotPublishedOverIt() {
        var slug = aSlug("outdated");
        var id = published(slug, aContent("One"));
        startDraft(ada(), id).statusCode(201);
        save(ada(), id, etag(id), slug, aContent("Two, begun from one")).statusCode(200);
        approved(id);
        // Retired and offered again in between: nothing new is said, so the draft stays up to date.
        ada().body(Map.of("reason", "Pause"))
                .post(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(200);
        ada().delete(QUESTIONS + "/" + id + "/retirement").then().statusCode(200);
        ada().get(QUESTIONS + "/" + id).then().body("draft.baseVersion", equalTo(2));
        importAs(id, slug, aContent("Imported meanwhile"));
        publish(ada(), id)
                .statusCode(409)
                .body("type", containsString("draft-outdated"))
                .body("latestVersion", equalTo(3));
        ada().header("If-Match", etag(id))
                .body(
                        Curators.object()
                                .put("slug", slug)
                                .put("baseVersion", 3)
                                .<ObjectNode>set("content", aContent("Two, knowing three"))
                                .toString())
                .put(QUESTIONS + "/" + id + "/draft")
                .then()
                .statusCode(200)
                .body("state", equalTo("IN_REVIEW"));
        review(adam().header("If-Match", etag(id)), id, "approve").statusCode(200);
        publish(ada(), id).statusCode(200).body("publishedVersion", equalTo(4));
    }

    @Test
    void ofManyWhoPublishAtOnceOneDoes() throws Exception {
        var id = created(aSlug("race"), aContent("Race"));
        approved(id);
        var answers = atOnce(6, () -> publish(ada(), id).extract().statusCode());
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status != 200).containsOnly(404);
        ada().get(QUESTIONS + "/" + id).then().body("versions.size()", equalTo(1));
    }

    @Test
    void ofManyWhoSaveAtOnceOneDoes() throws Exception {
        var slug = aSlug("saves");
        var id = created(slug, aContent("Saves"));
        var seen = etag(id);
        var answers =
                atOnce(
                        6,
                        () ->
                                save(ada(), id, seen, slug, aContent("By " + Math.random()))
                                        .extract()
                                        .statusCode());
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status != 200).containsOnly(412);
    }

    @Test
    void editingAndApprovingAtOnceNeverApprovesTheEdit() throws Exception {
        var slug = aSlug("approve-race");
        var id = created(slug, aContent("Read by the reviewer"));
        review(ada(), id, "request").statusCode(200);
        var seen = etag(id);
        List<Callable<Integer>> both =
                List.of(
                        () ->
                                review(adam().header("If-Match", seen), id, "approve")
                                        .extract()
                                        .statusCode(),
                        () ->
                                save(ada(), id, seen, slug, aContent("Slipped in"))
                                        .extract()
                                        .statusCode());
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(both);
            assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder(200, 412);
        }
        var draft = ada().get(QUESTIONS + "/" + id).then().extract().jsonPath();
        if (draft.getString("draft.state").equals("APPROVED")) {
            assertThat(draft.getString("draft.content.title")).isEqualTo("Read by the reviewer");
        }
    }

    @Test
    void aSlugBelongsToOneQuestion() {
        var slug = aSlug("slug");
        created(slug, aContent("First"));
        ada().body(
                        Curators.object()
                                .put("slug", slug)
                                .<ObjectNode>set("content", aContent("Second"))
                                .toString())
                .post(QUESTIONS)
                .then()
                .statusCode(409)
                .body("type", containsString("slug-taken"));
        ada().body("{\"slug\":\"Not A Slug\",\"content\":{}}")
                .post(QUESTIONS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/slug"));
        var title = "Vanishing gradients " + slug;
        for (String expected : List.of("", "-2")) {
            ada().body("{\"content\":{\"title\":\"" + title + "\"}}")
                    .post(QUESTIONS)
                    .then()
                    .statusCode(201)
                    .body("id", equalTo("vanishing-gradients-" + slug + expected))
                    .header("Location", notNullValue());
        }
    }

    @Test
    void listsFilterByStateAndCount() {
        var about = aSlug("listed");
        var draft = created(about + "-a", aContent(about + " a"));
        var offered = published(about + "-b", aContent(about + " b"));
        startDraft(adam(), offered).statusCode(201);
        ada().queryParam("q", about)
                .queryParam("state", "draft")
                .queryParam("sort", "title")
                .get(QUESTIONS)
                .then()
                .statusCode(200)
                .body("items.id", contains(draft, offered))
                .body("items.state", contains("draft", "published"))
                .body("items[1].draft.author", equalTo("adam"))
                .body("facets.state.find { it.value == 'published' }.count", equalTo(1));
        ada().queryParam("q", about)
                .queryParam("state", "published")
                .get(QUESTIONS)
                .then()
                .body("items.id", contains(offered));
        ada().queryParam("state", "lost").get(QUESTIONS).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /questions",
        "POST, /questions",
        "GET, /questions/coding-top-k",
        "POST, /questions/coding-top-k/draft",
        "PUT, /questions/coding-top-k/draft",
        "DELETE, /questions/coding-top-k/draft",
        "POST, /questions/coding-top-k/draft/restoration",
        "POST, /questions/coding-top-k/review",
        "POST, /questions/coding-top-k/publication",
        "DELETE, /questions/coding-top-k/publication",
        "POST, /questions/coding-top-k/retirement",
        "DELETE, /questions/coding-top-k/retirement",
        "GET, /questions/coding-top-k/versions/1",
        "GET, /questions/coding-top-k/diff?from=1&to=1",
        "GET, /audit",
        "GET, /audit/export"
    })
    void curationIsForAdmins(String method, String path) {
        for (String role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            as("casey", role)
                    .body("{}")
                    .request(method, "/api/catalog/curation" + path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json");
        }
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .request(method, "/api/catalog/curation" + path)
                .then()
                .statusCode(401);
    }

    private static void nobodyElseSees(String id) {
        for (String role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            as("casey", role).get("/api/catalog/questions/" + id).then().statusCode(404);
            as("casey", role)
                    .queryParam("size", 100)
                    .get("/api/catalog/questions")
                    .then()
                    .statusCode(200)
                    .body("items.id", not(hasItem(id)));
        }
    }

    @Test
    void aCopyOfACuratorsDataSaysWhatTheyDid() throws Exception {
        var id = published(aSlug("copied"), aContent("A question in a log"));

        var author = copyOf("ada");
        assertThat(String.join("", author.get("curation-log"))).contains(id);
        assertThat(String.join("", author.get("publications"))).contains(id);
        var reviewer = copyOf("adam");
        assertThat(String.join("", reviewer.get("curation-log"))).contains(id);
        assertThat(reviewer.toString()).doesNotContain("\"ada\"");
    }

    private static Map<String, List<String>> copyOf(String name) {
        return OwnDataCopies.of(TestTokens.of(name, Roles.ADMIN), "/api/catalog/own-data");
    }

    @Test
    void whereOneCuratorIsEnoughTheyApproveAndPublishTheirOwn() {
        QuarkusMock.installMockForType(new FourEyes(false), FourEyes.class);
        var id = created(aSlug("alone"), aContent("Written and published by one"));
        publish(ada(), id).statusCode(200).body("publishedVersion", equalTo(1));

        var other = created(aSlug("alone"), aContent("Written and approved by one"));
        review(ada(), other, "request").statusCode(200);
        review(ada().header("If-Match", etag(other)), other, "approve")
                .statusCode(200)
                .body("draft.state", equalTo("APPROVED"));
    }

    /** As an import does where one curator is enough. */
    private static void importAs(String id, String slug, ObjectNode content) {
        QuarkusMock.installMockForType(new FourEyes(false), FourEyes.class);
        var question = content.deepCopy().put("id", id).put("slug", slug);
        var pack = Curators.object();
        pack.putObject("pack").put("id", CurateQuestions.OWN_PACK).put("title", "Curated");
        pack.putArray("questions").add(question);
        ada().body(pack.toString())
                .post("/api/catalog/imports")
                .then()
                .statusCode(200)
                .body("changed", contains(id));
        QuarkusMock.installMockForType(new FourEyes(true), FourEyes.class);
    }

    private static List<Integer> atOnce(int times, Callable<Integer> deed) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads
                    .invokeAll(IntStream.range(0, times).mapToObj(i -> deed).toList())
                    .stream()
                    .map(
                            answer -> {
                                try {
                                    return answer.get();
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            })
                    .toList();
        }
    }
}
