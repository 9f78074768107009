package io.greenroom.session.invitation;

import static io.greenroom.session.LocalMail.part;
import static io.greenroom.session.LocalMail.parts;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.greenroom.platform.Roles;
import io.greenroom.platform.testing.Contracts;
import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.platform.testing.Tables;
import io.greenroom.platform.testing.TestTokens;
import io.greenroom.platform.testing.TestTopics;
import io.greenroom.session.LocalMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.PropertyContainer;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Method;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations as they arrive, through a real mail server. */
@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
@QuarkusTestResource(LocalMail.class)
class InvitationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpContract CONTRACT = new HttpContract("session");
    private static final String SESSIONS = "/api/sessions/";
    private static final Pattern LINK =
            Pattern.compile("https://greenroom.example/sessions/join/([A-Za-z0-9_-]{43})");

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String iris = "iris-" + mark;
    private final String casey = "casey-" + mark;
    private final String olga = "olga-" + mark;
    private final String question = "question-" + mark;
    private final Instant start =
            Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);

    @Inject DataSource database;
    @Inject MailDelivery delivery;

    @BeforeEach
    void theCatalogHasPublishedTheQuestion() throws Exception {
        var event =
                (ObjectNode)
                        JSON.readTree(
                                Contracts.example("catalog/examples/question-published.v1.json"));
        event.put("id", UUID.randomUUID().toString()).put("subject", question);
        ((ObjectNode) event.get("data")).put("questionId", question).put("slug", question);
        TestTopics.send("catalog.questions", question, event.toString());
        await().until(
                        () ->
                                candidate("warm-up")
                                                .body(Map.of("questionId", question))
                                                .post("/api/practice/attempts")
                                                .statusCode()
                                        == 201);
    }

    @Test
    void everybodyIsInvitedOnceWithTheTimeWhereTheyAre() throws Exception {
        var id = scheduled();

        var mail = onlyMail(casey, 1);
        assertThat(mail.getSubject()).startsWith("Invitation: A mock interview");
        assertThat(mail.getHeader("Message-ID")[0]).endsWith("@greenroom.example>");
        var text = part(mail, "text/plain");
        assertThat(text)
                .contains("You will be interviewed.")
                .contains("(America/New_York, UTC-0")
                .contains("There: ")
                .contains("(Europe/Berlin, UTC+0")
                .contains("Bring <water>.")
                .contains(iris + " (interviewer)")
                .containsPattern(LINK);
        assertThat(part(mail, "text/html"))
                .contains("Bring &lt;water&gt;.")
                .containsPattern(LINK)
                .doesNotContain(question);
        // The session's zone, for who said nothing of theirs.
        assertThat(part(onlyMail(olga, 1), "text/plain"))
                .contains("(Europe/Berlin, UTC+0")
                .doesNotContain("There: ");
        assertThat(part(onlyMail(iris, 1), "text/plain")).contains("You will interview");

        var calendar = calendar(mail);
        assertThat(value(calendar, Property.METHOD)).isEqualTo("REQUEST");
        var event = event(calendar);
        assertThat(value(event, Property.UID)).isEqualTo(id);
        assertThat(value(event, Property.SEQUENCE)).isEqualTo("0");
        assertThat(value(event, Property.DTSTART))
                .isEqualTo(start.toString().replaceAll("[-:]", ""));
        assertThat(value(event, Property.DTEND))
                .isEqualTo(start.plus(10, ChronoUnit.MINUTES).toString().replaceAll("[-:]", ""));
        // Others' addresses are not the candidate's business.
        assertThat(event.getProperties(Property.ATTENDEE)).hasSize(1);
        assertThat(event(calendar(onlyMail(iris, 1))).getProperties(Property.ATTENDEE)).hasSize(3);
        assertThat(event.toString()).doesNotContain(olga + "@");
    }

    @Test
    void anUpdateTakesThePlaceOfWhatTheCalendarHas() throws Exception {
        var id = scheduled();
        onlyMail(casey, 1);
        onlyMail(olga, 1);
        var draft = draft();
        draft.put("message", "Bring tea.");

        interviewer(iris).body(draft).put(SESSIONS + id).then().statusCode(200);
        draft.put("startsAt", start.plus(1, ChronoUnit.HOURS).toString());
        draft.put("participants", List.of(invited("CANDIDATE", casey)));
        interviewer(iris).body(draft).put(SESSIONS + id).then().statusCode(200);

        // Other words alone are no news; another time is, once.
        var update = onlyMail(casey, 2);
        assertThat(update.getSubject()).startsWith("Changed: A mock interview");
        assertThat(part(update, "text/plain")).contains("Bring tea.");
        var event = event(calendar(update));
        assertThat(value(event, Property.UID)).isEqualTo(id);
        assertThat(value(event, Property.SEQUENCE)).isEqualTo("1");
        assertThat(value(event, Property.DTSTART))
                .isEqualTo(start.plus(1, ChronoUnit.HOURS).toString().replaceAll("[-:]", ""));
        var withdrawn = onlyMail(olga, 2);
        assertThat(withdrawn.getSubject()).startsWith("Withdrawn: ");
        assertThat(value(calendar(withdrawn), Property.METHOD)).isEqualTo("CANCEL");

        interviewer(iris)
                .body(Map.of("reason", "Ill"))
                .post(SESSIONS + id + "/cancellation")
                .then()
                .statusCode(200);

        var cancelled = onlyMail(casey, 3);
        assertThat(cancelled.getSubject()).startsWith("Cancelled: ");
        assertThat(part(cancelled, "text/plain")).contains("The reason: Ill");
        var cancellation = calendar(cancelled);
        assertThat(value(cancellation, Property.METHOD)).isEqualTo("CANCEL");
        assertThat(value(event(cancellation), Property.SEQUENCE)).isEqualTo("2");
        assertThat(value(event(cancellation), Property.STATUS)).isEqualTo("CANCELLED");
        assertThat(LocalMail.to(address(olga))).hasSize(2);
    }

    @Test
    void theCalendarEntryIsThereToDownload() throws Exception {
        var id = scheduled();
        var path = SESSIONS + id + "/invitation.ics";

        var entry =
                candidate(casey)
                        .get(path)
                        .then()
                        .statusCode(200)
                        .contentType(startsWith("text/calendar"))
                        .header("Content-Type", containsString("method=REQUEST"))
                        .header("Content-Disposition", containsString("invitation.ics"))
                        .extract()
                        .asString();
        assertThat(value(event(parsed(entry)), Property.UID)).isEqualTo(id);
        assertThat(value(event(parsed(entry)), Property.URL))
                .isEqualTo("https://greenroom.example/sessions/" + id);
        // Lines are folded (RFC 5545, 3.1).
        assertThat(entry.lines()).allMatch(line -> line.length() <= 75);
        candidate("cody").get(path).then().statusCode(404);

        interviewer(iris).body(Map.of()).post(SESSIONS + id + "/cancellation");
        assertThat(value(parsed(candidate(casey).get(path).asString()), Property.METHOD))
                .isEqualTo("CANCEL");
    }

    @Test
    void anAddressMayHoldWhatNoUriDoes() throws Exception {
        var draft = draft();
        draft.put(
                "participants",
                List.of(
                        invited("CANDIDATE", casey),
                        invited("OBSERVER", "o|lga-" + mark + "@greenroom.example")));
        var session =
                interviewer(iris)
                        .body(draft)
                        .post("/api/sessions")
                        .then()
                        .statusCode(201)
                        // The address is not everybody's to see.
                        .body("participants.name", hasItem("o|lga-" + mark))
                        .extract()
                        .jsonPath();

        var entry =
                interviewer(iris)
                        .get(SESSIONS + session.getString("id") + "/invitation.ics")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();

        assertThat(event(parsed(entry)).getProperties(Property.ATTENDEE)).hasSize(3);
        onlyMail(iris, 1);
    }

    @Test
    void aLinkLetsInTheAccountThatItWasMadeForUntilThereIsANewOne() throws Exception {
        var id = scheduled();
        var token = token(onlyMail(casey, 1));

        join("cody", token).statusCode(403).body("type", equalTo(problem("join-link-not-yours")));
        var joined =
                join(casey, token)
                        .statusCode(200)
                        .body("sessionId", equalTo(id))
                        .body("role", equalTo("CANDIDATE"))
                        .extract()
                        .asString();
        CONTRACT.assertFits("JoinedSession", joined);
        var participant =
                interviewer(iris)
                        .get(SESSIONS + id)
                        .jsonPath()
                        .getString("participants.find { it.role == 'CANDIDATE' }.id");
        var renewal = SESSIONS + id + "/participants/" + participant + "/link";
        candidate(casey).post(renewal).then().statusCode(403);
        interviewer("irina").post(renewal).then().statusCode(404);
        interviewer(iris)
                .post(SESSIONS + id + "/participants/" + UUID.randomUUID() + "/link")
                .then()
                .statusCode(404)
                .body("type", equalTo(problem("participant-not-found")));

        var renewed = interviewer(iris).post(renewal).then().statusCode(201).extract().asString();

        CONTRACT.assertFits("JoinLink", renewed);
        join(casey, token).statusCode(410).body("type", equalTo(problem("join-link-expired")));
        var link = LINK.matcher(renewed);
        assertThat(link.find()).isTrue();
        join(casey, link.group(1)).statusCode(200);
        // Nothing that is kept would let anybody in.
        assertThat(new Tables(database).holding(List.of(link.group(1)))).isEmpty();
        expire(participant);
        join(casey, link.group(1)).statusCode(410);
        join(casey, "guessed").statusCode(410);
    }

    @Test
    void mailWaitsForTheServerAndIsSentOnce() throws Exception {
        LocalMail.goAway();
        try {
            // Nobody who plans a session waits for a mail server.
            scheduled();
            await().until(() -> tries(casey) > 1);
        } finally {
            LocalMail.comeBack();
        }

        onlyMail(casey, 1);
        await().until(
                        () ->
                                new Tables(database)
                                                .number(
                                                        "select count(*) from mail where address ="
                                                                + " ?",
                                                        address(casey))
                                        == 0);
    }

    @Test
    void whenSeveralInstancesSendAtOnceEachMailLeavesOnce() throws Exception {
        LocalMail.goAway();
        var people = IntStream.range(0, 6).mapToObj(i -> "person-" + i + "-" + mark).toList();
        try {
            var draft = draft();
            draft.put(
                    "participants",
                    people.stream()
                            .map(one -> Map.of("role", "OBSERVER", "account", one))
                            .toList());
            interviewer(iris).body(draft).post("/api/sessions").then().statusCode(201);
            await().until(() -> tries(people.getLast()) > 0);
        } finally {
            LocalMail.comeBack();
        }

        // As many senders as instances: they share nothing but the database.
        try (var instances = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                instances.execute(
                        () ->
                                await().until(
                                                () -> {
                                                    delivery.sweep();
                                                    return people.stream().noneMatch(this::waits);
                                                }));
            }
        }

        for (var one : people) {
            onlyMail(one, 1);
        }
    }

    private boolean waits(String account) {
        try {
            return new Tables(database)
                            .number(
                                    "select count(*) from mail where account = ? and due_at is not"
                                            + " null",
                                    account)
                    > 0;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWaitsIsNotSentToWhoIsDeleted() throws Exception {
        LocalMail.goAway();
        try {
            scheduled();
            var traces = List.of(casey, TestTokens.idOf(casey));
            assertThat(new Tables(database).holding(traces)).contains("mail");

            candidate(casey).delete("/api/practice/own-data").then().statusCode(202);

            await().untilAsserted(() -> assertThat(new Tables(database).holding(traces)).isEmpty());
        } finally {
            LocalMail.comeBack();
        }
    }

    private int tries(String account) throws Exception {
        return new Tables(database)
                .number("select coalesce(max(tries), 0) from mail where account = ?", account);
    }

    private void expire(String participant) throws Exception {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "update join_link set expires_at = now() where participant_id ="
                                        + " ?")) {
            statement.setObject(1, UUID.fromString(participant));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    /** The last of just so many. */
    private static MimeMessage onlyMail(String account, int number) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> LocalMail.to(address(account)).size() >= number);
        var mails = LocalMail.to(address(account));
        assertThat(mails).hasSize(number);
        return mails.getLast();
    }

    private static String address(String account) {
        return account + "@greenroom.example";
    }

    private static String token(MimeMessage mail) throws Exception {
        var link = LINK.matcher(part(mail, "text/plain"));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static Calendar calendar(MimeMessage mail) throws Exception {
        for (var part : parts(mail)) {
            if (part.isMimeType("text/calendar")) {
                assertThat(part.getFileName()).isEqualTo("invitation.ics");
                var calendar =
                        parsed(
                                new String(
                                        part.getInputStream().readAllBytes(),
                                        StandardCharsets.UTF_8));
                assertThat(part.getContentType())
                        .contains("method=" + value(calendar, Property.METHOD));
                return calendar;
            }
        }
        throw new AssertionError("No calendar entry");
    }

    /** By another reader, and by the rules of its method (RFC 5546). */
    private static Calendar parsed(String text) throws Exception {
        var calendar = new CalendarBuilder().build(new StringReader(text));
        assertThat(calendar.validate().hasErrors()).as(text).isFalse();
        Method method = calendar.getRequiredProperty(Property.METHOD);
        assertThat(event(calendar).validate(method).hasErrors()).as(text).isFalse();
        return calendar;
    }

    private static VEvent event(Calendar calendar) {
        return (VEvent) calendar.getComponents().getFirst();
    }

    private static String value(PropertyContainer of, String name) {
        return of.getRequiredProperty(name).getValue();
    }

    private String scheduled() {
        return interviewer(iris)
                .body(draft())
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private Map<String, Object> draft() {
        var draft = new HashMap<String, Object>();
        draft.put("title", "A mock interview");
        draft.put("startsAt", start.toString());
        draft.put("timeZone", "Europe/Berlin");
        draft.put("message", "Bring <water>.");
        draft.put(
                "participants",
                List.of(
                        Map.of(
                                "role",
                                "CANDIDATE",
                                "account",
                                casey,
                                "timeZone",
                                "America/New_York"),
                        invited("OBSERVER", olga)));
        draft.put("agenda", List.of(Map.of("questionId", question)));
        return draft;
    }

    private static Map<String, Object> invited(String role, String account) {
        return Map.of("role", role, "account", account);
    }

    private static ValidatableResponse join(String who, String token) {
        return candidate(who).body(Map.of("token", token)).post(SESSIONS + "joins").then();
    }

    private static String problem(String slug) {
        return "https://greenroom.dev/problems/" + slug;
    }

    private static RequestSpecification candidate(String name) {
        return with(TestTokens.of(name, Roles.CANDIDATE));
    }

    private static RequestSpecification interviewer(String name) {
        return with(TestTokens.of(name, Roles.INTERVIEWER));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
