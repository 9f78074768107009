package io.greenroom.catalog.reveal;

import io.smallrye.mutiny.Uni;

/** Does something when an answer is handed in. */
public interface SubmissionFollower {
    /** In the transaction under way; the candidate is not forgotten. */
    Uni<Void> submitted(AnswerSubmitted answer);
}
