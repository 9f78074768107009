package io.greenroom.session.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Figures of the rooms for operators. */
final class RoomMetrics {
    private final AtomicInteger connections = new AtomicInteger();
    private final Counter entries;
    private final Counter stale;
    private final Counter resyncs;
    private final Counter bad;
    private final Timer commits;
    private final Timer loads;
    private final DistributionSummary batches;

    RoomMetrics(MeterRegistry registry) {
        registry.gauge("greenroom.room.connections", connections);
        entries =
                Counter.builder("greenroom.room.entries")
                        .description("Entries appended to the logs of rooms")
                        .register(registry);
        stale =
                Counter.builder("greenroom.room.stale")
                        .description("Pushes that had to be made again")
                        .register(registry);
        resyncs =
                Counter.builder("greenroom.room.resyncs")
                        .description("Times that a slow connection was left to catch up")
                        .register(registry);
        bad =
                Counter.builder("greenroom.room.bad.frames")
                        .description("Frames that broke the protocol")
                        .register(registry);
        commits =
                Timer.builder("greenroom.room.commit")
                        .description("From taking up what waits to its commit")
                        .register(registry);
        loads =
                Timer.builder("greenroom.room.load")
                        .description("Loading a room")
                        .register(registry);
        batches =
                DistributionSummary.builder("greenroom.room.batch")
                        .description("Entries a commit")
                        .register(registry);
    }

    void connected(int more) {
        connections.addAndGet(more);
    }

    void committed(int number, long nanos) {
        entries.increment(number);
        batches.record(number);
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void stale() {
        stale.increment();
    }

    void resynced() {
        resyncs.increment();
    }

    void badFrame() {
        bad.increment();
    }

    void loaded(long nanos) {
        loads.record(nanos, TimeUnit.NANOSECONDS);
    }
}
