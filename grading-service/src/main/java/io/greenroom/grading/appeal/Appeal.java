package io.greenroom.grading.appeal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A candidate's objection to a grade: open, then decided or withdrawn, once. */
@Entity
@Table(name = "appeal")
class Appeal {
    /** Where an appeal stands. */
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

    @Column(name = "grade_sequence", nullable = false)
    private int gradeSequence;

    /** Ids, separated by line breaks, which no id holds. */
    @Column(nullable = false, columnDefinition = "text")
    private String criteria;

    @Column(nullable = false, columnDefinition = "text")
    private String reason;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private State state;

    @Column(name = "opened_at", nullable = false)
    private Instant openedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "changed")
    private @Nullable Boolean changed;

    @Column(name = "outcome_sequence")
    private @Nullable Integer outcomeSequence;

    @Column(columnDefinition = "text")
    private @Nullable String comment;

    protected Appeal() {}

    static Appeal open(
            UUID id,
            UUID attemptId,
            String candidateId,
            int gradeSequence,
            List<String> criteria,
            String reason,
            Instant now) {
        var appeal = new Appeal();
        appeal.id = id;
        appeal.attemptId = attemptId;
        appeal.candidateId = candidateId;
        appeal.gradeSequence = gradeSequence;
        appeal.criteria = String.join("\n", criteria);
        appeal.reason = reason;
        appeal.state = State.OPEN;
        appeal.openedAt = now;
        return appeal;
    }

    /** A person has decided. */
    void decide(boolean gradeChanged, int sequence, String words, Instant now) {
        end(State.DECIDED, now);
        changed = gradeChanged;
        outcomeSequence = sequence;
        comment = words;
    }

    /** The candidate no longer wants it. */
    void withdraw(Instant now) {
        end(State.WITHDRAWN, now);
    }

    private void end(State last, Instant now) {
        if (state != State.OPEN) {
            throw new IllegalStateException("The appeal has ended");
        }
        state = last;
        endedAt = now;
    }

    boolean isOpen() {
        return state == State.OPEN;
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

    int gradeSequence() {
        return gradeSequence;
    }

    List<String> criteria() {
        return List.of(criteria.split("\n"));
    }

    String reason() {
        return reason;
    }

    State state() {
        return state;
    }

    Instant openedAt() {
        return openedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable Outcome outcome() {
        return changed == null || outcomeSequence == null || comment == null
                ? null
                : new Outcome(changed, outcomeSequence, comment);
    }

    /** How it ended. */
    record Outcome(boolean changed, int gradeSequence, String comment) {}
}
