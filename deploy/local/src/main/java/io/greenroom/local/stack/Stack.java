package io.greenroom.local.stack;

import io.greenroom.local.home.Home;
import io.greenroom.local.ports.Port;
import io.greenroom.local.ports.PortCheck;
import io.greenroom.local.ports.PortOwner;
import io.greenroom.local.ports.Ports;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.LogTail;
import io.greenroom.local.process.ProcessIdentity;
import io.greenroom.local.process.RunRecord;
import io.greenroom.local.process.RunRecords;
import io.greenroom.local.process.RunningProcesses;
import io.greenroom.local.process.Spawner;
import io.greenroom.local.process.Stopper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Starts and stops the parts. Invariants: a part starts only when all it needs is ready; what runs
 * and serves with the same configuration is left alone; when a start fails, everything that this
 * very start began is stopped again and nothing else is.
 */
public final class Stack {

    private static final int LOG_TAIL_LINES = 30;
    private static final long POLL_MILLIS = 60;

    private final Home home;
    private final Ports ports;
    private final List<Part> parts;
    private final RunRecords records;
    private final Progress progress;

    /** Guards {@link #begun} and {@link #aborted}: no process may be born after an abort. */
    private final Object births = new Object();

    private final List<Part> begun = new ArrayList<>();
    private volatile boolean aborted;

    public Stack(Home home, Ports ports, List<Part> parts, Progress progress) {
        this.home = home;
        this.ports = ports;
        this.parts = List.copyOf(parts);
        this.records = new RunRecords(home.run());
        this.progress = progress;
    }

    /** Checks cheaply, before any slow work, that every part that must start can have its ports. */
    public void checkPorts() throws StartFailure {
        for (Part part : parts) {
            if (running(part).isEmpty()) {
                claimPorts(part);
            }
        }
    }

