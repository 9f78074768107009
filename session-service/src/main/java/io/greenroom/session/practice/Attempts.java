package io.greenroom.session.practice;

import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Attempts implements PanacheRepositoryBase<Attempt, UUID> {
    /** The attempt if it is that candidate's, else null: what is not theirs is not there. */
    Uni<Attempt> of(String candidateId, UUID id) {
        return find("id = ?1 and candidateId = ?2", id, candidateId).firstResult();
    }

    /** The same, and locked until the transaction ends, so that writers take turns. */
    Uni<Attempt> lockOf(String candidateId, UUID id) {
        return find("id = ?1 and candidateId = ?2", id, candidateId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Retries of one start take turns until the transaction ends. */
    Uni<Boolean> lockKey(String candidateId, String startKey) {
        return getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select true from (select pg_advisory_xact_lock(
                                                    hashtextextended(:key, 2))) as taken
                                                """,
                                                Boolean.class)
                                        .setParameter("key", candidateId + '\n' + startKey)
                                        .getSingleResult());
    }

    Uni<Attempt> startedWith(String candidateId, String startKey) {
        return find("candidateId = ?1 and startKey = ?2", candidateId, startKey).firstResult();
    }

    PanacheQuery<Attempt> history(
            String candidateId, Collection<AttemptState> states, @Nullable String questionId) {
        var query = new StringBuilder("candidateId = :candidate");
        var parameters = Parameters.with("candidate", candidateId);
        if (!states.isEmpty()) {
            query.append(" and state in :states");
            parameters.and("states", states);
        }
        if (questionId != null) {
            query.append(" and questionId = :question");
            parameters.and("question", questionId);
        }
        return find(query.toString(), Sort.descending("startedAt").and("id"), parameters);
    }
}
