package io.greenroom.session.practice;

import io.greenroom.platform.event.Signals;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells, on every instance, that an attempt has changed its state. The signal goes out with the
 * commit and says only which attempt it was: a listener reads for itself.
 */
@ApplicationScoped
class AttemptStream {
    private static final String CHANNEL = "attempt_state";

    private final Signals signals;
    private final Pool pool;
    private final BroadcastProcessor<String> changes = BroadcastProcessor.create();
    private final BroadcastProcessor<Void> leaving = BroadcastProcessor.create();

    @Inject
    AttemptStream(Signals signals, Pool pool) {
        this.signals = signals;
        this.pool = pool;
    }

    /** Ends the streams at once: browsers open them again, and are led to another instance. */
    void leave(@Observes ShutdownDelayInitiatedEvent event) {
        leaving.onComplete();
    }

    /**
     * Ends when this instance goes down, at once for who asks later. A stream that is over leaves
     * nothing behind here.
     */
    Multi<Void> leaving() {
        return leaving;
    }

    void start(@Observes StartupEvent event) {
        signals.listen(CHANNEL, changes::onNext);
    }

    /** To be called in the transaction that changes the state. */
    Uni<Void> announce(UUID attemptId) {
        return signals.send(CHANNEL, attemptId.toString());
    }

    /**
     * The attempt's state now, and then every other state that it takes. Ends after a final state,
     * and when the attempt is gone.
     *
     * @param candidateId its owner; somebody else gets nothing
     * @param net how often to look without a signal, should one get lost
     */
    Multi<StateChange> statesOf(String candidateId, UUID attemptId, Duration net) {
        String id = attemptId.toString();
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom().item(id),
                        changes.filter(changed -> changed.isEmpty() || changed.equals(id)),
                        Multi.createFrom().ticks().every(net).map(tick -> id))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(
                        changed -> now(candidateId, attemptId).map(Optional::ofNullable))
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow)
                .skip()
                .repetitions(Comparator.comparing(StateChange::state))
                .onItem()
                .transformToMultiAndConcatenate(
                        change ->
                                change.state().isFinal()
                                        ? Multi.createFrom()
                                                .items(
                                                        Optional.of(change),
                                                        Optional.<StateChange>empty())
                                        : Multi.createFrom().item(Optional.of(change)))
                .select()
                .first(Optional::isPresent)
                .map(Optional::orElseThrow);
    }

    /** Null when the candidate has no such attempt. Plain SQL: a stream outlives every session. */
    Uni<@Nullable StateChange> now(String candidateId, UUID attemptId) {
        return pool.preparedQuery(
                        """
                        select state, revision, updated_at from attempt
                        where id = $1 and candidate_id = $2
                        """)
                .execute(Tuple.of(attemptId, candidateId))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                return null;
                            }
                            var row = rows.iterator().next();
                            return new StateChange(
                                    attemptId,
                                    AttemptState.valueOf(row.getString("state")),
                                    row.getLong("revision"),
                                    row.getOffsetDateTime("updated_at").toInstant());
                        });
    }
}
