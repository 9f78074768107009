package io.greenroom.session.room;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/**
 * Notes and marks go with their author. The log belongs to the candidate's session, names nobody,
 * and goes with that.
 */
@ApplicationScoped
class NotesData implements PersonalData {
    @Override
    public Uni<Void> forget(PersonDeleted person) {
        // The participant may have lost the person's id already, in this transaction.
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from room_note n using session_participant p
                                                where p.id = n.author and p.person_id in (:person, 'deleted:' || p.id)
                                                    and n.at <= :at
                                                """)
                                        .setParameter("person", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
