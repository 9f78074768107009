package io.greenroom.catalog.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class AuditIT {
    private static final String AUDIT = "/api/catalog/curation/audit";

    @Inject AuditLog log;
    @Inject Pool pool;

    @Test
    void isFilteredByWhoWhatWhichAndWhen() throws Throwable {
        var question = "q-" + UUID.randomUUID();
        var before = Instant.now().minusSeconds(60).toString();
        add(question, "Eve", AuditAction.CREATED, 1);
        add(question, "Abel", AuditAction.APPROVED, 1);

        admin().queryParam("question", question)
                .queryParam("who", "eve")
                .get(AUDIT)
                .then()
                .body("page.total", equalTo(1))
                .body("items.whoName", everyItem(equalTo("Eve")));
        admin().queryParam("question", question)
                .queryParam("action", "approved", "returned")
                .queryParam("from", before)
                .get(AUDIT)
                .then()
                .body("page.total", equalTo(1));
        admin().queryParam("question", question)
                .queryParam("to", before)
                .get(AUDIT)
                .then()
                .body("page.total", equalTo(0));
        admin().queryParam("action", "dreamt").get(AUDIT).then().statusCode(400);
        admin().queryParam("from", "yesterday").get(AUDIT).then().statusCode(400);
    }

    @Test
    void isExportedWholeAndDisarmed() throws Throwable {
        var question = "q-" + UUID.randomUUID();
        add(question, "=cmd()", AuditAction.DRAFT_EDITED, 1203);
        var response =
                admin().queryParam("question", question).get(AUDIT + "/export").then().extract();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("text/csv");
        assertThat(response.header("Content-Disposition")).contains("audit.csv");
        var lines = response.asString().split("\r\n");
        assertThat(lines).hasSize(1204);
        assertThat(lines[0]).isEqualTo("time,who,name,action,question,title,summary");
        assertThat(lines[1]).contains("\"'=cmd()\"").contains("Edit 1203");
        assertThat(lines[1203]).contains("Edit 1.");
    }

    @Test
    void isOnlyEverAddedTo() throws Throwable {
        add("q-" + UUID.randomUUID(), "Eve", AuditAction.CREATED, 1);
        for (String change :
                new String[] {"update audit_entry set who = 'me'", "delete from audit_entry"}) {
            assertThatThrownBy(
                            () ->
                                    pool.query(change)
                                            .execute()
                                            .await()
                                            .atMost(Duration.ofSeconds(30)))
                    .hasMessageContaining("only ever added to");
        }
    }

    private void add(String question, String who, AuditAction action, int times) throws Throwable {
        VertxContextSupport.subscribeAndAwait(
                () ->
                        Panache.withTransaction(
                                () ->
                                        Multi.createFrom()
                                                .range(1, times + 1)
                                                .onItem()
                                                .transformToUniAndConcatenate(
                                                        i ->
                                                                log.add(
                                                                        new Actor("id-" + who, who),
                                                                        action,
                                                                        question,
                                                                        "A title",
                                                                        "Edit " + i + "."))
                                                .collect()
                                                .last()));
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("ada", Roles.ADMIN));
    }
}
