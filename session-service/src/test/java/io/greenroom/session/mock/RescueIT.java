package io.greenroom.session.mock;

import static io.greenroom.session.LocalMail.part;
import static io.greenroom.session.LocalMail.parts;
import static io.greenroom.session.scorecard.Interview.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.session.LocalMail;
import io.greenroom.session.scorecard.Interview;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** What admins do for sessions whose own people cannot. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(LocalMail.class)
class RescueIT {
    private static final HttpContract CONTRACT = new HttpContract("session");

    private final String sam = "sam-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject DataSource database;

    @Test
    void whoTakesOverScoresAndReleasesWhatNobodyElseWill() throws Exception {
        var interview = Interview.held(database);
        interview
                .interviewer(interview.iris)
                .delete("/api/practice/own-data")
                .then()
                .statusCode(202);
        interview.interviewer(sam).get(interview.at("scorecard")).then().statusCode(404);

        var summary =
                handOver(interview, sam)
                        .statusCode(200)
                        .body("state", equalTo("SCORING"))
                        .body("participants.findAll { it.role == 'INTERVIEWER' }", hasSize(3))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionSummary", summary);
        handOver(interview, sam).statusCode(200).body("participants", hasSize(5));

        var mail = onlyMail(sam);
        assertThat(mail.getSubject()).isEqualTo("To score: Coding round");
        assertThat(part(mail, "text/plain"))
                .contains("https://greenroom.example/sessions/" + interview.id + "/scorecard");
        assertThat(parts(mail)).noneMatch(RescueIT::isCalendar);
        assertThat(LocalMail.to(interview.casey + "@greenroom.example"))
                .noneMatch(other -> begins(other, "To score"));

        // Nobody reads a session unseen.
        interview.candidate().get(interview.at("")).then().body("participants.name", hasItem(sam));
        interview.interviewer(sam).get(interview.at("timeline")).then().statusCode(200);
        interview.marked(sam, 3, 2, 1);
        interview
                .interviewer(sam)
                .put(
                        interview.at(
                                "scorecards/" + interview.participant(interview.ivan) + "/excuse"))
                .then()
                .statusCode(200);
        await().untilAsserted(
                        () ->
                                interview
                                        .interviewer(sam)
                                        .get(interview.at("scorecards"))
                                        .then()
                                        .body("complete", equalTo(true)));
        interview
                .interviewer(sam)
                .header("If-Match", "\"0\"")
                .post(interview.at("release"))
                .then()
                .statusCode(200);
        interview.candidate().get(interview.at("report")).then().statusCode(200);
        handOver(interview, "late-" + sam).statusCode(409);
    }

    @Test
    void severalWhoAreAskedAtOnceAreAllTold() throws Exception {
        var interview = Interview.held(database);
        var other = "other-" + sam;
        LocalMail.goAway();
        try {
            handOver(interview, sam).statusCode(200);
            handOver(interview, other).statusCode(200);
        } finally {
            LocalMail.comeBack();
        }

        for (var one : List.of(sam, other)) {
            assertThat(onlyMail(one).getSubject()).isEqualTo("To score: Coding round");
        }
    }

