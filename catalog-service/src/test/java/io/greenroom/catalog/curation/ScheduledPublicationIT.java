package io.greenroom.catalog.curation;

import static io.greenroom.catalog.curation.Curators.QUESTIONS;
import static io.greenroom.catalog.curation.Curators.aContent;
import static io.greenroom.catalog.curation.Curators.aSlug;
import static io.greenroom.catalog.curation.Curators.ada;
import static io.greenroom.catalog.curation.Curators.approved;
import static io.greenroom.catalog.curation.Curators.created;
import static io.greenroom.catalog.curation.Curators.etag;
import static io.greenroom.catalog.curation.Curators.published;
import static io.greenroom.catalog.curation.Curators.save;
import static io.greenroom.catalog.curation.Curators.startDraft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class ScheduledPublicationIT {
    @Inject PublishScheduled scheduled;
    @Inject Pool pool;

    @Test
    void whatIsDueIsPublishedOnceHoweverManyLook() throws Exception {
        var id = created(aSlug("due"), aContent("Due"));
        approved(id);
        schedule(id, Instant.now().plus(Duration.ofHours(1)))
                .statusCode(200)
                .body("draft.state", equalTo("SCHEDULED"));
        scheduled.sweep();
        ada().get(QUESTIONS + "/" + id).then().body("state", equalTo("scheduled"));

        theTimeComes(id);
        // As several instances would.
        try (var instances = Executors.newFixedThreadPool(4)) {
            for (var sweep :
                    instances.invokeAll(
                            Collections.nCopies(
                                    4, Executors.callable((Runnable) scheduled::sweep)))) {
                sweep.get();
            }
        }

        ada().get(QUESTIONS + "/" + id)
                .then()
                .body("state", equalTo("published"))
                .body("versions.publishedBy", contains("ada"))
                .body("versions.note", contains("The spring edition"));
        assertThat(TestTopics.await("catalog.questions", 1, m -> id.equals(m.key()))).hasSize(1);
        ada().queryParam("question", id)
                .queryParam("action", "published")
                .get("/api/catalog/curation/audit")
                .then()
                .body("page.total", equalTo(1))
                .body("items[0].whoName", equalTo("ada"));
    }

    @Test
    void aTimeThatIsPastOrTooNearIsRefused() {
        var id = created(aSlug("near"), aContent("Near"));
        approved(id);
        for (var at :
                new Instant[] {Instant.now().minusSeconds(5), Instant.now().plusSeconds(20)}) {
            schedule(id, at).statusCode(400).body("errors[0].pointer", equalTo("/at"));
        }
    }

    @Test
    void whatIsScheduledIsNotEditedUnlessTakenOffTheSchedule() {
        var slug = aSlug("off");
        var id = created(slug, aContent("Off"));
        approved(id);
        schedule(id, Instant.now().plus(Duration.ofHours(1))).statusCode(200);
        save(ada(), id, etag(id), slug, aContent("Slipped in"))
                .statusCode(409)
                .body("type", containsString("wrong-draft-state"));
        ada().delete(QUESTIONS + "/" + id + "/publication")
                .then()
                .statusCode(200)
                .body("draft.state", equalTo("APPROVED"));
        theTimeComes(id);
        scheduled.sweep();
        ada().get(QUESTIONS + "/" + id).then().body("state", equalTo("approved"));
    }

    @Test
    void whatCannotBePublishedWhenItsTimeComesGoesOffTheScheduleAndTheLogSaysWhy()
            throws Exception {
        var slug = aSlug("overtaken");
        var id = published(slug, aContent("One"));
        startDraft(ada(), id).statusCode(201);
        save(ada(), id, etag(id), slug, aContent("Two")).statusCode(200);
        approved(id);
        schedule(id, Instant.now().plus(Duration.ofHours(1))).statusCode(200);
        // As if other versions had been published in the meantime.
        pool.preparedQuery("update question set latest_version = 7 where id = $1")
                .execute(Tuple.of(id))
                .await()
                .atMost(Duration.ofSeconds(30));

        theTimeComes(id);
        scheduled.sweep();

        ada().queryParam("question", id)
                .get("/api/catalog/curation/audit")
                .then()
                .body("items.action", hasItem("publication-failed"))
                .body("items[0].summary", containsString("Version 7"));
        ada().queryParam("q", slug)
                .get(QUESTIONS)
                .then()
                .body("items[0].draft.state", equalTo("APPROVED"));
        var failed =
                TestTopics.await("curation.drafts", 9, message -> id.equals(message.key()))
                        .getLast()
                        .value();
        assertThat(Contracts.violations("catalog/draft-changed.v1.schema.json", failed)).isEmpty();
        assertThat(failed)
                .contains("\"publication-failed\"")
                .doesNotContain("Version 7", "id-of-ada");
    }

    private static ValidatableResponse schedule(String id, Instant at) {
        return ada().body(Map.of("at", at.toString(), "note", "The spring edition"))
                .post(QUESTIONS + "/" + id + "/publication")
                .then();
    }

    private void theTimeComes(String id) {
        pool.preparedQuery(
                        "update question_draft set scheduled_for = $2"
                                + " where question_id = $1 and state = 'SCHEDULED'")
                .execute(Tuple.of(id, OffsetDateTime.now(ZoneOffset.UTC).minusSeconds(1)))
                .await()
                .atMost(Duration.ofSeconds(30));
    }
}
