package io.greenroom.grading.grade;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Transactions for threads that may block. The session must stay on an event loop; so each
 * transaction runs on a context of its own there, while the caller waits.
 */
@ApplicationScoped
public class Transactions {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Vertx vertx;

    @Inject
    Transactions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Runs the work in a transaction and waits for its commit. Not for event loops. */
    public <T> T run(Supplier<Uni<T>> work) throws InterruptedException {
        var done = new CompletableFuture<T>();
        Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        // The trace goes on: events that are appended belong to it.
        QuarkusContextStorage.INSTANCE.attach(context, io.opentelemetry.context.Context.current());
        context.runOnContext(
                ignored ->
                        Panache.withTransaction(work)
                                .subscribe()
                                .with(done::complete, done::completeExceptionally));
        try {
            return done.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new TransactionFailedException(e.getCause());
        } catch (TimeoutException e) {
            throw new TransactionFailedException(e);
        }
    }
}
