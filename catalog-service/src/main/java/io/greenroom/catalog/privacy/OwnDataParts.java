package io.greenroom.catalog.privacy;

import io.greenroom.platform.privacy.OwnData;
import io.greenroom.platform.privacy.OwnDataPart;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * What somebody gets of all tables of this service. Of questions it says what they did with them;
 * the questions themselves are the organisation's, and are exported as packs.
 */
@ApplicationScoped
class OwnDataParts implements OwnData {
    private static final List<OwnDataPart> PARTS =
            List.of(
                    new OwnDataPart(
                            "revealed-questions",
                            "Questions whose rubric you may see, because you handed in an answer",
                            Set.of("revealed_question"),
                            """
                            select question_id as key, json_build_object('questionId', question_id,
                                'revealedAt', revealed_at) as item
                            from revealed_question where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "answer-figures",
                            "Time, score and levels of your answers, by which the quality of"
                                    + " questions is judged",
                            Set.of("answer_figure"),
                            """
                            select attempt_id as key, json_build_object('attemptId', attempt_id,
                                'questionId', question_id, 'questionVersion', question_version,
                                'submittedAt', submitted_at, 'activeSeconds', active_seconds,
                                'state', state, 'score', score, 'levels', levels) as item
                            from answer_figure where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "appeal-figures",
                            "Which answers you appealed",
                            Set.of("appeal_figure"),
                            """
                            select appeal_id as key, json_build_object('appealId', appeal_id,
                                'attemptId', attempt_id, 'openedAt', opened_at, 'state', state,
                                'granted', granted) as item
                            from appeal_figure where candidate_id = :person
                            """),
                    new OwnDataPart(
                            "curation-log",
                            "What you did in curation, as the log has it by your name",
                            Set.of("audit_entry"),
                            """
                            select lpad(cast(id as text), 19, '0') as key, json_build_object('at', at,
                                'name', who_name, 'action', action, 'questionId', question_id,
                                'title', title, 'summary', summary) as item
                            from audit_entry where who = :person
                            """),
                    new OwnDataPart(
                            "publications",
                            "Versions of questions that you published",
                            Set.of("question_version"),
                            """
                            select question_id || ':' || lpad(cast(version as text), 9, '0') as key,
                                json_build_object('questionId', question_id, 'version', version,
                                    'title', title, 'name', published_by, 'publishedAt', published_at,
                                    'note', note) as item
                            from question_version where published_by_id = :person
                            """),
                    new OwnDataPart(
                            "drafts",
                            "Drafts that you began, changed or scheduled",
                            Set.of("question_draft"),
                            """
                            select question_id as key, json_build_object('questionId', question_id,
                                'title', title, 'state', state,
                                'author', case when author_id = :person then author end,
                                'lastChanged', case when updated_by_id = :person then updated_at end,
                                'scheduledFor', case when scheduled_by_id = :person then scheduled_for end) as item
                            from question_draft
                            where author_id = :person or updated_by_id = :person
                                or scheduled_by_id = :person or :person = any(editors)
                            """),
                    new OwnDataPart(
                            "bulk-actions",
                            "What you did with many questions at once",
                            Set.of("bulk_action"),
                            """
                            select cast(id as text) as key, json_build_object('id', id, 'at', at,
                                'name', by_name, 'action', action, 'value', value,
                                'undoneAt', undone_at) as item
                            from bulk_action where by_id = :person
                            """),
                    new OwnDataPart(
                            "links",
                            "Questions that you linked to each other",
                            Set.of("question_link"),
                            """
                            select question_id || ':' || other_id as key, json_build_object(
                                'questionId', question_id, 'otherId', other_id, 'kind', kind,
                                'name', linked_by, 'linkedAt', linked_at) as item
                            from question_link where linked_by_id = :person
                            """),
                    OwnDataPart.OPERATIONS);

    @Override
    public List<OwnDataPart> parts() {
        return PARTS;
    }
}
