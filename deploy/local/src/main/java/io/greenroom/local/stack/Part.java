package io.greenroom.local.stack;

import io.greenroom.local.ports.Port;
import io.greenroom.local.process.Launch;
import io.greenroom.local.process.Stopper;
import java.time.Duration;
import java.util.Set;

/**
 * One process of the local stack. Every method may be called again after any crash: what is done
 * already must be found done.
 */
public interface Part {

    /** Such as {@code grading-service}; names its log and its record. */
    String name();

    /** The port it serves on; of its first instance, where there are several. */
    Port port();

    /** Which of several instances it is, counted from 1. */
    default int instance() {
        return 1;
    }

    /** All ports it listens on. */
    default Set<Port> ports() {
        return Set.of(port());
    }

    /** Names of the parts that must be ready before this one starts. */
    Set<String> needs();

    /** A command-line argument that only this part of this installation has. */
    String marker();

    /** Makes everything that must exist on disk before the process starts. */
    void prepare(Progress progress) throws StartFailure;

    Launch launch();

    /** Whether it really serves now, asked the way its users ask it. Quick: at most two seconds. */
    boolean answers();

    /** What must be done once in the running part before others may use it. */
    default void complete(Progress progress) throws StartFailure {}

    /** How long a start may take on a slow machine. */
    Duration patience();

    /** Whether a process that ends during its start may simply be tried again, and for how long. */
    default Duration retryFor() {
        return Duration.ZERO;
    }

    /**
     * Called when the process ended during its start: gives up speed-ups that may be the reason.
     *
     * @return whether there were any, so that one more attempt makes sense
     */
    default boolean simplify() {
        return false;
    }

    default Stopper.Signal stopSignal() {
        return Stopper.Signal.TERM;
    }

    default Duration stopPatience() {
        return Duration.ofSeconds(20);
    }
}
