package io.greenroom.session.study;

import io.greenroom.platform.event.Event;
import io.greenroom.platform.event.EventJson;
import io.greenroom.platform.event.Events;
import io.greenroom.platform.event.PoisonEventException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** The read model of the catalog's study plans. */
@ApplicationScoped
class StudyPlans {
    private static final String CONSUMER = "session.plans";

    private final Events events;
    private final EventJson json;

    @Inject
    StudyPlans(Events events, EventJson json) {
        this.events = events;
        this.json = json;
    }

    @Incoming("plans")
    Uni<Void> onPlan(String message) {
        return events.once(
                CONSUMER,
                message,
                event ->
                        switch (event.type()) {
                            case "catalog.plan-published.v1" -> publish(event);
                            case "catalog.plan-withdrawn.v1" ->
                                    withdraw(json.data(event, Withdrawn.class));
                            default -> Uni.createFrom().voidItem();
                        });
    }

    /** What a withdrawal says. */
    record Withdrawn(@Nullable String planId, @Nullable Instant withdrawnAt) {}

    private Uni<Void> publish(Event event) {
        var plan = json.data(event, StudyPlan.class);
        if (plan.planId() == null || plan.publishedAt() == null || plan.weeks().isEmpty()) {
            throw new PoisonEventException("A study plan without id, time or weeks.");
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                insert into study_plan (id, offered, told_at, content)
                                                values (:id, true, :at, :content)
                                                on conflict (id) do update
                                                set offered = true, told_at = excluded.told_at, content = excluded.content
                                                where study_plan.told_at <= excluded.told_at
                                                """)
                                        .setParameter("id", plan.planId())
                                        .setParameter(
                                                "at", plan.publishedAt().atOffset(ZoneOffset.UTC))
                                        .setParameter("content", event.data().toString())
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> withdraw(Withdrawn withdrawn) {
        var at = withdrawn.withdrawnAt();
        if (withdrawn.planId() == null || at == null) {
            throw new PoisonEventException("A withdrawal without plan or time.");
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                update study_plan set offered = false, told_at = :at
                                                where id = :id and told_at <= :at
                                                """)
                                        .setParameter("id", withdrawn.planId())
                                        .setParameter("at", at.atOffset(ZoneOffset.UTC))
                                        .executeUpdate())
                .replaceWithVoid();
    }
}
