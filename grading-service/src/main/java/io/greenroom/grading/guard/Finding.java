package io.greenroom.grading.guard;

import io.greenroom.grading.rubric.Notice;
import io.greenroom.grading.rubric.ReviewReason;
import io.greenroom.platform.Slugs;

/**
 * Something that the guard saw in an answer.
 *
 * @param detail for the candidate, kind and plain
 */
public record Finding(Kind kind, String detail) {
    /** What the guard looks for. */
    public enum Kind {
        /** Nothing was answered. */
        BLANK,
        /** So little that hardly anything can be told. */
        VERY_SHORT,
        /** The question's own words. */
        PARROTED_PROMPT,
        /** Words meant for the grader instead of the interviewer. */
        INSTRUCTIONS_TO_GRADER,
        /** Text that a reader would not see, or could not read. */
        HIDDEN_TEXT,
        /** A language that the rubric isn't written in. */
        OTHER_LANGUAGE,
        /** The words of what is expected, denied. */
        CONTRADICTS,
        /** Sentences that would fit any question. */
        GENERIC,
        /** Nothing of what the question is about. */
        OFF_TOPIC,
        /** Words without sentences. */
        KEYWORDS_WITHOUT_SENTENCES;

        /** Whether a person can settle what this leaves open. */
        boolean isDoubtful() {
            return switch (this) {
                case BLANK, VERY_SHORT, PARROTED_PROMPT, GENERIC, OFF_TOPIC -> false;
                case INSTRUCTIONS_TO_GRADER,
                        HIDDEN_TEXT,
                        OTHER_LANGUAGE,
                        CONTRADICTS,
                        KEYWORDS_WITHOUT_SENTENCES ->
                        true;
            };
        }
    }

    /** The finding as a reader of the grade sees it. */
    public Notice notice() {
        return new Notice(code(), detail);
    }

    ReviewReason reviewReason() {
        return new ReviewReason(code(), detail);
    }

    private String code() {
        return Slugs.of(kind);
    }
}
