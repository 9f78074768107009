package io.greenroom.grading.rubric;

/** What an answer is written in. */
public enum AnswerLanguage {
    MARKDOWN,
    PYTHON
}
