package io.greenroom.platform.embedding;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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

    void arrange(@Observes StartupEvent started) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            // Elsewhere the process is not the application's own.
            return;
        }
        ApplicationLifecycleManager.setDefaultExitCodeHandler(
                (code, failure) -> {
                    Inference.end();
                    System.exit(code);
                });
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(
                    new Signal(name), signal -> Quarkus.asyncExit(SIGNALLED + signal.getNumber()));
        }
    }
}
