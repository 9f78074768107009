package io.greenroom.session.study;

import io.greenroom.platform.json.StoredJson;
import io.greenroom.session.study.StudyPlan.Answered;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which plan a candidate follows, and how far they are. Days are those of UTC. */
@ApplicationScoped
class ChosenPlans {
    private final Pool pool;
    private final StoredJson json;
    private final Clock clock;

    @Inject
    ChosenPlans(Pool pool, StoredJson json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** The plan that somebody follows. */
    record Chosen(
            StudyPlan plan,
            @Nullable LocalDate interviewDate,
            Instant chosenAt,
            LocalDate today,
            PlanProgress progress) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Empty when the candidate follows none. */
    Uni<Optional<Chosen>> of(String candidateId) {
        return pool.preparedQuery(
                        """
                        select c.interview_date, c.chosen_at, p.content,
                            array(select activity_id from plan_tick t where t.candidate_id = c.candidate_id) as ticked
                        from chosen_plan c join study_plan p on p.id = c.plan_id
                        where c.candidate_id = $1
                        """)
                .execute(Tuple.of(candidateId))
                .chain(
                        rows -> {
                            var found = rows.iterator();
                            if (!found.hasNext()) {
                                return Uni.createFrom().item(Optional.empty());
                            }
                            var row = found.next();
                            return answered(candidateId, row.getOffsetDateTime("chosen_at"))
                                    .map(answered -> Optional.of(chosen(row, answered)));
                        });
    }

    private Chosen chosen(Row row, List<Answered> answered) {
        var plan = json.read(row.getString("content"), StudyPlan.class);
        var interview = row.getLocalDate("interview_date");
        var chosenAt = row.getOffsetDateTime("chosen_at");
        var today = today();
        var start = PlanProgress.start(plan, interview, chosenAt.toLocalDate());
        return new Chosen(
                plan,
                interview,
                chosenAt.toInstant(),
                today,
                new PlanProgress(
                        plan, start, today, answered, List.of(row.getArrayOfStrings("ticked"))));
    }

    /**
     * Each question once, in the order of the first answers: handed in, or given in a mock session
     * whose result is there.
     */
    private Uni<List<Answered>> answered(String candidateId, OffsetDateTime since) {
        return pool.preparedQuery(
                        """
                        select q.round, q.topics from (
                            select question_id, submitted_at as at from attempt
                            where candidate_id = $1 and submitted_at >= $2
                            union all
                            select r.question_id, s.ended_at from session_result r
                            join mock_session s on s.id = r.session_id
                            where r.candidate_id = $1 and s.ended_at >= $2) as a
                        join question q on q.id = a.question_id
                        group by q.id order by min(a.at), q.id
                        """)
                .execute(Tuple.of(candidateId, since))
                .map(ChosenPlans::answered);
    }

    private static List<Answered> answered(RowSet<Row> rows) {
        var answered = new ArrayList<Answered>();
        for (Row row : rows) {
            answered.add(
                    new Answered(row.getString("round"), List.of(row.getArrayOfStrings("topics"))));
        }
        return answered;
    }

    /**
     * Follows a plan, or sets another date. What was ticked and counted of another plan begins
     * anew; of the same plan it stays.
     *
     * @return false when there is no such plan on offer
     */
    Uni<Boolean> choose(String candidateId, String planId, @Nullable LocalDate interviewDate) {
        return pool.withTransaction(
                connection ->
                        connection
                                .preparedQuery(
                                        """
                                        delete from chosen_plan where candidate_id = $1 and plan_id <> $2
                                            and exists (select from study_plan where id = $2 and offered)
                                        """)
                                .execute(Tuple.of(candidateId, planId))
                                .chain(
                                        () ->
                                                connection
                                                        .preparedQuery(
                                                                """
                                                                insert into chosen_plan (candidate_id, plan_id, interview_date, chosen_at)
                                                                select $1::text, p.id, $3::date, $4::timestamptz from study_plan p where p.id = $2 and (p.offered
                                                                    or exists (select from chosen_plan where candidate_id = $1 and plan_id = $2))
                                                                on conflict (candidate_id) do update
                                                                set plan_id = excluded.plan_id, interview_date = excluded.interview_date
                                                                """)
                                                        .execute(
                                                                Tuple.of(
                                                                        candidateId,
                                                                        planId,
                                                                        interviewDate,
                                                                        now())))
                                .map(rows -> rows.rowCount() == 1));
    }

    Uni<Void> leave(String candidateId) {
        return pool.preparedQuery("delete from chosen_plan where candidate_id = $1")
                .execute(Tuple.of(candidateId))
                .replaceWithVoid();
    }

    Uni<Void> tick(String candidateId, String activityId) {
        return pool.preparedQuery(
                        """
                        insert into plan_tick (candidate_id, activity_id, ticked_at)
                        select candidate_id, $2::text, $3::timestamptz from chosen_plan where candidate_id = $1
                        on conflict do nothing
                        """)
                .execute(Tuple.of(candidateId, activityId, now()))
                .replaceWithVoid();
    }

    Uni<Void> untick(String candidateId, String activityId) {
        return pool.preparedQuery(
                        "delete from plan_tick where candidate_id = $1 and activity_id = $2")
                .execute(Tuple.of(candidateId, activityId))
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
