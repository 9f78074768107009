package io.greenroom.e2e;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an interviewer does with a mock session, through the API. */
final class Interviewing {
    private final Suite suite;
    private final String interviewer;

    Interviewing(Suite suite, String interviewer) {
        this.suite = suite;
        this.interviewer = interviewer;
    }

    static Map<String, Object> invited(String role, String account) {
        return Map.of("role", role, "account", account);
    }

    static String at(String session, String path) {
        return "/api/sessions/" + session + path;
    }

    /**
     * Plans a session of one question.
     *
     * @return its id
     */
    String plan(String title, Instant startsAt, List<Map<String, Object>> participants) {
        return suite.as(interviewer)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(
                        Map.of(
                                "title",
                                title,
                                "startsAt",
                                startsAt.toString(),
                                "timeZone",
                                "Europe/Berlin",
                                "participants",
                                participants,
                                "agenda",
                                List.of(Map.of("questionId", Practising.QUESTION))))
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    JsonPath read(String session) {
        return suite.as(interviewer)
                .get(at(session, ""))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void open(String session) {
        suite.as(interviewer).post(at(session, "/opening")).then().statusCode(200);
    }

    /** Each of them writes a word that begins with WORD and ends with their name. */
    void write(String session, String... people) throws InterruptedException {
        var clients = new ArrayList<RoomClient>();
        try (var http = HttpClient.newHttpClient()) {
            try {
                for (var who : people) {
                    var client = new RoomClient(suite, http, session, who);
                    clients.add(client);
                    client.type("WORD" + who);
                }
                await().atMost(Duration.ofSeconds(20))
                        .until(
                                () ->
                                        clients.stream()
                                                .allMatch(
                                                        one ->
                                                                List.of(people).stream()
                                                                        .allMatch(
                                                                                who ->
                                                                                        one.text()
                                                                                                .contains(
                                                                                                        "WORD"
                                                                                                                + who))));
            } finally {
                clients.forEach(RoomClient::close);
            }
        }
    }

    void end(String session) {
        suite.as(interviewer).post(at(session, "/end")).then().statusCode(200);
    }

    /** Rates each criterion with 3 and hands that in. */
    void score(String session) {
        List<String> criteria =
                suite.as(interviewer)
                        .get("/api/catalog/questions/" + Practising.QUESTION)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("rubric.criteria.id");
        var marks =
                criteria.stream()
                        .map(
                                id ->
                                        Map.of(
                                                "criterionId",
                                                id,
                                                "level",
                                                3,
                                                "note",
                                                "Solid.",
                                                "evidence",
                                                List.of()))
                        .toList();
        suite.as(interviewer)
                .body(
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "itemId",
                                                read(session).getString("agenda[0].id"),
                                                "summary",
                                                "Said why.",
                                                "criteria",
                                                marks,
                                                "redFlags",
                                                List.of())),
                                "recommendation",
                                "HIRE",
                                "feedback",
                                "FEEDBACK-" + interviewer,
                                "privateRemark",
                                "REMARK-" + interviewer))
                .put(at(session, "/scorecard"))
                .then()
                .statusCode(200);
        suite.as(interviewer).post(at(session, "/scorecard/submission")).then().statusCode(200);
    }
}
