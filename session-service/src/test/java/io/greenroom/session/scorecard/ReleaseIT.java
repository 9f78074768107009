package io.greenroom.session.scorecard;

import static io.greenroom.session.LocalMail.part;
import static io.greenroom.session.scorecard.Interview.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.session.LocalMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** From the panel's draft to the candidate's reply. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(LocalMail.class)
class ReleaseIT {
    private static final HttpContract CONTRACT = new HttpContract("session");

    @Inject DataSource database;

    @Test
    void whatIsPreviewedIsWhatTheCandidateGets() throws Exception {
        var interview = Interview.held(database);
        interview
                .save(
                        interview.iris,
                        interview.card(List.of(interview.range(2, 8, "x - x.max()")), 3, 3, 1))
                .statusCode(200);
        interview.handIn(interview.iris).statusCode(200);
        interview.marked(interview.ivan, 3, 3, 1);
        var proposed =
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("release"))
                        .then()
                        .statusCode(200)
                        .header("ETag", "\"0\"")
                        .body("missing", hasSize(0))
                        .body("moments", hasSize(1))
                        .body("moments[0].itemId", equalTo(interview.item))
                        .body("moments[0].quote", equalTo("x - x.max()"))
                        .body("proposals.note", hasItem("NOTE-stability"))
                        .body("preview.score", equalTo(65))
                        .extract();
        CONTRACT.assertFits("SessionRelease", proposed.asString());

