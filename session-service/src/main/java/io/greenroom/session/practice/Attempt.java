package io.greenroom.session.practice;

import io.greenroom.session.catalog.QuestionSnapshot;
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

/** One candidate's work on one question version. Its transitions are the only ones there are. */
@Entity
@Table(name = "attempt")
class Attempt {
    /** How long an answer may be, in UTF-16 units, as offsets of evidence count. */
    static final int LONGEST_TEXT = 40_000;

    @Id private UUID id;

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

    @Column(nullable = false)
    private int minutes;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false, columnDefinition = "text")
    private AttemptState state;

    @Column(nullable = false)
    private long revision;

    @Column(nullable = false, columnDefinition = "text")
    private String text;

    @Column(nullable = false)
    private String language;

    @Column(name = "active_seconds", nullable = false)
    private long activeSeconds;

    @Column(name = "started_at", nullable = false)
    private Instant startedAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "start_key")
    private @Nullable String startKey;

    @Column(name = "submission_key")
    private @Nullable String submissionKey;

    private @Nullable Integer score;

    private @Nullable String band;

    private @Nullable Double confidence;

    /** The grade as the grading service sent it; JSON. */
    @Column(columnDefinition = "text")
    private @Nullable String grade;

    @Column(name = "not_graded_code")
    private @Nullable String notGradedCode;

    @Column(name = "not_graded_detail", columnDefinition = "text")
    private @Nullable String notGradedDetail;

    protected Attempt() {}

    /** A new draft on that question version. */
    static Attempt start(
            UUID id,
            String candidateId,
            QuestionSnapshot question,
            @Nullable String startKey,
            Instant now) {
        var attempt = new Attempt();
        attempt.id = id;
        attempt.candidateId = candidateId;
        attempt.questionId = question.questionId();
        attempt.questionVersion = question.version();
        attempt.questionTitle = question.title();
        attempt.round = question.round();
        attempt.minutes = question.minutes();
        attempt.state = AttemptState.DRAFT;
        attempt.revision = 1;
        attempt.text = question.startingText();
        attempt.language = question.answerLanguage();
        attempt.startedAt = now;
        attempt.updatedAt = now;
        attempt.startKey = startKey;
        return attempt;
    }

    /**
     * Keeps what the candidate has written so far.
     *
     * @param expectedRevision the revision that the writer has seen; null when they don't care
     * @param active seconds of work so far as the client counts them; never more than have passed
     *     since the start, never fewer than before
     */
    SaveOutcome save(
            String newText,
            String newLanguage,
            @Nullable Long active,
            @Nullable Long expectedRevision,
            Instant now) {
        if (state != AttemptState.DRAFT) {
            return new SaveOutcome.NotADraft(state);
        }
        if (expectedRevision != null && expectedRevision != revision) {
            return new SaveOutcome.Stale(revision);
        }
        text = newText;
        language = newLanguage;
        if (active != null) {
            long passed = Duration.between(startedAt, now).toSeconds();
            activeSeconds = Math.max(activeSeconds, Math.min(active, passed));
        }
        changed(now);
        return new SaveOutcome.Saved();
    }

    /** Freezes the answer and hands it in. */
    SubmitOutcome submit(
            @Nullable String key,
            @Nullable Long expectedRevision,
            Instant now,
            String startingText) {
        if (state != AttemptState.DRAFT) {
            return key != null && key.equals(submissionKey)
                    ? new SubmitOutcome.Repeated()
                    : new SubmitOutcome.AlreadySubmitted();
        }
        if (expectedRevision != null && expectedRevision != revision) {
            return new SubmitOutcome.Stale(revision);
        }
        if (text.isBlank() || text.strip().equals(startingText.strip())) {
            return new SubmitOutcome.Blank();
        }
        state = AttemptState.SUBMITTED;
        submissionKey = key;
        submittedAt = now;
        changed(now);
        return new SubmitOutcome.Submitted();
    }

    /**
     * Takes over what now counts of all that was told about its grades.
     *
     * @return false when it was not handed in, so that it cannot have a grade
     */
    boolean settle(GradeHistory.Standing standing, Instant now) {
        if (state == AttemptState.DRAFT) {
            return false;
        }
        var summary = standing.summary();
        var given = summary.grade();
        var reason = summary.notGradedReason();
        state = standing.appealed() && given != null ? AttemptState.APPEALED : summary.state();
        score = given == null ? null : given.score();
        band = given == null ? null : given.band();
        confidence = given == null ? null : given.confidence();
        grade = given == null ? null : standing.body().get("grade").toString();
        notGradedCode = reason == null ? null : reason.code();
        notGradedDetail = reason == null ? null : reason.detail();
        changed(now);
        return true;
    }

    private void changed(Instant now) {
        revision++;
        updatedAt = now;
    }

    boolean isDraft() {
        return state == AttemptState.DRAFT;
    }

    UUID id() {
        return id;
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

    int minutes() {
        return minutes;
    }

    AttemptState state() {
        return state;
    }

    long revision() {
        return revision;
    }

    String text() {
        return text;
    }

    String language() {
        return language;
    }

    long activeSeconds() {
        return activeSeconds;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Nullable Instant submittedAt() {
        return submittedAt;
    }

    @Nullable Integer score() {
        return score;
    }

    @Nullable String band() {
        return band;
    }

    @Nullable Double confidence() {
        return confidence;
    }

    @Nullable String grade() {
        return grade;
    }

    @Nullable NotGradedReason notGradedReason() {
        return notGradedCode == null || notGradedDetail == null
                ? null
                : new NotGradedReason(notGradedCode, notGradedDetail);
    }
}
