package io.greenroom.session.replay;

import static io.greenroom.session.scorecard.Interview.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.greenroom.platform.testing.HttpContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.greenroom.session.scorecard.Interview;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class TimelineIT {
    private static final HttpContract CONTRACT = new HttpContract("session");

    @Inject DataSource database;

    @Test
    void thePanelReplaysWithTheirOwnNotesAndTheOthersAfterTheRelease() throws Exception {
        var interview = Interview.held(database);
        interview.note(interview.iris, "note", Map.of("text", "SECRET of iris"));
        interview.note(interview.ivan, "note", Map.of("text", "SECRET of ivan"));

        var asIris =
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("timeline"))
                        .then()
                        .statusCode(200)
                        .body("notes.data.text", contains("SECRET of iris"))
                        .body("$", not(hasKey("next")))
                        .extract()
                        .asString();
        CONTRACT.assertFits("SessionTimeline", asIris);
        assertThat(asIris).contains("x.max()").doesNotContain("SECRET of ivan");
        for (var who : List.of(interview.candidate(), interview.interviewer(interview.olga))) {
            who.get(interview.at("timeline"))
                    .then()
                    .statusCode(404)
                    .body("type", equalTo(problem("no-replay-yet")));
        }

        interview.released();
        for (var who : List.of(interview.candidate(), interview.interviewer(interview.olga))) {
            var seen =
                    who.get(interview.at("timeline"))
                            .then()
                            .statusCode(200)
                            .body("$", not(hasKey("notes")))
                            .extract()
                            .asString();
            assertThat(seen).contains("x.max()").doesNotContain("SECRET");
        }
    }

    @Test
    void pagesFollowEachOtherWithoutAGap() throws Exception {
        var interview = Interview.held(database);
        var note = interview.note(interview.iris, "note", Map.of("text", "Mine."));
        var whole =
                interview
                        .interviewer(interview.iris)
                        .get(interview.at("timeline"))
                        .jsonPath()
                        .getList("entries.seq", Long.class);
        var paged = new ArrayList<Long>();
        var notes = new ArrayList<String>();
        @Nullable Object next = 0;
        while (next != null) {
            var page =
                    interview
                            .interviewer(interview.iris)
                            .queryParam("after", next)
                            .queryParam("size", 2)
                            .get(interview.at("timeline"))
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
            paged.addAll(page.getList("entries.seq", Long.class));
            notes.addAll(page.getList("notes.id", String.class));
            next = page.get("next");
        }

        assertThat(whole).hasSizeGreaterThan(2);
        assertThat(paged).isEqualTo(whole);
        assertThat(notes).containsExactly(note);
        for (var wrong : List.of("size=0", "size=5000", "after=-1", "after=x")) {
            interview
                    .interviewer(interview.iris)
                    .get(interview.at("timeline?" + wrong))
                    .then()
                    .statusCode(400);
        }
        given().get(interview.at("timeline")).then().statusCode(401);
    }

    @Test
    void aPageIsOfBoundedSizeWhateverWasDrawnAndHasTheNotesThatWereTakenAlongIt() throws Exception {
        var interview = Interview.held(database);
        var drawn = new ArrayList<Long>();
        var notes = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            long seq =
                    interview.record(
                            "boardText", Map.of("board", "scratch", "text", "x".repeat(1_100_000)));
            drawn.add(seq);
            notes.add(interview.note(interview.iris, "note", seq, Map.of("text", "Note " + i)));
            interview.note(interview.ivan, "note", seq, Map.of("text", "SECRET"));
        }
        // After the last entry of all.
        notes.add(
                interview.note(
                        interview.iris, "note", drawn.getLast() + 5, Map.of("text", "After it")));

        var paged = new ArrayList<List<Long>>();
        var noted = new ArrayList<List<String>>();
        @Nullable Object next = 0;
        while (next != null) {
            var page =
                    interview
                            .interviewer(interview.iris)
                            .queryParam("after", next)
                            .get(interview.at("timeline"))
                            .jsonPath();
            paged.add(
                    page
                            .getList("entries.findAll { it.kind == 'boardText' }.seq", Long.class)
                            .stream()
                            .toList());
            noted.add(page.getList("notes.id", String.class));
            next = page.get("next");
        }

        // Two to a page by their bytes, though a page may have hundreds.
        assertThat(paged).containsExactly(drawn.subList(0, 2), drawn.subList(2, 4));
        assertThat(noted).containsExactly(notes.subList(0, 2), notes.subList(2, 5));
    }
}
