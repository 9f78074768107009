package io.greenroom.session.invitation;

import io.greenroom.session.mock.Participation;
import io.greenroom.session.mock.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail that is to leave, or has left. Afterwards nothing in it says to whom it was. */
@Entity
@Table(name = "mail")
class OutgoingMail {
    /** What became of it. */
    enum Outcome {
        SENT,

        /** What it would have said was no longer so. */
        SUPERSEDED,
        GIVEN_UP
    }

    @Id private UUID id;

    @Column(name = "session_id", nullable = false)
    private UUID sessionId;

    @Column(name = "participant_id", nullable = false)
    private UUID participantId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private MailKind kind;

    @Column(nullable = false)
    private int sequence;

    @Column(name = "person_id")
    private @Nullable String personId;

    private @Nullable String account;

    private @Nullable String address;

    private @Nullable String name;

    @Column(name = "time_zone")
    private @Nullable String timeZone;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(nullable = false)
    private int tries;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    private @Nullable Outcome outcome;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected OutgoingMail() {}

    static OutgoingMail to(
            Participation session,
            Participation.Participant whom,
            String address,
            MailKind kind,
            Instant now) {
        var mail = new OutgoingMail();
        mail.id = UUID.randomUUID();
        mail.sessionId = session.sessionId();
        mail.participantId = whom.id();
        mail.kind = kind;
        mail.sequence = session.sequence();
        mail.personId = whom.personId();
        mail.account = whom.account();
        mail.address = address;
        mail.name = whom.name();
        var zone = whom.timeZone();
        mail.timeZone = zone == null ? null : zone.getId();
        mail.createdAt = now;
        mail.dueAt = now;
        return mail;
    }

    /** It is done with. */
    void end(Outcome how, Instant now) {
        outcome = how;
        endedAt = now;
        dueAt = null;
        personId = null;
        account = null;
        address = null;
        name = null;
        timeZone = null;
    }

    /**
     * It could not leave.
     *
     * @return false when it is given up
     */
    boolean failed(MailSettings settings, Instant now) {
        tries++;
        if (createdAt.plus(settings.patience()).isBefore(now)) {
            end(Outcome.GIVEN_UP, now);
            return false;
        }
        // Thirty doublings of a second are more than anybody waits.
        var pause = settings.pause().multipliedBy(1L << Math.min(tries - 1, 30));
        dueAt = now.plus(shorter(pause, settings.longestPause()));
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    UUID id() {
        return id;
    }

    UUID sessionId() {
        return sessionId;
    }

    UUID participantId() {
        return participantId;
    }

    MailKind kind() {
        return kind;
    }

    Instant createdAt() {
        return createdAt;
    }

    int sequence() {
        return sequence;
    }

    String address() {
        return Objects.requireNonNull(address);
    }

    int tries() {
        return tries;
    }

    /** Whom it is to, as they stood among the participants. */
    Participation.Participant recipient(Role role) {
        return new Participation.Participant(
                participantId,
                role,
                Objects.requireNonNull(account),
                Objects.requireNonNull(name),
                personId,
                address,
                timeZone == null ? null : ZoneId.of(timeZone),
                null);
    }
}
