package io.greenroom.local.command;

import io.greenroom.local.home.Home;
import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import io.greenroom.local.training.Training;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What Ctrl-C means while {@code up} runs: before everything is ready it undoes this start, after
 * that it stops the whole stack.
 */
final class Interruption {

    private final Home home;
    private final Stack stack;
    private final Progress progress;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean armed = true;
    private volatile boolean started;

    private Interruption(Home home, Stack stack, Progress progress) {
        this.home = home;
        this.stack = stack;
        this.progress = progress;
    }

    static Interruption arm(Home home, Stack stack, Progress progress) {
        Interruption interruption = new Interruption(home, stack, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::happen, "interruption"));
        return interruption;
    }

    void started() {
        started = true;
    }

    void disarm() {
        armed = false;
    }

    boolean isUnderWay() {
        return underWay.get();
    }

    private void happen() {
        if (!armed) {
            return;
        }
        underWay.set(true);
        progress.plain("");
        if (started) {
            progress.plain("Stopping Greenroom. Data is kept.");
            Training.end(home);
            stack.stop();
        } else {
            progress.plain("Interrupted: stopping what this run had started.");
            stack.abort();
        }
    }
}
