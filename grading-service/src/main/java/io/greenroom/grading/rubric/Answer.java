package io.greenroom.grading.rubric;

/**
 * A candidate's answer, as it was handed in.
 *
 * @param text personal data: never logged
 */
public record Answer(String text, AnswerLanguage language) {
    @Override
    public String toString() {
        return "Answer[" + language + ", " + text.length() + " characters]";
    }
}
