package io.greenroom.local.command;

import io.greenroom.local.stack.Progress;
import io.greenroom.local.stack.Stack;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What Ctrl-C means while {@code up} runs: before everything is ready it undoes this start, after
 * that it stops the whole stack.
 */
final class Interruption {

    private final Stack stack;
    private final Progress progress;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean armed = true;
    private volatile boolean started;

    private Interruption(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    static Interruption arm(Stack stack, Progress progress) {
        Interruption interruption = new Interruption(stack, progress);
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
            stack.stop();
        } else {
            progress.plain("Interrupted: stopping what this run had started.");
            stack.abort();
        }
    }
}
