package io.greenroom.session.study;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;

/** Bookmarks and the chosen plan are forgotten with their person. */
@ApplicationScoped
class StudyData implements PersonalData {
    @Override
    public Uni<Void> forget(PersonDeleted person) {
        return delete("delete from bookmark where person_id = :person and marked_at <= :at", person)
                .chain(
                        () ->
                                delete(
                                        """
                                        delete from chosen_plan
                                        where candidate_id = :person and chosen_at <= :at
                                        """,
                                        person));
    }

    private static Uni<Void> delete(String sql, PersonDeleted person) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(sql)
                                        .setParameter("person", person.personId())
                                        .setParameter("at", person.at().atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
