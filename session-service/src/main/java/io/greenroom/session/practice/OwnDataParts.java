package io.greenroom.session.practice;

import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * What somebody gets of all tables of this service. What others think of them in confidence, and
 * what others said and wrote, is not theirs: docs/privacy.md says of each table why.
 */
@ApplicationScoped
class OwnDataParts implements OwnData {
    /**
     * Where they take part. Before they came they are known by their account's name, or by an
     * address that is verified to be theirs; an address as a name could be anybody's.
     */
    private static final String THEIRS =
            """
            (p.person_id = :person or p.person_id is null
                and (p.account = :name and strpos(p.account, '@') = 0 or p.account = :email))
            """;

    private static final List<OwnDataPart> PARTS =
            List.of(
                    new OwnDataPart(
                            "attempts",
                            "What you answered, with the grade that counts",
                            Set.of("attempt"),
                            """
                            select cast(id as text) as key, json_build_object(
                                'id', id, 'questionId', question_id, 'questionVersion', question_version,
                                'questionTitle', question_title, 'round', round, 'state', state,
                                'language', language, 'text', text, 'activeSeconds', active_seconds,
                                'startedAt', started_at, 'updatedAt', updated_at, 'submittedAt', submitted_at,
                                'score', score, 'band', band, 'confidence', confidence,
                                'grade', cast(grade as json), 'notGradedCode', not_graded_code,
                                'notGradedDetail', not_graded_detail) as item
                            from attempt where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "grades",
                            "Every grade that your answers were given, also those that no longer"
                                    + " count",
                            Set.of("attempt_grade"),
                            """
                            select g.attempt_id || ':' || lpad(cast(g.sequence as text), 9, '0') as key,
                                json_build_object('attemptId', g.attempt_id, 'sequence', g.sequence,
                                    'given', cast(g.body as json)) as item
                            from attempt_grade g join attempt a on a.id = g.attempt_id
                            where a.candidate_id = :person
                            """),
                    new OwnDataPart(
                            "appeals",
                            "Where you asked for another look",
                            Set.of("attempt_appeal"),
                            """
                            select cast(o.id as text) as key, json_build_object('id', o.id,
                                'attemptId', o.attempt_id, 'open', o.open, 'openedAt', o.opened_at,
                                'appeal', cast(o.body as json)) as item
                            from attempt_appeal o join attempt a on a.id = o.attempt_id
                            where a.candidate_id = :person
                            """),
                    new OwnDataPart(
                            "bookmarks",
                            "Questions that you marked",
                            Set.of("bookmark"),
                            """
                            select question_id as key, json_build_object(
                                'questionId', question_id, 'markedAt', marked_at) as item
                            from bookmark where person_id = :person
                            """),
                    new OwnDataPart(
                            "study-plan",
                            "The plan that you follow, and what you ticked",
                            Set.of("chosen_plan", "plan_tick"),
                            """
                            select c.plan_id as key, json_build_object('planId', c.plan_id,
                                'interviewDate', c.interview_date, 'chosenAt', c.chosen_at,
                                'ticks', (select coalesce(json_agg(json_build_object(
                                        'activityId', t.activity_id, 'tickedAt', t.ticked_at)
                                        order by t.ticked_at), '[]')
                                    from plan_tick t where t.candidate_id = c.candidate_id)) as item
                            from chosen_plan c where c.candidate_id = :person
                            """),
                    new OwnDataPart(
                            "sessions",
                            "Mock interviews that you take part in or have planned",
                            Set.of("mock_session", "session_participant"),
                            """
                            select cast(s.id as text) as key, json_build_object('id', s.id,
                                'title', s.title, 'state', s.state, 'startsAt', s.starts_at,
                                'minutes', s.minutes, 'timeZone', s.time_zone, 'message', s.message,
                                'loopId', s.loop_id, 'peer', s.peer, 'createdAt', s.created_at,
                                'openedAt', s.opened_at, 'endedAt', s.ended_at,
                                'releasedAt', s.released_at, 'cancelledAt', s.cancelled_at,
                                'cancelReason', s.cancel_reason, 'organised', s.organiser_id = :person,
                                'organiserName', case when s.organiser_id = :person then s.organiser_name end,
                                'you', (select json_build_object('participantId', p.id, 'role', p.role,
                                        'account', p.account, 'name', p.name, 'address', p.address,
                                        'timeZone', p.time_zone, 'invitedAt', p.invited_at,
                                        'joinedAt', p.joined_at)
                                    from session_participant p where p.session_id = s.id and %1$s limit 1)) as item
                            from mock_session s
                            where s.organiser_id = :person or exists (
                                select from session_participant p where p.session_id = s.id and %1$s)
                            """
                                    .formatted(THEIRS)),
                    new OwnDataPart(
                            "room",
                            "What you wrote, drew and said in rooms of mock interviews, in its"
                                    + " order",
                            Set.of("room_event"),
                            """
                            select e.session_id || ':' || lpad(cast(e.seq as text), 19, '0') as key,
                                json_build_object('sessionId', e.session_id, 'seq', e.seq, 'at', e.at,
                                    'kind', e.kind, 'document', e.doc, 'version', e.version,
                                    'data', cast(e.data as json)) as item
                            from session_participant p cross join lateral (
                                select * from room_event mine
                                where mine.session_id = p.session_id and mine.actor = p.id
                                    and (mine.session_id, mine.seq) > (
                                        cast(coalesce(nullif(split_part(:after, ':', 1), ''),
                                            '00000000-0000-0000-0000-000000000000') as uuid),
                                        cast(coalesce(nullif(split_part(:after, ':', 2), ''), '0') as bigint))
                                order by mine.seq limit cast(:rows as integer)) as e
                            where p.person_id = :person
                            order by p.session_id, e.seq limit cast(:rows as integer)
                            """),
                    new OwnDataPart(
                            "notes",
                            "Your private notes and marks as an interviewer",
                            Set.of("room_note"),
                            """
                            select cast(n.id as text) as key, json_build_object('id', n.id,
                                'sessionId', n.session_id, 'kind', n.kind, 'at', n.at,
                                'data', cast(n.data as json)) as item
                            from room_note n join session_participant p on p.id = n.author
                            where p.person_id = :person
                            """),
                    new OwnDataPart(
                            "scorecards",
                            "What you wrote as an interviewer",
                            Set.of("scorecard", "scorecard_level"),
                            """
                            select cast(c.session_id as text) as key, json_build_object(
                                'sessionId', c.session_id, 'savedAt', c.saved_at,
                                'handedInAt', c.handed_in_at, 'card', cast(c.body as json)) as item
                            from scorecard c join session_participant p on p.id = c.interviewer
                            where p.person_id = :person
                            """),
                    new OwnDataPart(
                            "opinions",
                            "When you asked the grader about an answer in an interview that you"
                                    + " led",
                            Set.of("grader_opinion"),
                            """
                            select cast(o.id as text) as key, json_build_object('id', o.id,
                                'sessionId', o.session_id, 'itemId', o.item_id, 'state', o.state,
                                'askedAt', o.asked_at, 'givenAt', o.given_at) as item
                            from grader_opinion o join session_participant p on p.id = o.interviewer
                            where p.person_id = :person
                            """),
                    new OwnDataPart(
                            "reports",
                            "What was released to you of mock interviews",
                            Set.of("session_release"),
                            """
                            select cast(r.session_id as text) as key, json_build_object(
                                'sessionId', r.session_id, 'releasedAt', r.released_at,
                                'report', cast(r.report as json)) as item
                            from session_release r join session_participant p
                                on p.session_id = r.session_id and p.role = 'CANDIDATE'
                            where r.released_at is not null and p.person_id = :person
                            """),
                    new OwnDataPart(
                            "results",
                            "Your scores of mock interviews",
                            Set.of("session_result"),
                            """
                            select session_id || ':' || item_id as key, json_build_object(
                                'sessionId', session_id, 'itemId', item_id, 'questionId', question_id,
                                'questionVersion', question_version, 'score', score, 'band', band,
                                'releasedAt', released_at) as item
                            from session_result where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "ratings",
                            "What you said of mock interviews",
                            Set.of("session_rating"),
                            """
                            select cast(r.session_id as text) as key, json_build_object(
                                'sessionId', r.session_id, 'stars', r.stars, 'comment', r.comment,
                                'reply', r.reply, 'ratedAt', r.rated_at) as item
                            from session_rating r join session_participant p
                                on p.session_id = r.session_id and p.role = 'CANDIDATE'
                            where p.person_id = :person
                            """),
                    new OwnDataPart(
                            "peer-requests",
                            "When and for which topics you looked for a peer",
                            Set.of("peer_request", "peer_time"),
                            """
                            select cast(r.id as text) as key, json_build_object('id', r.id,
                                'account', r.account, 'name', r.name, 'address', r.address,
                                'timeZone', r.time_zone, 'topics', r.topics, 'level', r.level,
                                'state', r.state, 'createdAt', r.created_at, 'endedAt', r.ended_at,
                                'startsAt', r.starts_at,
                                'times', (select coalesce(json_agg(t.starts_at order by t.starts_at), '[]')
                                    from peer_time t where t.request_id = r.id)) as item
                            from peer_request r where r.person_id = :person
                            """),
                    new OwnDataPart(
                            "mail",
                            "Mail to you that has not left yet",
                            Set.of("mail"),
                            """
                            select cast(m.id as text) as key, json_build_object('id', m.id,
                                'sessionId', m.session_id, 'kind', m.kind, 'account', m.account,
                                'address', m.address, 'name', m.name, 'timeZone', m.time_zone,
                                'createdAt', m.created_at) as item
                            from mail m where m.person_id = :person
                            """),
                    OwnDataPart.OPERATIONS);

    @Override
    public List<OwnDataPart> parts() {
        return PARTS;
    }
}
