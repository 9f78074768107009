package io.greenroom.session.invitation;

import io.greenroom.platform.event.Signals;
import io.greenroom.session.mock.MockSessions;
import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import io.greenroom.session.mock.SessionChanged;
import io.greenroom.session.mock.SessionListener;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Calls for mail when something happens to a session, in the transaction in which it happens. */
@ApplicationScoped
class SendInvitations implements SessionListener {
    private final MockSessions sessions;
    private final MailSettings settings;
    private final Signals signals;
    private final Clock clock;

    @Inject
    SendInvitations(MockSessions sessions, MailSettings settings, Signals signals, Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.signals = signals;
        this.clock = clock;
    }

    private record Letter(Participation.Participant whom, MailKind kind) {}

    @Override
    public Uni<Void> on(SessionChanged change) {
        if (!settings.on()) {
            return Uni.createFrom().voidItem();
        }
        return switch (change.what()) {
            case SCHEDULED -> toAll(change, MailKind.INVITATION);
            case PLANNED_ANEW ->
                    change.told() ? toAll(change, MailKind.UPDATE) : Uni.createFrom().voidItem();
            case CANCELLED -> toAll(change, MailKind.CANCELLATION);
            case RELEASED -> toAll(change, MailKind.RELEASE);
            case HANDED_OVER -> toWhoTakesOver(change);
            case OPENED, ENDED, NOT_HELD -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> toAll(SessionChanged change, MailKind kind) {
        return sessions.all(change.sessionId())
                .chain(
                        views ->
                                views.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : enqueue(
                                                views.getFirst(),
                                                letters(views.getFirst(), change, kind)));
    }

    private Uni<Void> toWhoTakesOver(SessionChanged change) {
        return sessions.as(change.sessionId(), Objects.requireNonNull(change.by()))
                .onItem()
                .ifNotNull()
                .transformToUni(
                        session ->
                                enqueue(
                                        session,
                                        session.participant(session.participantId()).stream()
                                                .map(one -> new Letter(one, MailKind.INVITATION))
                                                .toList()));
    }

    private static List<Letter> letters(
            Participation session, SessionChanged change, MailKind kind) {
        var letters = new ArrayList<Letter>();
        for (var one : session.participants()) {
            // What was released is the candidate's; the panel has released it.
            if (kind != MailKind.RELEASE || one.role() == Role.CANDIDATE) {
                letters.add(new Letter(one, kind));
            }
        }
        change.removed().forEach(one -> letters.add(new Letter(one, MailKind.REMOVAL)));
        return letters;
    }

    private Uni<Void> enqueue(Participation session, List<Letter> letters) {
        return Multi.createFrom()
                .iterable(letters)
                .onItem()
                .transformToUniAndConcatenate(letter -> enqueue(session, letter))
                .collect()
                .last()
                .chain(() -> signals.send(MailDelivery.CHANNEL, ""));
    }

    private Uni<Void> enqueue(Participation session, Letter letter) {
        return address(letter.whom())
                .chain(
                        address ->
                                address.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : Panache.getSession()
                                                .chain(
                                                        open ->
                                                                open.persist(
                                                                        OutgoingMail.to(
                                                                                session,
                                                                                letter.whom(),
                                                                                address,
                                                                                letter.kind(),
                                                                                clock.instant()))));
    }

    /** Empty when nothing is known of where mail would reach them. */
    private Uni<String> address(Participation.Participant one) {
        var address = one.address();
        if (address != null) {
            return Uni.createFrom().item(address);
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(
                                                """
                                                select address from session_participant
                                                where account = :account and address is not null
                                                order by invited_at desc limit 1
                                                """,
                                                String.class)
                                        .setParameter("account", one.account())
                                        .getSingleResultOrNull())
                .map(
                        known ->
                                known != null
                                        ? known
                                        : settings.accountDomain()
                                                .map(domain -> one.account() + "@" + domain)
                                                .orElse(""));
    }
}
