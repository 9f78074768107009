package io.greenroom.session.practice;

import io.greenroom.platform.event.Signals;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Tells, on every instance, that an attempt has changed its state. The signal goes out with the
 * commit and says only which attempt it was: a listener reads for itself.
 */
@ApplicationScoped
class AttemptStream {
    private static final String CHANNEL = "attempt_state";

    private final Signals signals;
    private final BroadcastProcessor<String> changes = BroadcastProcessor.create();

    @Inject
    AttemptStream(Signals signals) {
        this.signals = signals;
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANNEL, changes::onNext);
    }

    /** To be called in the transaction that changes the state. */
    Uni<Void> announce(UUID attemptId) {
        return signals.send(CHANNEL, attemptId.toString());
    }

    /** An item whenever the attempt has, or may have, changed its state. */
    Multi<String> changesOf(UUID attemptId) {
        String id = attemptId.toString();
        return changes.filter(changed -> changed.isEmpty() || changed.equals(id))
                .onOverflow()
                .dropPreviousItems();
    }
}
