package io.greenroom.session.peer;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Requests are forgotten with their person; where a partner was found, it was nobody. */
@ApplicationScoped
class PeerData implements PersonalData {
    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update peer_request p set partner_name = :nobody
                                                from peer_request r
                                                where r.person_id = :person and r.created_at <= :at and r.state = 'MATCHED'
                                                    and p.state = 'MATCHED' and p.id <> r.id and p.starts_at = r.starts_at
                                                    and p.partner_name = r.name
                                                    and p.asking_session_id is not distinct from r.answering_session_id
                                                """)
                                        .setParameter("nobody", PersonDeleted.NOBODY)
                                        .setParameter("person", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .executeUpdate()
                                        .chain(
                                                () ->
                                                        session.createNativeQuery(
                                                                        """
                                                                        delete from peer_request
                                                                        where person_id = :person and created_at <= :at
                                                                        """)
                                                                .setParameter(
                                                                        "person", person.personId())
                                                                .setParameter(
                                                                        "at",
                                                                        person.at()
                                                                                .atOffset(
                                                                                        ZoneOffset
                                                                                                .UTC))
                                                                .executeUpdate()))
                .replaceWithVoid();
    }
}
