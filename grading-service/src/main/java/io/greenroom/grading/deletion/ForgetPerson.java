package io.greenroom.grading.deletion;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Deletes a candidate's answers and all that was said of them, and takes the name of a person from
 * what they decided as staff. What stays are figures: levels without an attempt or a candidate, and
 * tokens without a user. Every table of the service is looked at here; {@code ForgetPersonIT}
 * searches them all, those of tomorrow too.
 */
@ApplicationScoped
public class ForgetPerson implements PersonalData {
    /**
     * Whoever adds to an attempt takes this lock first; so what is under way is either deleted with
     * the rest or finds nothing to add to. An answer that was handed in after the deletion was
     * asked for is somebody's who came back.
     */
    private static final String ATTEMPTS =
            """
            select attempt_id from grading_job
            where candidate_id = :person and submitted_at <= :at order by attempt_id for update
            """;

    /** Of the attempts in {@code :attempts}; what is pointed at goes last. */
    private static final List<String> OF_ATTEMPTS =
            List.of(
                    """
                    delete from review_log
                    where review_id in (select id from review where attempt_id = any(cast(string_to_array(:attempts, ',') as uuid[])))
                    """,
                    """
                    delete from review_marks
                    where review_id in (select id from review where attempt_id = any(cast(string_to_array(:attempts, ',') as uuid[])))
                    """,
                    "delete from review where attempt_id = any(cast(string_to_array(:attempts, ',')"
                            + " as uuid[]))",
                    "delete from appeal where attempt_id = any(cast(string_to_array(:attempts, ',')"
                            + " as uuid[]))",
                    "delete from grade_reading where attempt_id ="
                            + " any(cast(string_to_array(:attempts, ',') as uuid[]))",
                    "delete from provisional_grade where attempt_id ="
                            + " any(cast(string_to_array(:attempts, ',') as uuid[]))",
                    "delete from regrade_item where attempt_id ="
                            + " any(cast(string_to_array(:attempts, ',') as uuid[]))",
                    "delete from attempt_grade where attempt_id ="
                            + " any(cast(string_to_array(:attempts, ',') as uuid[]))",
                    "delete from grading_job where attempt_id = any(cast(string_to_array(:attempts,"
                            + " ',') as uuid[]))",
                    // Which levels one answer got belongs together for the agreement of people;
                    // which
                    // answer it was is nobody's business any more.
                    """
                    with attempts as materialized (
                        select attempt_id, gen_random_uuid() as another
                        from (select distinct attempt_id from human_mark where attempt_id = any(cast(string_to_array(:attempts, ',') as uuid[]))) as a),
                    sources as materialized (
                        select source_id, gen_random_uuid() as another
                        from (select distinct source_id from human_mark where attempt_id = any(cast(string_to_array(:attempts, ',') as uuid[]))) as s)
                    update human_mark m
                    set attempt_id = attempts.another, source_id = sources.another, candidate_id = ''
                    from attempts, sources
                    where m.attempt_id = attempts.attempt_id and m.source_id = sources.source_id
                    """,
                    // A re-grade whose last waiting attempt has just gone would wait for ever.
                    """
                    update regrade r
                    set state = case r.state when 'RUNNING' then 'READY' else 'APPLIED' end,
                        ended_at = case r.state when 'RUNNING' then null else now() end
                    where r.state in ('RUNNING', 'APPLYING') and not exists (
                        select from regrade_item i where i.regrade_id = r.id
                            and i.state = case r.state when 'RUNNING' then 'WAITING' else 'GRADED' end)
                    """);

    /**
     * Of {@code :person} in mock sessions: what was asked about their answers goes, the levels that
     * interviewers gave stay as nobody's.
     */
    private static final List<String> OF_SESSIONS =
            List.of(
                    """
                    delete from opinion
                    where candidate_id = :person and requested_at <= cast(cast(:until as text) as timestamptz)
                    """,
                    """
                    with items as materialized (
                        select attempt_id, gen_random_uuid() as another
                        from (select distinct attempt_id from human_mark
                            where source = 'SCORECARD' and candidate_id = :person
                                and marked_at <= cast(cast(:until as text) as timestamptz)) as i)
                    update human_mark m
                    set attempt_id = items.another, source_id = items.another, candidate_id = ''
                    from items
                    where m.source = 'SCORECARD' and m.attempt_id = items.attempt_id
                    """);

