package io.greenroom.grading.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.grading.rubric.Criterion;
import io.greenroom.grading.rubric.Question;
import io.greenroom.grading.rubric.RedFlag;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeJudgementTest {
    private static final String CODE =
            """
            import numpy as np
            def softmax(x):
                e = np.exp(x - x.max(axis=-1, keepdims=True))
                return e / e.sum(axis=-1, keepdims=True)
            """;

    @Test
    void knowsNothingWhereTheStrongAnswerHasNoCode() {
        assertThat(
                        CodeJudgement.of(
                                question("Use a queue; x = 1 is fine."),
                                CodeJudgementTest::letters))
                .isEmpty();
    }

    @Test
    void findsARedFlagInTheCodeAndQuotesIt() {
        var judgement =
                CodeJudgement.of(
                                question("```python\n" + CODE + "```\n"),
                                CodeJudgementTest::letters)
                        .orElseThrow();
        var answer = CODE.replace(" - x.max(axis=-1, keepdims=True)", "");

        var hits = judgement.hits(judgement.read(answer), answer);

        assertThat(hits)
                .singleElement()
                .satisfies(
                        hit -> {
                            assertThat(hit.redFlagId()).isEqualTo("overflow");
                            assertThat(hit.quotes()).containsExactly("e = np.exp(x)");
                        });
        assertThat(judgement.hits(judgement.read(CODE), CODE)).isEmpty();
    }

    @Test
    void tellsItsFiguresByCriterion() {
        var judgement =
                CodeJudgement.of(
                                question("```python\n" + CODE + "```\n"),
                                CodeJudgementTest::letters)
                        .orElseThrow();

        assertThat(judgement.figures(0, judgement.read(CODE)))
                .containsEntry("c.shared", 1.0)
                .containsEntry("c.wrong", 0.0)
                .allSatisfy((name, value) -> assertThat(value).as(name).isBetween(0.0, 1.0 + 1e-6));
    }

    private static Question question(String strong) {
        return new Question(
                "q",
                1,
                "Softmax",
                "Write a softmax.",
                "def softmax(x):\n    raise NotImplementedError\n",
                List.of(
                        new Criterion(
                                "stable",
                                "Stable",
                                100,
                                List.of("Subtracts the maximum before the exponential."),
                                List.of())),
                List.of(
                        new RedFlag(
                                "overflow",
                                "It overflows",
                                RedFlag.Severity.MAJOR,
                                40,
                                RedFlag.Kind.COMMITS,
                                "Large values overflow.",
                                List.of(
                                        "Exponentiates x without subtracting its maximum first, so"
                                                + " large values overflow."))),
                strong);
    }

    /** Meaning enough for a test: how often each letter occurs. */
    private static List<float[]> letters(List<String> sentences) {
        return sentences.stream()
                .map(
                        sentence -> {
                            var vector = new float[26];
                            sentence.toLowerCase(java.util.Locale.ROOT)
                                    .chars()
                                    .filter(c -> c >= 'a' && c <= 'z')
                                    .forEach(c -> vector[c - 'a']++);
                            double length = 0;
                            for (float x : vector) {
                                length += x * (double) x;
                            }
                            for (int i = 0; i < vector.length; i++) {
                                vector[i] /= (float) Math.sqrt(Math.max(1e-9, length));
                            }
                            return vector;
                        })
                .toList();
    }
}
