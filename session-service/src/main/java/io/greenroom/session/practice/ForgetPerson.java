package io.greenroom.session.practice;

import io.greenroom.platform.event.Outbox;
import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a person's attempts, with their grades and appeals, and tells the other services to
 * delete what they have. Here it begins, because only here all attempts of a person are known.
 */
@ApplicationScoped
class ForgetPerson implements PersonalData {
    private final Outbox outbox;
    private final AttemptStream stream;
    private final Instance<KnownByAddress> knownByAddress;
    private final Clock clock;

    @Inject
    ForgetPerson(
            Outbox outbox,
            AttemptStream stream,
            @Any Instance<KnownByAddress> knownByAddress,
            Clock clock) {
        this.outbox = outbox;
        this.stream = stream;
        this.knownByAddress = knownByAddress;
        this.clock = clock;
    }

    /** The attempts are gone with the answer to this; what others have follows within moments. */
    @WithTransaction
    Uni<Void> request(String personId, String name, @Nullable String email) {
        return claim(personId, email)
                .chain(() -> delete(personId, clock.instant()))
                .chain(
                        attempts ->
                                outbox.append(
                                        PersonDeleted.TOPIC,
                                        personId,
                                        PersonDeleted.TYPE,
                                        new PersonDeleted.Data(personId, name, attempts)))
                .replaceWithVoid();
    }

    private Uni<Void> claim(String personId, @Nullable String email) {
        return email == null
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(knownByAddress)
                        .onItem()
                        .transformToUniAndConcatenate(known -> known.claim(personId, email))
                        .collect()
                        .last()
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return delete(person.personId(), person.at()).replaceWithVoid();
    }

    /** What was started later is somebody's who came back. */
    private Uni<List<UUID>> delete(String candidateId, Instant until) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from attempt
                                                where candidate_id = :candidate and started_at <= :until
                                                returning id
                                                """,
                                                UUID.class)
                                        .setParameter("candidate", candidateId)
                                        .setParameter("until", until.atOffset(ZoneOffset.UTC))
                                        .getResultList())
                .call(
                        ids ->
                                Multi.createFrom()
                                        .iterable(ids)
                                        .onItem()
                                        .transformToUniAndConcatenate(stream::announce)
                                        .collect()
                                        .last());
    }
}
