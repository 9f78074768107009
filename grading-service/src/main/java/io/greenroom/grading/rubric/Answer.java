package io.greenroom.grading.rubric;

/**
 * A candidate's answer, as it was handed in.
 *
 * @param text personal data: never logged
 * @param candidateId whose it is, for budgets and never for a grader's eyes; empty when nobody's
 */
public record Answer(String text, AnswerLanguage language, String candidateId) {
    /** An answer of nobody in particular. */
    public Answer(String text, AnswerLanguage language) {
        this(text, language, "");
    }

    /** The same answer in other words. */
    public Answer withText(String other) {
        return new Answer(other, language, candidateId);
    }

    @Override
    public String toString() {
        return "Answer[" + language + ", " + text.length() + " characters]";
    }
}
