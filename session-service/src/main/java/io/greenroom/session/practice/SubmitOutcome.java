package io.greenroom.session.practice;

/** What became of handing in. */
sealed interface SubmitOutcome {
    /** It is handed in. */
    record Submitted() implements SubmitOutcome {}

    /** The same request came before and succeeded then. */
    record Repeated() implements SubmitOutcome {}

    /** It was handed in before, by another request. */
    record AlreadySubmitted() implements SubmitOutcome {}

    /** There is nothing in it, or only what was there at the start. */
    record Blank() implements SubmitOutcome {}

    /** What would be handed in is not what the candidate last saw. */
    record Stale(long currentRevision) implements SubmitOutcome {}
}