    @Test
    void aPlannedSessionHasAnotherInterviewerAndAllAreTold() throws Exception {
        var interview = Interview.planned(database);
        onlyMail(interview.casey);

        handOver(interview, sam)
                .statusCode(200)
                .body("participants.name", hasItems(sam, interview.iris));

        var mail = onlyMail(sam);
        assertThat(mail.getSubject()).startsWith("Invitation: Coding round");
        assertThat(parts(mail)).anyMatch(RescueIT::isCalendar);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                LocalMail.to(interview.casey + "@greenroom.example").stream()
                                        .anyMatch(one -> begins(one, "Changed: Coding round")));
        interview.interviewer(sam).post(interview.at("opening")).then().statusCode(200);
        handOver(interview, "late-" + sam)
                .statusCode(409)
                .body("type", equalTo(problem("session-state")))
                .body("state", equalTo("LIVE"));
    }

    @Test
    void anObserverCanTakeOverAndTheCandidateCannot() throws Exception {
        var interview = Interview.held(database);

        handOver(interview, interview.olga).statusCode(200).body("participants", hasSize(4));
        interview.interviewer(interview.olga).get(interview.at("scorecard")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                LocalMail.to(interview.olga + "@greenroom.example").stream()
                                        .anyMatch(one -> begins(one, "To score")));

        handOver(interview, interview.casey)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/account"));
        admin(interview, "interviewers", Map.of("role", "OBSERVER", "account", sam))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/role"));
    }

    @Test
    void aPlannedSessionIsCalledOffWithAReasonThatAllRead() throws Exception {
        var interview = Interview.planned(database);

        admin(interview, "cancellation", Map.of("reason", " Nobody is there to lead it. "))
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        admin(interview, "cancellation", Map.of("reason", "Again.")).statusCode(200);

        interview
                .candidate()
                .get(interview.at(""))
                .then()
                .body("state", equalTo("CANCELLED"))
                .body("cancelReason", equalTo("Nobody is there to lead it."));
        handOver(interview, sam).statusCode(409);
        var held = Interview.held(database);
        admin(held, "cancellation", Map.of()).statusCode(409).body("state", equalTo("SCORING"));
    }

    @Test
    void theLogSaysWhichAdminDidIt() throws Exception {
        var planned = Interview.planned(database);
        var held = Interview.held(database);
        var lines = new CopyOnWriteArrayList<String>();
        var log =
                new ExtHandler() {
                    @Override
                    protected void doPublish(ExtLogRecord line) {
                        lines.add(line.getFormattedMessage());
                    }
                };
        Logger.getLogger(Rescue.class.getName()).addHandler(log);
        try {
            admin(planned, "cancellation", Map.of()).statusCode(200);
            handOver(held, sam).statusCode(200);
            handOver(held, held.casey).statusCode(400);
        } finally {
            Logger.getLogger(Rescue.class.getName()).removeHandler(log);
        }

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isEqualTo("Admin id-of-ada called session %s off", planned.id);
        assertThat(lines.getLast())
                .startsWith("Admin id-of-ada gave session " + held.id)
                .containsPattern("participant [0-9a-f-]{36}$");
    }

    @Test
    void itIsForAdminsAloneAndLetsThemReadNothing() throws Exception {
        var interview = Interview.held(database);
        for (var one :
                List.of(
                        interview.interviewer(interview.iris),
                        interview.candidate(),
                        interview.as("cody", Roles.CANDIDATE, Roles.INTERVIEWER))) {
            for (var what : List.of("cancellation", "interviewers")) {
                one.body(Map.of("role", "INTERVIEWER", "account", sam))
                        .post(interview.at("rescue/" + what))
                        .then()
                        .statusCode(403);
            }
        }
        handOver(interview, sam).statusCode(200);

        for (var path : List.of("", "guide", "scorecards", "timeline", "release", "notes")) {
            interview.as("ada", Roles.ADMIN).get(interview.at(path)).then().statusCode(404);
        }
        interview
                .as("ada", Roles.ADMIN)
                .body(Map.of())
                .post("/api/sessions/" + UUID.randomUUID() + "/rescue/cancellation")
                .then()
                .statusCode(404)
                .body("type", containsString("session-not-found"));
    }

    private ValidatableResponse handOver(Interview interview, String account) {
        return admin(interview, "interviewers", Map.of("role", "INTERVIEWER", "account", account));
    }

    private static ValidatableResponse admin(
            Interview interview, String what, Map<String, String> body) {
        return interview
                .as("ada", Roles.ADMIN)
                .body(body)
                .post(interview.at("rescue/" + what))
                .then();
    }

    private static MimeMessage onlyMail(String account) {
        var address = account + "@greenroom.example";
        await().atMost(Duration.ofSeconds(30)).until(() -> !LocalMail.to(address).isEmpty());
        assertThat(LocalMail.to(address)).hasSize(1);
        return LocalMail.to(address).getFirst();
    }

    private static boolean isCalendar(Part part) {
        try {
            return part.isMimeType("text/calendar");
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean begins(MimeMessage mail, String subject) {
        try {
            return mail.getSubject().startsWith(subject);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
