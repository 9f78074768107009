package io.greenroom.catalog.reveal;

import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.privacy.Forgotten;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes submissions in, and remembers who has handed in an answer to which question; it follows
 * them within moments. Others who follow submissions do their part in the same transaction.
 */
@ApplicationScoped
public class RevealedQuestions implements PersonalData {
    private static final String CONSUMER = "catalog.reveal";
    private static final String ANSWER_SUBMITTED = "session.answer-submitted.v1";

    private final Events events;
    private final EventJson json;
    private final Forgotten forgotten;
    private final Instance<SubmissionFollower> followers;

    @Inject
    RevealedQuestions(
            Events events,
            EventJson json,
            Forgotten forgotten,
            @Any Instance<SubmissionFollower> followers) {
        this.events = events;
        this.json = json;
        this.forgotten = forgotten;
        this.followers = followers;
    }

    /** Whether the candidate has handed in an answer to that question. */
    public Uni<Boolean> contains(String candidateId, String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select exists (select 1 from revealed_question
                                                where candidate_id = :candidate and question_id = :question)
                                                """,
                                                Boolean.class)
                                        .setParameter("candidate", candidateId)
                                        .setParameter("question", questionId)
                                        .getSingleResult());
    }

    @Incoming("submissions")
    Uni<Void> onSubmission(String message) {
        return events.once(
                CONSUMER,
                message,
                event ->
                        event.type().equals(ANSWER_SUBMITTED)
                                ? reveal(json.data(event, AnswerSubmitted.class))
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> reveal(AnswerSubmitted submitted) {
        return forgotten
                .contains(submitted.candidateId(), submitted.submittedAt())
                .chain(isGone -> isGone ? Uni.createFrom().voidItem() : take(submitted));
    }

    private Uni<Void> take(AnswerSubmitted submitted) {
        return add(submitted)
                .chain(
                        () ->
                                Multi.createFrom()
                                        .iterable(followers)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                follower -> follower.submitted(submitted))
                                        .collect()
                                        .last());
    }

    private static Uni<Void> add(AnswerSubmitted submitted) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into revealed_question (candidate_id, question_id, revealed_at)
                                                values (:candidate, :question, :at) on conflict do nothing
                                                """)
                                        .setParameter("candidate", submitted.candidateId())
                                        .setParameter("question", submitted.questionId())
                                        .setParameter("at", submitted.submittedAt())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from revealed_question
                                                where candidate_id = :candidate and revealed_at <= :at
                                                """)
                                        .setParameter("candidate", person.personId())
                                        .setParameter("at", person.at())
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
