package io.greenroom.catalog.audit;

import io.greenroom.platform.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes who did what, in the transaction of the deed: both are there after the commit, or neither.
 */
@ApplicationScoped
public class AuditLog {
    private final StoredJson json;
    private final Clock clock;

    @Inject
    AuditLog(StoredJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * Notes a deed.
     *
     * @param questionId null when it is about no single question
     * @param title the question's, as it was then
     * @param summary one sentence for a person
     */
    public Uni<Void> add(
            Actor actor,
            AuditAction action,
            @Nullable String questionId,
            @Nullable String title,
            String summary) {
        return add(actor, action, questionId, title, summary, Map.of());
    }

    /**
     * The same.
     *
     * @param detail what else is to be kept, e.g. the content that was given up
     */
    public Uni<Void> add(
            Actor actor,
            AuditAction action,
            @Nullable String questionId,
            @Nullable String title,
            String summary,
            Map<String, Object> detail) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into audit_entry
                                                    (at, who, who_name, action, question_id, title, summary, detail)
                                                values (:at, :who, :name, :action, cast(:question as text),
                                                    cast(:title as text), :summary,
                                                    cast(cast(:detail as text) as jsonb))
                                                """)
                                        .setParameter(
                                                "at", clock.instant().atOffset(ZoneOffset.UTC))
                                        .setParameter("who", actor.id())
                                        .setParameter("name", actor.name())
                                        .setParameter("action", action.wire())
                                        .setParameter("question", questionId)
                                        .setParameter("title", title)
                                        .setParameter("summary", summary)
                                        .setParameter(
                                                "detail",
                                                detail.isEmpty() ? null : json.write(detail))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Whether the last that happened to the question is just that, by that person, within that
     * time: an editor that saves every few seconds is one deed.
     */
    public Uni<Boolean> goesOn(
            Actor actor, AuditAction action, String questionId, Duration within) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select exists (
                                                    select 1 from (
                                                        select who, action, at from audit_entry
                                                        where question_id = :question order by id desc limit 1) last
                                                    where who = :who and action = :action and at > :since)
                                                """,
                                                Boolean.class)
                                        .setParameter("question", questionId)
                                        .setParameter("who", actor.id())
                                        .setParameter("action", action.wire())
                                        .setParameter(
                                                "since",
                                                clock.instant()
                                                        .minus(within)
                                                        .atOffset(ZoneOffset.UTC))
                                        .getSingleResult());
    }
}
