package io.greenroom.platform.privacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Whom this service has forgotten. Events of other topics may come after the deletion although they
 * happened before it: they are dropped. All methods need a session.
 */
@ApplicationScoped
public class Forgotten {
    /** Whether what happened to that person or attempt at that time belongs to the forgotten. */
    public Uni<Boolean> contains(String id, Instant time) {
        return Panache.getSession()
                .chain(
                        session ->
                                // Whoever is about to forget waits for what we write, or we for it.
                                session.createNativeQuery(
                                                "select count(pg_advisory_xact_lock_shared("
                                                        + "hashtextextended(:id, 0)))",
                                                Long.class)
                                        .setParameter("id", id)
                                        .getSingleResult()
                                        .chain(
                                                held ->
                                                        session.createNativeQuery(
                                                                        "select is_forgotten(:id,"
                                                                                + " :time)",
                                                                        Boolean.class)
                                                                .setParameter("id", id)
                                                                .setParameter(
                                                                        "time",
                                                                        time.atOffset(
                                                                                ZoneOffset.UTC))
                                                                .getSingleResult()));
    }

    Uni<Void> note(PersonDeleted person) {
        return Panache.getSession()
                .call(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(pg_advisory_xact_lock(hashtextextended(id, 0)))
                                                from (
                                                    select id from unnest(array_append(
                                                        string_to_array(:attempts, ','), :person)) as id
                                                    order by id) as all_ids
                                                """,
                                                Long.class)
                                        .setParameter("attempts", person.attempts())
                                        .setParameter("person", person.personId())
                                        .getSingleResult())
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into forgotten (hash, at)
                                                select forgotten_hash(:person), cast(:at as timestamptz)
                                                union
                                                select forgotten_hash(attempt), 'infinity'
                                                from unnest(string_to_array(:attempts, ',')) as attempt
                                                on conflict (hash) do update
                                                set at = greatest(forgotten.at, excluded.at), noted_at = now(), purged = false
                                                """)
                                        .setParameter("person", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .setParameter("attempts", person.attempts())
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
