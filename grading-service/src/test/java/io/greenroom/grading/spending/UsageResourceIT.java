package io.greenroom.grading.spending;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.greenroom.grading.deletion.ForgetPerson;
import io.greenroom.grading.grade.Transactions;
import io.greenroom.platform.Roles;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class UsageResourceIT {
    private static final String USAGE = "/api/grading/usage";

    @Inject DataSource database;
    @Inject ForgetPerson forgetting;
    @Inject Transactions transactions;

    @Test
    void anAdminSeesTheMonthByDayGraderAndCandidate() {
        var casey = "casey-" + UUID.randomUUID();
        var cody = "cody-" + UUID.randomUUID();
        on("2031-03-01T10:00:00Z", casey, "llm-2", spent(Spent.End.GRADED, 3, 100, 50, 7L));
        on("2031-03-01T23:59:59Z", casey, "llm-2", spent(Spent.End.CACHED, 0, 0, 0, 0L));
        on("2031-03-31T23:59:59Z", cody, "llm-3", spent(Spent.End.FAILED, 2, 900, 90, 20L));
        on("2031-04-01T00:00:00Z", cody, "llm-3", spent(Spent.End.GRADED, 1, 1, 1, 1L));

        get(USAGE + "?month=2031-03", TestTokens.of("ada", Roles.ADMIN))
                .statusCode(200)
                .body("month", equalTo("2031-03"))
                .body("total.grades", equalTo(1))
                .body("total.cached", equalTo(1))
                .body("total.failed", equalTo(1))
                .body("total.calls", equalTo(5))
                .body("total.inputTokens", equalTo(1000))
                .body("total.outputTokens", equalTo(140))
                .body("total.costMicros", equalTo(27))
                .body("days.day", equalTo(List.of("2031-03-01", "2031-03-31")))
                .body("graders.version", equalTo(List.of("llm-2", "llm-3")))
                .body("candidates.candidateId", equalTo(List.of(cody, casey)))
                .body("candidates[0].figures.inputTokens", equalTo(900))
                .body("budgets", empty());
    }

    @Test
    void aCostThatIsNotKnownIsNotNothing() {
        on("2032-01-05T10:00:00Z", "casey", "llm-2", spent(Spent.End.GRADED, 3, 100, 50, null));

        get(USAGE + "?month=2032-01", TestTokens.of("ada", Roles.ADMIN))
                .body("total.calls", equalTo(3))
                .body("total.costMicros", nullValue());
        get(USAGE + "?month=2032-02", TestTokens.of("ada", Roles.ADMIN))
                .body("total.calls", equalTo(0))
                .body("days", empty());
    }

    @Test
    void aCandidateSeesTheOwnUsageOnly() {
        on(
                "2033-05-05T10:00:00Z",
                TestTokens.idOf("casey"),
                "llm-2",
                spent(Spent.End.GRADED, 3, 100, 50, 7L));
        on("2033-05-05T10:00:00Z", "another", "llm-2", spent(Spent.End.GRADED, 9, 900, 90, 70L));

        get(USAGE + "/mine?month=2033-05", TestTokens.of("casey", Roles.CANDIDATE))
                .statusCode(200)
                .body("total.calls", equalTo(3))
                .body("days.size()", equalTo(1))
                .body("candidates", nullValue());
    }

    @Test
    void usageIsForAdmins() {
        for (var token :
                List.of(
                        TestTokens.of("casey", Roles.CANDIDATE),
                        TestTokens.of("iris", Roles.INTERVIEWER),
                        TestTokens.of("nobody"))) {
            get(USAGE, token).statusCode(403).body("type", endsWith("/forbidden"));
        }
        get(USAGE + "/mine", TestTokens.of("iris", Roles.INTERVIEWER)).statusCode(403);
        for (var path : List.of(USAGE, USAGE + "/mine")) {
            given().get(path).then().statusCode(401);
            get(path, TestTokens.forged("ada", Roles.ADMIN)).statusCode(401);
        }
    }

    @Test
    void aMonthIsAMonth() {
        get(USAGE + "?month=March", TestTokens.of("ada", Roles.ADMIN))
                .statusCode(400)
                .body("type", endsWith("/validation-failed"))
                .body("errors[0].pointer", equalTo("month"));
    }

    @Test
    void whatAForgottenCandidateSpentStaysSpent() throws Exception {
        var casey = "casey-" + UUID.randomUUID();
        on("2034-05-05T10:00:00Z", casey, "llm-2", spent(Spent.End.GRADED, 3, 100, 50, 7L));
        on("2034-05-05T10:00:00Z", "other", "llm-2", spent(Spent.End.GRADED, 3, 100, 50, 7L));
        forget("other");
        forget(casey);

        assertThat(log("2034-05-05T10:00:00Z").candidates(java.time.YearMonth.of(2034, 5)))
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.candidateId()).isEmpty();
                            assertThat(row.figures().inputTokens()).isEqualTo(200);
                            assertThat(row.figures().costMicros()).isEqualTo(14);
                        });
    }

    private void forget(String candidateId) throws Exception {
        transactions.run(
                () ->
                        forgetting.forget(
                                new PersonDeleted(candidateId, null, Instant.now(), List.of())));
    }

    private void on(String time, String candidate, String version, Spent spent) {
        log(time).add(new Spending.Spender("openai", "judge-1", version), candidate, spent);
    }

    private UsageLog log(String time) {
        return new UsageLog(database, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private static Spent spent(
            Spent.End end,
            int calls,
            long input,
            long output,
            @org.jspecify.annotations.Nullable Long cost) {
        return new Spent(end, calls, new Tokens(input, output), cost);
    }

    private static ValidatableResponse get(String path, String token) {
        return given().auth().oauth2(token).get(path).then();
    }
}
