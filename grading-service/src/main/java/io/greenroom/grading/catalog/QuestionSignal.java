package io.greenroom.grading.catalog;

/** Tells all instances that a question arrived; the payload is its id. */
public final class QuestionSignal {
    /** The channel of {@link io.greenroom.platform.event.Signals}. */
    public static final String CHANNEL = "grading_questions";

    private QuestionSignal() {}
}
