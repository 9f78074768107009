package io.greenroom.session.mock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in a session, or is invited to. A visit, which takes no lock, writes only
 * what it has changed: the role that somebody else gives them meanwhile stays.
 */
@Entity
@DynamicUpdate
@Table(name = "session_participant")
class SessionParticipant {
    @Id private UUID id;

    @Column(name = "session_id", nullable = false)
    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private Role role;

    @Column(nullable = false)
    private String account;

    @Column(nullable = false)
    private String name;

    @Column(name = "person_id")
    private @Nullable String personId;

    private @Nullable String address;

    @Column(name = "time_zone")
    private @Nullable String timeZone;

    @Column(name = "invited_at", nullable = false)
    private Instant invitedAt;

    /** Written by the room, with what its log says. */
    @Column(name = "joined_at", insertable = false, updatable = false)
    private @Nullable Instant joinedAt;

    protected SessionParticipant() {}

    static SessionParticipant invite(
            UUID sessionId, Role role, String account, String name, Instant now) {
        var one = new SessionParticipant();
        one.id = UUID.randomUUID();
        one.sessionId = sessionId;
        one.role = role;
        one.account = account;
        one.name = name;
        one.address = account.contains("@") ? account : null;
        one.invitedAt = now;
        return one;
    }

    /** From now on the invitation is theirs alone. */
    void belongsTo(String person) {
        personId = person;
    }

    /** They have looked at the session; that they came to it is the room's to say. */
    void visit(@Nullable String verifiedAddress) {
        if (address == null) {
            address = verifiedAddress;
        }
    }

    void reach(@Nullable String newAddress, @Nullable String newTimeZone) {
        if (newAddress != null) {
            address = newAddress;
        }
        if (newTimeZone != null) {
            timeZone = newTimeZone;
        }
    }

    void become(Role newRole, String newName) {
        role = newRole;
        name = newName;
    }

    UUID id() {
        return id;
    }

    UUID sessionId() {
        return sessionId;
    }

    Role role() {
        return role;
    }

    String account() {
        return account;
    }

    String name() {
        return name;
    }

    @Nullable String personId() {
        return personId;
    }

    @Nullable String address() {
        return address;
    }

    @Nullable String timeZone() {
        return timeZone;
    }

    @Nullable Instant joinedAt() {
        return joinedAt;
    }
}
