package io.greenroom.grading.testsupport;

import io.greenroom.grading.rubric.Answer;
import io.greenroom.grading.rubric.AnswerLanguage;
import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import io.greenroom.platform.Slugs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** The same in the catalog's shape, to be changed. */
    public static Map<String, Object> softmaxAsWritten() {
        var softmax = softmax();
        var content = new HashMap<String, Object>();
        content.put("title", softmax.title());
        content.put("answerFormat", "text");
        content.put("topics", List.of("numerics"));
        content.put("prompt", softmax.prompt());
        content.put("strongAnswer", softmax.strongAnswer());
        content.put(
                "rubric",
                Map.of("criteria", softmax.criteria().stream().map(Fixtures::criterion).toList()));
        content.put("redFlags", softmax.redFlags().stream().map(Fixtures::flag).toList());
        return content;
    }

    private static Map<String, Object> criterion(Criterion criterion) {
        return Map.of(
                "id",
                criterion.id(),
                "title",
                criterion.title(),
                "weight",
                criterion.weight(),
                "indicators",
                criterion.indicators());
    }

    private static Map<String, Object> flag(RedFlag flag) {
        return Map.of(
                "id",
                flag.id(),
                "title",
                flag.title(),
                "severity",
                Slugs.of(flag.severity()),
                "cap",
                flag.cap(),
                "kind",
                Slugs.of(flag.kind()),
                "description",
                flag.description(),
                "signals",
                flag.signals());
    }

    public static Answer answer(String text) {
        return new Answer(text, AnswerLanguage.MARKDOWN);
    }

    public static Answer program(String text) {
        return new Answer(text, AnswerLanguage.PYTHON);
    }
}
