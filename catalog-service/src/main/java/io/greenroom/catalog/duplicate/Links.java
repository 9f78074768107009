package io.greenroom.catalog.duplicate;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.catalog.question.CatalogProblem;
import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** What curators say of two questions; of a pair there is one link at most. */
@ApplicationScoped
class Links {
    private static final String STATE =
            """
            case when q.retired_at is not null then 'retired'
                when q.published_version > 0 then 'published'
                when d.state = 'DRAFT' then 'draft'
                when d.state = 'SCHEDULED' then 'scheduled'
                else 'in-review' end\
            """;

    private final AuditLog audit;
    private final Clock clock;

    @Inject
    Links(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** The links of that question, newest first. */
    Uni<List<LinkedQuestion>> of(String id) {
        return Panache.withSession(
                () ->
                        title(id)
                                .chain(Panache::getSession)
                                .chain(
                                        session ->
                                                session.createNativeQuery(
                                                                """
                                                                select q.id as id, q.slug as slug,
                                                                    coalesce(v.title, d.title, q.slug) as title,
                                                                    %s as state, l.kind as kind,
                                                                    case when l.question_id = :id then 'to' else 'from' end as direction,
                                                                    l.linked_by as linked_by, l.linked_at as linked_at
                                                                from question_link l
                                                                join question q on q.id <> :id and q.id in (l.question_id, l.other_id)
                                                                left join question_version v
                                                                    on v.question_id = q.id and v.version = q.latest_version
                                                                left join question_draft d on d.question_id = q.id
                                                                where :id in (l.question_id, l.other_id)
                                                                order by l.linked_at desc, q.id
                                                                """
                                                                        .formatted(STATE),
                                                                Tuple.class)
                                                        .setParameter("id", id)
                                                        .getResultList())
                                .map(rows -> rows.stream().map(Links::linked).toList()));
    }

    /** Links the two; another link that they had is replaced, and the same one stays as it is. */
    Uni<Void> put(Actor actor, String id, String otherId, LinkKind kind) {
        if (id.equals(otherId)) {
            throw ProblemException.invalid("otherId", "A question cannot be linked with itself.");
        }
        return Panache.withTransaction(
                () ->
                        title(id)
                                .chain(
                                        title ->
                                                title(otherId)
                                                        .chain(
                                                                other ->
                                                                        replace(
                                                                                actor, id, title,
                                                                                otherId, other,
                                                                                kind))));
    }

    private Uni<Void> replace(
            Actor actor, String id, String title, String otherId, String other, LinkKind kind) {
        return isThere(id, otherId, kind)
                .chain(
                        same ->
                                same
                                        ? Uni.createFrom().voidItem()
                                        : delete(id, otherId)
                                                .chain(() -> insert(actor, id, otherId, kind))
                                                .chain(
                                                        () ->
                                                                audit.add(
                                                                        actor,
                                                                        AuditAction.LINKED,
                                                                        id,
                                                                        title,
                                                                        said(kind, other))));
    }

    /** Two that are near are so from either side. */
    private static Uni<Boolean> isThere(String id, String otherId, LinkKind kind) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select count(*) from question_link
                                                where kind = :kind
                                                    and (question_id = :id and other_id = :other
                                                        or :eitherWay and question_id = :other and other_id = :id)
                                                """,
                                                Long.class)
                                        .setParameter("kind", kind.wire())
                                        .setParameter("id", id)
                                        .setParameter("other", otherId)
                                        .setParameter("eitherWay", kind == LinkKind.RELATED)
                                        .getSingleResult())
                .map(found -> found > 0);
    }

    /** Takes the link of the two away, if there is one. */
    Uni<Void> remove(Actor actor, String id, String otherId) {
        return Panache.withTransaction(
                () ->
                        title(id)
                                .chain(
                                        title ->
                                                title(otherId)
                                                        .chain(
                                                                other ->
                                                                        delete(id, otherId)
                                                                                .chain(
                                                                                        gone ->
                                                                                                gone
                                                                                                                == 0
                                                                                                        ? Uni
                                                                                                                .createFrom()
                                                                                                                .voidItem()
                                                                                                        : audit
                                                                                                                .add(
                                                                                                                        actor,
                                                                                                                        AuditAction
                                                                                                                                .UNLINKED,
                                                                                                                        id,
                                                                                                                        title,
                                                                                                                        "Took the"
                                                                                                                            + " link"
                                                                                                                            + " with"
                                                                                                                            + " “"
                                                                                                                                + other
                                                                                                                                + "” away.")))));
    }

    /** The question's title, or a problem when there is no such question; needs a session. */
    Uni<String> title(String id) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select coalesce(v.title, d.title, q.slug) from question q
                                                left join question_version v
                                                    on v.question_id = q.id and v.version = q.latest_version
                                                left join question_draft d on d.question_id = q.id
                                                where q.id = :id
                                                """,
                                                String.class)
                                        .setParameter("id", id)
                                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(
                        () ->
                                ProblemException.of(
                                        CatalogProblem.QUESTION_NOT_FOUND,
                                        "No question has the id “" + id + "”."));
    }

    private Uni<Integer> insert(Actor actor, String id, String otherId, LinkKind kind) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into question_link
                                                    (question_id, other_id, kind, linked_by_id, linked_by, linked_at)
                                                values (:id, :other, :kind, :byId, :by, :at)
                                                """)
                                        .setParameter("id", id)
                                        .setParameter("other", otherId)
                                        .setParameter("kind", kind.wire())
                                        .setParameter("byId", actor.id())
                                        .setParameter("by", actor.name())
                                        .setParameter(
                                                "at", clock.instant().atOffset(ZoneOffset.UTC))
                                        .executeUpdate());
    }

    private static Uni<Integer> delete(String id, String otherId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                delete from question_link
                                                where question_id = :id and other_id = :other
                                                    or question_id = :other and other_id = :id
                                                """)
                                        .setParameter("id", id)
                                        .setParameter("other", otherId)
                                        .executeUpdate());
    }

    private static String said(LinkKind kind, String other) {
        return switch (kind) {
            case DUPLICATE_OF -> "Linked as a duplicate of “" + other + "”.";
            case RELATED -> "Linked as related to “" + other + "”.";
        };
    }

    private static LinkedQuestion linked(Tuple row) {
        return new LinkedQuestion(
                row.get("id", String.class),
                row.get("slug", String.class),
                row.get("title", String.class),
                row.get("state", String.class),
                LinkKind.of(row.get("kind", String.class)),
                row.get("direction", String.class),
                row.get("linked_by", String.class),
                row.get("linked_at", OffsetDateTime.class).toInstant());
    }
}
