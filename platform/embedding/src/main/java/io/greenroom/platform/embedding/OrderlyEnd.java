package io.greenroom.platform.embedding;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import sun.misc.Signal;

/**
 * A signal first ends the application, which finishes what it has begun, then the use of models,
 * and only then the JVM. By itself a JVM begins to end at once, and ONNX Runtime with it.
 */
@ApplicationScoped
class OrderlyEnd {

    /** By custom, a process that a signal ended says which one. */
    private static final int SIGNALLED = 128;

    /** A batch takes less; whoever waits for the process does not wait for ever. */
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    void arrange(@Observes StartupEvent started) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            // Elsewhere the process is not the application's own.
            return;
        }
        ApplicationLifecycleManager.setDefaultExitCodeHandler(
                (code, failure) -> {
                    if (!hasEnded()) {
                        // ONNX Runtime's hook would free what is still read; without it nothing
                        // does, and the application has ended.
                        Runtime.getRuntime().halt(code);
                    }
                    System.exit(code);
                });
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(
                    new Signal(name), signal -> Quarkus.asyncExit(SIGNALLED + signal.getNumber()));
        }
    }

    private static boolean hasEnded() {
        try {
            return Inference.end(AT_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
