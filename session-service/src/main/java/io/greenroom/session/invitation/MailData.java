package io.greenroom.session.invitation;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.greenroom.session.practice.KnownByAddress;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Mail that waits to leave is not sent to somebody who is deleted. */
@ApplicationScoped
class MailData implements PersonalData, KnownByAddress {
    @Override
    public Uni<Void> claim(String personId, String address) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update mail set person_id = :person
                                                where person_id is null and account = :account
                                                """)
                                        .setParameter("person", personId)
                                        .setParameter("account", address)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        var name = person.name();
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from mail
                                                where person_id = :person or person_id is null and account = :account
                                                """)
                                        .setParameter("person", person.personId())
                                        .setParameter(
                                                "account",
                                                name == null ? "" : name.toLowerCase(Locale.ROOT))
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
