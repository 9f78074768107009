package io.greenroom.grading.testsupport;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.util.List;

/** A question and answers to it, as tests need them. */
public final class Fixtures {
    public static final Criterion STABILITY =
            new Criterion(
                    "stability",
                    "Stability",
                    60,
                    List.of(
                            "Subtracts the row maximum from the scores before exponentiating",
                            "Says that the result is unchanged by the shift"),
                    List.of());
    public static final Criterion AXIS =
            new Criterion(
                    "axis",
                    "Axis handling",
                    40,
                    List.of(
                            "Reduces over the last axis only",
                            "Keeps the reduced dimension for broadcasting"),
                    List.of());
    public static final RedFlag NO_SHIFT =
            new RedFlag(
                    "no-shift",
                    "Raw scores are exponentiated",
                    RedFlag.Severity.MAJOR,
                    40,
                    RedFlag.Kind.COMMITS,
                    "Overflows for large scores.",
                    List.of(
                            "I exponentiate the raw scores directly, overflow is not a problem in"
                                    + " practice."));
    public static final RedFlag NO_SUM =
            new RedFlag(
                    "no-sum",
                    "Nothing is normalized",
                    RedFlag.Severity.MINOR,
                    70,
                    RedFlag.Kind.OMITS,
                    "The result must sum to one.",
                    List.of("Divides by the sum of the exponentials"));

    private Fixtures() {}

    public static Question softmax() {
        return new Question(
                "stable-softmax",
                1,
                "A softmax that does not overflow",
                "Describe how you would write a softmax over the last axis of a score tensor whose"
                        + " entries may be very large. Explain why your version cannot overflow.",
                "",
                List.of(STABILITY, AXIS),
                List.of(NO_SHIFT, NO_SUM),
                "For each row I subtract its maximum before calling exp, so the largest exponent is"
                    + " zero. Softmax does not change when a row is shifted by a constant, so the"
                    + " result stays the same. I reduce over the last axis and keep that dimension,"
                    + " so that the subtraction and the division broadcast. Then I divide by the"
                    + " sum of the exponentials.");
    }

    public static Answer answer(String text) {
        return new Answer(text, AnswerLanguage.MARKDOWN);
    }

    public static Answer program(String text) {
        return new Answer(text, AnswerLanguage.PYTHON);
    }
}
