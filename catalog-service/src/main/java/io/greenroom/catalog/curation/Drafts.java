package io.greenroom.catalog.curation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

@ApplicationScoped
class Drafts implements PanacheRepositoryBase<Draft, String> {
    /** The draft, as nobody else can change it until the transaction ends; null without one. */
    Uni<Draft> lock(String questionId) {
        return findById(questionId, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The last revision that a draft of the question had. */
    Uni<Long> lastRevision(String questionId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "select draft_revision from question where id ="
                                                        + " :id",
                                                Long.class)
                                        .setParameter("id", questionId)
                                        .getSingleResult());
    }

    /** Removes the draft; its revision is never used again. */
    Uni<Void> remove(Draft draft) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                "update question set draft_revision = :revision"
                                                        + " where id = :id")
                                        .setParameter("revision", draft.revision())
                                        .setParameter("id", draft.questionId())
                                        .executeUpdate())
                .chain(() -> delete(draft));
    }
}
