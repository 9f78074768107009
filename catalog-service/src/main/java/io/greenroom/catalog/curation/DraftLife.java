package io.greenroom.catalog.curation;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.audit.AuditAction;
import io.greenroom.catalog.audit.AuditLog;
import io.greenroom.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes a step of a draft for people, and tells it to other services, in its transaction. */
@ApplicationScoped
class DraftLife {
    private final AuditLog audit;
    private final Outbox outbox;
    private final Clock clock;

    @Inject
    DraftLife(AuditLog audit, Outbox outbox, Clock clock) {
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The step, with its entry in the audit log.
     *
     * @param version that is restored, or has come of the draft; null with any other step
     */
    Uni<Void> add(
            Actor actor,
            AuditAction action,
            DraftStep step,
            @Nullable Integer version,
            String questionId,
            @Nullable String title,
            String summary,
            Map<String, Object> detail) {
        return audit.add(actor, action, questionId, title, summary, detail)
                .chain(
                        () ->
                                outbox.append(
                                        DraftChanged.TOPIC,
                                        questionId,
                                        DraftChanged.TYPE,
                                        new DraftChanged(
                                                questionId, step, version, clock.instant())))
                .replaceWithVoid();
    }

    Uni<Void> add(
            Actor actor,
            AuditAction action,
            DraftStep step,
            String questionId,
            @Nullable String title,
            String summary) {
        return add(actor, action, step, null, questionId, title, summary, Map.of());
    }
}
