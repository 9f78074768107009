package io.greenroom.catalog.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** How long something took that was done again and again: milliseconds, and how often a second. */
record Measured(double median, double p99, double throughput) {
    /**
     * Does it with each in turn, over and over.
     *
     * @param clients how many do so at the same time
     */
    static <T> Measured of(int clients, List<T> each, long millis, Consumer<T> work)
            throws InterruptedException {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        Callable<List<Long>> client =
                () -> {
                    var nanos = new ArrayList<Long>();
                    while (System.nanoTime() < end) {
                        var one = each.get(Math.floorMod(next.getAndIncrement(), each.size()));
                        long before = System.nanoTime();
                        work.accept(one);
                        nanos.add(System.nanoTime() - before);
                    }
                    return nanos;
                };
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var all = new ArrayList<Long>();
            for (var one : threads.invokeAll(Collections.nCopies(clients, client))) {
                all.addAll(one.get());
            }
            return of(all, System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static Measured of(List<Long> nanos, long elapsed) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Measured(
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) Math.ceil(sorted.length * 0.99) - 1] / 1e6,
                sorted.length / (elapsed / 1e9));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %8.2f ms   p99 %8.2f ms   %8.1f a second",
                median,
                p99,
                throughput);
    }
}
