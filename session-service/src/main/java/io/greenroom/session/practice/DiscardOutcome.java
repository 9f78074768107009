package io.greenroom.session.practice;

/** What became of throwing a draft away. */
sealed interface DiscardOutcome {
    /** It is gone. */
    record Discarded() implements DiscardOutcome {}

    /** What is handed in stays. */
    record NotADraft(AttemptState state) implements DiscardOutcome {}
}
