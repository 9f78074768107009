package io.greenroom.session.practice;

/** What became of an autosave. */
sealed interface SaveOutcome {
    /** It is kept. */
    record Saved() implements SaveOutcome {}

    /** Somebody, perhaps the same person in another tab, has written in between. */
    record Stale(long currentRevision) implements SaveOutcome {}

    /** The answer is frozen. */
    record NotADraft(AttemptState state) implements SaveOutcome {}
}
