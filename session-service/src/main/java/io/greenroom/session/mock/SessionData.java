package io.greenroom.session.mock;

import io.greenroom.platform.privacy.PersonDeleted;
import io.greenroom.platform.privacy.PersonalData;
import io.greenroom.session.practice.KnownByAddress;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A session is about its candidate and goes with them, and with it all that points at it. Others
 * who are deleted leave what they did, under nobody's name: it belongs to the candidate's session.
 */
@ApplicationScoped
class SessionData implements PersonalData, KnownByAddress {
    /** What the account of who is deleted begins with; their id in the session follows. */
    static final String DELETED = "deleted:";

    /** Who never came is known by the account alone. */
    private static final String THEIRS =
            "(p.person_id = :person or p.person_id is null and p.account = :account)";

    @Override
    public Uni<Void> claim(String personId, String address) {
        return execute(
                """
                update session_participant p set person_id = :person
                where p.person_id is null and p.account = :account and not exists (
                    select from session_participant o
                    where o.session_id = p.session_id and o.person_id = :person)
                """,
                Map.of("person", personId, "account", address));
    }

    @Override
    public Uni<Void> forget(PersonDeleted person) {
        var name = person.name();
        Map<String, Object> whose =
                Map.of(
                        "person",
                        person.personId(),
                        "account",
                        name == null ? "" : name.toLowerCase(Locale.ROOT),
                        "at",
                        person.at().atOffset(ZoneOffset.UTC));
        return execute(
                        """
                        delete from mock_session s where s.created_at <= :at and exists (
                            select from session_participant p
                            where p.session_id = s.id and p.role = 'CANDIDATE' and
                        """
                                + THEIRS
                                + ")",
                        whose)
                .chain(
                        () ->
                                execute(
                                        """
                                        update session_participant p
                                        set account = 'deleted:' || p.id, name = :nobody, address = null, time_zone = null,
                                            person_id = case when p.person_id is null then null else 'deleted:' || p.id end
                                        where p.invited_at <= :at and
                                        """
                                                + THEIRS,
                                        with(whose, "nobody", PersonDeleted.NOBODY)))
                .chain(
                        () ->
                                execute(
                                        """
                                        update mock_session
                                        set organiser_id = 'deleted:' || id, organiser_name = :nobody,
                                            creation_key = null, creation_hash = null
                                        where organiser_id = :person and created_at <= :at
                                        """,
                                        Map.of(
                                                "person",
                                                person.personId(),
                                                "at",
                                                person.at().atOffset(ZoneOffset.UTC),
                                                "nobody",
                                                PersonDeleted.NOBODY)));
    }

    private static Map<String, Object> with(Map<String, Object> all, String name, Object value) {
        var more = new HashMap<>(all);
        more.put(name, value);
        return more;
    }

    private static Uni<Void> execute(String sql, Map<String, ?> parameters) {
        return Panache.getSession()
                .chain(
                        session -> {
                            var query = session.createNativeQuery(sql);
                            parameters.forEach(query::setParameter);
                            return query.executeUpdate();
                        })
                .replaceWithVoid();
    }
}
