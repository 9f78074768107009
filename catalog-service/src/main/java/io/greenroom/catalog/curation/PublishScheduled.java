package io.greenroom.catalog.curation;

import io.greenroom.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Publishes drafts whose time has come. Every instance looks; each draft is looked at again after
 * the turn to publish was taken, so that it is published once. A time that passed while nothing ran
 * is made up for at the next start.
 */
@ApplicationScoped
class PublishScheduled {
    private static final Logger LOG = Logger.getLogger(PublishScheduled.class);

    private final CurateQuestions curate;
    private final CurationSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("scheduled-publication").factory());

    @Inject
    PublishScheduled(CurateQuestions curate, CurationSettings settings, Clock clock) {
        this.curate = curate;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long pause = settings.publicationSweep().toMillis();
        var unused =
                sweeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
    }

    /** Publishes all that is due now. */
    void sweep() {
        try {
            VertxContextSupport.subscribeAndAwait(this::publishDue);
        } catch (Throwable e) {
            LOG.warnf("Scheduled publication waits: %s", e.toString());
        }
    }

    private Uni<Void> publishDue() {
        var now = clock.instant();
        return Panache.withSession(() -> due(now))
                .chain(
                        ids ->
                                Multi.createFrom()
                                        .iterable(ids)
                                        .onItem()
                                        .transformToUniAndConcatenate(id -> publish(id, now))
                                        .collect()
                                        .last()
                                        .replaceWithVoid());
    }

    private Uni<Boolean> publish(String id, Instant now) {
        return curate.publishDue(id, now)
                .invoke(
                        published -> {
                            if (published) {
                                LOG.infof("Published %s as scheduled", id);
                            }
                        })
                .onFailure(ProblemException.class)
                .recoverWithUni(
                        why -> {
                            LOG.warnf(
                                    "%s cannot be published as scheduled: %s",
                                    id, why.getMessage());
                            return curate.publicationFailed(id, String.valueOf(why.getMessage()))
                                    .replaceWith(false);
                        });
    }

    private static Uni<List<String>> due(Instant now) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select question_id from question_draft
                                                where state = 'SCHEDULED' and scheduled_for <= :now
                                                order by scheduled_for, question_id limit 100
                                                """,
                                                String.class)
                                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                        .getResultList());
    }
}
