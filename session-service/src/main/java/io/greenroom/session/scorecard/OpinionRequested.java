package io.greenroom.session.scorecard;

import io.greenroom.session.mock.Participation;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data of {@code session.opinion-requested.v1}: an interviewer who has handed in asks what the
 * grader thinks.
 *
 * @param candidateId whose answer it is; absent when the candidate never came
 * @param requestedBy the interviewer
 */
record OpinionRequested(
        UUID opinionId,
        UUID sessionId,
        UUID itemId,
        @Nullable String candidateId,
        String questionId,
        int questionVersion,
        String text,
        String language,
        String requestedBy,
        Instant requestedAt) {
    static final String TOPIC = ScorecardSubmitted.TOPIC;
    static final String TYPE = "session.opinion-requested.v1";

    static OpinionRequested of(
            Participation session, UUID id, ScoredItem item, String answer, Instant now) {
        return new OpinionRequested(
                id,
                session.sessionId(),
                item.id(),
                session.candidate().map(Participation.Participant::personId).orElse(null),
                item.questionId(),
                item.questionVersion(),
                answer,
                item.language(),
                Objects.requireNonNull(
                        session.participant(session.participantId()).orElseThrow().personId()),
                now);
    }

    /** The text is personal and never printed. */
    @Override
    public String toString() {
        return "OpinionRequested[" + opinionId + "]";
    }
}
