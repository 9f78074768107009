package io.greenroom.catalog.curation;

import static io.greenroom.catalog.curation.Curators.QUESTIONS;
import static io.greenroom.catalog.curation.Curators.aContent;
import static io.greenroom.catalog.curation.Curators.aSlug;
import static io.greenroom.catalog.curation.Curators.ada;
import static io.greenroom.catalog.curation.Curators.approved;
import static io.greenroom.catalog.curation.Curators.as;
import static io.greenroom.catalog.curation.Curators.etag;
import static io.greenroom.catalog.curation.Curators.publish;
import static io.greenroom.catalog.curation.Curators.published;
import static io.greenroom.catalog.curation.Curators.save;
import static io.greenroom.catalog.curation.Curators.startDraft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.catalog.question.CuratedQuestion;
import io.greenroom.catalog.question.PublishOutcome;
import io.greenroom.catalog.question.QuestionContent;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.Problem.FieldError;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ReconciliationIT {
    private static final String RECONCILIATION = "/api/catalog/curation/reconciliation";

    @Inject TakeFiles files;

    @Test
    void aFileIsFollowedUntilSomebodyEditsTheDatabase() throws Throwable {
        var id = aSlug("file");
        assertThat(read(id, aContent("One"))).isInstanceOf(PublishOutcome.Added.class);
        assertThat(read(id, aContent("One"))).isInstanceOf(PublishOutcome.Unchanged.class);
        assertThat(read(id, aContent("Two"))).isInstanceOf(PublishOutcome.Changed.class);
        differences().body(item(id), nullValue());

        edit(id, aContent("Two, by a curator"));

        // The file has not changed: still nothing is written over what the curator wrote.
        assertThat(read(id, aContent("Two"))).isInstanceOf(PublishOutcome.Kept.class);
        assertThat(read(id, aContent("Three"))).isInstanceOf(PublishOutcome.Kept.class);
        titleIs(id, "Two, by a curator");
        differences()
                .body(item(id) + ".kind", equalTo("different"))
                .body(item(id) + ".accepted", equalTo(false))
                .body(item(id) + ".changes[0].pointer", equalTo("/title"))
                .body(item(id) + ".changes[0].before", equalTo("Three"))
                .body(item(id) + ".changes[0].after", equalTo("Two, by a curator"));
        new HttpContract("catalog")
                .assertFits("Reconciliation", ada().get(RECONCILIATION).asString());

        // The curator writes the same into the file: both agree, and the file is followed again.
        assertThat(read(id, aContent("Two, by a curator")))
                .isInstanceOf(PublishOutcome.Unchanged.class);
        differences().body(item(id), nullValue());
        assertThat(read(id, aContent("Four"))).isInstanceOf(PublishOutcome.Changed.class);
        titleIs(id, "Four");
    }

    @Test
    void aPersonDecidesForTheFiles() throws Throwable {
        var id = aSlug("take-files");
        read(id, aContent("One"));
        edit(id, aContent("Edited"));
        read(id, aContent("Two"));
        settle(id, "files").statusCode(200).body(item(id), nullValue());
        titleIs(id, "Two");
        assertThat(read(id, aContent("Three"))).isInstanceOf(PublishOutcome.Changed.class);
        settle(id, "files").statusCode(404).body("type", containsString("difference-not-found"));
        ada().queryParam("question", id)
                .get("/api/catalog/curation/audit")
                .then()
                .body("items.action", hasItem("difference-settled"))
                .body("items.find { it.action == 'file-applied' }.who", equalTo("content"));
    }

    @Test
    void aPersonDecidesForTheDatabaseUntilOneSideChanges() throws Throwable {
        var id = aSlug("keep-database");
        read(id, aContent("One"));
        edit(id, aContent("Edited"));
        settle(id, "database").statusCode(200).body(item(id) + ".accepted", equalTo(true));
        read(id, aContent("One"));
        differences().body(item(id) + ".accepted", equalTo(true));
        titleIs(id, "Edited");
        read(id, aContent("Two"));
        differences().body(item(id) + ".accepted", equalTo(false));
    }

    @Test
    void whatIsRetiredStaysRetiredThoughTheFileHasIt() throws Throwable {
        var id = aSlug("retired");
        read(id, aContent("One"));
        ada().body(Map.of("reason", "Leaked"))
                .post(QUESTIONS + "/" + id + "/retirement")
                .then()
                .statusCode(200);
        read(id, aContent("One"));
        assertThat(read(id, aContent("Two"))).isInstanceOf(PublishOutcome.Kept.class);
        differences()
                .body(item(id) + ".kind", equalTo("only-in-files"))
                .body(item(id) + ".detail", containsString("Leaked"));
        settle(id, "files").statusCode(200).body(item(id), nullValue());
        titleIs(id, "Two");
    }

    @Test
    void whatNoFileHasIsReported() throws Throwable {
        var own = published(aSlug("own"), aContent("Born in the database"));
        differences().body(item(own) + ".kind", equalTo("only-in-database"));
        settle(own, "database").statusCode(200).body(item(own) + ".accepted", equalTo(true));

        var gone = aSlug("gone");
        read(gone, aContent("One"));
        // No test file is known to have been read since: only this one is looked at.
        var since = Instant.now();
        VertxContextSupport.subscribeAndAwait(
                () -> files.finished(since, List.of("coding.yaml", "design.yaml")));
        differences().body(item(gone) + ".kind", equalTo("only-in-database"));
        titleIs(gone, "One");
        settle(gone, "files").statusCode(200).body(item(gone), nullValue());
        ada().get("/api/catalog/questions/" + gone).then().statusCode(404);
    }

    @Test
    void aQuestionOfAnotherPackIsNotTaken() throws Throwable {
        var own = published(aSlug("foreign"), aContent("Born in the database"));
        assertThat(read(own, aContent("From a file"))).isInstanceOf(PublishOutcome.Conflict.class);
        titleIs(own, "Born in the database");
    }

    @Test
    void aFileWithAnErrorOfTheLinterIsNotPublishedByAnyWay() throws Throwable {
        var unfinished = aContent("Unfinished").put("probe", "TODO: say what is asked");
        var id = aSlug("unfinished");
        assertThat(read(id, unfinished))
                .isInstanceOfSatisfying(
                        PublishOutcome.Broken.class,
                        broken ->
                                assertThat(broken.errors())
                                        .extracting(FieldError::pointer)
                                        .containsExactly("/probe"));
        ada().get("/api/catalog/questions/" + id).then().statusCode(404);

        var edited = aSlug("unfinished");
        read(edited, aContent("One"));
        edit(edited, aContent("One, by a curator"));
        assertThat(read(edited, unfinished)).isInstanceOf(PublishOutcome.Kept.class);
        settle(edited, "files")
                .statusCode(422)
                .body("type", containsString("lint-errors"))
                .body("findings.pointer", hasItem("/probe"));
        titleIs(edited, "One, by a curator");
    }

    @Test
    void itIsForAdmins() {
        for (String role : List.of(Roles.CANDIDATE, Roles.INTERVIEWER)) {
            as("casey", role).get(RECONCILIATION).then().statusCode(403);
            as("casey", role)
                    .body(Map.of("take", "files"))
                    .post(RECONCILIATION + "/x")
                    .then()
                    .statusCode(403);
        }
    }

    private PublishOutcome read(String id, ObjectNode content) throws Throwable {
        var says =
                new CuratedQuestion(
                        id, id, DraftText.MAPPER.treeToValue(content, QuestionContent.class));
        return VertxContextSupport.subscribeAndAwait(
                        () -> files.take("it/" + id + ".yaml", "pack-of-" + id, List.of(says)))
                .getFirst();
    }

    private static void edit(String id, ObjectNode content) {
        startDraft(ada(), id).statusCode(201);
        save(ada(), id, etag(id), id, content).statusCode(200);
        approved(id);
        publish(ada(), id).statusCode(200);
    }

    private static void titleIs(String id, String title) {
        ada().get("/api/catalog/questions/" + id).then().body("title", equalTo(title));
    }

    private static ValidatableResponse differences() {
        return ada().get(RECONCILIATION).then().statusCode(200);
    }

    private static ValidatableResponse settle(String id, String take) {
        return ada().body(Map.of("take", take)).post(RECONCILIATION + "/" + id).then();
    }

    private static String item(String id) {
        return "items.find { it.questionId == '" + id + "' }";
    }
}
