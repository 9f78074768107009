package io.greenroom.grading.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look of a person at an attempt. Whoever holds it has a claim that runs out; own marks come
 * before the decision.
 */
@Entity
@Table(name = "review")
class Review {
    /** Where a review stands. */
    enum State {
        OPEN,
        DECIDED,
        WITHDRAWN
    }

    @Id private UUID id;

    @Column(name = "attempt_id", nullable = false)
    private UUID attemptId;

    @Column(name = "candidate_id", nullable = false)
    private String candidateId;

    @Column(name = "question_id", nullable = false)
    private String questionId;

    @Column(name = "question_version", nullable = false)
    private int questionVersion;

    @Column(name = "question_title", nullable = false)
    private String questionTitle;

    @Column(nullable = false)
    private String round;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private ReviewKind kind;

    @Column(name = "appeal_id")
    private @Nullable UUID appealId;

    /** JSON. */
    @Column(nullable = false, columnDefinition = "text")
    private String reasons;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private State state;

    @Column(nullable = false)
    private long revision;

    @Column(name = "opened_at", nullable = false)
    private Instant openedAt;

    @Column(name = "due_at", nullable = false)
    private Instant dueAt;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "claimed_name")
    private @Nullable String claimedName;

    @Column(name = "claimed_until")
    private @Nullable Instant claimedUntil;

    @Column(nullable = false)
    private boolean marked;

    /** JSON. */
    @Column(columnDefinition = "text")
    private @Nullable String decision;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected Review() {}

    /** A new review that waits for somebody. */
    static Review open(
            UUID id, ReviewSubject subject, String reasonsJson, Instant now, Instant dueAt) {
        var review = new Review();
        review.id = id;
        review.attemptId = subject.answer().attemptId();
        review.candidateId = subject.answer().candidateId();
        review.questionId = subject.answer().questionId();
        review.questionVersion = subject.answer().questionVersion();
        review.questionTitle = subject.question().title();
        review.round = subject.question().round();
        review.kind = subject.kind();
        review.appealId = subject.appealId();
        review.reasons = reasonsJson;
        review.state = State.OPEN;
        review.revision = 1;
        review.openedAt = now;
        review.dueAt = dueAt;
        return review;
    }

    /**
     * Takes it, or holds it longer.
     *
     * @param marksHandedIn whether this reviewer has handed in marks on it before
     * @return false when somebody else holds it
     */
    boolean claim(Reviewer who, boolean marksHandedIn, Instant now, Duration length) {
        if (isClaimed(now) && !who.id().equals(claimedBy)) {
            return false;
        }
        if (!who.id().equals(claimedBy)) {
            claimedBy = who.id();
            marked = marksHandedIn;
            revision++;
        }
        claimedName = who.name();
        claimedUntil = now.plus(length);
        return true;
    }

    /** Gives it back. */
    void release() {
        claimedBy = null;
        claimedName = null;
        claimedUntil = null;
        marked = false;
        revision++;
    }

    /** Own marks were saved: the claim is renewed. */
    void saved(Instant now, Duration length) {
        claimedUntil = now.plus(length);
        revision++;
    }

    /** Own marks were handed in. */
    void handedIn(Instant now, Duration length) {
        marked = true;
        saved(now, length);
    }

    void decide(String decisionJson, Instant now) {
        state = State.DECIDED;
        decision = decisionJson;
        endedAt = now;
        revision++;
    }

    /** Nobody needs to look any more. */
    void withdraw(Instant now) {
        state = State.WITHDRAWN;
        endedAt = now;
        revision++;
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether somebody holds it. */
    boolean isClaimed(Instant now) {
        return isOpen() && claimedUntil != null && claimedUntil.isAfter(now);
    }

    boolean isHeldBy(String reviewer, Instant now) {
        return isClaimed(now) && reviewer.equals(claimedBy);
    }

    /** As the queue names it. */
    ReviewPhase phase(Instant now) {
        return switch (state) {
            case OPEN ->
                    !isClaimed(now)
                            ? ReviewPhase.OPEN
                            : marked ? ReviewPhase.MARKED : ReviewPhase.CLAIMED;
            case DECIDED -> ReviewPhase.DECIDED;
            case WITHDRAWN -> ReviewPhase.WITHDRAWN;
        };
    }

    UUID id() {
        return id;
    }

    UUID attemptId() {
        return attemptId;
    }

    String candidateId() {
        return candidateId;
    }

    String questionId() {
        return questionId;
    }

    int questionVersion() {
        return questionVersion;
    }

    String questionTitle() {
        return questionTitle;
    }

    String round() {
        return round;
    }

    ReviewKind kind() {
        return kind;
    }

    @Nullable UUID appealId() {
        return appealId;
    }

    String reasons() {
        return reasons;
    }

    long revision() {
        return revision;
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant dueAt() {
        return dueAt;
    }

    /** The one who holds it, or who held it last. */
    @Nullable String claimedBy() {
        return claimedBy;
    }

    @Nullable String claimedName() {
        return claimedName;
    }

    @Nullable Instant claimedUntil() {
        return claimedUntil;
    }

    boolean isMarked() {
        return marked;
    }

    @Nullable String decision() {
        return decision;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }
}