    /** Of {@code :person}. What was spent stays spent. */
    private static final List<String> OF_MODELS =
            List.of(
                    // Models are asked outside of any transaction; what they write waits for us.
                    "lock table llm_assessment, llm_usage in share row exclusive mode",
                    "delete from llm_assessment where candidate_id = :person",
                    """
                    with forgotten as (delete from llm_usage where candidate_id = :person returning *)
                    insert into llm_usage as u (day, provider, model, grader_version, candidate_id, grades,
                        cached, failed, calls, input_tokens, output_tokens, cost_micros)
                    select day, provider, model, grader_version, '', grades,
                        cached, failed, calls, input_tokens, output_tokens, cost_micros from forgotten
                    on conflict (day, provider, model, grader_version, candidate_id) do update
                    set grades = u.grades + excluded.grades, cached = u.cached + excluded.cached,
                        failed = u.failed + excluded.failed, calls = u.calls + excluded.calls,
                        input_tokens = u.input_tokens + excluded.input_tokens,
                        output_tokens = u.output_tokens + excluded.output_tokens,
                        cost_micros = case
                            when u.cost_micros is null and excluded.cost_micros is null then null
                            else coalesce(u.cost_micros, 0) + coalesce(excluded.cost_micros, 0) end
                    """);

    /**
     * What somebody began as staff goes back to the others. What they did is part of others'
     * grades: it stays, done by nobody. Their names are looked up before they go.
     */
    private static final List<String> AS_STAFF =
            List.of(
                    """
                    update review_log set who = :nobody where who not in ('machine', 'candidate') and who in (
                        select :name
                        union select claimed_name from review where claimed_by = :person
                        union select reviewer_name from human_mark where reviewer = :person)
                    """,
                    "delete from review_marks where reviewer = :person and handed_in_at is null",
                    """
                    update review
                    set claimed_by = null, claimed_name = null, claimed_until = null, marked = false,
                        revision = revision + 1
                    where claimed_by = :person and state = 'OPEN'
                    """,
                    """
                    update review set claimed_by = :pseudonym, claimed_name = :nobody
                    where claimed_by = :person
                    """,
                    "update review_marks set reviewer = :pseudonym where reviewer = :person",
                    """
                    update human_mark set reviewer = :pseudonym, reviewer_name = :nobody
                    where reviewer = :person
                    """,
                    // Before its requester is nobody's: what nobody waits for is not asked.
                    "delete from opinion where requested_by = :person and state = 'WAITING'",
                    "update opinion set requested_by = :pseudonym where requested_by = :person",
                    "update attempt_grade set decided_by = :pseudonym where decided_by = :person",
                    "update regrade set opened_by = :nobody where opened_by in (:person, :name)",
                    "delete from grade_reading where reader = :person");

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return attempts(person).chain(attempts -> forget(person, attempts));
    }

    private static Uni<Void> forget(PersonDeleted person, String attempts) {
        var name = person.name();
        var values =
                Map.of(
                        "attempts",
                        attempts,
                        "person",
                        person.personId(),
                        "name",
                        name == null ? person.personId() : name,
                        "until",
                        person.at().toString(),
                        "pseudonym",
                        PersonDeleted.pseudonym(),
                        "nobody",
                        PersonDeleted.NOBODY);
        return Multi.createBy()
                .concatenating()
                .streams(
                        Stream.of(OF_ATTEMPTS, OF_SESSIONS, OF_MODELS, AS_STAFF)
                                .flatMap(List::stream)
                                .map(statement -> run(statement, values).toMulti())
                                .toList())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<String> attempts(PersonDeleted person) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(ATTEMPTS, UUID.class)
                                        .setParameter("person", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .getResultList())
                .map(ids -> String.join(",", ids.stream().map(UUID::toString).toList()));
    }

    private static Uni<Integer> run(String statement, Map<String, String> values) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(statement);
                            values.forEach(
                                    (name, value) -> {
                                        if (statement.contains(":" + name)) {
                                            query.setParameter(name, value);
                                        }
                                    });
                            return query.executeUpdate();
                        });
    }
}
