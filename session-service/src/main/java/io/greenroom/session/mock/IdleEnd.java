package io.greenroom.session.mock;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Ends sessions that were left open, and those that nobody ever opened. Every instance looks; each
 * session is looked at again under its lock, so that it ends once, and not when somebody has come
 * back or planned it anew.
 */
@ApplicationScoped
class IdleEnd {
    private static final Logger LOG = Logger.getLogger(IdleEnd.class);

    /** When its planned end is long past, which all instances tell by the database's clock. */
    private static final String UNOPENED =
            """
            select id from mock_session
            where state = 'SCHEDULED'
                and starts_at + make_interval(mins => minutes) < now() - make_interval(secs => :grace)
            """;

    private final MockSessions sessions;
    private final SessionSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("idle-end").factory());

    @Inject
    IdleEnd(MockSessions sessions, SessionSettings settings, Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        long pause = settings.idleSweep().toMillis();
        var unused =
                sweeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
    }

    /** Ends all that nobody has attended for long enough, or opened in time. */
    void sweep() {
        try {
            VertxContextSupport.subscribeAndAwait(this::endIdle);
        } catch (Throwable e) {
            LOG.warnf("Idle sessions wait: %s", e.toString());
        }
        try {
            VertxContextSupport.subscribeAndAwait(this::giveUpUnopened);
        } catch (Throwable e) {
            LOG.warnf("Sessions that nobody opened wait: %s", e.toString());
        }
    }

    private Uni<Void> giveUpUnopened() {
        double grace = settings.noShow().toSeconds();
        return Panache.withSession(() -> unopened(grace))
                .chain(
                        ids ->
                                Multi.createFrom()
                                        .iterable(ids)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                id ->
                                                        Panache.withTransaction(
                                                                () -> giveUp(id, grace)))
                                        .collect()
                                        .last()
                                        .replaceWithVoid());
    }

    private static Uni<List<UUID>> unopened(double grace) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                UNOPENED + "order by starts_at limit 100",
                                                UUID.class)
                                        .setParameter("grace", grace)
                                        .getResultList());
    }

    private Uni<Void> giveUp(UUID id, double grace) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                UNOPENED + "and id = :id for update skip locked",
                                                UUID.class)
                                        .setParameter("id", id)
                                        .setParameter("grace", grace)
                                        .getSingleResultOrNull())
                .chain(found -> found == null ? Uni.createFrom().item(false) : sessions.giveUp(id))
                .invoke(
                        gone -> {
                            if (gone) {
                                LOG.infof("Nobody opened session %s: it was not held", id);
                            }
                        })
                .replaceWithVoid();
    }

    private Uni<Void> endIdle() {
        var before = clock.instant().minus(settings.idleEnd()).atOffset(ZoneOffset.UTC);
        return Panache.withSession(() -> idle(before))
                .chain(
                        ids ->
                                Multi.createFrom()
                                        .iterable(ids)
                                        .onItem()
                                        .transformToUniAndConcatenate(
                                                id ->
                                                        Panache.withTransaction(
                                                                () -> end(id, before)))
                                        .collect()
                                        .last()
                                        .replaceWithVoid());
    }

    private Uni<Void> end(UUID id, OffsetDateTime before) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select id from mock_session
                                                where id = :id and state = 'LIVE' and active_at < :before
                                                for update skip locked
                                                """,
                                                UUID.class)
                                        .setParameter("id", id)
                                        .setParameter("before", before)
                                        .getSingleResultOrNull())
                .chain(
                        found ->
                                found == null
                                        ? Uni.createFrom().item(false)
                                        : sessions.end(id, null))
                .invoke(
                        ended -> {
                            if (ended) {
                                LOG.infof("Session %s was left open and has ended", id);
                            }
                        })
                .replaceWithVoid();
    }

    private static Uni<List<UUID>> idle(OffsetDateTime before) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select id from mock_session
                                                where state = 'LIVE' and active_at < :before
                                                order by active_at limit 100
                                                """,
                                                UUID.class)
                                        .setParameter("before", before)
                                        .getResultList());
    }
}