        var composed =
                interview
                        .interviewer(interview.ivan)
                        .header("If-Match", "\"0\"")
                        .body(
                                Map.of(
                                        "feedback",
                                        "Well done, all in all.",
                                        "showRecommendation",
                                        true,
                                        "items",
                                        List.of(
                                                Map.of(
                                                        "itemId",
                                                        interview.item,
                                                        "nextStep",
                                                        "Say the cost next time.",
                                                        "criteria",
                                                        List.of(
                                                                Map.of(
                                                                        "criterionId",
                                                                        "stability",
                                                                        "note",
                                                                        "You saw it at once."))))))
                        .put(interview.at("release"))
                        .then()
                        .statusCode(200)
                        .header("ETag", "\"1\"")
                        .extract();
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .post(interview.at("release"))
                .then()
                .statusCode(412)
                .body("type", equalTo(problem("release-changed")));
        interview
                .candidate()
                .get(interview.at("report"))
                .then()
                .statusCode(404)
                .body("type", equalTo(problem("not-released")));

        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"1\"")
                .post(interview.at("release"))
                .then()
                .statusCode(200);

        var report =
                interview
                        .candidate()
                        .get(interview.at("report"))
                        .then()
                        .statusCode(200)
                        .body("score", equalTo(65))
                        .body("band", equalTo("lean-yes"))
                        .body("recommendation", equalTo("HIRE"))
                        .body("releasedAt", notNullValue())
                        .body("interviewers", hasSize(2))
                        .body("items", hasSize(1))
                        .body("items[0].text", equalTo(Interview.TEXT))
                        .body("items[0].grade.score", equalTo(65))
                        .body("items[0].grade.nextStep", equalTo("Say the cost next time."))
                        .body(
                                "items[0].grade.criteria[0].rationale",
                                equalTo("You saw it at once."))
                        .body(
                                "items[0].grade.criteria[1].rationale",
                                equalTo("Subtracts the row maximum."))
                        .body("items[0].grade.criteria[0].evidence.quote", contains("x - x.max()"))
                        .body("items[0].moments[0].version", equalTo(2))
                        .extract();
        CONTRACT.assertFits("SessionReport", report.asString());
        CONTRACT.assertFits(
                "Grade",
                Interview.JSON.readTree(report.asString()).at("/items/0/grade").toString());
        assertThat(report.asString()).doesNotContain("NOTE-", "REMARK");
        var preview = new HashMap<>(composed.jsonPath().getMap("preview"));
        var got = new HashMap<>(report.jsonPath().getMap(""));
        preview.remove("releasedAt");
        got.remove("releasedAt");
        // When it was graded is when it is released.
        assertThat(withoutTimes(preview)).isEqualTo(withoutTimes(got));
        interview
                .interviewer(interview.ivan)
                .get(interview.at("report"))
                .then()
                .statusCode(200)
                .body("score", equalTo(65));
        interview.candidate().get(interview.at("")).then().body("state", equalTo("RELEASED"));
    }

    private static String withoutTimes(Map<?, ?> report) {
        return report.toString().replaceAll("gradedAt=[^,}]*", "");
    }

    @Test
    void nothingIsReleasedThatIsNotDecided() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 4, 3, 1);
        interview.marked(interview.ivan, 1, 3, 1);

        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .post(interview.at("release"))
                .then()
                .statusCode(422)
                .body("type", equalTo(problem("release-incomplete")))
                .body("missing.code", contains("criterion"));
        interview.interviewer(interview.iris).post(interview.at("release")).then().statusCode(428);
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .body(Map.of("feedback", " "))
                .put(interview.at("release"))
                .then()
                .statusCode(200)
                .body("missing.code", contains("criterion", "feedback"));
    }

    @Test
    void whatWasWrittenIsReadBeforeTheSessionIsHeld() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 3, 3, 1);
        interview.marked(interview.ivan, 3, 3, 1);
        try (var connection = database.getConnection();
                var held =
                        connection.prepareStatement(
                                "select id from mock_session where id = cast(? as uuid) for"
                                        + " update")) {
            connection.setAutoCommit(false);
            held.setString(1, interview.id);
            held.execute();
            var released =
                    CompletableFuture.supplyAsync(
                            () ->
                                    interview
                                            .interviewer(interview.iris)
                                            .header("If-Match", "\"0\"")
                                            .post(interview.at("release"))
                                            .then()
                                            .statusCode(200)
                                            .extract()
                                            .asString());
            await().untilAsserted(() -> assertThat(waitFor(connection)).isTrue());

            // Had it yet to read, it would find nothing.
            interview.update(
                    "delete from room_event where session_id = cast(? as uuid) and kind in ('doc',"
                            + " 'edit')",
                    interview.id);
            connection.rollback();

            assertThat(released.get(30, TimeUnit.SECONDS)).contains("x - x.max()");
        }
    }

    /** Whether somebody waits for what this connection holds. */
    private static boolean waitFor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                """
                                select exists (select from pg_stat_activity
                                    where pg_backend_pid() = any(pg_blocking_pids(pid)))
                                """)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Test
    void aReleaseIsTheEndOfIt() throws Exception {
        var interview = Interview.held(database);
        interview.released();

        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"1\"")
                .post(interview.at("release"))
                .then()
                .statusCode(409)
                .body("type", equalTo(problem("session-state")));
        interview.save(interview.iris, interview.card(0, 0, 0)).statusCode(409);
    }

    @Test
    void theCandidateAloneIsToldByMailOnceWhereItStandsAndNothingOfIt() throws Exception {
        var interview = Interview.held(database);
        interview.note(interview.iris, "note", Map.of("text", "PRIVATE"));
        interview.released();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(feedback(interview.casey)).hasSize(1));
        var mail = feedback(interview.casey).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Feedback: Coding round");
        assertThat(part(mail, "text/plain")).doesNotContainPattern("\\b65\\b");
        for (var type : List.of("text/plain", "text/html")) {
            assertThat(part(mail, type))
                    .contains("https://greenroom.example/sessions/" + interview.id + "/report")
                    .doesNotContain("REMARK", "NOTE-", "PRIVATE", "You explained")
                    .doesNotContain("max()", "shift cancels")
                    .doesNotContainIgnoringCase("softmax")
                    .doesNotContainIgnoringCase("hire")
                    .doesNotContainPattern("(?i)lean.(yes|no)");
        }

        interview
                .interviewer(interview.ivan)
                .header("If-Match", "\"1\"")
                .post(interview.at("release"))
                .then()
                .statusCode(409);
        // What is sent after it has come, and still there is one.
        interview
                .interviewer(interview.iris)
                .body(
                        Map.of(
                                "title",
                                "Another round",
                                "startsAt",
                                Instant.now()
                                        .plus(1, ChronoUnit.DAYS)
                                        .truncatedTo(ChronoUnit.MINUTES)
                                        .toString(),
                                "timeZone",
                                "Europe/Berlin",
                                "participants",
                                List.of(Map.of("role", "CANDIDATE", "account", interview.casey)),
                                "agenda",
                                List.of(Map.of("questionId", interview.question))))
                .post("/api/sessions")
                .then()
                .statusCode(201);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(mails(interview.casey, "Invitation: Another round"))
                                        .isNotEmpty());
        assertThat(feedback(interview.casey)).hasSize(1);
        for (var other : List.of(interview.iris, interview.ivan, interview.olga)) {
            assertThat(feedback(other)).isEmpty();
        }
    }

    private static List<MimeMessage> feedback(String account) throws MessagingException {
        return mails(account, "Feedback: ");
    }

    private static List<MimeMessage> mails(String account, String subject)
            throws MessagingException {
        var found = new ArrayList<MimeMessage>();
        for (var mail : LocalMail.to(account + "@greenroom.example")) {
            if (mail.getSubject().startsWith(subject)) {
                found.add(mail);
            }
        }
        return found;
    }

    @Test
    void theResultIsPartOfTheCandidatesOwnHistoryAndPractice() throws Exception {
        var interview = Interview.held(database);
        interview.released();

        var results =
                interview
                        .candidate()
                        .get("/api/sessions/results")
                        .then()
                        .statusCode(200)
                        .body("page.total", equalTo(1))
                        .body("items[0].score", equalTo(65))
                        .body("items[0].sessionId", equalTo(interview.id))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionResultPage", results);
        interview
                .candidate()
                .queryParam("questionId", "nonsense")
                .get("/api/sessions/results")
                .then()
                .body("items", hasSize(0));
        interview
                .as("cody", Roles.CANDIDATE)
                .get("/api/sessions/results")
                .then()
                .body("items.sessionId", not(hasItem(interview.id)));
        given().get("/api/sessions/results").then().statusCode(401);
        // Somebody who has done it well is not asked to do it at once again as something new.
        interview
                .candidate()
                .get("/api/practice/next?size=20")
                .then()
                .statusCode(200)
                .body("items.questionId", not(hasItem(interview.question)));
    }

    @Test
    void theCandidateRatesAndAnswersBack() throws Exception {
        var interview = Interview.held(database);
        var rating = Map.of("stars", 5, "comment", "Kind.", "reply", "I will read up on it.");
        interview.candidate().body(rating).put(interview.at("rating")).then().statusCode(404);
        interview.released();

        interview
                .candidate()
                .body(rating)
                .put(interview.at("rating"))
                .then()
                .statusCode(200)
                .body("rating.stars", equalTo(5));
        interview
                .candidate()
                .body(Map.of("stars", 4))
                .put(interview.at("rating"))
                .then()
                .statusCode(200)
                .body("rating.comment", nullValue());
        interview
                .interviewer(interview.ivan)
                .get(interview.at("report"))
                .then()
                .body("rating.stars", equalTo(4));
        for (int stars : List.of(0, 6)) {
            interview
                    .candidate()
                    .body(Map.of("stars", stars))
                    .put(interview.at("rating"))
                    .then()
                    .statusCode(400);
        }
        for (var panel : List.of(interview.iris, interview.olga)) {
            interview
                    .interviewer(panel)
                    .body(rating)
                    .put(interview.at("rating"))
                    .then()
                    .statusCode(403)
                    .body("type", equalTo(problem("candidate-only")));
        }
    }

    @Test
    void aReportIsTheirsAlone() throws Exception {
        var interview = Interview.held(database);
        interview.released();

        for (var path : List.of("report", "timeline")) {
            interview
                    .as("cody", Roles.CANDIDATE)
                    .get(interview.at(path))
                    .then()
                    .statusCode(404)
                    .body("type", equalTo(problem("session-not-found")));
            interview.as("ada", Roles.ADMIN).get(interview.at(path)).then().statusCode(404);
        }
        interview
                .as("cody", Roles.CANDIDATE)
                .body(Map.of("stars", 1))
                .put(interview.at("rating"))
                .then()
                .statusCode(404);
        interview.interviewer(interview.olga).get(interview.at("report")).then().statusCode(403);
        given().get(interview.at("report")).then().statusCode(401);
        given().body("{}")
                .contentType("application/json")
                .put(interview.at("rating"))
                .then()
                .statusCode(401);
    }

    @Test
    void adminsSeeHowInterviewersMarkAndAreRated() throws Exception {
        var interview = Interview.held(database);
        interview.marked(interview.iris, 4, 3, 1);
        interview.marked(interview.ivan, 3, 3, 1);
        var statistics = "/api/sessions/statistics/interviewers";
        interview
                .as("ada", Roles.ADMIN)
                .get(statistics)
                .then()
                .statusCode(200)
                .body("items.name", not(hasItem(interview.iris)));
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .body(
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "itemId",
                                                interview.item,
                                                "criteria",
                                                List.of(
                                                        Map.of(
                                                                "criterionId",
                                                                "stability",
                                                                "agreed",
                                                                4,
                                                                "reason",
                                                                "It was there."))))))
                .put(interview.at("reconciliation"))
                .then()
                .statusCode(200);
        interview
                .interviewer(interview.iris)
                .header("If-Match", "\"0\"")
                .post(interview.at("release"))
                .then()
                .statusCode(200);
        interview
                .candidate()
                .body(Map.of("stars", 4))
                .put(interview.at("rating"))
                .then()
                .statusCode(200);

        var seen =
                interview
                        .as("ada", Roles.ADMIN)
                        .get(statistics)
                        .then()
                        .statusCode(200)
                        .body("items.name", hasItem(interview.iris))
                        .extract();
        CONTRACT.assertFits("InterviewerStatistics", seen.asString());
        var iris =
                seen.jsonPath()
                        .param("name", interview.iris)
                        .<Map<String, Object>>get("items.find { it.name == name }");
        assertThat(iris.get("sessions")).isEqualTo(1);
        assertThat(iris.get("severity"))
                .isEqualTo(Map.of("n", 3, "answers", 1, "mean", 0.333f, "enough", false));
        assertThat(iris.get("ratings")).isEqualTo(Map.of("n", 1, "mean", 4.0f, "enough", false));
        interview.interviewer(interview.iris).get(statistics).then().statusCode(403);
        interview.candidate().get(statistics).then().statusCode(403);
        given().get(statistics).then().statusCode(401);
    }

    @Test
    void noReportSaysWhoWouldHireUnlessThePanelShowsIt() throws Exception {
        var interview = Interview.held(database);
        interview.released();

        interview
                .candidate()
                .get(interview.at("report"))
                .then()
                .statusCode(200)
                .body("$", not(hasKey("recommendation")));
    }
}
