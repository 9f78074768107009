package io.greenroom.session.mock;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mock interview from its plan to its release. Its transitions are the only ones there are. */
@Entity
@Table(name = "mock_session")
class MockSession {
    /** Who ended a session that nobody attended any more. */
    static final String IDLE = "idle";

    @Id private UUID id;

    @Column(nullable = false)
    private String title;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private SessionState state;

    @Column(nullable = false)
    private long revision;

    @Column(name = "starts_at", nullable = false)
    private Instant startsAt;

    @Column(nullable = false)
    private int minutes;

    @Column(name = "time_zone", nullable = false)
    private String timeZone;

    @Column(nullable = false)
    private int sequence;

    @Column(name = "organiser_id", nullable = false)
    private String organiserId;

    @Column(name = "organiser_name", nullable = false)
    private String organiserName;

    @Column(name = "loop_id")
    private @Nullable String loopId;

    private @Nullable String message;

    @Column(nullable = false)
    private boolean peer;

    @Column(name = "creation_key")
    private @Nullable String creationKey;

    @Column(name = "creation_hash")
    private @Nullable String creationHash;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @Column(name = "active_at")
    private @Nullable Instant activeAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "ended_by")
    private @Nullable String endedBy;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    @Column(name = "cancelled_at")
    private @Nullable Instant cancelledAt;

    @Column(name = "cancel_reason")
    private @Nullable String cancelReason;

    /** With this, {@code CANCELLED} in the database means that it was not held. */
    @Column(name = "no_show", nullable = false)
    private boolean noShow;

    protected MockSession() {}

    /** What a session is planned to be. */
    record Plan(
            String title,
            Instant startsAt,
            int minutes,
            String timeZone,
            @Nullable String message,
            @Nullable String loopId) {}

    static MockSession schedule(
            Plan plan, String organiserId, String organiserName, boolean peer, Instant now) {
        var session = new MockSession();
        session.id = UUID.randomUUID();
        session.state = SessionState.SCHEDULED;
        session.revision = 1;
        session.organiserId = organiserId;
        session.organiserName = organiserName;
        session.peer = peer;
        session.createdAt = now;
        session.updatedAt = now;
        session.take(plan);
        return session;
    }

    /** A retry of that request finds this session. */
    void createdWith(String key, String hash) {
        creationKey = key;
        creationHash = hash;
    }

    /**
     * Takes another plan over.
     *
     * @param invitationChanged the invited are to be told
     * @return false when it is no longer only planned
     */
    boolean plan(Plan plan, boolean invitationChanged, Instant now) {
        if (state != SessionState.SCHEDULED) {
            return false;
        }
        take(plan);
        if (invitationChanged) {
            sequence++;
        }
        changed(now);
        return true;
    }

    /** What an invitation says would be another. */
    boolean tellsOtherThan(Plan plan) {
        return !title.equals(plan.title())
                || !startsAt.equals(plan.startsAt())
                || minutes != plan.minutes()
                || !timeZone.equals(plan.timeZone());
    }

    private void take(Plan plan) {
        title = plan.title();
        startsAt = plan.startsAt();
        minutes = plan.minutes();
        timeZone = plan.timeZone();
        message = plan.message();
        loopId = plan.loopId();
    }

    /**
     * @return false when it is no longer only planned
     */
    boolean cancel(@Nullable String reason, Instant now) {
        if (state != SessionState.SCHEDULED) {
            return false;
        }
        state = SessionState.CANCELLED;
        cancelledAt = now;
        cancelReason = reason;
        sequence++;
        changed(now);
        return true;
    }

    /**
     * Nobody came to open it. What the invitation says stays: there is nothing left to tell.
     *
     * @return false when it is no longer only planned
     */
    boolean giveUp(Instant now) {
        if (state != SessionState.SCHEDULED) {
            return false;
        }
        state = SessionState.CANCELLED;
        noShow = true;
        cancelledAt = now;
        changed(now);
        return true;
    }

    /**
     * @return false when it is no longer only planned
     */
    boolean open(Instant now) {
        if (state != SessionState.SCHEDULED) {
            return false;
        }
        state = SessionState.LIVE;
        openedAt = now;
        activeAt = now;
        changed(now);
        return true;
    }

    /**
     * @param by a participant's id, or {@link #IDLE}
     * @return false when it is not live
     */
    boolean end(String by, Instant now) {
        if (state != SessionState.LIVE) {
            return false;
        }
        state = SessionState.SCORING;
        endedAt = now;
        endedBy = by;
        changed(now);
        return true;
    }

    /**
     * @return false when it is not being scored
     */
    boolean release(Instant now) {
        if (state != SessionState.SCORING) {
            return false;
        }
        state = SessionState.RELEASED;
        releasedAt = now;
        changed(now);
        return true;
    }

    /**
     * Somebody else is to interview, or to score it.
     *
     * @return false when it is neither planned nor scored
     */
    boolean handOver(Instant now) {
        if (state != SessionState.SCHEDULED && state != SessionState.SCORING) {
            return false;
        }
        sequence++;
        changed(now);
        return true;
    }

    private void changed(Instant now) {
        revision++;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    SessionState state() {
        return noShow ? SessionState.NO_SHOW : state;
    }

    long revision() {
        return revision;
    }

    Instant startsAt() {
        return startsAt;
    }

    int minutes() {
        return minutes;
    }

    String timeZone() {
        return timeZone;
    }

    int sequence() {
        return sequence;
    }

    String organiserId() {
        return organiserId;
    }

    String organiserName() {
        return organiserName;
    }

    @Nullable String loopId() {
        return loopId;
    }

    @Nullable String message() {
        return message;
    }

    boolean peer() {
        return peer;
    }

    @Nullable String creationHash() {
        return creationHash;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant openedAt() {
        return openedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable String endedBy() {
        return endedBy;
    }

    @Nullable Instant releasedAt() {
        return releasedAt;
    }

    @Nullable Instant cancelledAt() {
        return cancelledAt;
    }

    @Nullable String cancelReason() {
        return cancelReason;
    }
}
