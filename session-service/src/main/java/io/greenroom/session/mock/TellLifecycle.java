package io.greenroom.session.mock;

import io.greenroom.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Says on {@code session.lifecycle} what becomes of sessions. */
@ApplicationScoped
class TellLifecycle implements SessionListener {
    private final MockSessions sessions;
    private final Outbox outbox;

    @Inject
    TellLifecycle(MockSessions sessions, Outbox outbox) {
        this.sessions = sessions;
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> on(SessionChanged change) {
        return SessionLifecycle.type(change.what())
                .map(type -> tell(type, change))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(String type, SessionChanged change) {
        return sessions.all(change.sessionId())
                .chain(
                        views ->
                                views.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : outbox.append(
                                                        SessionLifecycle.TOPIC,
                                                        change.sessionId().toString(),
                                                        type,
                                                        SessionLifecycle.of(
                                                                views.getFirst(), change.at()))
                                                .replaceWithVoid());
    }
}
