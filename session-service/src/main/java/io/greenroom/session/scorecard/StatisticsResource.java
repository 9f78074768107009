package io.greenroom.session.scorecard;

import io.greenroom.platform.Roles;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How interviewers do, for admins. Candidates who interview each other are not counted. */
@Path("/api/sessions/statistics/interviewers")
@Tag(name = "Scorecards")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
class StatisticsResource {
    /** Of so many cards at most, the newest. */
    private static final int MOST = 5_000;

    /** Who has deleted their account stays among the others, and is not listed. */
    private static final String NOBODY = "deleted:%";

    /** Only what is released: before that a panel is none of anybody's business. */
    private static final String COUNTED =
            """
            with counted as (
                select c.session_id, c.interviewer, p.person_id, p.name, c.handed_in_at
                from scorecard c
                join mock_session s on s.id = c.session_id and s.state = 'RELEASED'
                join session_participant p on p.id = c.interviewer
                where c.staff and c.handed_in_at is not null and p.person_id is not null
                order by c.handed_in_at desc limit :most)
            """;

    @GET
    @WithTransaction
    @Operation(
            operationId = "readInterviewerStatistics",
            summary = "Severity, agreement and ratings of interviewers in released sessions")
    public Uni<InterviewerFigures> read() {
        return Sql.list(
                        COUNTED
                                + """
                                select k.session_id, k.person_id, k.name, r.stars from counted k
                                left join session_rating r on r.session_id = k.session_id
                                where k.person_id not like :nobody order by k.handed_in_at
                                """,
                        Map.of("most", MOST, "nobody", NOBODY),
                        row ->
                                new InterviewerFigures.Held(
                                        row.get("session_id", UUID.class),
                                        row.get("person_id", String.class),
                                        row.get("name", String.class),
                                        row.get("stars", Integer.class)))
                .chain(
                        held ->
                                Sql.list(
                                                COUNTED
                                                        + """
                                                        select k.session_id, k.person_id, l.item_id, l.criterion_id, l.level
                                                        from counted k
                                                        join scorecard_level l on l.session_id = k.session_id
                                                            and l.interviewer = k.interviewer
                                                        where l.level is not null
                                                        """,
                                                Map.of("most", MOST),
                                                row ->
                                                        new InterviewerFigures.Level(
                                                                row.get("session_id", UUID.class),
                                                                row.get("item_id", UUID.class),
                                                                row.get(
                                                                        "criterion_id",
                                                                        String.class),
                                                                row.get("person_id", String.class),
                                                                row.get("level", Integer.class)))
                                        .map(levels -> InterviewerFigures.of(held, levels)));
    }
}