    /** Brings every part up. On failure everything begun here is stopped before this returns. */
    public void start() throws StartFailure {
        records.savePorts(ports.asMap());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, CompletableFuture<Void>> ready = new HashMap<>();
            for (Part part : parts) {
                CompletableFuture<?>[] before =
                        part.needs().stream()
                                .map(ready::get)
                                .filter(java.util.Objects::nonNull)
                                .toArray(CompletableFuture[]::new);
                ready.put(
                        part.name(),
                        CompletableFuture.allOf(before)
                                .thenRunAsync(() -> bringUpUnchecked(part), workers));
            }
            // Whoever fails first is the cause; the others are told to give up, not awaited in
            // full.
            ready.values()
                    .forEach(
                            one ->
                                    one.whenComplete(
                                            (done, failure) -> {
                                                if (failure != null) {
                                                    giveUp();
                                                }
                                            }));
            List<StartFailure> failures = new ArrayList<>();
            for (Part part : parts) {
                CompletableFuture<Void> one = ready.get(part.name());
                try {
                    if (one != null) {
                        one.join();
                    }
                } catch (CompletionException e) {
                    StartFailure failure = failureOf(part, e);
                    if (failures.stream().noneMatch(f -> f == failure)) {
                        failures.add(failure);
                    }
                }
            }
            if (!failures.isEmpty()) {
                StartFailure cause =
                        failures.stream()
                                .filter(failure -> !(failure.getCause() instanceof GivenUp))
                                .findFirst()
                                .orElse(failures.getFirst());
                stopBegun();
                throw cause;
            }
        }
    }

    /** Ends a start that is under way from another thread, and stops what it began. */
    public void abort() {
        giveUp();
        stopBegun();
    }

    /** Whether this very start began any process. */
    public boolean hasBegunAnything() {
        synchronized (births) {
            return !begun.isEmpty();
        }
    }

    /**
     * Stops all parts, the users of a part before the part.
     *
     * @return whether anything had to be stopped
     */
    public boolean stop() {
        return stop(parts);
    }

    /** Ends a part, politely, and starts it again with what is built now. */
    public void restart(Part part) throws StartFailure {
        part.prepare(progress);
        stop(part);
        launchUntilReady(part, part.launch());
    }

    /** Stops some of the parts. */
    public void stopOnly(Predicate<Part> which) {
        stop(parts.stream().filter(which).toList());
    }

    public Map<Part, Health> health() {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Part, CompletableFuture<Health>> answers = new HashMap<>();
            for (Part part : parts) {
                answers.put(part, CompletableFuture.supplyAsync(() -> health(part), workers));
            }
            Map<Part, Health> health = new java.util.LinkedHashMap<>();
            for (Part part : parts) {
                CompletableFuture<Health> answer = answers.get(part);
                health.put(part, answer == null ? Health.DOWN : answer.join());
            }
            return health;
        }
    }

    /** The live process of a part, from its record or, when that was lost, by its marker. */
    public Optional<RunRecord> running(Part part) {
        Optional<RunRecord> known = records.findAlive(part.name());
        if (known.isPresent()) {
            return known;
        }
        Optional<RunRecord> found =
                RunningProcesses.withArgument(part.marker())
                        .map(
                                lost ->
                                        new RunRecord(
                                                part.name(), lost.pid(), lost.start(), "", false));
        found.ifPresent(records::save);
        return found;
    }

    public boolean isAnythingRunning() {
        return parts.stream().anyMatch(part -> running(part).isPresent());
    }

    public List<Part> parts() {
        return parts;
    }

    /** The number of the port that a part serves on. */
    int portOf(Part part) {
        return ports.of(part.port(), part.instance());
    }

    public Ports ports() {
        return ports;
    }

    private Health health(Part part) {
        if (running(part).isEmpty()) {
            return Health.DOWN;
        }
        return part.answers() ? Health.UP : Health.STARTING;
    }

    private void bringUpUnchecked(Part part) {
        try {
            bringUp(part);
        } catch (StartFailure e) {
            throw new CompletionException(e);
        }
    }

    private void bringUp(Part part) throws StartFailure {
        part.prepare(progress);
        Launch launch = part.launch();
        Optional<RunRecord> running = running(part);
        if (running.isPresent()) {
            RunRecord found = running.get();
            if (!found.fingerprint().equals(launch.fingerprint())) {
                progress.line(
                        part.name(),
                        found.fingerprint().isEmpty()
                                ? "runs, but its record was lost: restarting"
                                : "its program or configuration changed: restarting");
            } else if (part.answers() || answersWithin(part, found.identity(), part.patience())) {
                finish(part, found);
                progress.line(part.name(), "already running on port " + portOf(part));
                return;
            } else {
                progress.line(part.name(), "does not answer: restarting");
            }
            end(part, found);
        }
        launchUntilReady(part, launch);
    }

    private void launchUntilReady(Part part, Launch first) throws StartFailure {
        Launch launch = first;
        long begin = System.nanoTime();
        long retryUntil = begin + part.retryFor().toNanos();
        progress.line(part.name(), "starting on port " + portOf(part));
        while (true) {
            claimPorts(part);
            RunRecord started = give(part, launch);
            if (answersWithin(part, started.identity(), part.patience())) {
                finish(part, started);
                progress.line(
                        part.name(),
                        String.format(
                                Locale.ROOT, "ready (%.1f s)", (System.nanoTime() - begin) / 1e9));
                return;
            }
            if (aborted) {
                throw givenUp(part);
            }
            boolean alive = started.identity().isAlive();
            if (!alive && part.simplify()) {
                progress.line(part.name(), "ended with its class cache: trying without");
                launch = part.launch();
                continue;
            }
            if (!alive && System.nanoTime() < retryUntil) {
                pause(500);
                continue;
            }
            throw new StartFailure(
                    part.name(),
                    alive
                            ? "did not become ready within "
                                    + part.patience().toSeconds()
                                    + " seconds"
                            : "ended during its start",
                    "The whole log is " + home.log(part.name()),
                    LogTail.of(home.log(part.name()), LOG_TAIL_LINES),
                    null);
        }
    }

    private RunRecord give(Part part, Launch launch) throws StartFailure {
        synchronized (births) {
            if (aborted) {
                throw givenUp(part);
            }
            try {
                Process process = Spawner.spawn(launch, home.log(part.name()));
                ProcessIdentity identity =
                        ProcessIdentity.of(process.pid())
                                .orElse(new ProcessIdentity(process.pid(), "gone"));
                RunRecord started =
                        new RunRecord(
                                part.name(),
                                identity.pid(),
                                identity.start(),
                                launch.fingerprint(),
                                false);
                records.save(started);
                begun.add(part);
                return started;
            } catch (IOException e) {
                throw new StartFailure(
                        part.name(), "cannot be started: " + e.getMessage(), "", List.of(), e);
            }
        }
    }

    private void finish(Part part, RunRecord started) throws StartFailure {
        if (!started.prepared()) {
            part.complete(progress);
            records.save(started.asPrepared());
        }
    }

    private boolean answersWithin(Part part, ProcessIdentity process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!aborted && process.isAlive() && System.nanoTime() < deadline) {
            if (part.answers()) {
                return true;
            }
            pause(POLL_MILLIS);
        }
        return false;
    }

    private void claimPorts(Part part) throws StartFailure {
        for (Port port : part.ports()) {
            int number = ports.of(port, part.instance());
            if (PortCheck.isTaken(number)) {
                throw new StartFailure(
                        part.name(),
                        "port "
                                + number
                                + " is taken by "
                                + PortOwner.describe(number)
                                        .orElse(
                                                "a process that cannot be seen from here (another"
                                                        + " user's, or another container's)"),
                        "Stop that process, or choose another port: ./greenroom up "
                                + port.option()
                                + " "
                                + (number + 1000)
                                + "  (or set "
                                + port.variable()
                                + "; --ports-offset 1000 moves all ports at once)");
            }
        }
    }

    private void giveUp() {
        synchronized (births) {
            aborted = true;
        }
    }

    private void stopBegun() {
        List<Part> mine;
        synchronized (births) {
            mine = List.copyOf(begun);
        }
        stop(parts.stream().filter(mine::contains).toList());
    }

    private boolean stop(List<Part> chosen) {
        Set<String> waiting = new HashSet<>();
        Map<String, CompletableFuture<Boolean>> gone = new HashMap<>();
        boolean any = false;
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            // Reverse order: every user of a part is in the map before the part itself.
            for (Part part : chosen.reversed()) {
                CompletableFuture<?>[] users =
                        chosen.stream()
                                .filter(user -> user.needs().contains(part.name()))
                                .map(user -> gone.get(user.name()))
                                .filter(java.util.Objects::nonNull)
                                .toArray(CompletableFuture[]::new);
                waiting.add(part.name());
                gone.put(
                        part.name(),
                        CompletableFuture.allOf(users)
                                .handleAsync((done, failure) -> stop(part), workers));
            }
            for (CompletableFuture<Boolean> one : gone.values()) {
                any |= one.join();
            }
        }
        return any;
    }

    private boolean stop(Part part) {
        Optional<RunRecord> running = running(part);
        running.ifPresent(
                found -> {
                    Stopper.Ending ending = end(part, found);
                    progress.line(
                            part.name(),
                            ending == Stopper.Ending.FORCED
                                    ? "did not stop by itself and was killed"
                                    : "stopped");
                });
        records.remove(part.name());
        return running.isPresent();
    }

    private Stopper.Ending end(Part part, RunRecord found) {
        Stopper.Ending ending =
                Stopper.stop(found.identity(), part.stopSignal(), part.stopPatience());
        records.remove(part.name());
        return ending;
    }

    private StartFailure failureOf(Part part, CompletionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof StartFailure failure) {
            return failure;
        }
        Throwable shown = cause == null ? e : cause;
        return new StartFailure(part.name(), String.valueOf(shown), "", List.of(), shown);
    }

    private static StartFailure givenUp(Part part) {
        return new StartFailure(part.name(), "was not started", "", List.of(), new GivenUp());
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Marks the failures that only follow from another one. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
