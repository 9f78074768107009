package io.greenroom.session.mock;

import io.greenroom.platform.paging.Page;
import io.greenroom.platform.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lists of sessions. */
@ApplicationScoped
class SessionList {
    /** In the database those that were not held are cancelled ones, too. */
    private static final String IN_STATES =
            """
             ((s.state in :states and s.noShow = false) or (s.noShow = true and :notHeld = true))
            """;

    private static final String MINE =
            """
             and exists (select 1 from SessionParticipant p where p.sessionId = s.id
                and (p.personId = :person or p.personId is null and p.account in :accounts))
            """;

    /**
     * @param visitor whose sessions; null for those of everybody
     * @param newestFirst else the next comes first
     */
    @WithSession
    Uni<Page<SessionSummary>> page(
            @Nullable Visitor visitor,
            Set<SessionState> states,
            boolean newestFirst,
            PageRequest page) {
        var where = "from MockSession s where" + IN_STATES + (visitor == null ? "" : MINE);
        var order = newestFirst ? " order by s.startsAt desc, s.id" : " order by s.startsAt, s.id";
        return Panache.getSession()
                .chain(
                        session ->
                                with(
                                                session.createSelectionQuery(
                                                        "select s " + where + order,
                                                        MockSession.class),
                                                visitor,
                                                states)
                                        .setFirstResult(page.offset())
                                        .setMaxResults(page.size())
                                        .getResultList()
                                        .chain(found -> summaries(session, found, visitor))
                                        .chain(
                                                found ->
                                                        with(
                                                                        session
                                                                                .createSelectionQuery(
                                                                                        "select"
                                                                                            + " count(s)"
                                                                                            + " "
                                                                                                + where,
                                                                                        Long.class),
                                                                        visitor,
                                                                        states)
                                                                .getSingleResult()
                                                                .map(
                                                                        total ->
                                                                                Page.of(
                                                                                        found, page,
                                                                                        total))));
    }

    /** As somebody sees it who is not in it; null when there is none. Needs a transaction. */
    Uni<@Nullable SessionSummary> one(UUID id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.find(MockSession.class, id)
                                        .onItem()
                                        .ifNotNull()
                                        .transformToUni(
                                                found ->
                                                        summaries(session, List.of(found), null)
                                                                .map(List::getFirst)));
    }

    private static <T> Mutiny.SelectionQuery<T> with(
            Mutiny.SelectionQuery<T> query, @Nullable Visitor visitor, Set<SessionState> states) {
        query.setParameter("states", states);
        query.setParameter("notHeld", states.contains(SessionState.NO_SHOW));
        return visitor == null
                ? query
                : query.setParameter("person", visitor.personId())
                        .setParameter("accounts", accounts(visitor));
    }

    /** No account is blank: who can be known by none finds what is bound to them. */
    private static List<String> accounts(Visitor visitor) {
        return visitor.accounts().isEmpty() ? List.of("") : visitor.accounts();
    }

    private static Uni<List<SessionSummary>> summaries(
            Mutiny.Session session, List<MockSession> found, @Nullable Visitor visitor) {
        var ids = found.stream().map(MockSession::id).toList();
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from SessionParticipant where sessionId in :ids", SessionParticipant.class)
                .setParameter("ids", ids)
                .getResultList()
                .chain(
                        people ->
                                session.createSelectionQuery(
                                                "from SessionItem where sessionId in :ids",
                                                SessionItem.class)
                                        .setParameter("ids", ids)
                                        .getResultList()
                                        .map(items -> summaries(found, people, items, visitor)));
    }

    private static List<SessionSummary> summaries(
            List<MockSession> found,
            List<SessionParticipant> people,
            List<SessionItem> items,
            @Nullable Visitor visitor) {
        Map<UUID, List<SessionParticipant>> peopleOf =
                people.stream()
                        .sorted(MockSessions.ORDER)
                        .collect(Collectors.groupingBy(SessionParticipant::sessionId));
        Map<UUID, Long> itemsOf =
                items.stream()
                        .map(SessionItem::sessionId)
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return found.stream()
                .map(
                        one -> {
                            var those = peopleOf.getOrDefault(one.id(), List.of());
                            var me = visitor == null ? null : MockSessions.among(those, visitor);
                            return new SessionSummary(
                                    one.id(),
                                    one.title(),
                                    one.state(),
                                    one.startsAt(),
                                    one.minutes(),
                                    one.timeZone(),
                                    one.peer(),
                                    one.organiserName(),
                                    me == null ? null : me.role(),
                                    itemsOf.getOrDefault(one.id(), 0L).intValue(),
                                    those.stream()
                                            .map(p -> new SessionSummary.Person(p.role(), p.name()))
                                            .toList());
                        })
                .toList();
    }
}
