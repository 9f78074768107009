package io.greenroom.grading.embedded;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Gives the embedded grader to the service, and loads its model while the service starts. */
@ApplicationScoped
class EmbeddedGrading {
    private static final Logger LOG = Logger.getLogger(EmbeddedGrading.class);

    @Produces
    @Singleton
    EmbeddedGrader grader(EntailmentSettings settings) {
        // Daemon threads of its own: the model's work is pure computing and must not starve
        // requests.
        int threads = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        var executor =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("embedding-", 0).factory());
        return EmbeddedGrader.create(executor, settings);
    }

    /** Off the start-up path; the first answer waits for it if it must. */
    void warmUp(@Observes StartupEvent event, EmbeddedGrader grader) {
        Thread.ofPlatform()
                .daemon()
                .name("embedding-load")
                .start(
                        () -> {
                            try {
                                grader.warmUp();
                                LOG.infof("The embedded grader is ready: %s", grader.info());
                            } catch (RuntimeException | LinkageError e) {
                                LOG.error("The embedded grader's model could not be loaded", e);
                            }
                        });
    }
}
