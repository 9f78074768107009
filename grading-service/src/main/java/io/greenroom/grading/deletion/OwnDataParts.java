package io.greenroom.grading.deletion;

import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * What somebody gets of all tables of this service: as a candidate what was decided about their
 * answers, never who marked or read them; as staff what they did, never the answer that it was done
 * to.
 */
@ApplicationScoped
class OwnDataParts implements OwnData {
    private static final List<OwnDataPart> PARTS =
            List.of(
                    new OwnDataPart(
                            "answers",
                            "Answers that were handed in to be graded",
                            Set.of("grading_job", "provisional_grade"),
                            """
                            select cast(j.attempt_id as text) as key, json_build_object(
                                'attemptId', j.attempt_id, 'questionId', j.question_id,
                                'questionVersion', j.question_version, 'language', j.language,
                                'answer', j.answer, 'submittedAt', j.submitted_at,
                                'receivedAt', j.received_at, 'graded', j.done,
                                'waitsForBetterGrader', exists (
                                    select from provisional_grade p where p.attempt_id = j.attempt_id)) as item
                            from grading_job j where j.candidate_id = :person
                            """),
                    new OwnDataPart(
                            "grades",
                            "Every grade of your answers",
                            Set.of("attempt_grade"),
                            """
                            select attempt_id || ':' || lpad(cast(sequence as text), 9, '0') as key,
                                json_build_object('attemptId', attempt_id, 'sequence', sequence,
                                    'kind', lower(kind), 'state', state, 'questionId', question_id,
                                    'questionVersion', question_version, 'provisional', provisional,
                                    'given', cast(body as json), 'comment', comment,
                                    'by', case when decided_by is null then 'machine' else 'person' end,
                                    'decidedAt', decided_at) as item
                            from attempt_grade where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "appeals",
                            "Where you asked for another look, and what came of it",
                            Set.of("appeal"),
                            """
                            select cast(id as text) as key, json_build_object('id', id,
                                'attemptId', attempt_id, 'gradeSequence', grade_sequence,
                                'criteria', criteria, 'reason', reason, 'state', state,
                                'openedAt', opened_at, 'endedAt', ended_at, 'changed', changed,
                                'outcomeSequence', outcome_sequence, 'comment', comment) as item
                            from appeal where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "reviews",
                            "When people looked at your answers",
                            Set.of("review"),
                            """
                            select cast(id as text) as key, json_build_object('id', id,
                                'attemptId', attempt_id, 'kind', kind, 'state', state,
                                'openedAt', opened_at, 'dueAt', due_at, 'endedAt', ended_at) as item
                            from review where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "model-usage",
                            "What language models took for your answers, by day",
                            Set.of("llm_usage"),
                            """
                            select day || ':' || provider || ':' || model || ':' || grader_version as key,
                                json_build_object('day', day, 'provider', provider, 'model', model,
                                    'graderVersion', grader_version, 'grades', grades, 'cached', cached,
                                    'failed', failed, 'calls', calls, 'inputTokens', input_tokens,
                                    'outputTokens', output_tokens, 'costMicros', cost_micros) as item
                            from llm_usage where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "reviews-by-you",
                            "Reviews that you took on, and what you wrote in them",
                            Set.of("review", "review_marks"),
                            """
                            select cast(r.id as text) as key, json_build_object('id', r.id,
                                'questionId', r.question_id, 'questionTitle', r.question_title,
                                'kind', r.kind, 'state', r.state, 'decidedByYou',
                                    r.state = 'DECIDED' and r.claimed_by = :person,
                                'savedAt', m.saved_at, 'handedInAt', m.handed_in_at, 'blind', m.blind,
                                'marks', cast(m.body as json)) as item
                            from review r left join review_marks m
                                on m.review_id = r.id and m.reviewer = :person
                            where r.claimed_by = :person or m.reviewer is not null
                            """),
                    new OwnDataPart(
                            "review-log",
                            "What you did with reviews",
                            Set.of("review_log"),
                            """
                            select lpad(cast(l.id as text), 19, '0') as key, json_build_object(
                                'reviewId', l.review_id, 'at', l.at, 'what', l.what,
                                'detail', l.detail) as item
                            from review_log l where lower(l.who) = :name
                            """),
                    new OwnDataPart(
                            "decisions",
                            "Grades that you gave as a reviewer",
                            Set.of("attempt_grade"),
                            """
                            select attempt_id || ':' || lpad(cast(sequence as text), 9, '0') as key,
                                json_build_object('questionId', question_id, 'kind', lower(kind),
                                    'score', score, 'band', band, 'comment', comment,
                                    'decidedAt', decided_at) as item
                            from attempt_grade where decided_by = :person
                            """),
                    new OwnDataPart(
                            "levels",
                            "Levels that you gave as a reviewer or an interviewer",
                            Set.of("human_mark"),
                            """
                            select source_id || ':' || criterion_id as key, json_build_object(
                                'source', source, 'questionId', question_id,
                                'questionVersion', question_version, 'criterionId', criterion_id,
                                'criterionTitle', criterion_title, 'reviewerName', reviewer_name,
                                'level', level, 'blind', blind, 'markedAt', marked_at) as item
                            from human_mark where reviewer = :person
                            """),
                    new OwnDataPart(
                            "opinions",
                            "When you asked the grader about an answer in an interview",
                            Set.of("opinion"),
                            """
                            select cast(id as text) as key, json_build_object('id', id,
                                'sessionId', session_id, 'questionId', question_id,
                                'questionVersion', question_version, 'requestedAt', requested_at,
                                'state', state) as item
                            from opinion where requested_by = :person
                            """),
                    new OwnDataPart(
                            "readings",
                            "Grades of others that you read",
                            Set.of("grade_reading"),
                            """
                            select cast(attempt_id as text) as key, json_build_object(
                                'attemptId', attempt_id, 'firstReadAt', first_read_at) as item
                            from grade_reading where reader = :person
                            """),
                    new OwnDataPart(
                            "regrades",
                            "Grading again that you began",
                            Set.of("regrade"),
                            """
                            select cast(id as text) as key, json_build_object('id', id, 'state', state,
                                'questionId', question_id, 'grader', grader,
                                'graderVersion', grader_version, 'openedAt', opened_at,
                                'endedAt', ended_at) as item
                            from regrade where opened_by = :person or lower(opened_by) = :name
                            """),
                    OwnDataPart.OPERATIONS);

    @Override
    public List<OwnDataPart> parts() {
        return PARTS;
    }
}
