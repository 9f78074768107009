package io.greenroom.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a process politely first, by force after a while, and never one that merely has its pid. */
public final class Stopper {

    /** How a process is asked to end. */
    public enum Signal {
        TERM,
        /** PostgreSQL's fast shutdown: it does not wait for clients to leave. */
        INT
    }

    /** How it ended. */
    public enum Ending {
        WAS_GONE,
        POLITE,
        FORCED
    }

    private Stopper() {}

    public static Ending stop(ProcessIdentity process, Signal signal, Duration patience) {
        if (!process.isAlive()) {
            return Ending.WAS_GONE;
        }
        send(process.pid(), signal.name());
        if (awaitEnd(process, patience)) {
            return Ending.POLITE;
        }
        send(process.pid(), "KILL");
        awaitEnd(process, Duration.ofSeconds(10));
        return Ending.FORCED;
    }

    public static boolean awaitEnd(ProcessIdentity process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (process.isAlive()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(30);
                } catch (InterruptedException e) {
                    // Stopping must be finished: leaving a process behind would be a half-stop.
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void send(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // No kill(1) on the PATH: the JDK can send TERM and KILL itself.
            ProcessHandle.of(pid)
                    .ifPresent(
                            handle -> {
                                if ("KILL".equals(signal)) {
                                    handle.destroyForcibly();
                                } else {
                                    handle.destroy();
                                }
                            });
        }
    }
}
