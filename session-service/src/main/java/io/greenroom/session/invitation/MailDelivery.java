package io.greenroom.session.invitation;

import io.greenroom.platform.event.Signals;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the mail that was called for, one after the other, woken by the commit that called for it.
 * Instances share the work: a row is locked while its mail is under way. A row is done with in the
 * transaction that saw the mail server take the mail; only a kill between the two sends a mail
 * again, under the same Message-ID, which mail programs show once.
 */
@ApplicationScoped
class MailDelivery {
    static final String CHANNEL = "mail";
    private static final Logger LOG = Logger.getLogger(MailDelivery.class);

    private final MockSessions sessions;
    private final JoinLinks links;
    private final InvitationSettings invitations;
    private final MailSettings settings;
    private final Sender sender;
    private final ReactiveMailer mailer;
    private final Template text;
    private final Template html;
    private final Signals signals;
    private final Clock clock;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("mail-delivery").factory());

    @Inject
    MailDelivery(
            MockSessions sessions,
            JoinLinks links,
            InvitationSettings invitations,
            MailSettings settings,
            Sender sender,
            ReactiveMailer mailer,
            @Location("mail/letter.txt") Template text,
            @Location("mail/letter.html") Template html,
            Signals signals,
            Clock clock) {
        this.sessions = sessions;
        this.links = links;
        this.invitations = invitations;
        this.settings = settings;
        this.sender = sender;
        this.mailer = mailer;
        this.text = text;
        this.html = html;
        this.signals = signals;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (!settings.on()) {
            return;
        }
        long pause = settings.sweep().toMillis();
        var unused =
                sweeper.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.MILLISECONDS);
        signals.listen(CHANNEL, payload -> wake());
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.shutdownNow();
    }

    private void wake() {
        try {
            sweeper.execute(this::sweep);
        } catch (RejectedExecutionException e) {
            LOG.debug("Mail waits for the next start", e);
        }
    }

    /** Sends all that is due now. */
    void sweep() {
        try {
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more =
                        VertxContextSupport.subscribeAndAwait(
                                () -> Panache.withTransaction(this::deliverNext));
            }
        } catch (Throwable e) {
            LOG.warnf("Mail waits: %s", e.toString());
        }
    }

    /** False when nothing is due. */
    private Uni<Boolean> deliverNext() {
        return next().chain(
                        mail ->
                                mail == null
                                        ? Uni.createFrom().item(false)
                                        : deliver(mail).replaceWith(true));
    }

    private Uni<@Nullable OutgoingMail> next() {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select id from mail where due_at <= :now
                                                order by due_at limit 1 for update skip locked
                                                """,
                                                UUID.class)
                                        .setParameter(
                                                "now", clock.instant().atOffset(ZoneOffset.UTC))
                                        .getSingleResultOrNull()
                                        .chain(
                                                id ->
                                                        id == null
                                                                ? Uni.createFrom()
                                                                        .<OutgoingMail>nullItem()
                                                                : session.find(
                                                                        OutgoingMail.class, id)));
    }

    private Uni<Void> deliver(OutgoingMail mail) {
        return takeTurn(mail.participantId())
                .chain(() -> sessions.all(mail.sessionId()))
                .chain(
                        views -> {
                            var mine =
                                    views.stream()
                                            .filter(
                                                    view ->
                                                            view.participantId()
                                                                    .equals(mail.participantId()))
                                            .findFirst();
                            // Who was removed has no view of their own.
                            var session =
                                    mail.kind() == MailKind.REMOVAL
                                            ? views.stream().findFirst()
                                            : mine;
                            if (session.isEmpty()
                                    || mail.kind() == MailKind.REMOVAL && mine.isPresent()
                                    || Letter.isOutdated(
                                            mail.kind(),
                                            mail.sequence(),
                                            mail.createdAt(),
                                            session.get())) {
                                return dropped(mail);
                            }
                            return wasTold(mail)
                                    .chain(
                                            told ->
                                                    isNews(mail.kind(), told)
                                                            ? send(mail, session.get(), told)
                                                            : dropped(mail));
                        });
    }

    /**
     * One mail to a participant at a time, in all instances: what the former one did, whether it
     * told them and which link it brought, is in the database before the next is thought about.
     */
    private static Uni<Void> takeTurn(UUID participant) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select true from (select pg_advisory_xact_lock(
                                                    hashtextextended(:participant, 5))) as taken
                                                """,
                                                Boolean.class)
                                        .setParameter("participant", participant.toString())
                                        .getSingleResult())
                .replaceWithVoid();
    }

    /** Who never heard of a session need not hear that it is off. */
    private static boolean isNews(MailKind kind, boolean told) {
        return switch (kind) {
            case INVITATION, UPDATE, RELEASE -> true;
            case CANCELLATION, REMOVAL -> told;
        };
    }

    private Uni<Void> dropped(OutgoingMail mail) {
        mail.end(OutgoingMail.Outcome.SUPERSEDED, clock.instant());
        return Uni.createFrom().voidItem();
    }

    /**
     * Whether they had a mail about this session. Before they are told that it is off, a try that
     * failed counts: the mail server may have taken the mail and only its word was lost.
     */
    private static Uni<Boolean> wasTold(OutgoingMail mail) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select exists (select from mail where participant_id = :participant
                                                    and kind in ('INVITATION', 'UPDATE')
                                                    and (outcome = 'SENT' or :perhaps and tries > 0))
                                                """,
                                                Boolean.class)
                                        .setParameter("participant", mail.participantId())
                                        .setParameter(
                                                "perhaps",
                                                switch (mail.kind()) {
                                                    case INVITATION, UPDATE, RELEASE -> false;
                                                    case CANCELLATION, REMOVAL -> true;
                                                })
                                        .getSingleResult());
    }

    private Uni<Void> send(OutgoingMail mail, Participation session, boolean told) {
        var link =
                switch (mail.kind()) {
                    case INVITATION, UPDATE ->
                            Letter.isToScore(session) ? null : links.make(session);
                    case CANCELLATION, REMOVAL, RELEASE -> null;
                };
        var target = link == null ? page(mail.kind(), session) : link.url();
        Context context = Vertx.currentContext();
        // What cannot even be written must not hold up all that is due after it.
        return Uni.createFrom()
                .deferred(() -> mailer.send(written(mail, session, told, target)))
                .ifNoItem()
                .after(settings.deadline())
                .fail()
                // The transaction goes on where it began, whoever says that the mail is gone.
                .emitOn(command -> context.runOnContext(v -> command.run()))
                .map(sent -> true)
                .onFailure()
                .recoverWithItem(
                        why -> {
                            failed(mail, why);
                            return false;
                        })
                .chain(
                        sent -> {
                            if (!sent) {
                                return Uni.createFrom().voidItem();
                            }
                            mail.end(OutgoingMail.Outcome.SENT, clock.instant());
                            return link == null
                                    ? Uni.createFrom().voidItem()
                                    : links.send(mail.sessionId(), mail.participantId(), link);
                        });
    }

    private URI page(MailKind kind, Participation session) {
        var path =
                switch (kind) {
                    case REMOVAL -> "/sessions";
                    case RELEASE -> "/sessions/" + session.sessionId() + "/report";
                    case INVITATION ->
                            "/sessions/"
                                    + session.sessionId()
                                    + (Letter.isToScore(session) ? "/scorecard" : "");
                    case UPDATE, CANCELLATION -> "/sessions/" + session.sessionId();
                };
        return invitations.origin().resolve(path);
    }

    private Mail written(OutgoingMail mail, Participation session, boolean told, URI target) {
        var whom =
                session.participant(mail.participantId())
                        .orElseGet(() -> mail.recipient(Role.OBSERVER));
        var letter = Letter.of(mail.kind(), session, whom, told, target);
        var data = letter.data();
        var written =
                new Mail()
                        .addTo(mail.address())
                        .setSubject(letter.subject())
                        .setText(text.data(data).render())
                        .setHtml(html.data(data).render())
                        .addHeader(
                                "Message-ID",
                                "<" + mail.id() + "@" + invitations.origin().getHost() + ">")
                        .addHeader("Auto-Submitted", "auto-generated");
        if (Letter.hasCalendar(mail.kind(), session)) {
            var now = clock.instant();
            boolean removed = mail.kind() == MailKind.REMOVAL;
            var entry =
                    removed
                            ? CalendarEntry.withdrawn(
                                    session, whom, sender.address(), letter.link(), now)
                            : CalendarEntry.of(session, sender.address(), letter.link(), now);
            boolean cancels = removed || mail.kind() == MailKind.CANCELLATION;
            written.addAttachment(
                    "invitation.ics",
                    entry.getBytes(StandardCharsets.UTF_8),
                    "text/calendar; charset=utf-8; method=" + (cancels ? "CANCEL" : "REQUEST"));
        }
        return written;
    }

    private void failed(OutgoingMail mail, Throwable why) {
        // The message may quote the address; the kind of failure does not.
        var cause = Objects.requireNonNullElse(why.getCause(), why).getClass().getSimpleName();
        if (mail.failed(settings, clock.instant())) {
            LOG.warnf("Mail %s waits after try %d: %s", mail.id(), mail.tries(), cause);
        } else {
            LOG.errorf("Mail %s is given up after try %d: %s", mail.id(), mail.tries(), cause);
        }
    }
}
